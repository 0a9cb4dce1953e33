"""What a build changes on the pages, claim by claim, for `plan` and `build` to print."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from explainery.merging.fates import Edits
from explainery.merging.merge_state import State
from explainery.merging.parsed_pages import UnitRef, unit_at
from explainery.merging.placement import Placement
from explainery.merging.successors import BuiltPages
from explainery.merging.units import UnitKind, parsed


class BuildChangeKind(StrEnum):
    """What a build does with a unit."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"  # to another page
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"  # no source says it any more, and it stays because a person edited it
    PROPOSED = "proposed"


WAITING = frozenset({BuildChangeKind.WITHDRAWN, BuildChangeKind.PROPOSED})  # what changes nothing on a page


@dataclass(frozen=True)
class BuildChange:
    """One change.

    Attributes:
        page: the page, below `docs/`.
        kind: what the build does.
        id: the unit's, as `Unit.id`.
        text: the unit after the build, or before it where it is removed.
        before: the unit before the build, where that says more.
    """

    page: str
    kind: BuildChangeKind
    id: str
    text: str
    before: str = ""


def build_changes(
    edits: Edits, built: BuiltPages, placement: Placement, known: Collection[str]
) -> Iterator[BuildChange]:
    """Everything that the build changes: units added, then what becomes of base units, then proposals.

    Args:
        edits: what people did.
        built: what this build has.
        placement: where each unit goes.
        known: the citation keys that the sources have.
    """
    for path, units in placement.placed.items():
        for j, text in sorted(units.items()):
            ref = UnitRef(path, j)
            unit = unit_at(built.pages, ref)
            if unit.kind is not UnitKind.DEFINITION:
                kind = BuildChangeKind.ADDED if ref in placement.fresh else BuildChangeKind.MOVED
                yield BuildChange(path, kind, unit.id, text)
    for ref in sorted(edits.fates):
        if ref in edits.matched.at and edits.base_unit(ref).kind is not UnitKind.DEFINITION:
            yield from _changes_of(ref, edits, built, placement, known)
    for p in placement.proposals:
        yield BuildChange(p.page, BuildChangeKind.PROPOSED, p.id, p.build, p.yours)


def _changes_of(
    ref: UnitRef, edits: Edits, built: BuiltPages, placement: Placement, known: Collection[str]
) -> Iterator[BuildChange]:
    """What becomes of a base unit that is on a live page."""
    base_unit, live_unit, live_ref = edits.base_unit(ref), edits.live_unit(ref), edits.matched.at[ref]
    text = placement.kept[live_ref.page].get(live_ref.index)
    if text is None:
        if ref not in built.matched.at:
            yield BuildChange(live_ref.page, BuildChangeKind.REMOVED, base_unit.id, live_unit.text)
        return
    if text != live_unit.text:
        yield BuildChange(live_ref.page, BuildChangeKind.CHANGED, base_unit.id, text, live_unit.text)
    if ref not in built.matched.at and base_unit.first and base_unit.first not in known:
        yield BuildChange(live_ref.page, BuildChangeKind.WITHDRAWN, base_unit.id, live_unit.text)


def changes_back(now: State, before: State) -> Iterator[BuildChange]:
    """What comes back with a source that is back.

    Args:
        now: the story as it is.
        before: the story as if its sources had never been away.
    """
    for path, text in sorted(before.live.items()):
        if text != now.live.get(path):
            shown = {u.id for u in parsed(now.live.get(path, "")).units}
            units = (u for u in parsed(text).units if u.kind is not UnitKind.DEFINITION and u.id not in shown)
            yield from (BuildChange(path, BuildChangeKind.ADDED, u.id, u.text) for u in units)
