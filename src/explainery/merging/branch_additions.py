"""What two branches added in one place: both stand there, in an order that does not depend on the side, or neither.

Items of a list, rows, definitions, sections and paragraphs that have nothing in common are independent. Two tellings
of one thing are not: the same source, the same address, a line in common or like words leave the place to a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainery.merging.branch_match import ADDRESS, is_telling, likeness, name_of
from explainery.merging.units import Unit, UnitKind
from explainery.patterns import regex

_LISTED = frozenset({UnitKind.ITEM, UnitKind.SIDE, UnitKind.ROW, UnitKind.DEFINITION})
_ALIKE = 0.4  # share of words that two additions have in common, to be taken for one thing told twice
_SAME = 0.8  # the same, of two additions that name different sources
_MANY = 40_000  # pairs of additions that are compared at most
_IDENTIFIER = regex(r"\w+:\s*[\w-]*\d[\w-]*")  # "id: arlen-12"
Added = Sequence[tuple[int, Unit]]


def additions_together(
    ours: Added, theirs: Added, known: Mapping[str, int], *, beside: bool, lines: bool
) -> list[int] | None:
    """The numbers of both sides' additions in one order; None where a person has to decide.

    Args:
        ours: our additions, each with its number.
        theirs: theirs.
        known: the texts of the base: a line that the page repeats anyway is nothing in common.
        beside: one of the sides also deleted something here.
        lines: the additions are lines of one thing.
    """
    if not known and not lines:  # both began the page
        return None
    if len(ours) * len(theirs) > _MANY or (beside and not all(name_of(u) for _, u in (*ours, *theirs))):
        return None
    merged: list[int] = []
    for mine, yours in zip(_layers(ours, lines=lines), _layers(theirs, lines=lines), strict=True):
        if mine and yours and not _are_apart(mine, yours, lines=lines):
            return None
        for run in sorted((mine, yours), key=_place):
            merged += [n for n, _ in run]
    sections = all(run[0][1].kind is UnitKind.HEADING for run in (ours, theirs))
    return None if any(_is_one_thing(u, v, known, sections) for _, u in ours for _, v in theirs) else merged


def _is_one_thing(one: Unit, other: Unit, known: Mapping[str, int], sections: bool) -> bool:  # noqa: FBT001
    """Whether two additions are about one thing, as far as their text shows; `sections`: parts of two sections."""
    if one.text == other.text:
        return one.text not in known and (not sections or is_telling(one) or bool(_IDENTIFIER.fullmatch(one.text)))
    names, addresses = (name_of(one), name_of(other)), [set(ADDRESS.findall(u.text)) for u in (one, other)]
    if (names[0] and names[0] == names[1]) or addresses[0] & addresses[1]:
        return True
    identified = all(names) or all(addresses)
    return one.kind is other.kind and likeness(one, other) >= (_SAME if identified else _ALIKE)


def _layers(run: Added, *, lines: bool) -> tuple[Added, Added, Added, Added]:
    """The parts of an addition: what continues the text before it, paragraphs, definitions, sections."""
    if lines:
        return run, [], [], []
    heading = next((k for k, (_, u) in enumerate(run) if u.text.startswith("#")), len(run))
    loose = next((k for k, (_, u) in enumerate(run[:heading]) if u.gap.count("\n") > 1), heading)
    text = [[row for row in part if not _is_definition(row)] for part in (run[:loose], run[loose:heading])]
    return text[0], text[1], [row for row in run[:heading] if _is_definition(row)], run[heading:]


def _is_definition(row: tuple[int, Unit]) -> bool:
    return row[1].kind is UnitKind.DEFINITION


def _are_apart(ours: Added, theirs: Added, *, lines: bool) -> bool:
    """Whether two additions may stand one after the other: entries of a list, or paragraphs of their own."""
    units = [u for _, u in (*ours, *theirs)]
    if all(u.kind in _LISTED for u in units):
        return len({u.kind for u in units}) == 1 and len({_indent(u) for u in units}) == 1
    if not lines and all(u.gap.count("\n") > 1 for u in (ours[0][1], theirs[0][1])):
        return True
    return all(u.kind is UnitKind.STATEMENT for u in units)


def _indent(unit: Unit) -> str:
    return unit.text[: len(unit.text) - len(unit.text.lstrip())]


def _place(run: Added) -> tuple[bool, int, list[str]]:
    """The order of two additions, whichever side they are on: entries of a list, then deeper sections, then by text."""
    if not run:
        return False, 0, []
    first = run[0][1]
    level = len(first.text) - len(first.text.lstrip("#"))
    return first.kind not in _LISTED, -level, [u.text for _, u in run]
