"""Three versions of a row of units become one: what one side changed is taken, what both changed is left to a person.

The units may be those of a page, the lines of one unit, or the fields of the front matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from explainery.merging.branch_additions import additions_together
from explainery.merging.branch_match import same_units, shared_additions
from explainery.merging.branch_order import Clash, Entry, Numbers, Side, merged_order
from explainery.merging.line_merge import conflict
from explainery.merging.ordering import gap_between
from explainery.merging.units import Unit, UnitKind
from explainery.page_format import MARK, SOURCES_ANCHOR_LINK

Units = Sequence[Unit]
Wording = Callable[[str, str, str, UnitKind], tuple[str, bool]]  # of base, ours and theirs; whether it is disputed
_PATIENCE = 6  # times that an order is looked for before units that moved count as deleted and added


@dataclass(frozen=True)
class Row:
    """Merged units, and whether a person has to decide something in them."""

    units: tuple[Unit, ...]
    disputed: bool


def merged_units(base: Units, ours: Units, theirs: Units, wording: Wording, *, lines: bool = False) -> Row:
    """Merge three versions of a row of units.

    Args:
        base: the version that both began from.
        ours: our version.
        theirs: their version.
        wording: how one unit that both sides have is merged.
        lines: the units are lines of one thing: no blank lines come between them.
    """
    sides = (_Branch.of(base, ours), _Branch.of(base, theirs))
    loose: set[int] = set()
    for attempt in range(_PATIENCE + 1):
        merge = _Merge(base, *sides, wording, loose=loose, all_loose=attempt == _PATIENCE, lines=lines)
        entries = merge.entries()
        unsettled = merge.unsettled(entries)
        if not unsettled:
            break
        loose |= unsettled
    return merge.row(merge.once(entries))


@dataclass(frozen=True)
class _Branch:
    """One side: its units, the base unit that each is, and the base units that stand elsewhere."""

    units: Units
    same: Mapping[int, int]
    elsewhere: frozenset[int]

    @classmethod
    def of(cls, base: Units, side: Units) -> _Branch:
        """One side compared with the base."""
        same, elsewhere = same_units(base, side)
        return cls(side, same, frozenset(elsewhere))


@dataclass
class _Merge:
    """A merge in the making. `loose`: numbers whose identity is given up, because no certain order is found with it."""

    base: Units
    ours: _Branch
    theirs: _Branch
    wording: Wording
    loose: set[int]
    all_loose: bool
    lines: bool
    at_ours: dict[int, int] = field(default_factory=dict)  # the units on a side, by the merge's numbers
    at_theirs: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.generated = generated_keys((*self.ours.units, *self.theirs.units))
        start = len(self.base)
        first = start + len(self.ours.units)
        mine, other = self._kept_numbers(self.ours), self._kept_numbers(self.theirs)
        new_ours = {j: u for j, u in enumerate(self.ours.units) if j not in mine}
        new_theirs = {j: u for j, u in enumerate(self.theirs.units) if j not in other}
        self.sections = [_sections(b.units, n) for b, n in ((self.ours, mine), (self.theirs, other))]
        shared = shared_additions(new_ours, new_theirs, (u.text for u in self.base), self._is_near)
        shared = {j: i for j, i in shared.items() if not self.all_loose and start + i not in self.loose}
        self.at_ours = {mine.get(j, start + j): j for j in range(len(self.ours.units))}
        numbers = {j: start + shared[j] if j in shared else first + j for j in new_theirs}
        self.at_theirs = {other.get(j, numbers.get(j, -1)): j for j in range(len(self.theirs.units))}
        self.moved = {n for b in (self.ours, self.theirs) for n in b.elsewhere if not self._is_loose(n)}

    def _is_near(self, ours: int, theirs: int) -> bool:
        """Whether a unit of ours and one of theirs are in one section."""
        return self.sections[0][ours] == self.sections[1][theirs]

    def _is_loose(self, number: int) -> bool:
        return self.all_loose or number in self.loose

    def _kept_numbers(self, side: _Branch) -> dict[int, int]:
        return {j: i for j, i in side.same.items() if i not in side.elsewhere or not self._is_loose(i)}

    def entries(self) -> list[Entry]:
        """The merged order."""
        orders = [list(at) for at in (self.at_ours, self.at_theirs)]
        in_place = [{n for n in o if n < len(self.base) and n not in b.elsewhere}
                    for o, b in zip(orders, (self.ours, self.theirs), strict=True)]  # fmt: skip
        return merged_order(len(self.base), Side(orders[0], in_place[0]), Side(orders[1], in_place[1]), self)

    def unsettled(self, entries: Iterable[Entry]) -> set[int]:
        """What moved into a clash, or is in one and elsewhere, too: it would be lost or doubled by a decision."""
        clashes = [e for e in entries if isinstance(e, Clash)]
        inside = {n for e in clashes for n in (*e.ours, *e.theirs)}
        placed = Counter(n for e in entries for n in ({*e.ours, *e.theirs} if isinstance(e, Clash) else (e,)))
        return {n for n in inside if (n in self.moved or placed[n] > 1) and not self._is_loose(n)}

    def once(self, entries: Iterable[Entry]) -> list[Entry]:
        """Each number once. What both sides moved, each to another place, is a clash in the first."""
        entries = list(entries)
        counts = Counter(e for e in entries if not isinstance(e, Clash))
        seen: set[int] = set()
        kept: list[Entry] = []
        for entry in entries:
            if isinstance(entry, Clash):
                kept.append(entry)
            elif entry not in seen:
                seen.add(entry)
                kept.append(self._one_sided(entry, kept) if counts[entry] > 1 and self._is_asked(entry) else entry)
        return kept

    def _is_asked(self, number: int) -> bool:
        """Whether it matters where something stands that the sides have in two places."""
        unit = self.ours.units[self.at_ours[number]]
        return unit.kind is not UnitKind.DEFINITION and not self._is_near(self.at_ours[number], self.at_theirs[number])

    def _one_sided(self, number: int, before: Sequence[Entry]) -> Clash:
        """A clash over a place: the side that has a number here, by what it follows."""
        last = next((e for e in reversed(before) if not isinstance(e, Clash) and e in self.at_ours), None)
        here = self.at_ours[number] == (self.at_ours[last] + 1 if last is not None else 0)
        return Clash((number,), ()) if here else Clash((), (number,))

    def _is_definition(self, number: int) -> bool:
        return self.base[number].kind is UnitKind.DEFINITION

    # What `merged_order` asks.

    def is_changed(self, number: int) -> bool:
        """Whether the one side that has a base unit changed its text."""
        old = self.base[number]
        texts = {self._text(at, b, number) for at, b in self._sides()} - {None, old.text}
        return any(text is not None and not is_only_cited(old, text, self.generated) for text in texts)

    def is_moved(self, number: int) -> bool:
        """Whether a base unit stands elsewhere on a side."""
        return number in self.moved

    def holds(self, number: int) -> bool:
        """Whether a base unit is a heading or opens a note or a table."""
        return self.base[number].kind in {UnitKind.HEADING, UnitKind.HEAD, UnitKind.NOTE}

    def together(self, ours: Sequence[int], theirs: Sequence[int], *, beside: bool) -> Numbers | None:
        """Both sides' additions in one order, where that is certain."""
        known = Counter(u.text for u in self.base)
        rows = [[(n, b.units[at[n]]) for n in run]
                for run, (at, b) in zip((ours, theirs), self._sides(), strict=True)]  # fmt: skip
        return additions_together(rows[0], rows[1], known, beside=beside, lines=self.lines)

    # What comes out.

    def row(self, entries: Sequence[Entry]) -> Row:
        """The units in their order, with the white space between them."""
        made = [self._made(entry) for entry in entries]
        units = [unit for unit, _ in made[:1]]
        for (one, two), (before, after) in zip(pairwise(entries), pairwise(unit for unit, _ in made), strict=True):
            units.append(replace(after, gap=self._gap(one, two, before, after)))
        return Row(tuple(units), any(disputed for _, disputed in made))

    def _made(self, entry: Entry) -> tuple[Unit, bool]:
        if isinstance(entry, Clash):
            return self._clash(entry), True
        mine, yours = (b.units[at[entry]] if entry in at else None for at, b in self._sides())
        unit = mine or yours
        assert unit is not None  # noqa: S101 (every number is on a side)
        if mine is None or yours is None:
            if entry in self.moved and not self._is_definition(entry):  # moved here, and deleted there
                return replace(unit, text=conflict(mine.text if mine else "", yours.text if yours else "")), True
            return unit, False
        if entry >= len(self.base):
            same = mine.text == yours.text
            return (mine if same else replace(mine, text=conflict(mine.text, yours.text))), not same
        text, disputed = self.wording(self.base[entry].text, mine.text, yours.text, mine.kind)
        kind = yours.kind if mine.kind is self.base[entry].kind else mine.kind
        return replace(mine, text=text, kind=kind, gap=merged_gap(self.base[entry].gap, mine.gap, yours.gap)), disputed

    def _clash(self, clash: Clash) -> Unit:
        texts, firsts = [], []
        for numbers, (at, branch) in zip((clash.ours, clash.theirs), self._sides(), strict=True):
            units = [branch.units[at[n]] for n in numbers if n in at]
            firsts += units[:1]
            texts.append(
                "".join((u.gap if k and "\n" in u.gap else "\n" * bool(k)) + u.text for k, u in enumerate(units))
            )
        gap = max((u.gap for u in firsts), key=_size, default="\n")
        return Unit(conflict(*texts), gap, UnitKind.TEXT)

    def _gap(self, one: Entry, two: Entry, before: Unit, after: Unit) -> str:
        """The white space between two entries: a side's where they are neighbours there."""
        if isinstance(one, Clash) or isinstance(two, Clash):
            return _line_end(after.gap)
        mine, yours = (self._neighbours(one, two, at, b) for at, b in self._sides())
        old = self.base[two].gap if one + 1 == two < len(self.base) else None
        if mine is not None and yours is not None:
            return merged_gap(old, mine, yours)
        if mine is None and yours is None:
            return _line_end(after.gap) if self.lines else gap_between(before, after)
        return mine if mine is not None else str(yours)

    def _neighbours(self, one: int, two: int, at: Mapping[int, int], branch: _Branch) -> str | None:
        """The white space before a number on a side where it follows the other; None where it does not."""
        is_next = one in at and two in at and at[one] + 1 == at[two]
        return branch.units[at[two]].gap if is_next else None

    def _sides(self) -> Iterator[tuple[dict[int, int], _Branch]]:
        yield self.at_ours, self.ours
        yield self.at_theirs, self.theirs

    def _text(self, at: Mapping[int, int], branch: _Branch, number: int) -> str | None:
        return branch.units[at[number]].text if number in at else None


