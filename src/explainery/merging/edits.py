"""Every edit that people made, one by one: the live pages against the base."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from explainery.citation_keys import KEY
from explainery.merging.decisions import DecisionKind
from explainery.merging.fates import Edits, Fate, edits_of
from explainery.merging.matching import is_heading, match
from explainery.merging.merge_state import FRONT, State
from explainery.merging.parsed_pages import UnitRef, parsed_pages, unit_at
from explainery.merging.units import Unit, UnitKind, parsed
from explainery.merging.wording import changed_marks
from explainery.page_format import SOURCES_ANCHOR_LINK


class EditKind(StrEnum):
    """What a person did with a unit or a page. A unit may be both moved and reworded."""

    CITED = "cited"  # its words are the same, and it cites something else
    DELETED = "deleted"
    JOINED = "joined"  # put into another sentence
    MOVED = "moved"  # on its page
    MOVED_HERE = "moved here from another page"
    OWN = "own"  # written by hand
    RENAMED = "renamed"  # a heading
    REWORDED = "reworded"
    WITHDRAWN = "withdrawn"  # nothing: its source is gone


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One edit.

    Attributes:
        page: the page, below `docs/`.
        line: the line of the page where it is, from 1.
        kinds: what the person did; two where a unit was moved and changed.
        id: the unit's, as `Unit.id`; `page` for a whole page.
        text: the unit as it is now, "" where it is deleted.
        before: the unit as the build had it; for what is withdrawn, the keys that are gone, with commas.
    """

    page: str
    line: int
    kinds: tuple[EditKind, ...]
    id: str
    text: str
    before: str = ""

    @property
    def what(self) -> str:
        """The kinds, in words."""
        return ", ".join(self.kinds)


def edits_in(state: State) -> list[Edit]:
    """All edits of a story, by page and line."""
    base, live = parsed_pages(state.base), parsed_pages(state.live)
    edits = edits_of(base, live, match(base, live, edited=True), state.proposals, ())
    listed = [Edit(p, 1, (EditKind.DELETED,), "page", "") for p in base if p not in live]
    listed += [Edit(p, 1, (EditKind.OWN,), "page", "") for p in live if p not in base]
    lines = {p: _lines(t) for p, t in state.live.items()}
    listed += _edits_of_base_units(edits, lines)
    listed += _own(edits, lines)
    for path in sorted(set(base) & set(live)):
        if base[path].front != live[path].front:
            listed.append(Edit(path, 1, (EditKind.REWORDED,), FRONT, live[path].front, base[path].front))
    return sorted(listed)


def withdrawn(state: State, known: Collection[str]) -> list[Edit]:
    """What is on the pages although no source has it any more, and nobody has acknowledged that.

    Args:
        state: the story.
        known: the citation keys that its sources have.
    """
    acknowledged = {(d.page, d.id) for d in state.decisions if d.kind is DecisionKind.ACKNOWLEDGED}
    settled = {ident for _, ident in acknowledged}
    statements = []
    for path, text in state.live.items():
        page, lines = parsed(text), _lines(text)
        definitions = (u for u in page.units if u.kind is UnitKind.DEFINITION)
        generated = {u.first for u in definitions if SOURCES_ANCHOR_LINK in u.text}
        open_keys = {k for k in generated if k not in known and k not in settled and KEY.fullmatch(k)}
        for j, unit in enumerate(page.units):
            gone = [k for k in unit.keys if k in open_keys]
            if gone and unit.kind is not UnitKind.DEFINITION and (path, unit.id) not in acknowledged:
                statements.append(Edit(path, lines[j], (EditKind.WITHDRAWN,), unit.id, unit.text, ", ".join(gone)))
    return sorted(statements)


def _lines(text: str) -> list[int]:
    """The line of each unit."""
    page = parsed(text)
    line, lines = page.front.count("\n") + 1, []
    for unit in page.units:
        line += unit.gap.count("\n")
        lines.append(line)
        line += unit.text.count("\n")
    return lines


def _edits_of_base_units(edits: Edits, lines: dict[str, list[int]]) -> Iterator[Edit]:
    """The edits of units that the build wrote."""
    for ref, fate in edits.fates.items():
        unit = edits.base_unit(ref)
        if unit.kind is UnitKind.DEFINITION and fate is not Fate.HERE:
            continue
        if fate is Fate.DELETED:
            yield Edit(ref.page, 1, (EditKind.DELETED,), unit.id, "", unit.text)
        elif fate is Fate.JOINED:
            into = edits.matched.joined[ref]
            line, text = lines[into.page][into.index], unit_at(edits.live, into).text
            yield Edit(into.page, line, (EditKind.JOINED,), unit.id, text, unit.text)
        elif fate in {Fate.HERE, Fate.AWAY} and (kinds := tuple(_kinds(ref, edits))):
            at = edits.matched.at[ref]
            yield Edit(at.page, lines[at.page][at.index], kinds, unit.id, edits.live_unit(ref).text, unit.text)


def _kinds(ref: UnitRef, edits: Edits) -> Iterator[EditKind]:
    """What a person did with a unit that is still there; nothing where it is as the build wrote it."""
    base_unit, live_unit = edits.base_unit(ref), edits.live_unit(ref)
    if edits.fates[ref] is Fate.AWAY:
        yield EditKind.MOVED_HERE
    elif edits.matched.at[ref] in edits.shifted and base_unit.kind is not UnitKind.DEFINITION:
        yield EditKind.MOVED  # the order of definitions is nobody's concern
    if base_unit.text != live_unit.text:
        yield _rewording(base_unit, live_unit)


def _rewording(base_unit: Unit, live_unit: Unit) -> EditKind:
    if is_heading(base_unit):
        return EditKind.RENAMED
    return EditKind.CITED if changed_marks(base_unit, live_unit) else EditKind.REWORDED


def _own(edits: Edits, lines: dict[str, list[int]]) -> Iterator[Edit]:
    generated = set(edits.matched.at.values())
    for path, page in edits.live.items():
        for j, unit in enumerate(page.units if path in edits.base else ()):
            if UnitRef(path, j) not in generated and unit.kind is not UnitKind.DEFINITION:
                yield Edit(path, lines[path][j], (EditKind.OWN,), unit.id, unit.text)
