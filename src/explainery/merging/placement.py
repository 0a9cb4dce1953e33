"""What a build's new pages bring to the edited ones: what is placed, what stays, what is only proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from explainery.merging.decisions import Decision, What
from explainery.merging.fates import Edits, Fate, Place
from explainery.merging.matching import is_heading, members, sections
from explainery.merging.proposals import Proposal
from explainery.merging.successors import News, heirs_of
from explainery.merging.units import Kind, Unit
from explainery.merging.wording import merged, unchanged, with_marks

_Known = tuple[Collection[str], Mapping[str, Mapping[str, int]]]  # keys that were deleted, and what people wrote
_OVERVIEW = "/index.md"


@dataclass
class Placing:
    """The places of all units of a story's pages, by page. Filled in here, read by `story.py`.

    Attributes:
        stays: texts of live units that stay.
        seat: live units that take a new unit's place.
        placed: texts of new units that come.
        proposals: what is proposed instead of written.
        fresh: new units (by place) that the last build did not have.
        sat: the new units whose place a live one takes.
    """

    stays: dict[str, dict[int, str]]
    seat: dict[str, dict[int, int]]
    placed: dict[str, dict[int, str]]
    proposals: list[Proposal] = field(default_factory=list)
    fresh: set[Place] = field(default_factory=set)
    sat: set[Place] = field(default_factory=set)


def placing(edits: Edits, news: News, decisions: Collection[Decision], offered: Collection[Proposal]) -> Placing:
    """Decide on every unit, by the table of the design."""
    found = Placing(
        {path: {} for path in edits.live}, {path: {} for path in edits.live}, {path: {} for path in news.new}
    )
    _own_text(edits, found)
    dead = {d.key for d in decisions if d.what is What.DELETED}
    claimed = _claimed(edits)
    for place in edits.fates:
        _old_unit(place, edits, news, found, (dead, claimed))
    came_from = {there: here for here, there in news.matched.at.items()}
    heirs = dict(heirs_of(edits, news, came_from, offered))
    reads = {u.id: u.text for page in edits.live.values() for u in page.units if u.id in heirs.values()}
    for path, page in news.new.items():
        ground = _Ground(edits, found, path, page.units, came_from, reads)
        for j, unit in enumerate(page.units):
            place = (path, j)
            if place in came_from:
                found.proposals += _offered_before(came_from[place], edits, path, unit, offered)
                ground.note(j)
                continue
            own = _written(unit, path, claimed)
            if own is not None:
                _sits(path, own, j, unit, found)
            elif not _turned_down(unit, path, decisions) and not _stands_elsewhere(unit, path, claimed):
                _new_unit(place, unit, heirs.get(place, ""), ground, found)
            ground.note(j)
    _keep_frames(edits, found)
    _drop_frames(news, found)
    return found


def _own_text(edits: Edits, found: Placing) -> None:
    """Everything that the build did not write stays."""
    ours = set(edits.matched.at.values())
    for path, page in edits.live.items():
        for n, unit in enumerate(page.units):
            if (path, n) not in ours:
                found.stays[path][n] = unit.text


def _old_unit(place: Place, edits: Edits, news: News, found: Placing, known: _Known) -> None:
    """A unit of the last build: what the person did with it meets what this build has for it."""
    fate, base = edits.fates[place], edits.unit(place)
    there = news.matched.at.get(place)
    dead, claimed = known
    new = _news_of(base, news.new[there[0]].units[there[1]], dead) if there else None
    if fate is Fate.TAKEN:
        if there and new:
            found.placed[there[0]][there[1]] = new.text
        return
    if fate is Fate.JOINED and new and not unchanged(base.text, new.text):
        into = edits.matched.joined[place]
        yours = edits.live[into[0]].units[into[1]].text
        found.proposals.append(Proposal(into[0], base.id, yours, new.text, base.text))
    if fate not in {Fate.HERE, Fate.AWAY}:
        return
    path, n = edits.matched.at[place]
    touched = edits.touched(place)
    if new is None or there is None:
        if touched:
            found.stays[path][n] = edits.there(place).text
        return
    if not touched and there[0] != path:  # the build itself moved it
        if _written(new, there[0], claimed) is None:
            found.placed[there[0]][there[1]] = new.text
        return
    found.stays[path][n] = _text((path, n), base, edits.there(place), new, found)
    if there[0] == path and (path, n) not in edits.shifted:
        found.seat[path][n] = there[1]
        found.sat.add(there)


def _news_of(base: Unit, new: Unit, dead: Collection[str]) -> Unit:
    """What this build has for a unit; a line about a page does not bring back what was deleted there."""
    return base if new.kind is Kind.LINK and new.first in dead and new.first != base.first else new


def _text(place: Place, base: Unit, live: Unit, new: Unit, found: Placing) -> str:
    text = merged(base.text, live.text, new.text, live.kind)
    if text is None and new.first != base.first and base.first in new.keys:
        return with_marks(live.text, base.text, new.text)  # the same claim, in another article's words
    if text is None and new.kind is Kind.LINK and not new.keys:
        return live.text  # a line that only counts the sources is nothing to ask about
    if text is None:
        found.proposals.append(Proposal(place[0], base.id, live.text, new.text, base.text))
        return live.text
    return text


def _claimed(edits: Edits) -> dict[str, dict[str, int]]:
    """What people wrote themselves, by page: the texts, ids and claims of own units, and which unit that is."""
    ours = set(edits.matched.at.values())
    found: dict[str, dict[str, int]] = {}
    for path, page in edits.live.items():
        for n, unit in enumerate(page.units):
            if (path, n) not in ours:
                rows = found.setdefault(path, {})
                for name in _names(unit):
                    rows.setdefault(name, n)
    return found


def _names(unit: Unit) -> Iterator[str]:
    """What a unit may be recognised by where no older version tells."""
    yield unit.text
    if unit.kind in {Kind.DEFINITION, Kind.HEADING, Kind.LINK, Kind.ROW}:
        yield f"{unit.kind} {unit.id}"
    elif unit.first:
        yield f"claim {unit.first}"


def _written(unit: Unit, path: str, claimed: Mapping[str, Mapping[str, int]]) -> int | None:
    """The own unit of a page that is this new one already."""
    rows = claimed.get(path, {})
    return next((rows[name] for name in _names(unit) if name in rows), None)


def _stands_elsewhere(unit: Unit, path: str, claimed: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether a person has put the claim on another page; the overview may say what the pages say."""
    if path.endswith(_OVERVIEW) or unit.kind not in {Kind.STATEMENT, Kind.ITEM} or not unit.first:
        return False
    others = (rows for page, rows in claimed.items() if page != path and not page.endswith(_OVERVIEW))
    return any(f"claim {unit.first}" in rows for rows in others)


