"""A web page becomes the article's own paragraphs and what the page says about them, by trafilatura."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from explainery.errors import SourceError


@dataclass(frozen=True, slots=True)
class WebPage:
    """The body of a web page and its metadata, each None where the page does not say."""

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None


def looks_like_html(text: str) -> bool:
    """Whether a file without a telling name is a web page."""
    return bool(re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
                         text[:2000], re.IGNORECASE | re.DOTALL))  # fmt: skip


def read_html(html: str, path: Path) -> WebPage:
    """The article of a web page. Raises SourceError where there is none."""
    # Imported here: it takes a third of a second, and most stories need none of it.
    from trafilatura import bare_extraction  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its libraries warn of strange markup, which is not the user's
            found = bare_extraction(html, fast=True, include_comments=False, with_metadata=True)
    except (ValueError, TypeError, RecursionError, AssertionError) as error:
        raise SourceError(f"this page cannot be parsed ({error})", file=path) from None
    text = found.text if found and not isinstance(found, dict) else None
    if not text or not text.strip():
        raise SourceError("no article was found in this page", file=path, hint="Save its text as .txt and add that")
    meta = {
        name: getattr(found, name, None) or None for name in ("title", "author", "date", "url", "sitename", "hostname")
    }
    return WebPage(
        text=text,
        title=meta["title"],
        publisher=meta["sitename"] or meta["hostname"],
        author=meta["author"],
        published=meta["date"],
        url=meta["url"] if str(meta["url"] or "").startswith(("http://", "https://")) else None,
    )
