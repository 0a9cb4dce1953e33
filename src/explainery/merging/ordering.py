"""The order of a merged page: the build's for what people did not move, and the person's place for all the rest.

Generated units that nobody moved are in the build's order. Everything else (own text, what was moved, what stays
although the build does not have it any more) follows the unit that it followed on the person's page, as long as that
is still in the same section.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from explainery.merging.matching import is_heading, sections
from explainery.merging.units import PageText, Unit, UnitKind, kind_now

_BLANK = 2  # line feeds that make a blank line
_APART = frozenset({UnitKind.HEADING, UnitKind.LINK, UnitKind.NOTE, UnitKind.HEAD})
_PROSE = frozenset({UnitKind.STATEMENT, UnitKind.TEXT})


@dataclass(frozen=True, slots=True)
class PageVersions:
    """One page in the three versions of a merge; empty where there is none."""

    base: PageText
    live: PageText
    built: PageText


@dataclass(frozen=True, slots=True)
class PageParts:
    """The units of a merged page, by their numbers.

    Attributes:
        kept: the live units that stay, each with its text.
        placed: the built units that are added, each with its text.
        seats: the live units that take a built unit's place, each with the number of that unit.
        base_numbers: for live units, the number of the base unit that they are.
    """

    kept: Mapping[int, str]
    placed: Mapping[int, str]
    seats: Mapping[int, int]
    base_numbers: Mapping[int, int]


@dataclass(slots=True, eq=False)
class _Row:
    """A unit of a page in the making; `live` and `built` are its numbers there, -1 for none."""

    unit: Unit
    live: int = -1
    built: int = -1


def moved(order: Sequence[int]) -> set[int]:
    """The positions in a sequence that are not in its longest increasing run: the units that a person moved.

    Source of the method: patience sorting (Aldous and Diaconis, 1999).
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(order)
    for i, value in enumerate(order):
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [i]
        before[i] = ends[at - 1] if at else -1
    run = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        run.add(position)
        position = before[position]
    return set(range(len(order))) - run


def arranged(versions: PageVersions, parts: PageParts, front: str) -> PageText:
    """The merged page, from the units that stay and those that are added."""
    base, live, built = versions.base, versions.live, versions.built
    sitting = {j: i for i, j in parts.seats.items()}
    rows: list[_Row] = []
    for j, unit in enumerate(built.units):
        if j in sitting:
            i = sitting[j]
            live_unit = live.units[i]
            base_unit = base.units[parts.base_numbers[i]] if i in parts.base_numbers else None
            gap = live_unit.gap if base_unit is None or live_unit.gap != base_unit.gap else unit.gap
            rows.append(_Row(_with(live_unit, parts.kept[i], gap), i, j))
        elif j in parts.placed:
            rows.append(_Row(_with(unit, parts.placed[j], unit.gap), -1, j))
    _insert_the_rest(rows, live, parts)
    units = _with_gaps(rows, versions, parts.base_numbers)
    tail = built.tail if built != PageText("", ()) and live.tail == base.tail else live.tail
    return PageText(front, units, tail)


def _with(unit: Unit, text: str, gap: str) -> Unit:
    return replace(unit, text=text, gap=gap, kind=kind_now(unit, text))


def _first_gap(versions: PageVersions) -> str:
    """The white space before a page's first unit."""
    base, live, built = versions.base, versions.live, versions.built
    base_gap, live_gap, built_gap = (page.units[0].gap if page.units else "" for page in (base, live, built))
    return (built_gap if live_gap == base_gap else live_gap) or ("\n\n" if live.front or built.front else "")


def _insert_the_rest(rows: list[_Row], live: PageText, parts: PageParts) -> None:
    headings = sections(live.units)
    by_live = {row.live: row for row in rows if row.live >= 0}
    for i, unit in enumerate(live.units):
        if i in by_live or i not in parts.kept:
            continue
        row = _Row(_with(unit, parts.kept[i], unit.gap), i)
        rows.insert(_where(rows, by_live, i, headings, live), row)
        by_live[i] = row


def _where(rows: Sequence[_Row], by_live: Mapping[int, _Row], i: int, headings: Sequence[int], live: PageText) -> int:
    """Where a live unit goes: after what it followed, in the section that it was in."""
    heading_row, unit = by_live.get(headings[i]), live.units[i]
    index = {id(row): k for k, row in enumerate(rows)}
    half = _other_half(by_live, i, live)
    if half is not None:
        return index[id(half)] + (half.live < i)
    for p in range(i - 1, -1, -1):
        row = by_live.get(p)
        if row is None:
            continue
        k = index[id(row)]
        if row is heading_row:
            return _section_end(rows, k) if is_heading(unit) and p != i - 1 else _after(rows, k, unit, i)
        if heading_row is None or _heading_of(rows, k) is heading_row:
            return _after(rows, k, unit, i)
    return 0


