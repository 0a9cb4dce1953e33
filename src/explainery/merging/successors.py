"""What may have become of a withdrawn sentence that a person had reworded, moved or deleted.

A sentence of the same publisher with many of the same words is shown beside it, and waits. It is never put in its
place, and never on the page, by likeness alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from explainery.merging.fates import Edits, Fate, Pages, Place
from explainery.merging.matching import Matched, likeness
from explainery.merging.proposals import Proposal
from explainery.merging.units import Kind, Unit

_SUCCESSOR = 0.4  # share of words in common from which a new sentence may be what a withdrawn one became


@dataclass(frozen=True)
class News:
    """What this build has: its pages, where last time's units are on them, and which citation keys the sources have."""

    new: Pages
    matched: Matched
    known: Collection[str]


def heirs_of(
    edits: Edits, news: News, came_from: Mapping[Place, Place], offered: Collection[Proposal]
) -> Iterator[tuple[Place, str]]:
    """(place of a new sentence, id of the withdrawn one) for what may have become of it."""
    orphans = list(_orphans(edits, news))
    orphans += [
        (p.instead or p.id, key, p.build)  # what was offered in its place has been corrected in turn
        for p in offered
        if (key := p.id.partition(":")[0]) not in news.known
    ]
    taken: set[Place] = set()
    for ident, key, text in orphans:
        near = [
            (likeness(text, unit.text), (path, j))
            for path, page in news.new.items()
            for j, unit in enumerate(page.units)
            if (path, j) not in came_from
            and unit.kind not in {Kind.DEFINITION, Kind.HEADING, Kind.LINK}
            and unit.first
            and unit.first.rpartition("-")[0] == key.rpartition("-")[0]
        ]
        for score, place in sorted(near, key=lambda n: (-n[0], n[1])):
            if score >= _SUCCESSOR and place not in taken:
                taken.add(place)
                yield place, ident


def _orphans(edits: Edits, news: News) -> Iterator[tuple[str, str, str]]:
    """(id, key, text) of claims that people touched and whose source is withdrawn."""
    seen: set[Place] = set()
    whole: set[str] = set()  # the keys of claims that nobody touched: their correction simply comes
    for place, fate in edits.fates.items():
        unit = edits.unit(place)
        if fate in {Fate.HERE, Fate.AWAY}:
            seen.add(edits.matched.at[place])
        if fate is Fate.HERE and not edits.touched(place):
            whole.add(unit.first)
        elif _is_orphan(unit, news) and edits.touched(place):
            yield unit.id, unit.first, unit.text
    for path, page in edits.live.items():
        for n, unit in enumerate(page.units):
            if _is_orphan(unit, news) and (path, n) not in seen and unit.first not in whole:
                yield unit.id, unit.first, unit.text


def _is_orphan(unit: Unit, news: News) -> bool:
    claim = unit.kind in {Kind.STATEMENT, Kind.ITEM, Kind.SIDE, Kind.ROW}
    return claim and bool(unit.first) and unit.first not in news.known
