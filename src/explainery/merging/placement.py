"""Where each unit goes when built pages meet edited ones: what is added, what stays, what is only proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from explainery.merging.decisions import Decision, DecisionKind
from explainery.merging.fates import Edits, Fate
from explainery.merging.matching import is_heading, members, sections
from explainery.merging.own_text import OwnText
from explainery.merging.parsed_pages import UnitRef, unit_at
from explainery.merging.proposals import Proposal
from explainery.merging.successors import BuiltPages, successors_of
from explainery.merging.units import Unit, UnitKind, person_of
from explainery.merging.wording import merged, unchanged, with_marks

_PROSE = frozenset({UnitKind.STATEMENT, UnitKind.ITEM})


@dataclass
class Placement:
    """Where the units of a story's pages go, by page and number. Filled in here, read by `page_merge` and others.

    Attributes:
        kept: the live units that stay, each with its text.
        placed: the built units that are added, each with its text.
        seats: the live units that take a built unit's place, each with the number of that unit.
        seated: the built units whose place a live one takes.
        fresh: the added units that the last build did not have.
        proposals: what is proposed instead of written.
    """

    kept: dict[str, dict[int, str]]
    placed: dict[str, dict[int, str]]
    seats: dict[str, dict[int, int]]
    seated: set[UnitRef] = field(default_factory=set)
    fresh: set[UnitRef] = field(default_factory=set)
    proposals: list[Proposal] = field(default_factory=list)

    def keep(self, live_ref: UnitRef, text: str) -> None:
        """A live unit stays."""
        self.kept[live_ref.page][live_ref.index] = text

    def place(self, built_ref: UnitRef, text: str) -> None:
        """A built unit is added."""
        self.placed[built_ref.page][built_ref.index] = text

    def seat(self, live_ref: UnitRef, built_ref: UnitRef) -> None:
        """A live unit takes the place of a built one on the same page."""
        self.seats[live_ref.page][live_ref.index] = built_ref.index
        self.seated.add(built_ref)


def placing(
    edits: Edits, built: BuiltPages, decisions: Collection[Decision], offered: Collection[Proposal]
) -> Placement:
    """Decide on every unit, by the table of the design.

    Args:
        edits: what people did.
        built: what this build has.
        decisions: the story's own decisions.
        offered: proposals that were never on a page.
    """
    work = _Placing(edits, built, decisions, offered)
    for ref, unit in work.own.units:
        work.placement.keep(ref, unit.text)
    for ref in edits.fates:
        work.place_base_unit(ref)
    for path, page in built.pages.items():
        work.place_built_units(path, page.units)
    _keep_frames(edits, work.placement)
    _drop_frames(built, work.placement)
    return work.placement


class _Placing:
    """A placement in the making, and all that it depends on."""

    def __init__(
        self, edits: Edits, built: BuiltPages, decisions: Collection[Decision], offered: Collection[Proposal]
    ) -> None:
        self.edits, self.built, self.decisions, self.offered = edits, built, decisions, offered
        self.own = OwnText(edits)
        self.old = built.old
        self.successors = dict(successors_of(edits, built, offered))
        self.deleted = {d.key for d in decisions if d.kind is DecisionKind.DELETED}
        self.cited = set(_cited_by_people(edits, self.own))
        self.placement = Placement(
            kept={path: {} for path in edits.live},
            placed={path: {} for path in built.pages},
            seats={path: {} for path in edits.live},
        )

    def place_base_unit(self, ref: UnitRef) -> None:
        """A unit of the last build: what the person did with it meets what this build has for it."""
        fate, base_unit = self.edits.fates[ref], self.edits.base_unit(ref)
        built_ref = self.built.matched.at.get(ref)
        if built_ref is None:
            if fate in {Fate.HERE, Fate.AWAY} and self.edits.touched(ref):
                self.placement.keep(self.edits.matched.at[ref], self.edits.live_unit(ref).text)
            return
        built_unit = _as_built(base_unit, unit_at(self.built.pages, built_ref), self.deleted)
        if fate is Fate.TAKEN:
            self.placement.place(built_ref, built_unit.text)
        elif fate is Fate.JOINED and not unchanged(base_unit.text, built_unit.text):
            into = self.edits.matched.joined[ref]
            yours = unit_at(self.edits.live, into).text
            self.placement.proposals.append(Proposal(into.page, base_unit.id, yours, built_unit.text, base_unit.text))
        elif fate in {Fate.HERE, Fate.AWAY}:
            self._place_live_unit(ref, built_ref, built_unit)

    def _place_live_unit(self, ref: UnitRef, built_ref: UnitRef, built_unit: Unit) -> None:
        """A unit in all three versions."""
        live_ref, live_unit = self.edits.matched.at[ref], self.edits.live_unit(ref)
        if not self.edits.touched(ref) and built_ref.page != live_ref.page:  # the build itself moved it
            if self.own.same_as(built_unit, built_ref.page) is None:
                self.placement.place(built_ref, built_unit.text)
            return
        text = _merged_text(live_ref.page, self.edits.base_unit(ref), live_unit, built_unit, self.placement)
        self.placement.keep(live_ref, text)
        if built_ref.page == live_ref.page and live_ref not in self.edits.shifted:
            self.placement.seat(live_ref, built_ref)

    def place_built_units(self, path: str, units: Sequence[Unit]) -> None:
        """The units of a built page that the last build did not have, and proposals that still wait."""
        ground = _Ground(self.edits, self.placement, path, units)
        for j, unit in enumerate(units):
            ref = UnitRef(path, j)
            own_number = self.own.same_as(unit, path)
            if ref in self.old:
                self.placement.proposals += _offered_before(self.old[ref], self.edits, path, unit, self.offered)
            elif own_number is not None:
                _seat_own_heading(UnitRef(path, own_number), ref, unit, self.placement)
            elif unit.kind in _PROSE and (path, unit.first) in self.cited:
                pass  # a person told it in a sentence of theirs, which cites it
            elif not _is_turned_down(unit, path, self.decisions) and not self.own.has_elsewhere(unit, path):
                self._place_new_unit(ref, unit, ground)
            ground.note(j)

    def _place_new_unit(self, ref: UnitRef, unit: Unit, ground: _Ground) -> None:
        instead = self.successors.get(ref, "")
        if unit.kind is UnitKind.DEFINITION or (not instead and ground.carries(ref.index)):
            self.placement.place(ref, unit.text)
            self.placement.fresh.add(ref)
        elif unit.keys:
            replaced = self._live_text(instead) if instead else ""
            self.placement.proposals.append(Proposal(ref.page, unit.id, "", unit.text, replaced, instead))

    def _live_text(self, ident: str) -> str:
        """The text of a live unit by its id, "" where it was deleted."""
        return {u.id: u.text for page in self.edits.live.values() for u in page.units}.get(ident, "")


def _cited_by_people(edits: Edits, own: OwnText) -> Iterator[tuple[str, str]]:
    """The pages and keys of the citations that people put into prose: in their own lines, and into the build's."""
    for ref, unit in own.units:
        yield from ((ref.page, key) for key in unit.keys if unit.kind in _PROSE)
    for base_ref, live_ref in edits.matched.at.items():
        live_unit = edits.live_unit(base_ref)
        added = set(live_unit.keys) - set(edits.base_unit(base_ref).keys)
        yield from ((live_ref.page, key) for key in sorted(added) if live_unit.kind in _PROSE)


