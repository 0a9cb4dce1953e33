"""Lines: divides a text into lines, with each hard-wrapped paragraph as one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from explainery.marking.tuning import TUNING
from explainery.patterns import regex
from explainery.reading.locators import comments_in

_BLOCK = regex(r"\S(?:.|\n(?![ \t]*\n))*")
_LINE = regex(r"[^\n]*\S[^\n]*")
_ENDS = regex(r"[.!?:…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a hard-wrapped paragraph.

    Attributes:
        start: offset of its first character that is not white space.
        end: offset after its last one.
        block: number of its paragraph.
        text: its text, without white space at the ends.
    """

    start: int
    end: int
    block: int
    text: str


def without_comments(text: str) -> str:
    """Replaces HTML comments by blanks, so that offsets stay."""
    pieces, last = [], 0
    for start, end in comments_in(text):
        blank = "\n".join(" " * len(line) for line in text[start:end].split("\n"))
        pieces += [text[last:start], blank]
        last = end
    return "".join([*pieces, text[last:]])


def lines_of(text: str) -> tuple[Line, ...]:
    """Divides a text into lines, or into whole paragraphs where lines are hard-wrapped. Offsets are those of `text`."""
    clean = without_comments(text)
    blank_lines = re.search(r"\n[ \t]*\n", clean.strip()) is not None
    units: list[Line] = []
    for number, block in enumerate(_BLOCK.finditer(clean)):
        rows = [(block.start() + m.start(), block.start() + m.end()) for m in _LINE.finditer(block[0])]
        if len(rows) > 1 and _is_wrapped([clean[a:b] for a, b in rows]):
            rows = [(rows[0][0], rows[-1][1])]
        units += [_trimmed(clean, a, b, number if blank_lines else len(units) + i) for i, (a, b) in enumerate(rows)]
    return tuple(units)


def _trimmed(text: str, start: int, end: int, block: int) -> Line:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Line(start, start + len(piece.strip()), block, piece.strip())


def _is_wrapped(rows: list[str]) -> bool:
    """Whether rows are one paragraph broken at a width: all are full, and some break inside a sentence."""
    full = [r.rstrip() for r in rows[:-1]]
    inside = [b for a, b in pairwise(rows) if not _ENDS.search(a.rstrip()) and b.lstrip()[:1].islower()]
    return bool(inside) and all(TUNING.wrap_least <= len(r) <= TUNING.wrap_most for r in full)
