"""The fate of each unit of the base: still on its page, moved, joined, deleted, or only proposed so far."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from explainery.merging.decisions import Decision, DecisionKind
from explainery.merging.matching import Matched, members
from explainery.merging.ordering import moved
from explainery.merging.parsed_pages import Pages, UnitRef, unit_at
from explainery.merging.proposals import Proposal
from explainery.merging.units import PageText, Unit, UnitKind, person_of
from explainery.page_format import CITATIONS_HEADINGS

_REMEMBERED = frozenset(
    {UnitKind.STATEMENT, UnitKind.ITEM, UnitKind.SIDE, UnitKind.ROW, UnitKind.HEADING, UnitKind.LINK}
)


class Fate(Enum):
    """What a person did with a unit of the base."""

    HERE = auto()  # on its page; perhaps reworded, perhaps at another place of it
    AWAY = auto()  # on another page of the story
    JOINED = auto()  # in another sentence
    OFFERED = auto()  # never on the page: a proposal that waits
    DELETED = auto()
    PAGE_GONE = auto()  # deleted with its page
    TAKEN = auto()  # the person's edit is given up


@dataclass(frozen=True)
class Edits:
    """What people did to the pages of a story since the last build.

    Attributes:
        base: the pages as last generated.
        live: the pages as people left them.
        matched: where base units are on the live pages.
        fates: the fate of every base unit.
        shifted: live units that are at another place of their page than the build put them.
    """

    base: Pages
    live: Pages
    matched: Matched
    fates: Mapping[UnitRef, Fate]
    shifted: frozenset[UnitRef]

    def base_unit(self, ref: UnitRef) -> Unit:
        """A base unit."""
        return unit_at(self.base, ref)

    def live_unit(self, ref: UnitRef) -> Unit:
        """The live unit that a base unit is."""
        return unit_at(self.live, self.matched.at[ref])

    def touched(self, ref: UnitRef) -> bool:
        """Whether a person reworded, moved or deleted a base unit."""
        fate = self.fates[ref]
        if fate is Fate.HERE:
            return self.live_unit(ref).text != self.base_unit(ref).text or self.matched.at[ref] in self.shifted
        return fate in {Fate.AWAY, Fate.JOINED, Fate.DELETED}


def edits_of(
    base: Pages, live: Pages, matched: Matched, proposals: Collection[Proposal], taken: Collection[UnitRef]
) -> Edits:
    """Compare the live pages with the base.

    Args:
        base: the pages as last generated.
        live: the pages as people left them.
        matched: where base units are on the live pages.
        proposals: what waits for a decision; those without a text of the person's were never on a page.
        taken: base units whose edits are given up.
    """
    offered = {(p.page, p.id) for p in proposals if not p.yours}
    fates = {}
    for path, page in base.items():
        for i, unit in enumerate(page.units):
            ref, waits = UnitRef(path, i), (path, unit.id) in offered
            fates[ref] = Fate.TAKEN if ref in taken else _fate(ref, live, matched, waits=waits)
    for path, page in base.items():
        fates |= dict.fromkeys(_bare_frames(path, page, fates), Fate.TAKEN)
    return Edits(base, live, matched, fates, frozenset(_shifted(base, matched)))


def _bare_frames(path: str, page: PageText, fates: Mapping[UnitRef, Fate]) -> Iterator[UnitRef]:
    """Headings, table heads and notes that were deleted with all their units: they return with the next unit."""
    for i in range(len(page.units)):
        inside = members(page.units, i)
        deleted = fates[UnitRef(path, i)] is Fate.DELETED and inside
        if deleted and not any(fates[UnitRef(path, k)] is Fate.HERE for k in inside):
            yield UnitRef(path, i)


def _fate(ref: UnitRef, live: Pages, matched: Matched, *, waits: bool) -> Fate:
    if ref in matched.at:
        return Fate.HERE if matched.at[ref].page == ref.page else Fate.AWAY
    if waits:
        return Fate.OFFERED
    if ref in matched.joined:
        return Fate.JOINED
    return Fate.DELETED if ref.page in live else Fate.PAGE_GONE


def _shifted(base: Pages, matched: Matched) -> Iterator[UnitRef]:
    """Live units out of the base's order."""
    for path in base:
        pairs = ((ref, live_ref) for ref, live_ref in matched.at.items() if ref.page == live_ref.page == path)
        order = sorted((live_ref.index, ref.index) for ref, live_ref in pairs)
        yield from (UnitRef(path, order[n][0]) for n in moved([i for _, i in order]))


def decided(edits: Edits, before: Collection[Decision], known_pages: Collection[str]) -> frozenset[Decision]:
    """The story's decisions: those that the pages show, and earlier ones that still hold.

    Args:
        edits: what people did to the story's pages.
        before: the story's own earlier decisions.
        known_pages: the pages of the story; without any, earlier decisions wait for them.
    """
    decisions = set()
    for ref, fate in edits.fates.items():
        unit = edits.base_unit(ref)
        if _is_remembered(unit) and fate is Fate.DELETED:
            decisions.add(Decision(ref.page, DecisionKind.DELETED, unit.id))
        elif _is_remembered(unit) and fate is Fate.AWAY:
            decisions.add(Decision(ref.page, DecisionKind.MOVED, unit.id, edits.matched.at[ref].page))
    if not known_pages:
        return frozenset(decisions | set(before))
    shown = _Shown(edits)
    return frozenset(decisions | {d for old in before if (d := _still(old, shown))})


def _is_remembered(unit: Unit) -> bool:
    """Whether a deletion or a move of a unit is kept in the decisions."""
    named = unit.keys or unit.kind in {UnitKind.HEADING, UnitKind.LINK}
    return unit.kind in _REMEMBERED and unit.text not in CITATIONS_HEADINGS and bool(named)


class _Shown:
    """What the pages of a story show: (page, id) of base and of live units, and the keys that live units cite."""

    def __init__(self, edits: Edits) -> None:
        live = [(p, u) for p, page in edits.live.items() for u in page.units]
        there = (ref for ref in edits.fates if ref.page in edits.live)  # a deleted page says nothing of its units
        self.base_units = {(ref.page, edits.base_unit(ref).id) for ref in there}
        self.live_units = {(page, unit.id) for page, unit in live}
        self.things = {(page, unit.thing) for page, unit in live if unit.thing}
        self.cited = {key for _, unit in live if unit.kind is not UnitKind.DEFINITION for key in unit.keys}


def _still(decision: Decision, shown: _Shown) -> Decision | None:
    """An earlier decision as it holds now; None where the pages say otherwise."""
    if decision.kind is DecisionKind.WAITS:
        return None  # the proposals themselves say it
    if decision.kind is DecisionKind.ACKNOWLEDGED:
        return decision if decision.key in shown.cited else None
    if (decision.page, decision.id) in shown.base_units:
        return None  # the pages say it themselves, one way or the other
    if decision.kind is DecisionKind.MOVED:
        deleted = Decision(decision.page, DecisionKind.DELETED, decision.id)
        return decision if decision.key in shown.cited else deleted
    is_shown = (decision.page, person_of(decision.id)) in shown.things  # the same person, by another article
    return None if is_shown or (decision.page, decision.id) in shown.live_units else decision
