"""The facts that a web page states about itself: meta elements, JSON-LD, its headline, and marks in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from explainery.patterns import regex
from explainery.reading.header_lines import byline, person
from explainery.reading.web.addresses import absolute_address, clean_address, site_domain
from explainery.reading.web.jsonld import Graph, Node, address_of, article_in, graph_of, value_in
from explainery.reading.web.markup import text_in
from explainery.text import folded, one_line

# Labels that may have an element of their own, before the one with the byline or the date.
_LABEL = regex(r"(?:by|published|posted|updated|last updated)\W*", re.IGNORECASE)
# By taste.
_PIECES = 14  # pieces of text after the headline in which byline and date may appear
_PIECES_SEARCHED = 4_000  # pieces of text of a page in which the headline is sought
_SAVED_FROM = regex(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE)
HEADLINE_WORDS = 4  # at least, of a heading that is not a label
_MARKED = 200  # marked elements of one kind that are examined
_AUTHOR_MARKS = etree.XPath("//@itemprop[.='author']/..|//@rel[contains(concat(' ', ., ' '), ' author ')]/..")
_BYLINES = etree.XPath("//@class[contains(.,'byline') or contains(.,'Byline') or contains(.,'author')]/.."
                       "|//@data-component[contains(.,'byline')]/..|//@data-testid[contains(.,'yline')]/..")  # fmt: skip
_TIME_MARKS = etree.XPath("//@itemprop[.='datePublished']/..|//time[@pubdate]"
                          "|//time[contains(@class,'publish') or contains(@class,'entry-date') or contains(@class,'posted')]")  # fmt: skip
_ASIDE = regex(r"comment|teaser|related|promo|(?:^|[\s_-])cards?(?:$|[\s_-])|sidebar|recommend", re.IGNORECASE)
_INSIDE = etree.XPath("//h1[ancestor::article or ancestor::main]")
_SHOWN = etree.XPath("//text()[not(parent::script or parent::style or parent::noscript)]", smart_strings=False)
_TIMES = etree.XPath("//time[@datetime][ancestor::article or ancestor::main or ancestor::header]"
                       "[not(ancestor::p)]")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page states about itself, unchanged."""

    meta: dict[str, list[str]]
    graph: Graph
    node: Node
    canonical: str
    heading: str
    is_displayed: bool  # the heading is the only one in the page's article, and more than a label
    tab: str
    language: str
    tree: HtmlElement


def page_facts_of(tree: HtmlElement, html: str, at: str | None) -> PageFacts:
    """The facts of a page; arguments are those of `metadata_of`."""
    saved = _SAVED_FROM.search(html, 0, 4000)
    at = at or (saved[1] if saved else "")
    meta = _meta_of(tree)
    heads = [t for t in map(text_in, tree.iter("h1")) if t]
    inside = [t for t in map(text_in, _INSIDE(tree)) if t]
    displayed = inside[0] if len(inside) == 1 and len(inside[0].split()) >= HEADLINE_WORDS else ""
    tab = next((text_in(e) for e in tree.iter("title")), "")
    titles = [*heads, *meta.get("og:title", []), tab]
    graph = graph_of([value_in(s.text) for s in tree.iter("script") if s.text and "ld+json" in (s.get("type") or "")])
    link = _canonical(tree, meta, at)
    node = article_in(graph, [link, at, *meta.get("og:url", [])], titles) or {}
    return PageFacts(
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
    """The contents of the page's meta elements, by their names in lower case."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or _itemprop(element) or element.get("http-equiv") or ""
        value = one_line(element.get("content") or "")
        if name.strip() and value:
            meta.setdefault(name.strip().lower(), []).append(value)
    return meta


def _itemprop(meta: HtmlElement) -> str | None:
    """The `itemprop` of a meta element, unless the element belongs to a teaser."""
    name: str | None = meta.get("itemprop")
    return name if name and not _is_aside(meta) else None


def _canonical(tree: HtmlElement, meta: dict[str, list[str]], at: str) -> str:
    """The address that the page states as its own; "" if it states none, or only the site's home page by mistake."""
    links = [e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    stated = [clean_address(absolute_address(at, a)) for a in [*links, *meta.get("og:url", [])]]
    on_site = [a for a in stated if a and (not at or site_domain(a) == site_domain(at))]
    return next((a for a in on_site if urlsplit(a).path.strip("/") or urlsplit(a).query), "")


def _heading(heads: list[str], titles: list[str]) -> str:
    """The page's headline as displayed: its only first-level heading, or one that another title begins with."""
    if len(set(heads)) == 1:
        return heads[0]
    others = [folded(t) for t in titles if t not in heads]
    return next((h for h in heads if any(t.startswith(folded(h)) for t in others)), "")


def text_after_headline(tree: HtmlElement, title: str | None) -> list[str]:
    """The pieces of text after the displayed headline: often byline and date, on pages that mark neither."""
    head = folded(title or "")
    pieces = [one_line(t) for t in islice(_SHOWN(tree), _PIECES_SEARCHED) if not t.isspace()]
    near = range(len(head) - 3, len(head) + 4)  # folding may change the length by a letter or two
    places = [i for i, p in enumerate(pieces) if head and len(p) in near and folded(p) == head]
    after = pieces[places[-1] + 1 : places[-1] + _PIECES] if places else []
    whole = [f"{a} {b}" if _LABEL.fullmatch(a) else a for a, b in pairwise([*after, ""])]
    return [piece for i, piece in enumerate(whole) if i == 0 or not _LABEL.fullmatch(after[i - 1])]


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element is in something beside the article: a teaser, a comment, the frame of the site."""
    for above in (element, *element.iterancestors()):
        if above.tag in {"main", "body", "html"}:
            return False  # their class and id describe the layout of the page
        if above.tag in {"aside", "nav", "footer"} or _ASIDE.search(
            f"{above.get('class') or ''} {above.get('id') or ''}"
        ):
            return True
        if above.tag == "article":
            return False
    return False


def marked_authors(tree: HtmlElement) -> Iterator[str]:
    """The names in elements that are marked as an author's (`rel`, `itemprop`), then in bylines by their class."""
    names = []
    for element in [e for e in _AUTHOR_MARKS(tree) if not _is_aside(e)][:6]:
        inner = element.xpath(".//*[@itemprop='name']")
        name = text_in(inner[0] if inner else element)
        if 0 < len(name) < 80 and name not in names:  # noqa: PLR2004 (a biography is longer)
            names.append(name)
    if names:
        yield ", ".join(names)
    for element in [e for e in _BYLINES(tree)[:_MARKED] if not _is_aside(e)][:6]:
        texts = [text_in(element), *(one_line(str(t)) for t in element.itertext())]
        yield from (n for t in texts if len(t) < 80 and (n := byline(t) or person(t)))  # noqa: PLR2004


def publication_times(tree: HtmlElement) -> Iterator[str]:
    """The times that the page's markup states as its publication, unparsed, the surest first."""
    marks = [e for e in _TIME_MARKS(tree)[:_MARKED] if not _is_aside(e)]
    stated = list(dict.fromkeys(e.get("datetime") or e.get("content") or text_in(e) for e in marks))
    if len(stated) == 1:
        yield stated[0]
    times = {e.get("datetime") for e in _TIMES(tree)[:_MARKED] if not _is_aside(e)}
    if len(times) == 1:  # the only time that the article displays
        yield str(times.pop())
