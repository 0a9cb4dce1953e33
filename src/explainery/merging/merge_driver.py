"""The merge of a page that two branches changed, as git asks for it: unit by unit instead of line by line.

Neither side is the build here. What one side alone changed is taken. What both changed, or one changed and the other
deleted, is left to a person, between git's own marks. Additions of both sides in one place both stand, if they are
surely two things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from explainery.merging.branch_front import merged_fields
from explainery.merging.branch_lines import merged_by_lines
from explainery.merging.branch_text import merged_text
from explainery.merging.branch_units import generated_keys, is_only_cited, merged_gap, merged_units
from explainery.merging.line_merge import conflict, is_kept, is_once, merged_lines
from explainery.merging.units import PageText, Unit, UnitKind, is_raw, parsed, unparsed
from explainery.page_format import MARK
from explainery.text import words

_MANY = 1000  # lines of a side that a merge combined with the other's, at most


def merged_branches(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """The merge of one page, and whether a person has to decide something in it."""
    if ours in {base, theirs}:
        return theirs, False
    if theirs == base:
        return ours, False
    pages = parsed(base), parsed(ours), parsed(theirs)
    front = merged_fields(*(page.front for page in pages))
    bodies = [unparsed(replace(page, front="")) for page in pages]
    merges = [_merged_bodies(*pages), merged_lines(*bodies)]
    for is_sound in (is_once, is_kept):
        for body, in_body in merges:
            text = _joined(front[0], body)
            if is_sound(base, ours, theirs, text) and not _missing(base, ours, theirs, text):
                return text, front[1] or in_body
    return _joined(front[0], conflict(bodies[1], bodies[2])), True


def _joined(front: str, body: str) -> str:
    return front + ("\n" if front and body and not body.startswith("\n") else "") + body


def _merged_bodies(base: PageText, ours: PageText, theirs: PageText) -> tuple[str, bool]:
    body = merged_units(base.units, ours.units, theirs.units, _wording)
    units = _with_definitions(list(body.units), ours, theirs)
    return unparsed(PageText("", tuple(units), merged_gap(base.tail, ours.tail, theirs.tail))), body.disputed


def _wording(base: str, ours: str, theirs: str, kind: UnitKind) -> tuple[str, bool]:
    """One unit that both sides have; what has lines of its own below it, line by line."""
    text, disputed = merged_text(base, ours, theirs, kind)
    has_lines = kind in {UnitKind.ITEM, UnitKind.SIDE, UnitKind.NOTE} and all("\n" in t for t in (base, ours, theirs))
    return merged_by_lines(base, ours, theirs) if disputed and has_lines and not is_raw(base) else (text, disputed)


def _with_definitions(units: list[Unit], ours: PageText, theirs: PageText) -> list[Unit]:
    """The units with the definitions that one side deleted, but that the other side's text still cites."""
    cited = {key for u in units if u.kind is not UnitKind.DEFINITION for key in MARK.findall(u.text)}
    there = {u.first for u in units if u.kind is UnitKind.DEFINITION}
    for side in (ours, theirs):
        before = ""
        for unit in side.units:
            if unit.kind is UnitKind.DEFINITION:
                if unit.first in cited - there and f"[^{unit.first}]:" not in "\n".join(u.text for u in units):
                    at = next((k for k, u in enumerate(units) if u.text == before), len(units) - 1) + 1
                    beside = at and units[at - 1].kind is UnitKind.DEFINITION
                    units.insert(at, replace(unit, gap="\n" if beside else "\n\n"))
                    there.add(unit.first)
                before = unit.text
    return units


def _missing(base: str, ours: str, theirs: str, merged: str) -> list[str]:
    """The lines that a side added or changed and that are neither in the merge nor part of one of its lines."""
    old = Counter(base.split("\n"))
    present = set(merged.split("\n"))
    rows = [
        row for side in (ours, theirs) for row, n in Counter(side.split("\n")).items() if row.strip() and n > old[row]
    ]
    generated = generated_keys(u for side in (ours, theirs) for u in parsed(side).units)
    claims = {MARK.sub("", u.text): u for u in parsed(base).units if u.keys}
    missing = [row for row in rows if row not in present]
    missing = [row for row in missing if not _is_only_cited(row, claims, generated)]
    return [row for row in missing if not _is_said(row, base, merged)] if len(missing) < _MANY else missing


def _is_only_cited(row: str, claims: Mapping[str, Unit], generated: Collection[str]) -> bool:
    claim = claims.get(MARK.sub("", row))
    return claim is not None and is_only_cited(claim, row, generated)


def _is_said(row: str, base: str, merged: str) -> bool:
    """Whether one line of the merge has the words of a line that are new in it."""
    said = frozenset(_words(row))
    new = said - frozenset(_words(base))
    lines = (frozenset(_words(line)) for line in merged.split("\n") if all(w in line.casefold() for w in new))
    return any(new <= line and len(said & line) * 2 >= len(said) for line in lines)


def _words(text: str) -> Iterator[str]:
    return (w.casefold() for w in words(text))
