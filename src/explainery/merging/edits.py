"""Every edit that people made, told one by one: the pages as they stand against the pages as last generated."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from explainery.citation_keys import KEY
from explainery.merging.decisions import What
from explainery.merging.fates import Edits, Fate, edits_of
from explainery.merging.matching import is_heading, match
from explainery.merging.merge_state import State
from explainery.merging.units import Kind, Unit, parsed
from explainery.merging.wording import changed_marks
from explainery.page_format import SOURCES_ANCHOR_LINK


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One edit: on `page`, of the unit `id`; `text` is what stands there now, `before` what the build had."""

    page: str
    line: int
    what: str
    id: str
    text: str
    before: str = ""


def edits_told(state: State) -> list[Edit]:
    """All edits of a story, by page and line."""
    base = {p: parsed(t) for p, t in state.base.items()}
    live = {p: parsed(t) for p, t in state.live.items()}
    edits = edits_of(base, live, match(base, live, edited=True), state.proposals, ())
    rows = [Edit(p, 1, "deleted", "page", "", "") for p in base if p not in live]
    rows += [Edit(p, 1, "own", "page", "", "") for p in live if p not in base]
    lines = {p: _lines(t) for p, t in state.live.items()}
    rows += _generated(edits, lines)
    rows += _own(edits, lines)
    for path in sorted(set(base) & set(live)):
        if base[path].front != live[path].front:
            rows.append(Edit(path, 1, "reworded", "front matter", live[path].front, base[path].front))
    return sorted(rows)


def withdrawn(state: State, known: Collection[str]) -> list[Edit]:
    """What stands on the pages although no source has it any more, and nobody has acknowledged that."""
    fine = {(d.page, d.id) for d in state.decisions if d.what is What.ACKNOWLEDGED}
    keys = {i for _, i in fine}
    rows = []
    for path, text in state.live.items():
        page, lines = parsed(text), _lines(text)
        ours = {u.first for u in page.units if u.kind is Kind.DEFINITION and SOURCES_ANCHOR_LINK in u.text}
        for j, unit in enumerate(page.units):
            gone = [k for k in unit.keys if k in ours and k not in known and k not in keys and KEY.fullmatch(k)]
            if gone and unit.kind is not Kind.DEFINITION and (path, unit.id) not in fine:
                rows.append(Edit(path, lines[j], "withdrawn", unit.id, unit.text, ", ".join(gone)))
    return sorted(rows)


def _lines(text: str) -> list[int]:
    """The line of each unit."""
    page = parsed(text)
    at, found = page.front.count("\n") + 1, []
    for unit in page.units:
        at += unit.gap.count("\n")
        found.append(at)
        at += unit.text.count("\n")
    return found


def _generated(edits: Edits, lines: dict[str, list[int]]) -> Iterator[Edit]:
    """What became of the units that the build wrote."""
    for place, fate in edits.fates.items():
        unit = edits.unit(place)
        if unit.kind is Kind.DEFINITION and fate is not Fate.HERE:
            continue
        if fate in {Fate.DELETED, Fate.JOINED}:
            into = edits.matched.joined.get(place)
            at = lines[into[0]][into[1]] if into else 1
            text = edits.live[into[0]].units[into[1]].text if into else ""
            yield Edit(into[0] if into else place[0], at, str(fate.name.lower()), unit.id, text, unit.text)
        elif fate in {Fate.HERE, Fate.AWAY}:
            there = edits.matched.at[place]
            live = edits.there(place)
            what = _what(fate, unit, live, shifted=there in edits.shifted)
            if what:
                yield Edit(there[0], lines[there[0]][there[1]], what, unit.id, live.text, unit.text)


def _what(fate: Fate, base: Unit, live: Unit, *, shifted: bool) -> str:
    shifted = shifted and base.kind is not Kind.DEFINITION  # their order is nobody's concern
    moved = "moved here from another page" if fate is Fate.AWAY else "moved" if shifted else ""
    if base.text == live.text:
        return moved
    words = "renamed" if is_heading(base) else "cited" if changed_marks(base, live) else "reworded"
    return f"{moved}, {words}" if moved else words


def _own(edits: Edits, lines: dict[str, list[int]]) -> Iterator[Edit]:
    ours = set(edits.matched.at.values())
    for path, page in edits.live.items():
        if path not in edits.base:
            continue
        for j, unit in enumerate(page.units):
            if (path, j) not in ours and unit.kind is not Kind.DEFINITION:
                yield Edit(path, lines[path][j], "own", unit.id, unit.text)
