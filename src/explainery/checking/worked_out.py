"""Figures that a passage comes to: "an hour and 20 minutes" of 80, "85 percent of its former size" of a cut by 15."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from explainery.checking.changes import CHANGE, direction
from explainery.checking.quantities import Quantity
from explainery.lexicon.units import Unit, units
from explainery.patterns import regex

_JOINED = regex(r",? and |,? ")
_SINGLE = regex(r"\b(?:an?|one) (?P<unit>[a-z]+),? and $")
_SINGLE_REACH = 24  # characters before a figure in which "an hour and" stands
_TOLERANCE = 0.01  # by which a sum may be off
# What a percentage behind a change is a share of.
_BEFORE_CHANGE = regex(
    r",? of (?:what|the|its|their|his|her|that)\b[^.;,]{0,40}?\b(?:former|previous|old|earlier|original|once|before"
    r"|used|had|was|were|prior)\b|,? as (?:much|many)\b"
)
_LEFT = regex(r"\b(?:left|remain\w*|retain\w*)\b")
_WHOLE = 100.0


def in_two_units(stated: Sequence[Quantity], known: Sequence[Quantity], line: str) -> Iterator[Quantity]:
    """The figures of a line that in two units come to a figure of a passage: "an hour and 20 minutes".

    Args:
        stated: the figures of the line.
        known: those of the passages.
        line: the statement, folded.
    """
    for number, quantity in enumerate(stated):
        single = _SINGLE.search(line, max(0, quantity.start - _SINGLE_REACH), quantity.start)
        for unit in units().get(single["unit"], ()) if single else ():
            if _comes_to([(1.0, unit), *_sized(quantity)], known):
                yield quantity
        before = stated[number - 1] if number else None
        is_joined = before and _JOINED.fullmatch(line[before.end : quantity.start])
        if before and is_joined and _comes_to([*_sized(before), *_sized(quantity)], known):
            yield from (before, quantity)


def _sized(quantity: Quantity) -> list[tuple[float, Unit]]:
    return [(quantity.value, unit) for unit in quantity.units[:1]]


def _comes_to(parts: Sequence[tuple[float, Unit]], known: Sequence[Quantity]) -> bool:
    """Whether two figures in a greater and a smaller unit of one family add up to one of the known figures."""
    if len(parts) != 2:  # noqa: PLR2004 (a greater unit and a smaller one)
        return False
    (_, great), (few, small) = parts
    if great.family != small.family or not 0 < small.size < great.size or few * small.size >= great.size:
        return False
    total = sum(value * unit.size for value, unit in parts)
    sizes = (k.value * u.size for k in known for u in k.units if u.family == great.family)
    return any(math.isclose(total, size, rel_tol=_TOLERANCE) for size in sizes)


def is_rest(quantity: Quantity, line: str, known: Sequence[tuple[Quantity, str]]) -> bool:
    """Whether a percentage is what a change leaves: "85 percent of its former size", where a passage tells a cut by 15.

    Args:
        quantity: a figure of a statement.
        line: the statement, folded.
        known: the figures of the passages, each with its passage, folded.
    """
    if not _is_percent(quantity):
        return False
    is_named = _BEFORE_CHANGE.match(line, quantity.end) or _LEFT.search(line)
    return is_named is not None and any(math.isclose(quantity.value, left) for left in _left(known))


def _left(known: Sequence[tuple[Quantity, str]]) -> Iterator[float]:
    """What is there after each change by a percentage, in percent of what was there before it."""
    for quantity, passage in known:
        if _is_percent(quantity) and direction(quantity, passage) == "by":
            change = list(CHANGE.finditer(passage, 0, quantity.start))[-1]
            yield _WHOLE + (quantity.value if change["up"] else -quantity.value)


def _is_percent(quantity: Quantity) -> bool:
    return any(unit.name == "percent" for unit in quantity.units)
