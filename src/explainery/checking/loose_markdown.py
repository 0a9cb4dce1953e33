"""Any Markdown with footnotes as lines that each hold one statement, and the line of the file that each begins on.

Sentences may be wrapped, several may share a paragraph, and a footnote may stand inside it: `^[The Herald, 3 May]`. Our
own pages have one statement a line; this brings others into that form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from explainery.patterns import regex

_INLINE = regex(r"\^\[((?:[^\[\]]|\[[^\]]*\](?:\([^)]*\))?)*)\]")
_SPLIT = regex(r"(?<=\])(?<!\]\()\s+(?=[^\s:(\[])")  # behind the marks of a statement
_FIRST_WORDS = 3  # by which a statement is found in its paragraph
_MARKED = regex(r"(?:\[\^[^\]\s]+\])+$")
_FENCE = regex(r"^ {0,3}(```|~~~)")
# Lines that begin something of their own and are not joined with the line before.
_OWN = regex(r"^\s*(?:#{1,6} |[-*+] |\d+[.)] |>|\||\[\^[^\]]+\]:|\[[^\]]+\]:|!!!|\?\?\?|<|---|===)")


@dataclass(frozen=True, slots=True)
class LooseMarkdown:
    """A text of one statement a line, and for each of its lines the line of the file, counted from 1."""

    text: str
    numbers: tuple[int, ...]

    def number(self, line: int) -> int:
        """The line of the file on which a line of the text begins; lines count from 1."""
        return self.numbers[min(max(line, 1), len(self.numbers)) - 1] if self.numbers else line


def loose_markdown(body: str, first_line: int = 1) -> LooseMarkdown:
    """A page's Markdown, one statement a line. `first_line`: the file's line on which it begins."""
    rows, notes = [], list[tuple[str, int]]()
    for text, number in _paragraphs(body, first_line):
        text = _INLINE.sub(lambda m, n=number: _noted(m[1], n, notes), text)  # type: ignore[misc]  # noqa: PLW2901
        rows += [(piece, _line_of(piece, body, number, first_line)) for piece in _statements(text)]
    rows += [row for i, (note, n) in enumerate(notes, 1) for row in (("", n), (f"[^inline-{i}]: {note}", n))]
    return LooseMarkdown("\n".join(text for text, _ in rows) + "\n", tuple(n for _, n in rows))


def _line_of(piece: str, body: str, number: int, first_line: int) -> int:
    """The line from `number` on that has the first words of a piece of a paragraph."""
    start = " ".join(piece.split()[:_FIRST_WORDS])
    joined, starts = "", list[int]()
    for line in takewhile(str.strip, body.split("\n")[number - first_line :]):
        starts.append(len(joined))
        joined += " ".join(line.split()) + " "
    at = joined.find(start)
    return number + max(0, bisect_right(starts, at) - 1)


def _noted(note: str, number: int, notes: list[tuple[str, int]]) -> str:
    notes.append((note, number))
    return f"[^inline-{len(notes)}]"


def _paragraphs(body: str, first_line: int) -> Iterator[tuple[str, int]]:
    """The lines of a text, those of one paragraph or list item joined; lines of code stand as they are."""
    held, start, in_code = "", 0, False
    for number, line in enumerate(body.split("\n"), first_line):
        is_fence = _FENCE.match(line) is not None
        if in_code or is_fence or not line.strip() or _OWN.match(line) or line.startswith(("    ", "\t")):
            if held:
                yield held, start
            held = ""
        in_code = in_code != is_fence
        if in_code or is_fence or not line.strip() or line.lstrip().startswith(("|", "#", "<")):
            yield line, number
        elif held:
            held = f"{held.rstrip()} {line.strip()}"
        else:
            held, start = line, number
    if held:
        yield held, start


def _statements(text: str) -> Iterator[str]:
    """The statements of a paragraph, each with its footnotes: it ends behind a run of marks."""
    if not text.strip() or text.lstrip().startswith("|") or re.match(r"\s*\[\^[^\]]+\]:", text):
        yield text
        return
    held = ""
    for piece in _SPLIT.split(text):
        held = f"{held} {piece}" if held else piece
        if _MARKED.search(held):
            yield held
            held = ""
    if held:
        yield held