def _other_half(by_live: Mapping[int, _Row], i: int, live: PageText) -> _Row | None:
    """The other half of a sentence that a person split in two: both go where the build puts the sentence."""
    unit = live.units[i]
    for k, second in ((i - 1, unit), (i + 1, live.units[i + 1] if i + 1 < len(live.units) else unit)):
        row = by_live.get(k)
        if row is not None and unit.first and row.unit.first == unit.first and not _is_parted(second):
            return row
    return None


def _heading_of(rows: Sequence[_Row], k: int) -> _Row | None:
    """The heading above a row. One that only the build has is passed over: it parts nothing that stood together."""
    return next((rows[n] for n in range(k - 1, -1, -1) if is_heading(rows[n].unit) and rows[n].live >= 0), None)


def _section_end(rows: Sequence[_Row], k: int) -> int:
    return next((n for n in range(k + 1, len(rows)) if is_heading(rows[n].unit)), len(rows))


def _after(rows: Sequence[_Row], k: int, unit: Unit, i: int) -> int:
    """The place after a row; if a blank line parts the two, after what is new in that row's paragraph or table."""
    k += 1
    if rows[k - 1].built < 0 and rows[k - 1].live == i - 1:
        return k  # what follows a person's own text there belongs to it: nothing comes between
    while _is_parted(unit) and k < len(rows) and rows[k].live < i and not _needs_blank(rows[k - 1].unit, rows[k].unit):
        k += 1
    return k


def _needs_blank(one: Unit, two: Unit) -> bool:
    return gap_between(one, two).count("\n") >= _BLANK


def _with_gaps(rows: Sequence[_Row], versions: PageVersions, base_numbers: Mapping[int, int]) -> tuple[Unit, ...]:
    """The units with the white space between them."""
    units = [replace(row.unit, gap=_first_gap(versions)) for row in rows[:1]]
    for one, two in pairwise(rows):
        units.append(replace(two.unit, gap=_between(one, two, versions, base_numbers)))
    return tuple(units)


def _between(one: _Row, two: _Row, versions: PageVersions, base_numbers: Mapping[int, int]) -> str:
    """The white space between two units: what a person put there, or a version's where they are side by side."""
    live, built = versions.live, versions.built
    in_live, in_built = one.live >= 0 and one.live + 1 == two.live, one.built >= 0 and one.built + 1 == two.built
    gap = gap_between(one.unit, two.unit)
    by_hand = _is_parted_by_hand(two, versions, base_numbers)
    if by_hand or (in_live and not (in_built and _has_base_gap(two, versions, base_numbers))):
        gap = live.units[two.live].gap
    elif in_built:
        gap = built.units[two.built].gap
    blank = _needs_blank(one.unit, two.unit) and gap.count("\n") < _BLANK
    meant = (in_live and _as_in(live, (one.live, two.live), one, two)) or (
        in_built and _as_in(built, (one.built, two.built), one, two)
    )
    return "\n\n" if blank and not meant else gap


def _has_base_gap(two: _Row, versions: PageVersions, base_numbers: Mapping[int, int]) -> bool:
    """Whether the white space before a live unit is that of the base."""
    number = base_numbers.get(two.live)
    return number is not None and versions.base.units[number].gap == versions.live.units[two.live].gap


def _is_parted_by_hand(two: _Row, versions: PageVersions, base_numbers: Mapping[int, int]) -> bool:
    """Whether a person put a blank line between two units that the last build had in one paragraph."""
    number = base_numbers.get(two.live)
    follows = two.live > 0 and number is not None and base_numbers.get(two.live - 1, -2) + 1 == number
    return follows and not _has_base_gap(two, versions, base_numbers) and _is_parted(versions.live.units[two.live])


def _as_in(page: PageText, numbers: tuple[int, int], one: _Row, two: _Row) -> bool:
    """Whether two units are of the kinds that they are on a page: a merge may have made an item of a sentence."""
    return all(page.units[i].kind is row.unit.kind for i, row in zip(numbers, (one, two), strict=True))


def _is_parted(unit: Unit) -> bool:
    """Whether there is a blank line before a unit."""
    return unit.gap.count("\n") >= _BLANK


def gap_between(one: Unit, two: Unit) -> str:
    """A blank line between units of different kinds, a line feed at least between those of one."""
    table = {UnitKind.HEAD, UnitKind.ROW}
    if two.kind is UnitKind.ROW and one.kind in table:
        return "\n"
    if _is_parted(two):
        return two.gap
    if (one.kind == two.kind and one.kind not in _APART) or {one.kind, two.kind} <= _PROSE:
        return two.gap if "\n" in two.gap else "\n"
    return "\n\n"
