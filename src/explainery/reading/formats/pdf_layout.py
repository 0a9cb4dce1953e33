"""Printed pages become paragraphs: running heads go, columns are read one after another, broken words are joined.

Lines come with their place on the page. Columns are found by their gutter: an upright strip that few lines cross,
with lines on both sides; a line that crosses it (a headline, a picture's caption) parts what stands above from what
stands below (the idea of XY cuts: Nagy and Seth, 1984).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from explainery.lexicon.numbers import TENS, up_to

SOFT_HYPHEN = "\u00ad"
_EDGE = 0.12  # of a page's height: where running heads and page numbers stand
_SAME_PLACE = 6.0  # points by which a running head may shift
_GUTTER = 6.0  # points at least between columns
_EDGES_MOST = 40  # left edges of lines that are tried as a column's
_CROSSING = 0.25  # of the lines: more of them, and it is no gutter
_SMALL = 0.88  # of the body's size: captions, credits and notes are set smaller
_LARGE = 1.25  # of the body's size: a headline
_GAP = 1.35  # of the usual distance of lines: a new paragraph
_INDENT = 0.7  # of the size: a first line set in
_SHORT = 0.85  # of the column's width: a line that ends a paragraph
_HEAD_LINES, _LEAST_LINES = 6, 3
_HYPHENS = f"{SOFT_HYPHEN}‐-"
# What browsers print at the edges: the date and time of printing with the page's title, and its address with a number.
_PRINTED = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\b.*|(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?",
    re.IGNORECASE,
)
# First halves of compounds that keep their hyphen, which only a dictionary could tell from a broken word.
_COMPOUNDS = frozenset(
    "long short well ill high low full half part self state government privately publicly newly old new young big small hard soft "
    "fast slow far near cross all ever least most co ex non anti pro post pre mid vice so single double multi twin left right "
    "open closed free best worst better much record".split()
) | {*up_to(10)[1:], *TENS[:4]}
_BULLET = re.compile(r"[•▪◦‣●■–]\s+")
_NUMBER = re.compile(r"(?:page|seite|p\.)?\s*\d{1,4}\s*(?:(?:of|/|von|-)\s*\d{1,4})?", re.IGNORECASE)
_TERMINAL = re.compile(r"[.!?:…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page. Distances are points from the page's upper left corner."""

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
    """What the pages hold: the headline as printed largest, and the body's paragraphs."""

    title: str | None
    paragraphs: tuple[str, ...]


def laid_out(rows: Sequence[Row]) -> LaidOut:
    """Lines of all pages as a headline and paragraphs in reading order."""
    kept = without_running(rows)
    body = _body_size(kept)
    head = _headline(kept, body)
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in kept:
        if row not in head and row.size >= _SMALL * body:
            pages[row.page].append(row)
    ordered = [row for page in sorted(pages) for row in in_order(pages[page])]
    return LaidOut(joined([r.text for r in head], set()) or None, tuple(_paragraphs(ordered)))


def without_running(rows: Sequence[Row]) -> list[Row]:
    """The lines without running heads and feet: what stands at one place of the edge on several pages, and page numbers."""
    edge = [r for r in rows if _at_edge(r)]
    places = Counter(
        (_shape(r.text), round(r.top / _SAME_PLACE)) for r in {(_shape(r.text), r.page): r for r in edge}.values()
    )

    def runs(row: Row) -> bool:
        place = round(row.top / _SAME_PLACE)
        often = sum(places[_shape(row.text), place + shift] for shift in (-1, 0, 1))
        alone = _NUMBER.fullmatch(row.text) or _PRINTED.fullmatch(row.text)
        return _at_edge(row) and (often > 1 or alone is not None)

    return [r for r in rows if not runs(r)]


def _at_edge(row: Row) -> bool:
    return row.bottom < _EDGE * row.page_height or row.top > (1 - _EDGE) * row.page_height


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _body_size(rows: Sequence[Row]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size * 2) / 2] += len(row.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=1.0)


def _headline(rows: Sequence[Row], body: float) -> list[Row]:
    """The lines of the largest size on the first page, where they are few and stand together."""
    first = [r for r in rows if r.page == rows[0].page] if rows else []
    largest = max((r.size for r in first), default=0.0)
    lines = sorted((r for r in first if r.size > 0.95 * largest), key=lambda r: r.top)
    together = all(b.top - a.bottom < largest for a, b in pairwise(lines))
    return lines if largest > _LARGE * body and len(lines) <= _HEAD_LINES and together else []


