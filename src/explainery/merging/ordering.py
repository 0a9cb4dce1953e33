"""The order of a merged page: the build's for what people did not move, and the person's place for all the rest.

Units that the build generated and nobody moved stand in the build's order. Everything else (own text, what was
moved, what stays although the build has it no more) follows the unit that it followed on the person's page,
as long as that is still in the same section.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from explainery.merging.matching import is_heading, sections
from explainery.merging.units import Kind, PageText, Unit, kind_now

_BLANK = 2  # line feeds that make a blank line
_APART = frozenset({Kind.HEADING, Kind.LINK, Kind.NOTE, Kind.HEAD})
_PROSE = frozenset({Kind.STATEMENT, Kind.TEXT})


@dataclass(frozen=True, slots=True)
class Seats:
    """What a merged page is made of.

    Attributes:
        stays: the number of each live unit that stays, with its text.
        placed: the number of each new unit that no live unit is, with its text.
        seat: live units that take the place of a new one.
        was: for live units, the number of the base unit that they are.
    """

    stays: Mapping[int, str]
    placed: Mapping[int, str]
    seat: Mapping[int, int]
    was: Mapping[int, int]


@dataclass(slots=True, eq=False)
class _Row:
    """A unit in the making of a page; `live` and `new` are its numbers there, -1 for none."""

    unit: Unit
    live: int = -1
    new: int = -1


_Versions = tuple[PageText, PageText, PageText]  # base, live, new


def moved(order: Sequence[int]) -> set[int]:
    """The positions in a sequence that are not in its longest increasing run: what somebody moved.

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
    stay = set()
    now = ends[-1] if ends else -1
    while now >= 0:
        stay.add(now)
        now = before[now]
    return set(range(len(order))) - stay


def arranged(base: PageText, live: PageText, new: PageText, seats: Seats, front: str) -> PageText:
    """The merged page, from the units that stay and those that come."""
    sitting = {j: i for i, j in seats.seat.items()}
    rows: list[_Row] = []
    for j, unit in enumerate(new.units):
        if j in sitting:
            i = sitting[j]
            mine, old = live.units[i], base.units[seats.was[i]] if i in seats.was else None
            gap = mine.gap if old is None or mine.gap != old.gap else unit.gap
            rows.append(_Row(_with(mine, seats.stays[i], gap), i, j))
        elif j in seats.placed:
            rows.append(_Row(_with(unit, seats.placed[j], unit.gap), -1, j))
    _insert_the_rest(rows, live, seats)
    units = _with_gaps(rows, (base, live, new), seats.was)
    tail = new.tail if new != PageText("", ()) and live.tail == base.tail else live.tail
    return PageText(front, units, tail)


def _with(unit: Unit, text: str, gap: str) -> Unit:
    return replace(unit, text=text, gap=gap, kind=kind_now(unit, text))


def _first_gap(base: PageText, live: PageText, new: PageText) -> str:
    """The white space before a page's first unit."""
    was, mine, now = (page.units[0].gap if page.units else "" for page in (base, live, new))
    return (now if mine == was else mine) or ("\n\n" if live.front or new.front else "")


def _insert_the_rest(rows: list[_Row], live: PageText, seats: Seats) -> None:
    under = sections(live.units)
    by_live = {row.live: row for row in rows if row.live >= 0}
    for i, unit in enumerate(live.units):
        if i in by_live or i not in seats.stays:
            continue
        row = _Row(_with(unit, seats.stays[i], unit.gap), i)
        rows.insert(_where(rows, by_live, i, under, live), row)
        by_live[i] = row


def _where(rows: Sequence[_Row], by_live: Mapping[int, _Row], i: int, under: Sequence[int], live: PageText) -> int:
    """Where a live unit goes: after what it followed, in the section that it was in."""
    home, unit = by_live.get(under[i]), live.units[i]
    index = {id(row): k for k, row in enumerate(rows)}
    half = _other_half(by_live, i, live)
    if half is not None:
        return index[id(half)] + (half.live < i)
    for p in range(i - 1, -1, -1):
        row = by_live.get(p)
        if row is None:
            continue
        k = index[id(row)]
        if row is home:
            return _section_end(rows, k) if is_heading(unit) and p != i - 1 else _after(rows, k, unit, i)
        if home is None or _heading_of(rows, k) is home:
            return _after(rows, k, unit, i)
    return 0


