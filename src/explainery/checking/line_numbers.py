"""Finds the line of the page's file on which a rendered line or a footnote definition is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from explainery.checking.html_reader import HtmlLine
from explainery.checking.tuning import TUNING
from explainery.merging.line_layout import LineLayout
from explainery.page_format import DEFINITION_LINES, MARK
from explainery.patterns import regex

_LINK = regex(r"\]\([^)\s]*\)")
_BEFORE_COLON = regex(r"(?<=\S)\[\^([^\]\s]+)\](?=:)")  # "he said:" may cite before its colon
_LETTERS = regex(r"[^\W_]+")
_STRUCK = regex(r"<(?:s|del|strike)>[^<]*</(?:s|del|strike)>")
_TAG = regex(r"</?[a-z][a-z0-9]*>")
_ENTITY = regex(r"&(?:#\d+|\w+);")


class LineFinder:
    """Finds the source line of a rendered line: the next line with its first letters and its footnote marks.

    Args:
        layout: the page's Markdown without front matter.
        first_line: the file's line on which it begins.
    """

    def __init__(self, layout: LineLayout, first_line: int) -> None:
        self._first, self._starts = first_line, layout.starts
        self._source_lines = layout.text.split("\n")
        self._marks = [frozenset(MARK.findall(line) + _BEFORE_COLON.findall(line)) for line in self._source_lines]
        self._letters = [_letters(_LINK.sub("]", _ENTITY.sub("", _shown(line)))) for line in self._source_lines]
        self._at = 0
        self._definitions: dict[str, int] = {}
        for i, line in enumerate(self._source_lines):
            if match := DEFINITION_LINES.match(line):
                self._definitions.setdefault(match[1], i)

    def number(self, at: int) -> int:
        """The line of the file, from 1, that is the source line `at`, from 0."""
        return self._first + self._starts[at]

    def source(self, at: int) -> str:
        """A source line."""
        return self._source_lines[at]

    def definition(self, key: str) -> int:
        """The source line on which a footnote is defined."""
        return self._definitions.get(key, 0)

    def find(self, line: HtmlLine) -> int:
        """The source line of a rendered line; the last one found if no line fits."""
        letters = _letters(MARK.sub("", line.text))[: TUNING.located_letters]
        keys = frozenset(line.keys)
        for i in chain(range(self._at, len(self._marks)), range(self._at)):
            if keys <= self._marks[i] and self._fits(letters, line, i):
                self._at = i
                return i
        return self._at

    def _fits(self, letters: str, line: HtmlLine, i: int) -> bool:
        if not letters:
            return bool(line.links) and line.links[0] in self._source_lines[i]
        return letters in self._letters[i]


def _shown(line: str) -> str:
    """A source line without footnote marks, tags, and what tags strike out."""
    return _TAG.sub("", _STRUCK.sub("", MARK.sub("", line)))


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text))


@dataclass(frozen=True, slots=True)
class RepeatedDefinition:
    """A definition of a key that an earlier line defines. Lines are those of the file, from 1.

    Attributes:
        key: the footnote's key.
        line: the line of the repetition.
        first_line: the line of the first definition.
        is_same: whether both lines are the same, except for white space at the end.
    """

    key: str
    line: int
    first_line: int
    is_same: bool


def repeated_definitions(layout: LineLayout, first_line: int) -> Iterator[RepeatedDefinition]:
    """Every definition of a key that already has one. `first_line`: the file's line on which it begins."""
    first_definitions: dict[str, tuple[int, str]] = {}
    for start, line in zip(layout.starts, layout.text.split("\n"), strict=True):
        number = first_line + start
        if match := DEFINITION_LINES.match(line):
            first_number, first = first_definitions.setdefault(match[1], (number, line))
            if first_number != number:
                yield RepeatedDefinition(match[1], number, first_number, first.rstrip() == line.rstrip())