def is_only_cited(old: Unit, text: str, generated: Collection[str]) -> bool:
    """Whether a build only added citations to a claim: who deleted the claim deleted them with it."""
    keys = MARK.findall(text)
    is_claim = bool(old.keys) and old.kind is not UnitKind.DEFINITION
    same = is_claim and MARK.sub("", text) == MARK.sub("", old.text) and set(old.keys) <= set(keys)
    return same and set(keys) - set(old.keys) <= set(generated)


def generated_keys(units: Iterable[Unit]) -> set[str]:
    """The citation keys whose definition a build wrote."""
    return {u.first for u in units if u.kind is UnitKind.DEFINITION and SOURCES_ANCHOR_LINK in u.text}


def _sections(units: Units, numbers: Mapping[int, int]) -> list[int | str]:
    """For each unit of a side, the heading that it is under: the base's number, or the text of a new one."""
    section: int | str = -1
    found = []
    for j, unit in enumerate(units):
        found.append(section)
        if unit.kind is UnitKind.HEADING:
            section = numbers.get(j, unit.text)
    return found


def merged_gap(base: str | None, ours: str, theirs: str) -> str:
    """The merge of white space: what one side changed, and of two changes the larger."""
    if ours in {theirs, base}:
        return theirs
    return ours if theirs == base else max(ours, theirs, key=_size)


def _size(gap: str) -> tuple[int, int, str]:
    return gap.count("\n"), len(gap), gap


def _line_end(gap: str) -> str:
    return gap if "\n" in gap else "\n"
