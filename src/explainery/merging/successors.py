"""What may have replaced a withdrawn sentence that a person had reworded, moved or deleted.

A sentence of the same publisher with many of the same words is shown beside it, and waits. Likeness alone never puts
it on a page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from explainery.merging.fates import Edits, Fate
from explainery.merging.matching import Matched, likeness
from explainery.merging.parsed_pages import Pages, UnitRef
from explainery.merging.proposals import Proposal
from explainery.merging.renames import publisher
from explainery.merging.units import Unit, UnitKind

_SUCCESSOR = 0.4  # share of words in common from which a new sentence may have replaced a withdrawn one
_CLAIMS = frozenset({UnitKind.STATEMENT, UnitKind.ITEM, UnitKind.SIDE, UnitKind.ROW})


@dataclass(frozen=True)
class BuiltPages:
    """What this build has for a story.

    Attributes:
        pages: its pages.
        matched: where base units are on them.
        known: the citation keys that the sources have.
        renamed: the old and the new name of each publisher that was renamed, as keys have them.
    """

    pages: Pages
    matched: Matched
    known: Collection[str]
    renamed: Collection[tuple[str, str]] = ()

    @property
    def old(self) -> dict[UnitRef, UnitRef]:
        """For each built unit that the last build had, too: the base unit."""
        return {built_ref: ref for ref, built_ref in self.matched.at.items()}


class _Withdrawn(NamedTuple):
    """A claim whose source is withdrawn."""

    id: str
    key: str
    text: str


def successors_of(edits: Edits, built: BuiltPages, offered: Collection[Proposal]) -> Iterator[tuple[UnitRef, str]]:
    """The built units that may have replaced a withdrawn claim, each with the id of that claim.

    Args:
        edits: what people did.
        built: what this build has.
        offered: proposals that were never on a page.
    """
    withdrawn = list(_withdrawn(edits, built))
    withdrawn += [
        _Withdrawn(p.instead or p.id, key, p.build)  # what was offered in its place has been corrected in turn
        for p in offered
        if (key := p.id.partition(":")[0]) not in built.known
    ]
    candidates = list(_new_claims(built))
    taken: set[UnitRef] = set()
    for claim in withdrawn:
        old = publisher(claim.key)
        names = {old, *(new for was, new in built.renamed if was == old)}
        near = [(likeness(claim.text, u.text), ref) for ref, u in candidates if publisher(u.first) in names]
        for score, ref in sorted(near, key=lambda n: (-n[0], n[1])):
            if score >= _SUCCESSOR and ref not in taken:
                taken.add(ref)
                yield ref, claim.id


def _new_claims(built: BuiltPages) -> Iterator[tuple[UnitRef, Unit]]:
    """The built units that cite and that the last build did not have."""
    old = built.old
    for path, page in built.pages.items():
        for j, unit in enumerate(page.units):
            passive = {UnitKind.DEFINITION, UnitKind.HEADING, UnitKind.LINK}
            if unit.first and unit.kind not in passive and UnitRef(path, j) not in old:
                yield UnitRef(path, j), unit


def _withdrawn(edits: Edits, built: BuiltPages) -> Iterator[_Withdrawn]:
    """Claims that people touched and whose source is withdrawn."""
    seen: set[UnitRef] = set()
    untouched: set[str] = set()  # their correction simply comes
    for ref, fate in edits.fates.items():
        unit = edits.base_unit(ref)
        if fate in {Fate.HERE, Fate.AWAY}:
            seen.add(edits.matched.at[ref])
        if fate is Fate.HERE and not edits.touched(ref):
            untouched.add(unit.first)
        elif _is_withdrawn(unit, built) and edits.touched(ref):
            yield _Withdrawn(unit.id, unit.first, unit.text)
    for path, page in edits.live.items():
        for n, unit in enumerate(page.units):
            if _is_withdrawn(unit, built) and UnitRef(path, n) not in seen and unit.first not in untouched:
                yield _Withdrawn(unit.id, unit.first, unit.text)


def _is_withdrawn(unit: Unit, built: BuiltPages) -> bool:
    return unit.kind in _CLAIMS and bool(unit.first) and unit.first not in built.known
