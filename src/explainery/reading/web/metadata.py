"""The metadata that a web page states: in JSON-LD, in Open Graph and other meta elements, and in its markup.

For each field, the places where publishers state it are searched, the most exact first. Nothing is inferred from an
address, a file's name or the text: a field that the page does not state is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from explainery.patterns import regex
from explainery.reading.header_lines import author_names
from explainery.reading.language_tags import tag_of
from explainery.reading.timestamps import timestamp_of
from explainery.reading.web.jsonld import Node, body_of, names_of, posts_of, property_text, remarks_on
from explainery.reading.web.page_facts import (
    HEADLINE_WORDS,
    PageFacts,
    marked_authors,
    page_facts_of,
    publication_times,
)
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
_ALIKE = 0.4  # of a heading's words; by taste: a heading that shares them with another title is the page's headline
_CUT_FROM = 100  # characters; by taste: a longer headline may be cut, as search engines once allowed 110 at most
_SITE_MARK = regex(r"\s*(?:\||–|—|-|::|·|»|•)\s*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's metadata, under the names of `Document`'s fields."""

    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    modified: str | None
    url: str | None
    language: str | None
    section: str | None
    is_article: bool  # the page states that it is an article
    posts: tuple[str, ...] = ()  # the paragraphs of a live blog's posts
    body: str = ""  # the whole text, as JSON-LD states it
    remarks: tuple[str, ...] = ()  # what a person should know of the page


def metadata_of(tree: HtmlElement, html: str = "", at: str | None = None) -> Metadata:
    """The metadata of a page.

    Args:
        tree: the page, parsed.
        html: the page's source, which may name in a comment where a browser saved it from.
        at: the address that it came from, if known.
    """
    facts = page_facts_of(tree, html, at)
    published = _first_timestamp(facts, "datePublished", "dateCreated", keys=_PUBLISHED) or _marked_timestamp(facts)
    modified = _first_timestamp(facts, "dateModified", keys=_MODIFIED)
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
        body=body_of(facts.node),
        remarks=remarks_on(facts.node),
        is_article=bool(facts.node) or facts.meta.get("og:type", [""])[0].lower() in {"article", "newsarticle"},
    )


def _title(facts: PageFacts, publisher: str | None) -> str | None:
    stated = property_text(facts.node, "headline", "name")
    if stated and folded(stated) == folded(facts.heading):
        return without_site(facts.heading, publisher)
    others = [v for key in _TITLES for v in facts.meta.get(key, [])[:1]]
    for whole in (facts.heading, *others):  # some CMSs truncate the headline in JSON-LD
        if (
            _is_cut(stated)
            and len(whole) > len(stated)
            and folded(whole).startswith(folded(stated).rstrip("….").rstrip())
        ):
            return without_site(whole, publisher)
    shown = facts.heading if facts.heading and folded(facts.heading) != folded(publisher or "") else ""
    alike = facts.is_displayed and any(_shared(shown, t) >= _ALIKE for t in (stated, *others, facts.tab) if t)
    agree = shown and (alike or any(folded(shown) in folded(t) for t in (stated, *others, facts.tab) if t))
    tab = without_site(facts.tab, publisher)
    # A label ("Health Centre") that no other title contains is the name of a section, if the tab has a headline.
    is_section = len(shown.split()) < HEADLINE_WORDS <= len(tab.split())
    last = (facts.tab, shown) if is_section else (shown, facts.tab)
    best = next((t for t in (shown if agree else "", stated, *others, *last) if t), "")
    return without_site(best, publisher) or None


def _shared(one: str, other: str) -> float:
    """The share of the first title's words that the other contains: a headline and its version for search share half."""
    first = set(words(folded(one)))
    return len(first & set(words(folded(other)))) / max(1, len(first))


def _is_cut(headline: str) -> bool:
    """Whether a headline may be truncated: it ends in an ellipsis, or is about as long as search engines allowed."""
    return headline.endswith(("…", "...")) or len(headline) >= _CUT_FROM


def without_site(title: str, publisher: str | None) -> str:
    """A title without the site's name at its end: "Dockers walk out - The Herald" gives "Dockers walk out"."""
    parts = _SITE_MARK.split(title)
    marks = _SITE_MARK.findall(title)
    site = folded(publisher or "")
    if len(parts) > 1 and site and folded(parts[-1]) in {site, site.removeprefix("the "), f"the {site}"}:
        return title[: title.rindex(marks[-1] + parts[-1])].rstrip()
    return title


def _publisher(facts: PageFacts) -> str | None:
    named = names_of(facts.node, "publisher", facts.graph) or names_of(facts.node, "sourceOrganization", facts.graph)
    stated = next((v for key in _PUBLISHERS for v in facts.meta.get(key, []) if not re.match(r"https?://|@", v)), "")
    sites = [
        property_text(n, "name") for n in facts.graph.nodes if {"WebSite", "NewsMediaOrganization"} & set(_kinds(n))
    ]
    return next((p for p in (*named[:1], stated, *sites) if p), "") or _in_imprint(facts) or None


def _in_imprint(facts: PageFacts) -> str:
    """The site's name at the end of the page's title, if the copyright notice contains it, too; otherwise ""."""
    parts = _SITE_MARK.split(facts.tab)
    site = folded(parts[-1]) if len(parts) > 1 else ""
    return parts[-1] if site and any(site in folded(str(t)) for t in _IMPRINT(facts.tree)) else ""


def _kinds(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]


def _author(facts: PageFacts, publisher: str | None) -> str | None:
    stated = names_of(facts.node, "author", facts.graph) or names_of(facts.node, "creator", facts.graph)
    rows = [", ".join(n for n in map(author_names, stated) if n)]
    rows += [author_names(", ".join(facts.meta[key])) or "" for key in _AUTHORS if key in facts.meta]
    people = next((r for r in (_people(r, publisher) for r in rows) if r), "")
    marked = "" if people else next((r for r in map(author_names, marked_authors(facts.tree)) if r), "")
    return people or marked or next((r for r in rows if r), None)


def _people(names: str, publisher: str | None) -> str:
    """Names without those that begin with the publisher's name."""
    site = folded(publisher or "")
    return ", ".join(n for n in names.split(", ") if not (site and folded(n).startswith(site)))


def _first_timestamp(facts: PageFacts, *names: str, keys: tuple[str, ...]) -> str | None:
    """The first timestamp that is stated, or a more exact one of the same day."""
    stated = [timestamp_of(property_text(facts.node, n)) for n in names] + [
        timestamp_of(v) for key in keys for v in facts.meta.get(key, [])
    ]
    timestamps = [t for t in stated if t]
    same_day = [t for t in timestamps if t[:10] == timestamps[0][:10]]
    return max(same_day, key=len) if timestamps else None


def _marked_timestamp(facts: PageFacts) -> str | None:
    pages = [timestamp_of(property_text(n, "datePublished")) for n in facts.graph.nodes if "WebPage" in _kinds(n)]
    return next((m for m in (*pages, *map(timestamp_of, publication_times(facts.tree))) if m), None)


def _language(facts: PageFacts) -> str | None:
    stated = [property_text(facts.node, "inLanguage"), facts.language, *facts.meta.get("og:locale", []), *facts.meta.get("content-language", []),
              *facts.meta.get("dc.language", [])]  # fmt: skip
    return next((tag for s in stated if (tag := tag_of(s))), None)


def _section(facts: PageFacts) -> str | None:
    stated = property_text(facts.node, "articleSection")
    return stated or next(
        (v for key in _SECTIONS for v in facts.meta.get(key, []) if not re.match(r"https?://", v)), None
    )
