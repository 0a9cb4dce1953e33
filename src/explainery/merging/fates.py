"""What became of each unit that the build generated last time: still there, moved, joined, deleted, or only offered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from explainery.merging.decisions import Decision, What
from explainery.merging.matching import Matched, members
from explainery.merging.ordering import moved
from explainery.merging.proposals import Proposal
from explainery.merging.units import Kind, PageText, Unit
from explainery.page_format import CITATIONS_HEADING

Place = tuple[str, int]
Pages = Mapping[str, PageText]
REMEMBERED = frozenset({Kind.STATEMENT, Kind.ITEM, Kind.SIDE, Kind.ROW, Kind.HEADING, Kind.LINK})


class Fate(Enum):
    """What a person did with a generated unit."""

    HERE = auto()  # on its page; perhaps reworded, perhaps at another place of it
    AWAY = auto()  # on another page of the story
    JOINED = auto()  # in another sentence
    OFFERED = auto()  # never on the page: a proposal that waits
    DELETED = auto()
    PAGE_GONE = auto()  # deleted with its page
    TAKEN = auto()  # the person's edit is given up


@dataclass(frozen=True)
class Edits:
    """What people did to the pages of a story, measured against the last build.

    Attributes:
        base, live: the pages.
        matched: where base units are on the live pages.
        fates: of every base unit.
        shifted: live units that stand at another place of their page than the build put them.
    """

    base: Pages
    live: Pages
    matched: Matched
    fates: Mapping[Place, Fate]
    shifted: frozenset[Place]

    def unit(self, place: Place) -> Unit:
        """A base unit."""
        return self.base[place[0]].units[place[1]]

    def there(self, place: Place) -> Unit:
        """The live unit that a base unit is."""
        path, j = self.matched.at[place]
        return self.live[path].units[j]

    def touched(self, place: Place) -> bool:
        """Whether a person reworded, moved or deleted a base unit."""
        fate = self.fates[place]
        if fate is Fate.HERE:
            return self.there(place).text != self.unit(place).text or self.matched.at[place] in self.shifted
        return fate in {Fate.AWAY, Fate.JOINED, Fate.DELETED}


def edits_of(
    base: Pages, live: Pages, matched: Matched, proposals: Collection[Proposal], taken: Collection[Place]
) -> Edits:
    """What people did. `taken`: base units whose edits are given up."""
    offered = {(p.page, p.id) for p in proposals if not p.yours}
    fates = {}
    for path, page in base.items():
        for i, unit in enumerate(page.units):
            waits = (path, unit.id) in offered
            fates[path, i] = Fate.TAKEN if (path, i) in taken else _fate((path, i), live, matched, waits=waits)
    for path, page in base.items():
        fates |= {(path, i): Fate.TAKEN for i in _bare_frames(path, page, fates)}
    return Edits(base, live, matched, fates, frozenset(_shifted(base, matched)))


def _bare_frames(path: str, page: PageText, fates: Mapping[Place, Fate]) -> Iterator[int]:
    """Headings, table heads and notes that went with all that stood under them: they come with what comes next."""
    for i in range(len(page.units)):
        inside = members(page.units, i)
        gone = fates[path, i] is Fate.DELETED and inside
        if gone and not any(fates[path, k] is Fate.HERE for k in inside):
            yield i


def _fate(place: Place, live: Pages, matched: Matched, *, waits: bool) -> Fate:
    if place in matched.at:
        return Fate.HERE if matched.at[place][0] == place[0] else Fate.AWAY
    if waits:
        return Fate.OFFERED
    if place in matched.joined:
        return Fate.JOINED
    return Fate.DELETED if place[0] in live else Fate.PAGE_GONE


def _shifted(base: Pages, matched: Matched) -> Iterator[Place]:
    """Live units out of the base's order."""
    for path in base:
        order = sorted((there[1], here[1]) for here, there in matched.at.items() if here[0] == there[0] == path)
        yield from ((path, order[n][0]) for n in moved([i for _, i in order]))


def decided(edits: Edits, before: Collection[Decision], known_pages: Collection[str]) -> frozenset[Decision]:
    """What people have decided by now: what the pages show, and what was decided before and still holds.

    `known_pages`: the pages of the story that are there; decisions about other stories are not touched.
    """
    found = set()
    for place, fate in edits.fates.items():
        unit = edits.unit(place)
        if (
            unit.kind not in REMEMBERED
            or unit.text == CITATIONS_HEADING
            or (not unit.keys and unit.kind not in {Kind.HEADING, Kind.LINK})
        ):
            continue
        if fate is Fate.DELETED:
            found.add(Decision(place[0], What.DELETED, unit.id))
        elif fate is Fate.AWAY:
            found.add(Decision(place[0], What.MOVED, unit.id, edits.matched.at[place][0]))
    return frozenset(found | {d for old in before if (d := _still(old, edits, known_pages))})


def _still(decision: Decision, edits: Edits, known_pages: Collection[str]) -> Decision | None:
    """An older decision as it holds now; None where the pages say otherwise."""
    if decision.page.split("/")[0] not in {p.split("/")[0] for p in known_pages}:
        return decision
    if decision.what is What.WAITS:
        return None  # the proposals themselves say it
    shown = [u for page in edits.live.values() for u in page.units if u.kind is not Kind.DEFINITION]
    if decision.what is What.ACKNOWLEDGED:
        return decision if any(decision.key in u.keys for u in shown) else None
    if any(p[0] == decision.page and edits.unit(p).id == decision.id for p in edits.fates):
        return None  # the pages say it themselves, one way or the other
    if decision.what is What.MOVED:
        held = any(decision.key in u.keys for u in shown)
        return decision if held else Decision(decision.page, What.DELETED, decision.id)
    page = edits.live.get(decision.page)
    again = page is not None and any(u.id == decision.id for u in page.units)
    return None if again else decision
