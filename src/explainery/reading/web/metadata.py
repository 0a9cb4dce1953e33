"""What a web page says about its article: JSON-LD, Open Graph, other meta elements, and marks in its text.

Each field is taken from where publishers state it, the most exact statement first. Nothing is inferred from an
address, a file's name or the text's likeness to something else: what is not stated is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from explainery.reading.header_lines import names_in
from explainery.reading.language_tags import tag_of
from explainery.reading.timestamps import moment
from explainery.reading.web.jsonld import Node, names_of, posts_of, text_of
from explainery.reading.web.page_facts import Facts, facts_of, marked_authors, stamps
from explainery.text import folded, words

_TITLES = tuple(
    "og:title twitter:title dc.title dcterms.title sailthru.title parsely-title citation_title headline".split()
)
_PUBLISHERS = tuple(
    "og:site_name dc.publisher dcterms.publisher publisher citation_journal_title application-name".split()
)
_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dc.date.created", "dcterms.created", "dcterms.issued", "dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date", "published",
    "published-date", "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "originalpublicationdate", "cxenseparse:recs:publishtime",
    "displaydate", "article.published", "ptime", "release_date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified", "dc.date.modified",
             "lastmod", "last-modified", "modified", "updated", "article.updated", "utime")  # fmt: skip
_AUTHORS = tuple(
    "author article:author og:article:author byl parsely-author sailthru.author dc.creator dcterms.creator citation_author cxenseparse:author".split()
)
_SECTIONS = tuple(
    "article:section og:article:section section parsely-section dc.subject.section articlesection cxenseparse:category category".split()
)
_IMPRINT = etree.XPath("//text()[contains(.,'©') or contains(.,'opyright')]")
_ALIKE = 0.4  # of a heading's words in another title of the page: then it is the page's headline
_CUT_FROM = 100  # characters; the old rule was 110 at most
_SITE_MARK = re.compile(r"\s*(?:\||–|—|-|::|·|»|•)\s*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's metadata in the words of `Document`."""

    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    modified: str | None
    url: str | None
    language: str | None
    section: str | None
    article: bool  # the page says that it is an article
    posts: tuple[str, ...] = ()  # the paragraphs of a live blog's posts


def metadata_of(tree: HtmlElement, html: str = "", at: str | None = None) -> Metadata:
    """The metadata of a page; `at` is the address that it came from, where that is known."""
    facts = facts_of(tree, html, at)
    published = _first_moment(facts, "datePublished", "dateCreated", keys=_PUBLISHED) or _stated_moment(facts)
    modified = _first_moment(facts, "dateModified", keys=_MODIFIED)
    publisher = _publisher(facts)
    return Metadata(
        title=_title(facts, publisher),
        publisher=publisher,
        author=_author(facts, publisher),
        published=published,
        modified=modified,
        url=facts.canonical or None,
        language=_language(facts),
        section=_section(facts),
        posts=tuple(posts_of(facts.node)),
        article=bool(facts.node) or facts.meta.get("og:type", [""])[0].lower() in {"article", "newsarticle"},
    )


def _title(facts: Facts, publisher: str | None) -> str | None:
    stated = text_of(facts.node, "headline", "name")
    others = [v for key in _TITLES for v in facts.meta.get(key, [])[:1]]
    for whole in (facts.heading, *others):  # some CMS cut the headline that they state
        if (
            _is_cut(stated)
            and len(whole) > len(stated)
            and folded(whole).startswith(folded(stated).rstrip("….").rstrip())
        ):
            return without_site(whole, publisher)
    shown = facts.heading if facts.heading and folded(facts.heading) != folded(publisher or "") else ""
    alike = facts.is_displayed and any(_shared(shown, t) >= _ALIKE for t in (stated, *others, facts.tab) if t)
    agree = shown and (alike or any(folded(shown) in folded(t) for t in (stated, *others, facts.tab) if t))
    best = next((t for t in (shown if agree else "", stated, *others, shown, facts.tab) if t), "")
    return without_site(best, publisher) or None


