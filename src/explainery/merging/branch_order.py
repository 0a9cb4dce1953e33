"""Two orders of the same things, as two branches left them, become one; a clash where no order is certain.

Each thing has a number: that of the base, or a new one. This module knows numbers only; `branch_units` says what they
stand for. Source of the method: diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from explainery.merging.line_merge import common_head

Numbers = list[int]


@dataclass(frozen=True)
class Clash:
    """What is left to a person: what each side has in one place."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]


Entry = int | Clash


@dataclass(frozen=True)
class Side:
    """One branch: the numbers in its order, and the base's that stand where they stood."""

    order: Sequence[int]
    in_place: Collection[int]


class Judge(Protocol):
    """What the order depends on besides the numbers."""

    def is_changed(self, number: int) -> bool:
        """Whether the one side that still has a base number here changed its text."""

    def is_moved(self, number: int) -> bool:
        """Whether a base number stands elsewhere on a side."""

    def holds(self, number: int) -> bool:
        """Whether a base number is a heading: what follows rests on it."""

    def together(self, ours: Sequence[int], theirs: Sequence[int], *, beside: bool) -> Numbers | None:
        """Both additions in a certain order; None if there is none. `beside`: a side also deleted here."""


def merged_order(count: int, ours: Side, theirs: Side, judge: Judge) -> list[Entry]:
    """The merged order of `count` numbers of the base and all new ones."""
    entries: list[Entry] = []
    at_ours = at_theirs = 0
    start = 0
    stable = [n for n in range(count) if n in ours.in_place and n in theirs.in_place]
    places = [{n: k for k, n in enumerate(side.order)} for side in (ours, theirs)]
    ends = [len(side.order) for side in (ours, theirs)]
    for number in [*stable, count]:
        end_ours, end_theirs = (p[number] for p in places) if number < count else ends
        chunk = _Chunk(
            list(range(start, number)),
            list(ours.order[at_ours:end_ours]),
            list(theirs.order[at_theirs:end_theirs]),
            (ours, theirs),
            judge,
        )
        entries += chunk.merged()
        entries += [number] if number < count else []
        start, at_ours, at_theirs = number + 1, end_ours + 1, end_theirs + 1
    return entries


