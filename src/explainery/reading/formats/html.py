"""A web page becomes the article's own paragraphs, found by trafilatura, and what the page says about them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml.html import HtmlElement

from explainery.errors import SourceError
from explainery.reading.document import Document
from explainery.reading.header_lines import Top, top_of, without
from explainery.reading.web.markup import html_tree
from explainery.reading.web.metadata import Metadata, metadata_of
from explainery.reading.web.page_facts import shown_after
from explainery.reading.web.pruning import pruned
from explainery.text import folded

_HEAD_LINES = 5  # lines of a body among which a headline may be repeated
_TOP_MOST = 2_000  # characters of a body among which a byline may stand
_TITLE_LEAST = 15  # letters of a line that may be the beginning of the headline


def read_html(html: str, path: Path, at: str | None = None) -> Document:
    """The article of a web page.

    Args:
        html: the page.
        path: its file, for errors.
        at: the address that it came from, where that is known.

    Raises:
        SourceError: there is no article in it.
    """
    document = page_of(html, path, at)[0]
    if not document.text.strip():
        raise SourceError("no article was found in this page", file=path, hint="Save its text as .txt and add that")
    return document


def news_pages(html: str, path: Path, at: str | None = None, least: int = 80) -> Iterator[Document]:
    """The page's article, or nothing where the page is no news page: a list of links, a form, a search.

    A news page says that it is an article, or when it was published, and has `least` words.
    """
    document, says_so = page_of(html, path, at)
    if (says_so or document.published) and len(document.text.split()) >= least:
        yield document


def page_of(html: str, path: Path, at: str | None = None) -> tuple[Document, bool]:
    """A page's document, its text empty where none was found, and whether the page says that it is an article."""
    tree = html_tree(html, path)
    found = metadata_of(tree, html, at)
    shown = [] if found.author and found.published else shown_after(tree, found.title)
    text = without_headline(_body(pruned(tree), path), found.title)
    text = _with_posts(text, found.posts)
    lines = top_of(text).lines
    top = top_of("\n".join([*shown, text[:_TOP_MOST]]))
    return _document(without(text, lines), found, top), found.article


def _with_posts(text: str, posts: Sequence[str]) -> str:
    """The text, or for a live blog whose posts it lacks, what stands above them and the posts."""
    missing = [p for p in posts if p not in text]
    if len(missing) <= len(posts) / 2:
        return text
    return "\n".join([*(line for line in text.split("\n") if line not in posts), *posts])


def _document(text: str, found: Metadata, top: Top) -> Document:
    return Document(
        text=text,
        title=found.title,
        publisher=found.publisher,
        author=found.author or top.author,
        published=found.published or top.published,
        modified=found.modified or top.modified,
        url=found.url,
        language=found.language,
        section=found.section,
    )


def _body(tree: HtmlElement, path: Path) -> str:
    """The article's text as trafilatura finds it."""
    # Imported here: it takes a third of a second, and most stories need none of it.
    from trafilatura import bare_extraction  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its libraries warn of strange markup, which is not the user's
            found = bare_extraction(tree, fast=True, include_comments=False)
    except (ValueError, TypeError, RecursionError, AssertionError, AttributeError, KeyError, IndexError) as error:
        raise SourceError(f"this page cannot be parsed ({type(error).__name__})", file=path) from None
    return str(getattr(found, "text", None) or "")


def without_headline(text: str, title: str | None) -> str:
    """`text` without the headline where its first lines repeat it."""
    head = _letters(title or "")
    lines = text.split("\n")
    return "\n".join(line for i, line in enumerate(lines) if i >= _HEAD_LINES or not _repeats(line, head))


def _repeats(line: str, head: str) -> bool:
    """Whether a line is the headline's letters, or its first ones."""
    if len(line) > 2 * len(head) + _TITLE_LEAST:
        return False
    said = _letters(line)
    return len(said) > 3 and (said == head or (len(said) > _TITLE_LEAST and head.startswith(said)))  # noqa: PLR2004 (a word)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", folded(text))
