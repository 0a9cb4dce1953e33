"""The sections of a page as the theme's search divides it, read in one pass over the page's tags.

The theme reads every page with a parser of HTML written in Python, which took a fifth of a site's build. The pages that
this program writes need none: each of their tags has one plain form. Whatever has another form is left to the theme.
The sections are the theme's to the letter, its habits in odd places as well, and a law of the tests holds them to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from math import inf

from explainery.patterns import regex

_VALUE = r"(?: [a-zA-Z][a-zA-Z-]*(?:=\"[^\"<>]*\")?)*"
_TAG = regex(rf"<(?:(/?)([a-z][a-z0-9]*)({_VALUE})(/?)|!--[^<>-]*--)>")
_ATTRIBUTE = regex(r" ([a-zA-Z-]+)(?:=\"([^\"]*)\")?")
_PARTS = 5  # of a page for each tag: the text before it, and what `_TAG` takes from it
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_KEPT = frozenset("p code pre li ol ul sub sup".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Elements in which a reader of HTML takes tags for text, and those that the theme leaves out for good.
_UNREAD = frozenset(
    "iframe noembed noframes noscript object plaintext script style template textarea title xmp".split(),
)
_LEFT_OUT = "data-search-exclude"
_PERMALINK = "headerlink"
_LINE_NUMBERS = "linenodiv"  # of code, which the theme leaves out as well
_TELLING = regex(rf"{_LEFT_OUT}|{_PERMALINK}|{_LINE_NUMBERS}|&", re.IGNORECASE)  # other attributes change nothing


@dataclass(eq=False, slots=True)
class EngineSection:
    """A section in the form in which the theme adds one to its index.

    Attributes:
        id: the heading's; None for the first section of a page.
        title: the pieces of the heading.
        text: the pieces of what is below it, as HTML with few elements.
        tag: the heading's; "" where none begins the section.
        depth: how many elements are open in its heading.
        left_out: whether search leaves it out.
    """

    id: str | None = None
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    tag: str = ""
    depth: float = 0
    left_out: bool = False

    def is_excluded(self) -> bool:
        """Whether search leaves the section out, as the theme asks."""
        return self.left_out


def engine_sections(html: str) -> list[EngineSection] | None:
    """The sections of a page's HTML; None for HTML in another form than this program writes."""
    parts = _TAG.split(html)
    if html.count("<") != len(parts) // _PARTS or not _UNREAD.isdisjoint(parts[2::_PARTS]):
        return None
    page = _Page()
    page.text(parts[0])
    for at in range(1, len(parts), _PARTS):
        end, tag, attributes, closed, text = parts[at : at + _PARTS]
        if tag is None:  # a comment
            pass
        elif end:
            page.end(tag)
        else:
            page.start(tag, attributes)
            if closed:
                page.end(tag)
        if text:
            page.text(text)
    return page.sections


class _Page:
    """What is known of a page as far as it is read."""

    def __init__(self) -> None:
        self.sections: list[EngineSection] = []
        self._open: list[str] = []  # elements
        self._hidden: set[str] = set()  # names of elements that are left out: the theme tells them by name
        self._permalinks: list[int] = []  # how many elements were open before each link beside a heading
        self._now = EngineSection()  # no section of the page until it is listed

    def start(self, tag: str, attributes: str) -> None:
        """An element begins."""
        if tag in _VOID:
            return
        opened = self._open
        opened.append(tag)
        is_heading = tag in _HEADINGS
        named = _named(attributes) if attributes and (is_heading or _TELLING.search(attributes)) else {}
        if is_heading and "id" in named:
            if tag != "h1" and not self.sections:
                self.sections.append(EngineSection(depth=len(opened)))
            name = named["id"] if self.sections else None
            self._now = EngineSection(name, tag=tag, depth=len(opened), left_out=_LEFT_OUT in named)
            self.sections.append(self._now)
        elif not self.sections:
            self.sections.append(self._now)
        if named:
            if _LEFT_OUT in named or named.get("class") == _LINE_NUMBERS:
                self._hidden.add(tag)
                return
            if tag == "a" and named.get("class") == _PERMALINK:
                self._permalinks.append(len(opened))
        if tag in _KEPT and not self._is_hidden():
            self._pieces().append(f"<{tag}>")

    def end(self, tag: str) -> None:
        """An element ends."""
        opened = self._open
        if not opened or opened[-1] != tag:
            return
        if self._now.depth > len(opened):  # the heading's own surroundings end: what follows is of the section before
            for section in reversed(self.sections):
                if section.depth <= len(opened):
                    self._now.depth, self._now = inf, section
                    break
        if self._permalinks and self._permalinks[-1] == len(opened):
            self._permalinks.pop()
        opened.pop()
        if tag in self._hidden:
            self._hidden.remove(tag)
        elif tag in _KEPT and not self._is_hidden():
            _close(self._pieces(), tag)

    def text(self, text: str) -> None:
        """A text stands here."""
        if not text or self._is_hidden():
            return
        data = unescape(text) if "&" in text else text
        is_code = "pre" in self._open
        is_blank = data.isspace()
        if not is_code:
            data = " " if is_blank else data.replace("\n", " ")
        if not self.sections:
            self.sections.append(self._now)
        section = self._now
        if section.tag and section.tag in self._open:
            if not self._permalinks:
                section.title.append(escape(data, quote=False))
        elif not is_blank:
            section.text.append(escape(data, quote=False))
        elif is_code or not section.text or not section.text[-1].isspace():
            section.text.append(data)

    def _is_hidden(self) -> bool:
        return bool(self._hidden) and not self._hidden.isdisjoint(self._open)

    def _pieces(self) -> list[str]:
        """Where a tag goes: into the heading while it is open, else into the text."""
        section = self._now
        return section.title if section.tag and section.tag in self._open else section.text


def _named(attributes: str) -> dict[str, str]:
    return {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}


def _close(pieces: list[str], tag: str) -> None:
    """End an element; without anything in it, it goes. The theme looks behind the first of that name, and so do we."""
    begin = pieces.index(f"<{tag}>")
    if _is_blank(pieces, begin + 1):
        del pieces[begin:]
    else:
        pieces.append(f"</{tag}>")


def _is_blank(pieces: Sequence[str], begin: int) -> bool:
    return all(pieces[at].isspace() for at in range(begin, len(pieces)))
