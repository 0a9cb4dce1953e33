"""RSS and Atom feeds, read by feedparser: each entry with its whole text becomes an article."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.reading.document import Document
from explainery.reading.extras import library
from explainery.reading.header_lines import author_names
from explainery.reading.language_tags import tag_of
from explainery.reading.limits import ReadingLimits
from explainery.reading.timestamps import timestamp_of
from explainery.reading.web.addresses import clean_address
from explainery.reading.web.markup import paragraphs_of
from explainery.text import one_line

# By taste: a shorter content is a teaser, and a description of this length is the article itself.
_CONTENT_WORDS = 40
_DESCRIPTION_WORDS, _DESCRIPTION_PARAGRAPHS = 120, 3
_LINKS_SHOWN = 3  # in a hint


def read(raw: bytes, path: Path, limits: ReadingLimits) -> Iterator[Document]:  # noqa: ARG001 (the registry calls every reader with limits)
    """Read the entries with their whole text. Raises SourceError where the feed is broken or has no such entry."""
    feedparser = library("feedparser", "feeds", "a feed", path)
    try:
        feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        feed = None  # feedparser forgives most mistakes, but not all
    if feed is None or not feed.version:
        raise SourceError("this feed is broken", file=path, hint="Download or save it again")
    entries = [(entry, _paragraphs(entry, path)) for entry in feed.entries]
    whole = [(entry, rows) for entry, rows in entries if rows]
    if not whole:
        summaries = f"only summaries ({len(entries)})" if entries else "no entries"
        raise SourceError(
            f"this feed has {summaries}, and no article's whole text", file=path, hint=_hint(feed.entries)
        )
    for entry, rows in whole:
        yield _document(entry, rows, feed.feed)


def _hint(entries: list[Any]) -> str:
    links = [u for u in (clean_address(str(e.get("link") or "")) for e in entries[:_LINKS_SHOWN]) if u]
    return f"Add the articles themselves with `explainery add STORY {' '.join(links) or 'ADDRESS'}`"


def _paragraphs(entry: Any, path: Path) -> list[str]:  # noqa: ANN401 (the library is optional)
    """The paragraphs of an entry's whole text; empty where it has only a summary."""
    for content in entry.get("content") or []:
        rows = _rows(content.get("value", ""), content.get("type", ""), path)
        if sum(len(r.split()) for r in rows) >= _CONTENT_WORDS:
            return rows
    rows = _rows(entry.get("summary", ""), "text/html", path)
    whole = len(rows) >= _DESCRIPTION_PARAGRAPHS and sum(len(r.split()) for r in rows) >= _DESCRIPTION_WORDS
    return rows if whole else []


def _rows(value: str, kind: str, path: Path) -> list[str]:
    if kind == "text/plain":
        return [one_line(block) for block in value.split("\n\n") if block.strip()]
    return paragraphs_of(value, path)


def _document(entry: Any, rows: list[str], feed: Any) -> Document:  # noqa: ANN401 (the library is optional)
    source = entry.get("source") or {}
    url = clean_address(str(entry.get("link") or ""))
    authors = [a.get("name") or "" for a in entry.get("authors") or []]
    authors = [a for a in authors if a and "(" not in a] or [entry.get("author") or ""]
    language = str((entry.get("content") or [{}])[0].get("language") or feed.get("language") or "")
    return Document(
        text="\n\n".join(rows),
        title=one_line(html.unescape(re.sub(r"</?\w[^<>]*>", "", str(entry.get("title") or "")))) or None,
        publisher=one_line(str(feed.get("publisher") or source.get("title") or feed.get("title") or "")) or None,
        author=author_names(", ".join(filter(None, authors))),
        published=timestamp_of(entry.get("published"))
        or timestamp_of(entry.get("created"))
        or timestamp_of(dict.get(entry, "updated")),
        # Not `entry.get`: for a missing update, feedparser gives the date of publication.
        modified=timestamp_of(dict.get(entry, "updated")) if entry.get("published") else None,
        url=url or None,
        language=tag_of(language),
        section=next((one_line(t.get("term") or "") for t in entry.get("tags") or [] if t.get("term")), None),
        name=str(entry.get("id") or url or entry.get("title") or ""),
    )
