"""Find the paragraphs of printed pages: drop running heads, read column after column, and join broken words.

The input is lines with their places on the page. Columns are found by the gutter between them, a vertical strip that
few lines cross and that has lines on both sides. A line that crosses it (a headline, a caption) separates the columns
above it from those below it, as in XY cuts (Nagy and Seth, 1984).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from statistics import median

from explainery.lexicon.numbers import TENS, up_to
from explainery.patterns import regex

SOFT_HYPHEN = "\u00ad"
# By taste, unless stated otherwise.
_EDGE = 0.12  # of a page's height, at its top and its bottom: running heads and page numbers are within it
_SAME_PLACE = 6.0  # points by which a running head may move from page to page
_GUTTER = 6.0  # points: the least width of a gutter
_EDGES = 40  # left edges of lines that are tried as a column's, the most frequent first
_CROSSING = 0.25  # of the lines: a strip that more of them cross is not a gutter
_SMALL = 0.88  # of the body's type size: captions, credits and notes are smaller
_DROP_CAP = 1.8  # of the body's type size: an initial over two lines or more is larger
_INITIAL = regex(r"[“‘\"']?[A-ZÀ-Þ]")
_AFTER_I = frozenset("am was have had met went saw think thought never first".split())  # "I was", not "Iwas"
_LARGE = 1.25  # of the body's type size: a headline is larger
_GAP = 1.35  # of the usual distance between lines: a larger one begins a paragraph
_INDENT = 0.7  # of the type size: a paragraph's first line is indented by more
_SHORT = 0.85  # of the column's width: a shorter line may end a paragraph
_HEADLINE_LINES = 6  # at most, of a headline
_COLUMN_LINES = 3  # at least, of a column
_HYPHENS = f"{SOFT_HYPHEN}‐-"
# What browsers print at the edges of a page: date, time and title, and the address with the number of the page.
_PRINTED = regex(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\b.*|(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?",
    re.IGNORECASE,
)
# First parts of compounds that keep their hyphen. Without them, a dictionary would have to recognise broken words.
_COMPOUNDS = frozenset(
    "long short well ill high low full half part self state government privately publicly newly old new young big small hard soft "
    "fast slow far near cross all ever least most co ex non anti pro post pre mid vice so single double multi twin left right "
    "open closed free best worst better much record".split()
) | {*up_to(10)[1:], *TENS[:4]}
_BULLET = regex(r"[•▪◦‣●■–]\s+")
_NUMBER = regex(r"(?:page|seite|p\.)?\s*\d{1,4}\s*(?:(?:of|/|von|-)\s*\d{1,4})?", re.IGNORECASE)
_TERMINAL = regex(r"[.!?:…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page.

    Attributes:
        text: its words.
        page: the number of the page, counted from 0.
        left: the distance of its left end from the page's left edge, in points, like all distances.
        right: the distance of its right end from the page's left edge.
        top: the distance of its top from the page's top.
        bottom: the distance of its bottom from the page's top.
        size: its type size.
        page_height: the height of the page.
        page_width: the width of the page.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page_height: float = 800
    page_width: float = 600


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The text of printed pages: the headline, which is set largest, and the paragraphs of the body."""

    title: str | None
    paragraphs: tuple[str, ...]


def laid_out(rows: Sequence[PrintedLine]) -> LaidOut:
    """Arrange the lines of all pages, in the order of the file, into a headline and paragraphs in reading order."""
    kept = without_running_heads(rows)
    body = _body_size(kept)
    kept = with_drop_caps(kept, body)
    head = _headline(kept, body)
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    for row in kept:
        if row not in head and row.size >= _SMALL * body:
            pages[row.page].append(row)
    ordered = [row for page in sorted(pages) for row in reading_order(pages[page])]
    return LaidOut(join_lines([r.text for r in head], set()) or None, tuple(_paragraphs(ordered)))


def with_drop_caps(rows: Sequence[PrintedLine], body: float) -> list[PrintedLine]:
    """The lines, with each initial that is set over several lines put before the first of them."""
    often = Counter(word.lower() for row in rows for word in re.findall(r"\w+", row.text))
    beside = {id(cap): (cap, _beside_cap(cap, rows)) for cap in rows if _is_drop_cap(cap, body)}
    initials = {id(row): cap.text for cap, row in beside.values() if row is not None}
    placed = {id(cap) for cap, row in beside.values() if row is not None}
    return [
        replace(row, text=_begun(initials[id(row)], row.text, often)) if id(row) in initials else row
        for row in rows
        if id(row) not in placed
    ]