@dataclass
class _Chunk:
    """What is between two numbers that stand where they stood on both sides: in the base, in ours, in theirs."""

    old: Numbers
    ours: Numbers
    theirs: Numbers
    sides: tuple[Side, Side]
    judge: Judge

    def __post_init__(self) -> None:
        self.in_old, self.in_ours, self.in_theirs = set(self.old), set(self.ours), set(self.theirs)

    def merged(self) -> list[Entry]:
        """The chunk's part of the merged order."""
        if self.ours == self.theirs:
            return list(self.ours)
        if self.ours == self.old:
            return list(self._as_one_side_has_it(self.theirs, self.in_theirs))
        if self.theirs == self.old:
            return list(self._as_one_side_has_it(self.ours, self.in_ours))
        return self._both()

    def _as_one_side_has_it(self, side: Numbers, present: Collection[int]) -> Iterator[Entry]:
        """One side alone changed the order here; what the other reworded and this one deleted is a clash."""
        gone = [n for n in self.old if n not in present and not self.judge.is_moved(n) and self.judge.is_changed(n)]
        if not gone:
            return iter(side)
        if any(n not in self.in_old or self.judge.is_moved(n) for n in side):
            return iter([Clash(tuple(self.ours), tuple(self.theirs))])
        return iter(self._kept(n) for n in self.old if n in present or n in gone)

    def _kept(self, number: int) -> Entry:
        has = number in self.in_ours, number in self.in_theirs
        return number if all(has) else Clash((number,) if has[0] else (), (number,) if has[1] else ())

    def _both(self) -> list[Entry]:
        runs = [self._runs(mine, side) for mine, side in zip((self.ours, self.theirs), self.sides, strict=True)]
        if self._is_torn(runs):
            return _trimmed(self.ours, self.theirs)
        entries: list[Entry] = []
        beside = any(n not in self.in_ours or n not in self.in_theirs for n in self.old if not self.judge.is_moved(n))
        for place in range(len(self.old) + 1):
            entries += _combined(runs[0].get(place, []), runs[1].get(place, []), self.judge, beside=beside)
            if place < len(self.old):
                entries += self._survivor(self.old[place])
        return entries

    def _runs(self, mine: Numbers, side: Side) -> dict[int, Numbers]:
        """What a side added or moved here, by the place in the base's numbers that it stands before."""
        runs: dict[int, Numbers] = {}
        place = 0
        for number in mine:
            if number not in side.in_place:
                runs.setdefault(place, []).append(number)
            elif not self.judge.is_moved(number):  # what the other side moved stands where that has it
                place = number - self.old[0] + 1
        return runs

    def _survivor(self, number: int) -> list[Entry]:
        has = number in self.in_ours, number in self.in_theirs
        if self.judge.is_moved(number):
            return []
        if all(has):
            return [number]
        kept = any(has) and self.judge.is_changed(number)
        return [self._kept(number)] if kept else []

    def _is_torn(self, runs: Sequence[dict[int, Numbers]]) -> bool:
        """Whether what one side added has lost, on the other, the text that it belongs to."""
        return any(
            self._is_reworked(mine, yours, added) or any(self._is_lost(place, mine, yours) for place in added)
            for mine, yours, added in ((self.in_ours, self.in_theirs, runs[0]), (self.in_theirs, self.in_ours, runs[1]))
        )

    def _is_lost(self, place: int, mine: Collection[int], yours: Collection[int]) -> bool:
        """Whether both neighbours, or the heading, of a side's addition are gone on the other side."""
        before = next((n for n in reversed(self.old[:place]) if n in mine), None)
        after = next((n for n in self.old[place:] if n in mine), None)
        heading = next((n for n in reversed(self.old[:place]) if n in mine and self.judge.holds(n)), None)
        is_between = before is not None and after is not None and before not in yours and after not in yours
        return is_between or (heading is not None and heading not in yours)

    def _is_reworked(self, mine: Collection[int], yours: Collection[int], added: dict[int, Numbers]) -> bool:
        """Whether a side put something in the place of what the other reworded."""
        gone = [n for n in self.old if n not in mine and n in yours and not self.judge.is_moved(n)]
        return bool(added) and any(self.judge.is_changed(n) for n in gone)


def _combined(ours: Numbers, theirs: Numbers, judge: Judge, *, beside: bool) -> list[Entry]:
    """Additions of both sides in one place: what both added stands once, and parts the rest."""
    if not ours or not theirs:
        return [*ours, *theirs]
    at_ours, at_theirs = ({n: k for k, n in enumerate(run)} for run in (ours, theirs))
    shared = [n for n in ours if n in at_theirs]
    if shared != [n for n in theirs if n in at_ours]:
        return [Clash(tuple(ours), tuple(theirs))]
    entries: list[Entry] = []
    i = j = 0
    for number in [*shared, None]:
        end_i = len(ours) if number is None else at_ours[number]
        end_j = len(theirs) if number is None else at_theirs[number]
        entries += _side_by_side(ours[i:end_i], theirs[j:end_j], judge, beside=beside)
        entries += [] if number is None else [number]
        i, j = end_i + 1, end_j + 1
    return entries


def _side_by_side(ours: Numbers, theirs: Numbers, judge: Judge, *, beside: bool) -> list[Entry]:
    if not ours or not theirs:
        return [*ours, *theirs]
    both = judge.together(ours, theirs, beside=beside)
    return [Clash(tuple(ours), tuple(theirs))] if both is None else list(both)


def _trimmed(ours: Numbers, theirs: Numbers) -> list[Entry]:
    """A clash without what both sides have at its beginning and its end."""
    head = common_head(ours, theirs)
    tail = min(common_head(ours[::-1], theirs[::-1]), min(len(ours), len(theirs)) - head)
    middle = Clash(tuple(ours[head : len(ours) - tail]), tuple(theirs[head : len(theirs) - tail]))
    return [*ours[:head], *([middle] if middle.ours or middle.theirs else []), *ours[len(ours) - tail :]]
