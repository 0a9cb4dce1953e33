"""Web pages: the article's body, extracted by trafilatura, and the metadata that the page states."""

from __future__ import annotations

import copy
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml.html import HtmlElement

from explainery.errors import SourceError
from explainery.patterns import regex
from explainery.reading.document import Document
from explainery.reading.header_lines import HeaderLines, header_lines_of, without_lines
from explainery.reading.web.markup import html_tree
from explainery.reading.web.metadata import Metadata, metadata_of
from explainery.reading.web.page_facts import text_after_headline
from explainery.reading.web.pruning import pruned
from explainery.text import folded

# By taste.
_HEAD_LINES = 5  # lines at the top of a body in which the headline may be repeated
_TOP_CHARACTERS = 2_000  # at the top of a body in which a byline may appear
_TITLE_LETTERS = 15  # at least, of a line that repeats the beginning of the headline
_SHORT_BODY = 150  # words; a shorter one is compared with what the whole page gives
_SMALL_PART = 0.5  # of those words: with fewer, pruning has moved the search from the article to something beside it
_ENDS = regex(r"[.!?…][\"'”’)]*\s*$")
_NEWS_WORDS = 80  # at least, of an article that a crawl contains


def read_html(html: str, path: Path, at: str | None = None) -> Document:
    """Read the article of a web page.

    Args:
        html: the page.
        path: its file, for errors.
        at: the address that it came from, if known.

    Raises:
        SourceError: the page cannot be parsed, or no article is found in it.
    """
    document = page_document(html, path, at)[0]
    if not document.text.strip():
        raise SourceError("no article was found in this page", file=path, hint="Save its text as .txt and add that")
    return document


def news_pages(html: str, path: Path, at: str | None = None) -> Iterator[Document]:
    """Yield the article of a page in a crawl, unless the page is something else: a list of links, a form, a search.

    A news page states that it is an article, or when it was published, and has at least 80 words.
    """
    document, is_article = page_document(html, path, at)
    if (is_article or document.published) and len(document.text.split()) >= _NEWS_WORDS:
        yield document


def page_document(html: str, path: Path, at: str | None = None) -> tuple[Document, bool]:
    """A page's document, with empty text if none was found, and whether the page states that it is an article."""
    tree = html_tree(html, path)
    metadata = metadata_of(tree, html, at)
    shown = [] if metadata.author and metadata.published else text_after_headline(tree, metadata.title)
    text, remarks = _fuller_body(tree, path)
    text = without_headline(_stated_body(text, metadata.body), metadata.title)
    text = _with_posts(text, metadata.posts)
    own_lines = header_lines_of(text).numbers
    header = header_lines_of("\n".join([*shown, text[:_TOP_CHARACTERS]]))
    document = _document(without_lines(text, own_lines), metadata, header)
    return replace(document, remarks=(*remarks, *metadata.remarks)), metadata.is_article


def _with_posts(text: str, posts: Sequence[str]) -> str:
    """The text; for a live blog most of whose posts are missing from it, the text without posts and then all posts."""
    missing = [p for p in posts if p not in text]
    if len(missing) <= len(posts) / 2:
        return text
    return "\n".join([*(line for line in text.split("\n") if line not in posts), *posts])


def _document(text: str, metadata: Metadata, header: HeaderLines) -> Document:
    return Document(
        text=text,
        title=metadata.title,
        publisher=metadata.publisher,
        author=metadata.author or header.author,
        published=metadata.published or header.published,
        modified=metadata.modified or header.modified,
        url=metadata.url,
        language=metadata.language,
        section=metadata.section,
    )


def _fuller_body(tree: HtmlElement, path: Path) -> tuple[str, tuple[str, ...]]:
    """The body of the pruned page, or of the whole page where pruning has led the search to a small part; and a remark."""
    whole = copy.deepcopy(tree)
    text = _body(pruned(tree), path)
    if len(text.split()) >= _SHORT_BODY:
        return text, ()
    other = _body(whole, path)
    if len(text.split()) >= _SMALL_PART * _told_words(other):
        return text, ()
    return other, ("The article was found only with the boxes and lists around it: look at what was read.",)


def _told_words(text: str) -> int:
    """The words in lines that end like a sentence: those of a list of headlines do not count."""
    return sum(len(line.split()) for line in text.split("\n") if _ENDS.search(line))


def _stated_body(text: str, stated: str) -> str:
    """The text, or the one that the page states beside its markup, where a script would have shown most of it."""
    return stated if len(text.split()) < _SMALL_PART * len(stated.split()) else text


def _body(tree: HtmlElement, path: Path) -> str:
    """The article's text as trafilatura extracts it."""
    # Imported here: it takes a third of a second, and most stories contain no web page.
    from trafilatura import bare_extraction  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of strange markup, which the user cannot change
            extract = bare_extraction(tree, fast=True, include_comments=False)
    except (ValueError, TypeError, RecursionError, AssertionError, AttributeError, KeyError, IndexError) as error:
        raise SourceError(f"this page cannot be parsed ({type(error).__name__})", file=path) from None
    return str(getattr(extract, "text", None) or "")


def without_headline(text: str, title: str | None) -> str:
    """`text` without lines at its top that repeat the headline."""
    head = _letters(title or "")
    lines = text.split("\n")
    return "\n".join(line for i, line in enumerate(lines) if i >= _HEAD_LINES or not _repeats(line, head))


def _repeats(line: str, head: str) -> bool:
    """Whether a line has the same letters as the headline, or as its beginning."""
    if len(line) > 2 * len(head) + _TITLE_LETTERS:
        return False
    letters = _letters(line)
    return len(letters) > 3 and (letters == head or (len(letters) > _TITLE_LETTERS and head.startswith(letters)))  # noqa: PLR2004 (letters of a word)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", folded(text))
