"""What a web page states about itself, gathered: meta elements, JSON-LD, its headline, and marks in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from explainery.reading.header_lines import byline, person
from explainery.reading.web.addresses import clean_address, joined, site_of
from explainery.reading.web.jsonld import Graph, Node, address_of, article_in, graph_of, value_in
from explainery.reading.web.markup import text_in
from explainery.text import folded, one_line

# What may stand in an element of its own, before what it introduces.
_LABEL = re.compile(r"(?:by|published|posted|updated|last updated)\W*", re.IGNORECASE)
_PIECES = 14  # pieces of text after the headline among which byline and date stand
_PIECES_MOST = 4_000  # pieces of text among which a headline is looked for
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE)
_HEADLINE_WORDS = 4
_MARKS_MOST = 200  # elements of a kind that are looked at
_AUTHOR_MARKS = etree.XPath("//@itemprop[.='author']/..|//@rel[contains(concat(' ', ., ' '), ' author ')]/..")
_BYLINES = etree.XPath("//@class[contains(.,'byline') or contains(.,'Byline') or contains(.,'author')]/.."
                       "|//@data-component[contains(.,'byline')]/..|//@data-testid[contains(.,'yline')]/..")  # fmt: skip
_TIME_MARKS = etree.XPath("//@itemprop[.='datePublished']/..|//time[@pubdate]"
                          "|//time[contains(@class,'publish') or contains(@class,'entry-date') or contains(@class,'posted')]")  # fmt: skip
_ASIDE = re.compile(r"comment|teaser|related|promo|(?:^|[\s_-])cards?(?:$|[\s_-])|sidebar|recommend", re.IGNORECASE)
_INSIDE = etree.XPath("//h1[ancestor::article or ancestor::main]")
_SHOWN = etree.XPath("//text()[not(parent::script or parent::style or parent::noscript)]", smart_strings=False)
_TIMES = etree.XPath("//time[@datetime][ancestor::article or ancestor::main or ancestor::header]"
                       "[not(ancestor::p)]")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page states about itself, each with its words as they stand."""

    meta: dict[str, list[str]]
    graph: Graph
    node: Node
    canonical: str
    heading: str
    is_displayed: bool  # the heading stands alone in the page's article, and is more than a label
    tab: str
    language: str
    tree: HtmlElement


def facts_of(tree: HtmlElement, html: str, at: str | None) -> Facts:
    """A page's statements; `at` is the address that it came from, where that is known."""
    saved = _SAVED_FROM.search(html, 0, 4000)
    at = at or (saved[1] if saved else "")
    meta = _meta_of(tree)
    heads = [t for t in map(text_in, tree.iter("h1")) if t]
    inside = [t for t in map(text_in, _INSIDE(tree)) if t]
    displayed = inside[0] if len(inside) == 1 and len(inside[0].split()) >= _HEADLINE_WORDS else ""
    tab = next((text_in(e) for e in tree.iter("title")), "")
    titles = [*heads, *meta.get("og:title", []), tab]
    graph = graph_of([value_in(s.text) for s in tree.iter("script") if s.text and "ld+json" in (s.get("type") or "")])
    link = _canonical(tree, meta, at)
    node = article_in(graph, [link, at, *meta.get("og:url", [])], titles) or {}
    return Facts(
        meta=meta,
        graph=graph,
        node=node,
        canonical=link or clean_address(address_of(node)) or clean_address(at),
        heading=displayed or _heading(heads, titles),
        is_displayed=bool(displayed),
        tab=tab,
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        tree=tree,
    )


def _meta_of(tree: HtmlElement) -> dict[str, list[str]]:
    """What the page's meta elements say, by their names in small letters."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or _itemprop(element) or element.get("http-equiv") or ""
        value = one_line(element.get("content") or "")
        if name.strip() and value:
            meta.setdefault(name.strip().lower(), []).append(value)
    return meta


def _itemprop(meta: HtmlElement) -> str | None:
    """A property that a meta element states in the page's head, or in its body beside no teaser."""
    name: str | None = meta.get("itemprop")
    return name if name and not _is_aside(meta) else None


def _canonical(tree: HtmlElement, meta: dict[str, list[str]], at: str) -> str:
    """The address that the page calls its own; one that leads to the home page of the site is a slip."""
    links = [e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    stated = [clean_address(joined(at, a)) for a in [*links, *meta.get("og:url", [])]]
    found = [a for a in stated if a and (not at or site_of(a) == site_of(at))]
    return next((a for a in found if urlsplit(a).path.strip("/") or urlsplit(a).query), "")


def _heading(heads: list[str], titles: list[str]) -> str:
    """The page's headline as displayed: its only first-level heading, or the one that its other titles begin with."""
    if len(set(heads)) == 1:
        return heads[0]
    others = [folded(t) for t in titles if t not in heads]
    return next((h for h in heads if any(t.startswith(folded(h)) for t in others)), "")


def shown_after(tree: HtmlElement, title: str | None) -> list[str]:
    """The pieces of text that follow the headline where it stands on the page: byline and date on pages that mark neither."""
    head = folded(title or "")
    pieces = [one_line(t) for t in islice(_SHOWN(tree), _PIECES_MOST) if not t.isspace()]
    near = range(len(head) - 3, len(head) + 4)  # folding changes a letter or two
    places = [i for i, p in enumerate(pieces) if head and len(p) in near and folded(p) == head]
    after = pieces[places[-1] + 1 : places[-1] + _PIECES] if places else []
    whole = [f"{a} {b}" if _LABEL.fullmatch(a) else a for a, b in pairwise([*after, ""])]
    return [piece for i, piece in enumerate(whole) if i == 0 or not _LABEL.fullmatch(after[i - 1])]


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element stands in something beside the article: a teaser, a comment, the site's own frame."""
    for above in (element, *element.iterancestors()):
        if above.tag in {"main", "body", "html"}:
            return False  # what these are called says how the page is laid out
        if above.tag in {"aside", "nav", "footer"} or _ASIDE.search(
            f"{above.get('class') or ''} {above.get('id') or ''}"
        ):
            return True
        if above.tag == "article":
            return False
    return False


def marked_authors(tree: HtmlElement) -> Iterator[str]:
    """The words of elements that are marked as naming an author: `rel`, `itemprop`."""
    names = []
    for element in [e for e in _AUTHOR_MARKS(tree) if not _is_aside(e)][:6]:
        inner = element.xpath(".//*[@itemprop='name']")
        name = text_in(inner[0] if inner else element)
        if 0 < len(name) < 80 and name not in names:  # noqa: PLR2004 (a biography is no name)
            names.append(name)
    if names:
        yield ", ".join(names)
    for element in [e for e in _BYLINES(tree)[:_MARKS_MOST] if not _is_aside(e)][:6]:
        texts = [text_in(element), *(one_line(str(t)) for t in element.itertext())]
        yield from (n for t in texts if len(t) < 80 and (n := byline(t) or person(t)))  # noqa: PLR2004


def stamps(tree: HtmlElement) -> Iterator[str]:
    """The moments that the page's markup calls its publication."""
    marks = [e for e in _TIME_MARKS(tree)[:_MARKS_MOST] if not _is_aside(e)]
    said = list(dict.fromkeys(e.get("datetime") or e.get("content") or text_in(e) for e in marks))
    if len(said) == 1:
        yield said[0]
    times = {e.get("datetime") for e in _TIMES(tree)[:_MARKS_MOST] if not _is_aside(e)}
    if len(times) == 1:  # the only time that the article shows
        yield str(times.pop())