def _other_half(by_live: Mapping[int, _Row], i: int, live: PageText) -> _Row | None:
    """The other half of a sentence that a person split in two: both go where the build puts the sentence."""
    unit = live.units[i]
    for k, second in ((i - 1, unit), (i + 1, live.units[i + 1] if i + 1 < len(live.units) else unit)):
        row = by_live.get(k)
        if row is not None and unit.first and row.unit.first == unit.first and not _parted(second):
            return row
    return None


def _heading_of(rows: Sequence[_Row], k: int) -> _Row | None:
    return next((rows[n] for n in range(k - 1, -1, -1) if is_heading(rows[n].unit)), None)


def _section_end(rows: Sequence[_Row], k: int) -> int:
    return next((n for n in range(k + 1, len(rows)) if is_heading(rows[n].unit)), len(rows))


def _after(rows: Sequence[_Row], k: int, unit: Unit, i: int) -> int:
    """The place after a row; where a blank line parts the two, after what is new in that row's paragraph or table."""
    k += 1
    while _parted(unit) and k < len(rows) and rows[k].live < i and not _needs_blank(rows[k - 1].unit, rows[k].unit):
        k += 1
    return k


def _needs_blank(one: Unit, two: Unit) -> bool:
    return _gap(one, two).count("\n") >= _BLANK


def _with_gaps(rows: Sequence[_Row], versions: _Versions, was: Mapping[int, int]) -> tuple[Unit, ...]:
    """The units with the white space between them."""
    base, live, new = versions
    out = [replace(row.unit, gap=_first_gap(base, live, new)) for row in rows[:1]]
    for one, two in pairwise(rows):
        out.append(replace(two.unit, gap=_between(one, two, versions, was)))
    return tuple(out)


def _between(one: _Row, two: _Row, versions: _Versions, was: Mapping[int, int]) -> str:
    """The white space between two units: what a person put there, or a version's where they stand side by side."""
    _, live, new = versions
    in_live, in_new = one.live >= 0 and one.live + 1 == two.live, one.new >= 0 and one.new + 1 == two.new
    gap = _gap(one.unit, two.unit)
    if _parted_by_hand(two, versions, was) or (in_live and not (in_new and _as_it_was(two, versions, was))):
        gap = live.units[two.live].gap
    elif in_new:
        gap = new.units[two.new].gap
    blank = _needs_blank(one.unit, two.unit) and gap.count("\n") < _BLANK
    meant = (in_live and _as_in(live, (one.live, two.live), one, two)) or (
        in_new and _as_in(new, (one.new, two.new), one, two)
    )
    return "\n\n" if blank and not meant else gap


def _as_it_was(two: _Row, versions: _Versions, was: Mapping[int, int]) -> bool:
    base, live, _ = versions
    return two.live in was and base.units[was[two.live]].gap == live.units[two.live].gap


def _parted_by_hand(two: _Row, versions: _Versions, was: Mapping[int, int]) -> bool:
    """Whether a person put a blank line between two units that the last build had in one paragraph."""
    _, live, _ = versions
    follows = two.live > 0 and two.live in was and was.get(two.live - 1, -2) + 1 == was[two.live]
    return follows and not _as_it_was(two, versions, was) and _parted(live.units[two.live])


def _as_in(page: PageText, places: tuple[int, int], one: _Row, two: _Row) -> bool:
    """Whether two units are of the kinds that they are on a page: a merge may have made an item of a sentence."""
    return all(page.units[i].kind is row.unit.kind for i, row in zip(places, (one, two), strict=True))


def _parted(unit: Unit) -> bool:
    """Whether a blank line stands before a unit."""
    return unit.gap.count("\n") >= _BLANK


def _gap(one: Unit, two: Unit) -> str:
    """A blank line between units of different kinds, a line feed at least between those of one."""
    table = {Kind.HEAD, Kind.ROW}
    if two.kind is Kind.ROW and one.kind in table:
        return "\n"
    if _parted(two):
        return two.gap
    if (one.kind == two.kind and one.kind not in _APART) or {one.kind, two.kind} <= _PROSE:
        return two.gap if "\n" in two.gap else "\n"
    return "\n\n"
