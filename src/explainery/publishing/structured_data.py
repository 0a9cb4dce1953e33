"""A page in the vocabulary of schema.org, as JSON-LD: an article, what it is based on, its claims and quotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from explainery.publishing.dates import iso_time
from explainery.publishing.published_story import Citation, Claim, PublishedStory, Site, StoryPage

Node = dict[str, Any]
_CONTEXT = "https://schema.org"


def page_data(
    site: Site,
    story: PublishedStory,
    page: StoryPage,
    anchors: Sequence[str],
    *,
    image: str = "",
    created: datetime | None = None,
    modified: datetime | None = None,
) -> Node:
    """What a page of a story holds.

    Args:
        site: the site.
        story: the story.
        page: the page.
        anchors: the anchor of each of its statements, as `anchors_of` gives them.
        image: the address of the story's picture, "" without one.
        created: when the page was first published, if that is known.
        modified: when it was last changed, if that is known.
    """
    address = site.address(page.path)
    cited = list(dict.fromkeys(c.url for c in page.citations.values() if c.url))
    article: Node = {
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": page.title,
        "description": page.description,
        "inLanguage": site.language,
        "image": image,
        "datePublished": iso_time(created),
        "dateModified": iso_time(modified),
        "publisher": {"@type": "Organization", "name": site.name, "url": site.url},
        "isPartOf": None if page == story.overview else {"@id": site.address(story.overview.path)},
        "isBasedOn": [{"@id": url} for url in cited],
        "citation": [{"@id": url} for url in cited],
    }
    nodes = [
        article,
        *_sources(page),
        *(_claim(page, c, address, a) for c, a in zip(page.claims, anchors, strict=True)),
        *_quotations(page, address),
    ]
    return {"@context": _CONTEXT, "@graph": [_filled(node) for node in nodes]}


def site_data(site: Site, stories: Sequence[tuple[PublishedStory, datetime | None]]) -> Node:
    """What the home page holds: the site, and its stories with the time of the last change of each."""
    items = [
        _filled({
            "@type": "Article",
            "@id": site.address(story.overview.path),
            "url": site.address(story.overview.path),
            "headline": story.title,
            "dateModified": iso_time(modified),
        })
        for story, modified in stories
    ]  # fmt: skip
    website = {
        "@type": "WebSite",
        "@id": site.url,
        "url": site.url,
        "name": site.name,
        "description": site.description,
        "inLanguage": site.language,
        "hasPart": items,
    }
    return {"@context": _CONTEXT, "@graph": [_filled(website)]}


def data_block(node: Node) -> str:
    """The element that carries the data in a page. No text in it can end it: "<" is written as its code."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def _sources(page: StoryPage) -> Iterator[Node]:
    """Each article that the page cites, once."""
    sources: dict[str, Citation] = {}
    for citation in page.citations.values():
        if citation.url:
            sources.setdefault(citation.url, citation)
    for url, source in sources.items():
        yield {
            "@type": "NewsArticle",
            "@id": url,
            "url": url,
            "headline": source.title,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "datePublished": source.date,
        }


def _claim(page: StoryPage, claim: Claim, address: str, anchor: str) -> Node:
    urls = list(dict.fromkeys(c.url for key in claim.keys if (c := page.citations.get(key)) and c.url))
    own = f"{address}#{anchor}" if anchor else ""
    return {
        "@type": "Claim",
        "@id": own,
        "identifier": claim.key,
        "text": claim.text,
        "url": own,
        "appearance": [{"@id": target} for target in (address, *urls)],
        "citation": [{"@id": url} for url in urls],
    }


def _quotations(page: StoryPage, address: str) -> Iterator[Node]:
    for claim in page.claims:
        urls = list(dict.fromkeys(c.url for key in claim.keys if (c := page.citations.get(key)) and c.url))
        for quotation in claim.quotations:
            yield {
                "@type": "Quotation",
                "text": quotation.text,
                "spokenByCharacter": {
                    "@type": "Person" if quotation.is_person else "Organization",
                    "name": quotation.speaker,
                },
                "isPartOf": {"@id": address},
                "citation": [{"@id": url} for url in urls],
            }


def _filled(node: Node) -> Node:
    """The node without what is not known; a list of one is its only member."""
    full = {name: value for name, value in node.items() if value not in (None, "", [])}
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in full.items()}