def _as_built(base_unit: Unit, built_unit: Unit, deleted: Collection[str]) -> Unit:
    """What this build has for a unit. A line about a page does not bring back what was deleted there."""
    brings_back = built_unit.kind is UnitKind.LINK and built_unit.first in deleted
    return base_unit if brings_back and built_unit.first != base_unit.first else built_unit


def _merged_text(page: str, base_unit: Unit, live_unit: Unit, built_unit: Unit, placement: Placement) -> str:
    """The text of a unit in all three versions; where both sides changed it, the person's, and a proposal."""
    text = merged(base_unit.text, live_unit.text, built_unit.text, live_unit.kind)
    if text is not None:
        return text
    if built_unit.first != base_unit.first and base_unit.first in built_unit.keys:
        # the same claim, in another article's words
        return with_marks(live_unit.text, base_unit.text, built_unit.text)
    if built_unit.kind is UnitKind.LINK and not built_unit.keys:
        return live_unit.text  # a line that only counts the sources is nothing to ask about
    placement.proposals.append(Proposal(page, base_unit.id, live_unit.text, built_unit.text, base_unit.text))
    return live_unit.text


def _seat_own_heading(own_ref: UnitRef, built_ref: UnitRef, unit: Unit, placement: Placement) -> None:
    """A heading that a person wrote and that the build now has, too, goes where the build has it."""
    if is_heading(unit) and own_ref.index not in placement.seats[own_ref.page]:
        placement.seat(own_ref, built_ref)


