"""A story's statements and what each cites, as a table (CSV) and as data (JSON)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from explainery.publishing.published_story import Citation, PublishedStory, Site, StoryPage

COLUMNS = (
    "story",
    "page",
    "section",
    "statement",
    "address",
    "key",
    "publisher",
    "title",
    "date",
    "passage",
    "is_digest",
    "link",
)
# Spreadsheets run a cell that begins with one of these as a formula; an apostrophe before it makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BYTE_ORDER_MARK = "\ufeff"  # without it, the usual spreadsheet takes UTF-8 for an older encoding

Anchors = Mapping[str, Sequence[str]]  # of each page, the anchors of its statements


def claims_csv(site: Site, story: PublishedStory, anchors: Anchors) -> bytes:
    """A line for each statement and each of its citations."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(site, story, anchors):
        writer.writerow([_inert(value) for value in row])
    return (_BYTE_ORDER_MARK + out.getvalue()).encode()


def claims_json(site: Site, story: PublishedStory, anchors: Anchors) -> bytes:
    """The story's statements with their citations, and the quotations in them with their speakers."""
    statements = [
        {
            "page": page.path,
            "section": claim.section,
            "statement": claim.text,
            "address": _address(site, page, anchor),
            "quotations": [{"text": q.text, "speaker": q.speaker} for q in claim.quotations],
            "citations": [_source(page.citations.get(key, Citation(key))) for key in claim.keys],
        }
        for page in story.pages
        for claim, anchor in zip(page.claims, anchors[page.path], strict=True)
    ]
    whole = {
        "story": story.name,
        "title": story.title,
        "description": story.description,
        "address": site.address(story.overview.path),
        "statements": statements,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _rows(site: Site, story: PublishedStory, anchors: Anchors) -> Iterator[tuple[str, ...]]:
    for page in story.pages:
        for claim, anchor in zip(page.claims, anchors[page.path], strict=True):
            for key in claim.keys:
                source = _source(page.citations.get(key, Citation(key)))
                address = _address(site, page, anchor)
                yield story.name, page.path, claim.section, claim.text, address, *source.values()


def _address(site: Site, page: StoryPage, anchor: str) -> str:
    return site.address(page.path) + (f"#{anchor}" if anchor else "")


def _source(citation: Citation) -> dict[str, str]:
    """What a citation says; `is_digest` tells whose words its passage is: "yes" for the site's own."""
    names = ("key", "publisher", "title", "date", "passage", "link")
    row = {name: getattr(citation, name) for name in names}
    return row | {"is_digest": "yes" if citation.is_digest else "no", "link": row.pop("link")}


def _inert(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