def _is_drop_cap(row: PrintedLine, body: float) -> bool:
    return row.size > _DROP_CAP * body and _INITIAL.fullmatch(row.text) is not None


def _beside_cap(cap: PrintedLine, rows: Sequence[PrintedLine]) -> PrintedLine | None:
    """The uppermost line right beside an initial."""
    near = [
        row
        for row in rows
        if row.page == cap.page
        and row.size < cap.size
        and abs(row.left - cap.right) < cap.size / 2
        and cap.top - row.size <= row.top < cap.bottom
    ]
    return min(near, key=lambda row: row.top, default=None)


def _begun(initial: str, line: str, often: Mapping[str, int]) -> str:
    """A line with its initial: "T" and "he port" are "The port", "A" and "port" are "A port"."""
    rest = re.match(r"\w*", line)
    word = rest[0].lower() if rest else ""
    is_word = initial[-1:] in {"A", "I", "O"} and (often[word] > 1 or word in _AFTER_I)
    return f"{initial} {line}" if is_word and not often[initial[-1:].lower() + word] else f"{initial}{line}"


def without_running_heads(rows: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines without page numbers, and without lines at the same place near the edge of several pages."""
    edge = [r for r in rows if _at_edge(r)]
    places = Counter(
        (_shape(r.text), round(r.top / _SAME_PLACE)) for r in {(_shape(r.text), r.page): r for r in edge}.values()
    )

    def runs(row: PrintedLine) -> bool:
        place = round(row.top / _SAME_PLACE)
        often = sum(places[_shape(row.text), place + shift] for shift in (-1, 0, 1))
        alone = _NUMBER.fullmatch(row.text) or _PRINTED.fullmatch(row.text)
        return _at_edge(row) and (often > 1 or alone is not None)

    return [r for r in rows if not runs(r)]


def _at_edge(row: PrintedLine) -> bool:
    return row.bottom < _EDGE * row.page_height or row.top > (1 - _EDGE) * row.page_height


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _body_size(rows: Sequence[PrintedLine]) -> float:
    """The type size of most letters, in half points."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size * 2) / 2] += len(row.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=1.0)


def _headline(rows: Sequence[PrintedLine], body: float) -> list[PrintedLine]:
    """The lines in the largest type on the first page, if they are few and adjacent."""
    first = [r for r in rows if r.page == rows[0].page] if rows else []
    largest = max((r.size for r in first), default=0.0)
    lines = sorted((r for r in first if r.size > 0.95 * largest), key=lambda r: r.top)
    together = all(b.top - a.bottom < largest for a, b in pairwise(lines))
    return lines if largest > _LARGE * body and len(lines) <= _HEADLINE_LINES and together else []


def reading_order(rows: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of a page in reading order."""
    gutter = _gutter(rows)
    if gutter is None:
        return sorted(rows, key=lambda r: (r.top, r.left)) if _is_jumbled(rows) else list(rows)
    across = sorted((r for r in rows if r.left < gutter < r.right), key=lambda r: r.top)
    tops = [bar.top for bar in across]
    sides: dict[tuple[int, bool], list[PrintedLine]] = defaultdict(list)
    for row in rows:
        if not row.left < gutter < row.right:
            sides[bisect_right(tops, row.top), row.left >= gutter].append(row)
    ordered: list[PrintedLine] = []
    for number in range(len(across) + 1):
        ordered += [
            *reading_order(sides[number, False]),
            *reading_order(sides[number, True]),
            *across[number : number + 1],
        ]
    return ordered


def _is_jumbled(rows: Sequence[PrintedLine]) -> bool:
    """Whether the order of the file often goes back up the page."""
    back = sum(b.bottom < a.top for a, b in pairwise(rows))
    return back > max(1, len(rows) // 20)


def _gutter(rows: Sequence[PrintedLine]) -> float | None:
    """The place of the gutter between two columns, in points from the left, or None where there is only one column."""
    best: tuple[float, float] | None = None
    edges = Counter(round(r.left) for r in rows)
    for edge in sorted(e for e, count in edges.most_common(_EDGES) if count > 1):
        place = edge - _GUTTER / 2
        left, right = [r for r in rows if r.right <= place], [r for r in rows if r.left >= place]
        crossing = (len(rows) - len(left) - len(right)) / max(1, len(rows))
        if (
            min(len(left), len(right)) < _COLUMN_LINES
            or crossing > _CROSSING
            or (best is not None and crossing >= best[0])
            or not _side_by_side(left, right)
        ):
            continue
        best = crossing, place
    return best[1] if best else None


def _side_by_side(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    """Whether most lines on the shorter side have a line at the same height on the other side."""
    few, many = sorted((left, right), key=len)
    spans = sorted((r.top, r.bottom) for r in many)
    tops = [top for top, _ in spans]
    lowest = list(
        accumulate((bottom for _, bottom in spans), max)
    )  # the lowest bottom of the lines that begin at or above each one
    beside = 0
    for row in few:
        before = bisect_left(tops, row.bottom)
        beside += before > 0 and lowest[before - 1] > row.top
    return beside >= max(_COLUMN_LINES, len(few) / 2)


def _paragraphs(rows: Sequence[PrintedLine]) -> Iterator[str]:
    """Join lines in reading order into paragraphs."""
    whole = {w for r in rows for w in re.findall(r"\w+(?:-\w+)+", r.text[:-1])}
    steps = [b.top - a.top for a, b in pairwise(rows) if a.page == b.page and 0 < b.top - a.top < 3 * b.size]
    usual = median(steps) if steps else 0.0
    wide = _widths(rows)
    lines: list[PrintedLine] = []
    for row in rows:
        if lines and _begins(lines[-1], row, usual, wide):
            yield join_lines([r.text for r in lines], whole)
            lines = []
        lines.append(row)
    if lines:
        yield join_lines([r.text for r in lines], whole)


def _widths(rows: Sequence[PrintedLine]) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and right edges of each column, by its page and its sixth of the page's width."""
    columns: dict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for row in rows:
        columns[_column(row)].append(row)
    return {c: (min(r.left for r in lines), max(r.right for r in lines)) for c, lines in columns.items()}


def _column(row: PrintedLine) -> tuple[int, int]:
    return row.page, round(row.left / (row.page_width / 6))


def _begins(
    last: PrintedLine, row: PrintedLine, usual: float, wide: dict[tuple[int, int], tuple[float, float]]
) -> bool:
    """Whether a line begins a paragraph, given the line before it, the usual distance of lines and the columns' edges."""
    if _BULLET.match(row.text):
        return True
    if abs(row.size - last.size) > 0.1 * last.size:  # a lead in larger type may end in mid-sentence
        return bool(_TERMINAL.search(last.text)) or not row.text[:1].islower()
    if re.search(rf"\w[{_HYPHENS}]$", last.text):
        return False
    left, right = wide[_column(last)]
    ends = last.right < left + _SHORT * (right - left)
    below = last.page == row.page and row.top > last.top
    if below and usual and row.top - last.top > _GAP * usual:
        return True
    if below and row.left - wide[_column(row)][0] > _INDENT * row.size and last.left - left < _INDENT * last.size:
        return True
    return ends and bool(_TERMINAL.search(last.text))


def join_lines(lines: Sequence[str], whole: set[str]) -> str:
    """Join lines into one, with broken words mended; `whole` are hyphenated words that occur elsewhere in one line."""
    text = ""
    for line in lines:
        if re.search(rf"\w[{_HYPHENS}]$", text) and re.match(r"\w", line):
            text = _mended(text, line, whole)
        else:
            text = f"{text} {line}" if text else line
    text = text.replace(SOFT_HYPHEN, "")
    return f"- {text[bullet.end() :]}" if (bullet := _BULLET.match(text)) else text


def _mended(text: str, line: str, whole: set[str]) -> str:
    """Join two halves of a word, and keep the hyphen of a compound or before a capital letter or a figure."""
    before = re.search(r"[\w-]*$", text[:-1])
    after = re.match(r"\w+", line)
    word = f"{before[0] if before else ''}-{after[0] if after else ''}"
    first = (before[0] if before else "").lower()
    keeps = text[-1] != SOFT_HYPHEN and (word in whole or first in _COMPOUNDS or not line[0].islower())
    return f"{text[:-1]}-{line}" if keeps else f"{text[:-1]}{line}"
