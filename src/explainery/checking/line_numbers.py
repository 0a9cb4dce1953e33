"""Where a rendered line stands in the page's file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from explainery.checking.html_reader import Row
from explainery.page_format import DEFINITION_LINES, MARK

_LINK = re.compile(r"\]\([^)\s]*\)")
_LETTERS = re.compile(r"[^\W_]+")
_ENTITY = re.compile(r"&(?:#\d+|\w+);")
_COMPARED = 60  # letters by which a rendered line is found again in the source


class LineFinder:
    """Finds the source line of a rendered one: the next that has its letters and its marks."""

    def __init__(self, text: str, first_line: int) -> None:
        self._first = first_line
        rows = text.split("\n")
        self._rows = rows
        self._marks = [frozenset(MARK.findall(r)) for r in rows]
        self._letters = [_letters(_LINK.sub("]", _ENTITY.sub("", MARK.sub("", r)))) for r in rows]
        self._at = 0
        self._definitions: dict[str, int] = {}
        for i, row in enumerate(rows):
            if match := DEFINITION_LINES.match(row):
                self._definitions.setdefault(match[1], i)

    def definition(self, key: str) -> int:
        """The line on which a footnote is defined."""
        return self._first + self._definitions.get(key, 0)

    def find(self, row: Row) -> int:
        """The line of a rendered one; the current line where none fits."""
        letters = _letters(row.text)[:_COMPARED]
        keys = frozenset(row.keys)
        for i in chain(range(self._at, len(self._marks)), range(self._at)):
            if keys <= self._marks[i] and self._fits(letters, row, i):
                self._at = i
                return self._first + i
        return self._first + self._at

    def _fits(self, letters: str, row: Row, i: int) -> bool:
        if not letters:
            return bool(row.links) and row.links[0] in self._rows[i]
        return letters[:20] in self._letters[i] or self._letters[i][:_COMPARED] == letters


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text))


def defined_twice(text: str, first_line: int) -> Iterator[tuple[str, int, int, bool]]:
    """Definitions of a key that has one already: key, line, line of the first, and whether the two are the same."""
    seen: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(text.split("\n"), first_line):
        if match := DEFINITION_LINES.match(row):
            if match[1] in seen:
                first, words = seen[match[1]]
                yield match[1], number, first, words.rstrip() == row.rstrip()
            else:
                seen[match[1]] = (number, row)