def in_order(rows: Sequence[Row]) -> list[Row]:
    """The lines of a page as they are read."""
    gutter = _gutter(rows)
    if gutter is None:
        return sorted(rows, key=lambda r: (r.top, r.left)) if _is_jumbled(rows) else list(rows)
    across = sorted((r for r in rows if r.left < gutter < r.right), key=lambda r: r.top)
    tops = [bar.top for bar in across]
    sides: dict[tuple[int, bool], list[Row]] = defaultdict(list)
    for row in rows:
        if not row.left < gutter < row.right:
            sides[bisect_right(tops, row.top), row.left >= gutter].append(row)
    found: list[Row] = []
    for number in range(len(across) + 1):
        found += [*in_order(sides[number, False]), *in_order(sides[number, True]), *across[number : number + 1]]
    return found


def _is_jumbled(rows: Sequence[Row]) -> bool:
    """Whether the file's order goes back up the page more than now and then."""
    back = sum(b.bottom < a.top for a, b in pairwise(rows))
    return back > max(1, len(rows) // 20)


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the strip between two columns lies: crossed by few lines, with lines of the same height on both sides."""
    best: tuple[float, float] | None = None
    edges = Counter(round(r.left) for r in rows)
    for edge in sorted(e for e, count in edges.most_common(_EDGES_MOST) if count > 1):
        place = edge - _GUTTER / 2
        left, right = [r for r in rows if r.right <= place], [r for r in rows if r.left >= place]
        crossing = (len(rows) - len(left) - len(right)) / max(1, len(rows))
        if (
            min(len(left), len(right)) < _LEAST_LINES
            or crossing > _CROSSING
            or (best is not None and crossing >= best[0])
            or not _side_by_side(left, right)
        ):
            continue
        best = crossing, place
    return best[1] if best else None


def _side_by_side(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether most lines of the shorter side have a line of the other beside them."""
    few, many = sorted((left, right), key=len)
    spans = sorted((r.top, r.bottom) for r in many)
    tops = [top for top, _ in spans]
    lowest = list(accumulate((bottom for _, bottom in spans), max))  # the lowest end of the lines that begin so far up
    beside = 0
    for row in few:
        before = bisect_left(tops, row.bottom)
        beside += before > 0 and lowest[before - 1] > row.top
    return beside >= max(_LEAST_LINES, len(few) / 2)


def _paragraphs(rows: Sequence[Row]) -> Iterator[str]:
    """Lines in reading order, joined to paragraphs."""
    whole = {w for r in rows for w in re.findall(r"\w+(?:-\w+)+", r.text[:-1])}
    steps = [b.top - a.top for a, b in pairwise(rows) if a.page == b.page and 0 < b.top - a.top < 3 * b.size]
    usual = median(steps) if steps else 0.0
    wide = _widths(rows)
    lines: list[Row] = []
    for row in rows:
        if lines and _begins(lines[-1], row, usual, wide):
            yield joined([r.text for r in lines], whole)
            lines = []
        lines.append(row)
    if lines:
        yield joined([r.text for r in lines], whole)


def _widths(rows: Sequence[Row]) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and right edge of each column, by its page and its lines' usual left edge."""
    columns: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        columns[_column(row)].append(row)
    return {c: (min(r.left for r in found), max(r.right for r in found)) for c, found in columns.items()}


def _column(row: Row) -> tuple[int, int]:
    return row.page, round(row.left / (row.page_width / 6))


def _begins(last: Row, row: Row, usual: float, wide: dict[tuple[int, int], tuple[float, float]]) -> bool:
    """Whether a line begins a paragraph after the one before it."""
    if _BULLET.match(row.text):
        return True
    if abs(row.size - last.size) > 0.1 * last.size:  # a lead set larger may end in the middle of a sentence
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


def joined(lines: Sequence[str], whole: set[str]) -> str:
    """Lines as one; words broken at a line's end are joined, `whole` are words that have their hyphen anywhere."""
    text = ""
    for line in lines:
        if re.search(rf"\w[{_HYPHENS}]$", text) and re.match(r"\w", line):
            text = _mended(text, line, whole)
        else:
            text = f"{text} {line}" if text else line
    text = text.replace(SOFT_HYPHEN, "")
    return f"- {text[bullet.end() :]}" if (bullet := _BULLET.match(text)) else text


def _mended(text: str, line: str, whole: set[str]) -> str:
    """Two halves of a word: without the hyphen, unless the word has it elsewhere, or goes on with a capital or figure."""
    before = re.search(r"[\w-]*$", text[:-1])
    after = re.match(r"\w+", line)
    word = f"{before[0] if before else ''}-{after[0] if after else ''}"
    first = (before[0] if before else "").lower()
    keeps = text[-1] != SOFT_HYPHEN and (word in whole or first in _COMPOUNDS or not line[0].islower())
    return f"{text[:-1]}-{line}" if keeps else f"{text[:-1]}{line}"