def _turned_down(unit: Unit, path: str, decisions: Collection[Decision]) -> bool:
    """Whether a person has deleted this unit, or moved it to another page, before it was gone and came back."""
    return any(_about(d, unit, path) for d in decisions if d.what in {What.DELETED, What.MOVED})


def _about(decision: Decision, unit: Unit, path: str) -> bool:
    if decision.page.split("/")[0] != path.split("/", maxsplit=1)[0]:
        return False
    if unit.kind is Kind.LINK and decision.what is What.DELETED and decision.key == unit.first:
        return True  # a line about a page does not bring back what was deleted there
    if unit.kind in {Kind.HEADING, Kind.LINK, Kind.HEAD, Kind.NOTE}:
        return decision.page == path and decision.id == unit.id
    statement = decision.id == decision.key and unit.kind in {Kind.STATEMENT, Kind.ITEM, Kind.TEXT}
    return decision.id == unit.id or (statement and decision.key in unit.keys)


@dataclass
class _Ground:
    """Whether a new unit has something to stand on: its section, its table, its note."""

    edits: Edits
    found: Placing
    path: str
    units: tuple[Unit, ...]
    came_from: Mapping[Place, Place]
    reads: Mapping[str, str]

    def __post_init__(self) -> None:
        self.under = sections(self.units)
        self.firm: set[int] = {-1}
        self.frame = True

    def note(self, j: int) -> None:
        """Remember whether a unit is on the page, before the next is looked at."""
        sat = j in self.found.placed[self.path] or (self.path, j) in self.found.sat
        unit = self.units[j]
        if sat:
            self.firm.add(j if is_heading(unit) else self.under[j])
        if unit.kind in {Kind.HEAD, Kind.NOTE} or (unit.kind in {Kind.ROW, Kind.SIDE} and sat):
            self.frame = sat

    def carries(self, j: int) -> bool:
        """Whether a new unit may be placed."""
        unit = self.units[j]
        if unit.kind in {Kind.ROW, Kind.SIDE} and not self.frame:
            return False
        return is_heading(unit) or self.under[j] in self.firm or self.path not in self.edits.live


def _sits(path: str, own: int, j: int, unit: Unit, found: Placing) -> None:
    """A heading that a person wrote and the build now has, too, stands where the build has it."""
    if is_heading(unit) and own not in found.seat[path]:
        found.seat[path][own] = j
        found.sat.add((path, j))


def _new_unit(place: Place, unit: Unit, instead: str, ground: _Ground, found: Placing) -> None:
    path, j = place
    if unit.kind is Kind.DEFINITION or (not instead and ground.carries(j)):
        found.placed[path][j] = unit.text
        found.fresh.add(place)
    elif unit.keys:
        found.proposals.append(Proposal(path, unit.id, "", unit.text, ground.reads.get(instead, ""), instead))


def _offered_before(here: Place, edits: Edits, path: str, unit: Unit, offered: Collection[Proposal]) -> list[Proposal]:
    """A proposal for something that was never on the page still waits."""
    if edits.fates[here] is not Fate.OFFERED:
        return []
    old = next(p for p in offered if (p.page, p.id) == (here[0], edits.unit(here).id))
    return [replace(old, page=path, id=unit.id, build=unit.text)]


def _keep_frames(edits: Edits, found: Placing) -> None:
    """A heading, table head or note that the build has no more stays while a person's text needs it."""
    for (path, _), (there, n) in edits.matched.at.items():
        if path == there and n not in found.stays[there] and _needed(edits.live[there].units, n, there, found):
            found.stays[there][n] = edits.live[there].units[n].text


def _needed(units: Sequence[Unit], n: int, path: str, found: Placing) -> bool:
    inside = range(len(units)) if units[n].text.startswith("# ") else members(units, n)
    mine = (k for k in inside if k in found.stays[path] and k not in found.seat[path])
    return any(units[k].kind is not Kind.DEFINITION for k in mine)


def _drop_frames(news: News, found: Placing) -> None:
    """A new heading, table head or note of which nothing came to stand on the page does not come either."""
    for path, page in news.new.items():
        there = set(found.placed[path]) | {j for p, j in found.sat if p == path}
        for j in sorted(found.placed[path], reverse=True):
            inside = members(page.units, j)
            if inside and not there.intersection(inside):
                del found.placed[path][j]
                there.discard(j)