def _shared(one: str, other: str) -> float:
    """How much of the first title's words the other has: a headline and its version for searches share half."""
    said = set(words(folded(one)))
    return len(said & set(words(folded(other)))) / max(1, len(said))


def _is_cut(headline: str) -> bool:
    """Whether a headline may have been cut: it ends in an ellipsis, or at the length that schema.org's users keep to."""
    return headline.endswith(("…", "...")) or len(headline) >= _CUT_FROM


def without_site(title: str, publisher: str | None) -> str:
    """A title without the site's name at its end: "Dockers walk out - The Herald" is "Dockers walk out"."""
    parts = _SITE_MARK.split(title)
    marks = _SITE_MARK.findall(title)
    site = folded(publisher or "")
    if len(parts) > 1 and site and folded(parts[-1]) in {site, site.removeprefix("the "), f"the {site}"}:
        return title[: title.rindex(marks[-1] + parts[-1])].rstrip()
    return title


def _publisher(facts: Facts) -> str | None:
    named = names_of(facts.node, "publisher", facts.graph) or names_of(facts.node, "sourceOrganization", facts.graph)
    stated = next((v for key in _PUBLISHERS for v in facts.meta.get(key, []) if not re.match(r"https?://|@", v)), "")
    sites = [text_of(n, "name") for n in facts.graph.nodes if {"WebSite", "NewsMediaOrganization"} & set(_kinds(n))]
    return next((p for p in (*named[:1], stated, *sites) if p), "") or _in_imprint(facts) or None


def _in_imprint(facts: Facts) -> str:
    """The site's name at the end of the page's title, where the line of copyright has it, too."""
    parts = _SITE_MARK.split(facts.tab)
    site = folded(parts[-1]) if len(parts) > 1 else ""
    return parts[-1] if site and any(site in folded(str(t)) for t in _IMPRINT(facts.tree)) else ""


def _kinds(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]


def _author(facts: Facts, publisher: str | None) -> str | None:
    stated = names_of(facts.node, "author", facts.graph) or names_of(facts.node, "creator", facts.graph)
    rows = [", ".join(n for n in map(names_in, stated) if n)]
    rows += [names_in(", ".join(facts.meta[key])) or "" for key in _AUTHORS if key in facts.meta]
    people = next((r for r in (_people(r, publisher) for r in rows) if r), "")
    marked = "" if people else next((r for r in map(names_in, marked_authors(facts.tree)) if r), "")
    return people or marked or next((r for r in rows if r), None)


def _people(names: str, publisher: str | None) -> str:
    """Names without those that begin with the publisher's own."""
    site = folded(publisher or "")
    return ", ".join(n for n in names.split(", ") if not (site and folded(n).startswith(site)))


def _first_moment(facts: Facts, *names: str, keys: tuple[str, ...]) -> str | None:
    """The first moment that is stated; the most exact one of the same day."""
    stated = [moment(text_of(facts.node, n)) for n in names] + [
        moment(v) for key in keys for v in facts.meta.get(key, [])
    ]
    found = [m for m in stated if m]
    same = [m for m in found if m[:10] == found[0][:10]]
    return max(same, key=len) if found else None


def _stated_moment(facts: Facts) -> str | None:
    pages = [moment(text_of(n, "datePublished")) for n in facts.graph.nodes if "WebPage" in _kinds(n)]
    return next((m for m in (*pages, *map(moment, stamps(facts.tree))) if m), None)


def _language(facts: Facts) -> str | None:
    stated = [text_of(facts.node, "inLanguage"), facts.language, *facts.meta.get("og:locale", []), *facts.meta.get("content-language", []),
              *facts.meta.get("dc.language", [])]  # fmt: skip
    return next((tag for s in stated if (tag := tag_of(s))), None)


def _section(facts: Facts) -> str | None:
    stated = text_of(facts.node, "articleSection")
    return stated or next(
        (v for key in _SECTIONS for v in facts.meta.get(key, []) if not re.match(r"https?://", v)), None
    )
