"""The merge of a page that two branches changed, as git asks for it: unit by unit instead of line by line.

Neither side is the build here. What one side alone changed is taken. What one side deleted and the other left
unchanged (but for citations) is gone. What both reworded is left to a person, between git's own marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from explainery.merging.line_merge import conflict, has_conflict, is_kept, merged_lines, sides
from explainery.merging.matching import match, matched_units
from explainery.merging.merge_state import Generated, State
from explainery.merging.parsed_pages import UnitRef
from explainery.merging.story_merge import merge_story
from explainery.merging.units import PageText, Unit, UnitKind, parsed, unparsed, without_units
from explainery.merging.wording import unchanged
from explainery.page_format import MARK
from explainery.text import words

_PAGE = "page.md"


def merged_branches(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """The merge of one page, and whether a person has to decide something in it."""
    text, disputed = _merged_units(base, ours, theirs)
    return (text, disputed) if is_kept(base, ours, theirs, text) else merged_lines(base, ours, theirs)


def _merged_units(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    after = merge_story(State({_PAGE: base}, {_PAGE: ours}), Generated({_PAGE: theirs})).state
    page, deleted = _without_deleted(parsed(after.live.get(_PAGE, "")), parsed(base), parsed(theirs))
    fields = [p for p in after.proposals if p.id.startswith("front:")]
    reworded = {p.yours: merged_lines(p.was, p.yours, p.build) for p in after.proposals if p.yours and p not in fields}
    page = replace(page, units=tuple(replace(u, text=reworded.get(u.text, (u.text,))[0]) for u in page.units))
    page, lost = _with_lost(page, parsed(base), parsed(theirs))
    disputed = any(asked for _, asked in reworded.values())
    front = page.front
    for field in fields:
        front = front.replace(field.yours, conflict(field.yours, field.build))
    return unparsed(replace(page, front=front)), bool(deleted or disputed or fields or lost)


def _with_lost(page: PageText, base: PageText, theirs: PageText) -> tuple[PageText, bool]:
    """The page with git's marks around what only their side says, and whether there is any.

    That is what ours deleted while theirs reworded it, or what both added in different words.
    """
    units = list(page.units)
    base_numbers = {j: i for i, j in matched_units(base.units, theirs.units).items()}
    merged_at = match({_PAGE: base}, {_PAGE: page}, edited=True).at
    lost = False
    for n, unit in enumerate(theirs.units):
        base_unit = base.units[base_numbers[n]] if n in base_numbers else None
        merged_ref = merged_at.get(UnitRef(_PAGE, base_numbers.get(n, -1)))
        merged_unit = page.units[merged_ref.index] if merged_ref else None
        if unit.kind is not UnitKind.DEFINITION and not _is_said(unit, base_unit, merged_unit, units):
            lost = True
            _offer(units, unit, theirs.units[:n])
    return replace(page, units=tuple(units)), lost


def _is_said(unit: Unit, base_unit: Unit | None, merged_unit: Unit | None, units: Iterable[Unit]) -> bool:
    """Whether a merged page has what their side says in a unit: the words that they changed, or all of its words."""
    new, old = _words(unit.text), _words(base_unit.text if base_unit else "")
    if new == old or (merged_unit and new - old and new - old <= _words(merged_unit.text)):
        return True
    return any(new <= _words(side) for u in units for side in sides(u.text))


def _offer(units: list[Unit], unit: Unit, before: Sequence[Unit]) -> None:
    """Leave a unit of their side to a person: beside ours of the same claim, or else after what it follows there."""
    same = next((k for k, u in enumerate(units) if _is_same_claim(u, unit)), -1)
    if same >= 0:
        units[same] = replace(units[same], text=conflict(units[same].text, unit.text))
        return
    texts = {u.text for u in before}
    at = max((k for k, u in enumerate(units) if u.text in texts), default=-1) + 1
    _insert(units, at, replace(unit, text=conflict("", unit.text)))


def _is_same_claim(one: Unit, other: Unit) -> bool:
    same = bool(other.first) and one.first == other.first and one.kind is other.kind
    return same and not has_conflict(one.text)


def _words(text: str) -> frozenset[str]:
    """The words of a unit's text, without citations."""
    return frozenset(w.casefold() for w in words(MARK.sub(" ", text)))


def _insert(units: list[Unit], at: int, unit: Unit) -> None:
    """Insert a unit on a line of its own."""
    if at == 0 and units:
        unit, units[0] = replace(unit, gap=units[0].gap), replace(units[0], gap=units[0].gap or "\n")
    units.insert(at, replace(unit, gap="\n") if at else unit)


def _without_deleted(page: PageText, base: PageText, theirs: PageText) -> tuple[PageText, bool]:
    """The page without what their side deleted and ours left unchanged, but for citations and place.

    What ours reworded is put between git's marks, with nothing on the other side; whether there is any.
    """
    their_match = match({_PAGE: base}, {_PAGE: theirs}, edited=True)
    merged_at = match({_PAGE: base}, {_PAGE: page}, edited=True).at
    deleted, disputed = set(), {}
    for ref, merged_ref in merged_at.items():
        base_unit, merged_unit = base.units[ref.index], page.units[merged_ref.index]
        fixed = base_unit.kind in {UnitKind.DEFINITION, UnitKind.HEADING}
        if fixed or ref in their_match.at or ref in their_match.joined:
            continue
        if unchanged(base_unit.text, merged_unit.text):
            deleted.add(merged_ref.index)
        else:
            disputed[merged_ref.index] = conflict(merged_unit.text, "")
    units = tuple(replace(u, text=disputed.get(n, u.text)) for n, u in enumerate(page.units))
    return without_units(replace(page, units=units), deleted), bool(disputed)
