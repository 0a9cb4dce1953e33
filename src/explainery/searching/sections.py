"""The sections of the site: each has an address, a heading and sentences, and belongs to a story or to help."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from explainery.patterns import regex

STORY, SOURCES, HELP = range(3)  # in the order in which search shows what fits equally well

# A citation ends a sentence or a cell; so do the elements that stand by themselves.
_CITATION = regex(r"<sup\b.*?</sup>", re.DOTALL)
_END = regex(r"</(?:p|li|h\d|td|th|tr|div|pre|dd|dt|blockquote|summary|figcaption)>|<br ?/?>")
_TAG = regex(r"<[^>]*>")
_SOURCES_PAGE = regex(r"([^/]+)/sources(?:/|\.html)")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page, from one heading to the next.

    Attributes:
        address: the page's address within the site, and the heading's anchor.
        heading: the heading; for the first part of a page, the page's.
        page: the page's own heading.
        story: the story's title, or "" outside stories.
        text: the sentences, a line each.
        kind: STORY, SOURCES or HELP.
    """

    address: str
    heading: str
    page: str
    story: str
    text: str
    kind: int


def sections_of(entries: Iterable[Mapping[str, Any]]) -> list[Section]:
    """The sections of stories, then those of sources pages, then all others.

    Args:
        entries: what the site engine gives for its own search: `location`, `title` and `text` as HTML. The home page
            is left out: it only repeats what the stories' overviews say.
    """
    rows = [(str(e["location"]), plain(e["title"]), plain(e["text"])) for e in entries]
    titles = {address: title for address, title, _ in rows if "#" not in address}
    stories = {match[1] for address in titles if (match := _SOURCES_PAGE.fullmatch(address))}
    found = [
        _section(address, title, text, titles, stories) for address, title, text in rows if page_of(address) not in HOME
    ]
    return sorted(found, key=lambda s: s.kind)


HOME = frozenset(("", ".", "./", "index.html"))


def page_of(address: str) -> str:
    """An address without its anchor."""
    return address.partition("#")[0]


def _section(address: str, title: str, text: str, titles: Mapping[str, str], stories: set[str]) -> Section:
    page = page_of(address)
    folder = page.split("/")[0]
    kind = HELP if folder not in stories else SOURCES if _SOURCES_PAGE.fullmatch(page) else STORY
    story = titles.get(f"{folder}/", titles.get(f"{folder}/index.html", "")) if folder in stories else ""
    return Section(address, title, titles.get(page, title), story, text, kind)


def plain(text: str) -> str:
    """A piece of HTML as text, a line for each sentence or element that stands by itself."""
    marked = _TAG.sub("", _END.sub("\n", _CITATION.sub("\n", text)))
    return "\n".join(line for part in html.unescape(marked).split("\n") if (line := " ".join(part.split())))