def _offered_before(ref: UnitRef, edits: Edits, path: str, unit: Unit, offered: Collection[Proposal]) -> list[Proposal]:
    """A proposal for something that was never on the page still waits."""
    if edits.fates[ref] is not Fate.OFFERED:
        return []
    proposal = next(p for p in offered if (p.page, p.id) == (ref.page, edits.base_unit(ref).id))
    return [replace(proposal, page=path, id=unit.id, build=unit.text)]


def _is_turned_down(unit: Unit, path: str, decisions: Collection[Decision]) -> bool:
    """Whether a person deleted this unit, or moved it to another page, before it was gone and came back."""
    kinds = {DecisionKind.DELETED, DecisionKind.MOVED}
    return any(_is_about(d, unit, path) for d in decisions if d.kind in kinds)


def _is_about(decision: Decision, unit: Unit, path: str) -> bool:
    if unit.kind is UnitKind.LINK and decision.kind is DecisionKind.DELETED and decision.key == unit.first:
        return True  # a line about a page does not bring back what was deleted there
    if unit.kind in {UnitKind.HEADING, UnitKind.LINK, UnitKind.HEAD, UnitKind.NOTE}:
        return decision.page == path and decision.id == unit.id
    is_there = decision.page == path or decision.kind is DecisionKind.MOVED
    if is_there and unit.thing and unit.thing == person_of(decision.id):
        return True
    if unit.kind is UnitKind.ROW and decision.key in unit.keys:  # the build may put another article's citation first
        return decision.id == f"{decision.key}:{unit.name}"
    statement = decision.id == decision.key and unit.kind in {UnitKind.STATEMENT, UnitKind.ITEM, UnitKind.TEXT}
    return decision.id == unit.id or (statement and decision.key in unit.keys)


@dataclass
class _Ground:
    """Whether a built unit may be added to a page: its section, its table or its note is there. Units in order."""

    edits: Edits
    placement: Placement
    path: str
    units: Sequence[Unit]

    def __post_init__(self) -> None:
        self.sections = sections(self.units)
        self.present_sections: set[int] = {-1}
        self.frame_present = True

    def note(self, j: int) -> None:
        """Remember whether a unit is on the page, before the next is looked at."""
        present = j in self.placement.placed[self.path] or UnitRef(self.path, j) in self.placement.seated
        unit = self.units[j]
        if present:
            self.present_sections.add(j if is_heading(unit) else self.sections[j])
        is_frame = unit.kind in {UnitKind.HEAD, UnitKind.NOTE}
        if is_frame or (present and unit.kind in {UnitKind.ROW, UnitKind.SIDE}):
            self.frame_present = present

    def carries(self, j: int) -> bool:
        """Whether a built unit may be added."""
        unit = self.units[j]
        if unit.kind in {UnitKind.ROW, UnitKind.SIDE} and not self.frame_present:
            return False
        return is_heading(unit) or self.sections[j] in self.present_sections or self.path not in self.edits.live


def _keep_frames(edits: Edits, placement: Placement) -> None:
    """A heading, table head or note that the build does not have any more stays while a person's text needs it."""
    for base_ref, live_ref in edits.matched.at.items():
        path, n = live_ref.page, live_ref.index
        if base_ref.page == path and n not in placement.kept[path] and _is_needed(edits, live_ref, placement):
            placement.keep(live_ref, unit_at(edits.live, live_ref).text)


def _is_needed(edits: Edits, live_ref: UnitRef, placement: Placement) -> bool:
    path, n = live_ref.page, live_ref.index
    units: Sequence[Unit] = edits.live[path].units
    inside = range(len(units)) if units[n].text.startswith("# ") else members(units, n)
    unseated = (k for k in inside if k in placement.kept[path] and k not in placement.seats[path])
    return any(units[k].kind is not UnitKind.DEFINITION for k in unseated)


def _drop_frames(built: BuiltPages, placement: Placement) -> None:
    """A new heading, table head or note is not added if none of its units is."""
    for path, page in built.pages.items():
        present = set(placement.placed[path]) | {ref.index for ref in placement.seated if ref.page == path}
        for j in sorted(placement.placed[path], reverse=True):
            inside = members(page.units, j)
            if inside and not present.intersection(inside):
                del placement.placed[path][j]
                present.discard(j)
