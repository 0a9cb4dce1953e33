"""Finds the line of the page's file from which a fault in the page's HTML comes."""

from __future__ import annotations

from functools import cached_property
from html import unescape

from explainery.markup.faults import MarkupFault
from explainery.patterns import regex

_TAG = regex(r"<[^<>]*>")
_LETTERS = regex(r"[^\W_]+")
_UNREAD = regex(r"[\s\"'\\]+")
_LENGTHS = (40, 20, 10, 5)  # letters before or behind a fault that are looked for in the page, the most first


class MarkupLines:
    """The lines of a page.

    Args:
        text: the page's Markdown without front matter.
        first_line: the file's line on which `text` begins.
        html: the page as Markdown renders it.
    """

    def __init__(self, text: str, first_line: int, html: str) -> None:
        self._rows, self._first, self._html = text.split("\n"), first_line, html

    def line(self, fault: MarkupFault) -> int:
        """The line on which a person finds a fault: that of its own signs, otherwise of the words around it."""
        around = self._around(fault.at)
        for needle in filter(None, fault.needles):
            rows = [i for i, row in enumerate(self._rows) if needle in row] or self._rows_read(_unread(needle))
            if rows:
                return self._first + (min(rows, key=lambda i: abs(i - around)) if around is not None else rows[0])
        return self._first + (around or 0)

    def _rows_read(self, needle: str) -> list[int]:
        return [i for i, row in enumerate(self._plain) if needle and needle in row]

    @cached_property
    def _plain(self) -> list[str]:
        """The lines as a browser understands them: without blanks and quotation marks, which matter little to it."""
        return [_unread(unescape(row)) for row in self._rows]

    @cached_property
    def _letters(self) -> list[str]:
        return [_letters(unescape(row)) for row in self._rows]

    def _around(self, at: int) -> int | None:
        """The row with the words before a place in the HTML, or with those behind it."""
        before = _letters(unescape(_TAG.sub("", self._html[max(0, at - 400) : at])))
        behind = _letters(unescape(_TAG.sub("", self._html[at : at + 400])))
        for length in _LENGTHS:
            for words in (before[-length:], behind[:length]):
                row = next((i for i, letters in enumerate(self._letters) if words and words in letters), None)
                if row is not None:
                    return row
        return None


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text)).lower()


def _unread(text: str) -> str:
    return _UNREAD.sub("", text).lower()
