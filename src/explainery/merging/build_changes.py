"""What a build does to the pages, claim by claim, for `plan` and `build` to tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from explainery.merging.fates import Edits, Place
from explainery.merging.placement import Placing
from explainery.merging.successors import News
from explainery.merging.units import Kind, Unit


@dataclass(frozen=True)
class Change:
    """One thing that a build does: `what` is added, changed, removed, moved, withdrawn or proposed."""

    page: str
    what: str
    id: str
    text: str
    before: str = ""


def changes_told(edits: Edits, news: News, found: Placing, known: Collection[str]) -> list[Change]:
    """What the build does, claim by claim."""
    rows = []
    for path, units in found.placed.items():
        for j, text in sorted(units.items()):
            unit = news.new[path].units[j]
            if _told(unit):
                rows.append(Change(path, "added" if (path, j) in found.fresh else "moved", unit.id, text))
    for place in sorted(edits.fates):
        rows += _change(place, edits, news, found, known)
    rows += [Change(p.page, "proposed", p.id, p.build, p.yours) for p in found.proposals]
    return rows


def _told(unit: Unit) -> bool:
    return unit.kind is not Kind.DEFINITION


def _change(place: Place, edits: Edits, news: News, found: Placing, known: Collection[str]) -> Iterator[Change]:
    unit = edits.unit(place)
    if place not in edits.matched.at or not _told(unit):
        return
    path, n = edits.matched.at[place]
    live = edits.live[path].units[n]
    text = found.stays[path].get(n)
    if text is None:
        if place not in news.matched.at:
            yield Change(path, "removed", unit.id, live.text)
        return
    if text != live.text:
        yield Change(path, "changed", unit.id, text, live.text)
    if place not in news.matched.at and unit.first and unit.first not in known:
        yield Change(path, "withdrawn", unit.id, live.text)
