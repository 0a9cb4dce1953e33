"""Which figures of a statement its passages tell, although they write them otherwise.

An editor rounds ("nearly 50,000" for 49,820), takes a part for a percentage, converts units, and adds up. Each of these
has a test here, and each fails where the words around the figure say something else: "more than" what is less.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from explainery.checking.quantities import ABOUT, ABOVE, AT_LEAST, AT_MOST, BELOW, SOME, Quantity, quantities_in
from explainery.checking.ranges import year_spans
from explainery.checking.tuning import TUNING
from explainery.checking.worked_out import in_two_units, is_rest
from explainery.patterns import regex
from explainery.text import folded

_TOTAL = regex(r"\b(?:total\w*|altogether|together|combined|in all|sum|both|overall|between them|added up)\b")
_APART = regex(
    r"\b(?:more than|fewer|less than|difference|gap|lead|margin|majority|ahead|behind|up by|down by|(?:rise|rose|rises|risen"
    r"|rising|increased?|grew|grown|growth|gain(?:ed)?|fell|fall|fallen|drop(?:ped)?|cut|loss|lost|declined?|gone up)"
    r"|years? (?:later|earlier|after|before|ago|old)|(?:for|within|over|in|lasted|took|of) (?:\w+ )?(?:days|weeks|months|years))\b"
)
_SHARE = regex(r"\b(?:of|out of|instead of|rather than|in)\b[^,;.]*$")
_OTHERS = regex(r" (?:\w+ ){0,1}(?:others?|more)\b")
_NAMED = regex(r"(?:[^,;.]+, ){0,3}[^,;.]+,? (?:and|with) $")
_REACH = 160  # characters before a figure in which those are named who come with others
_HAIR = 1e-9  # by which binary fractions may be off
_LIST = regex(r"(?:[^,.;:()]{2,60}, )+[^,.;:()]{2,60}?,? (?:and|or) ")


def told(line: str, passages: Sequence[str]) -> Iterator[Quantity]:
    """The figures of a statement that its passages tell.

    Args:
        line: the statement, folded.
        passages: the words of the passages.
    """
    stated = quantities_in(line)
    placed = [(p, text) for text in map(folded, passages) for p in quantities_in(text)] if stated else []
    known = [p for p, _ in placed]
    joined = set(in_two_units(stated, known, line))
    for quantity in stated:
        is_written = any(is_same(quantity, p) or is_rounded(quantity, p) or is_converted(quantity, p) for p in known)
        is_written = is_written or _is_share(quantity, passages) or _is_span(quantity, passages)
        if (
            is_written
            or quantity in joined
            or is_rest(quantity, line, placed)
            or _is_of_others(quantity, known, line)
            or _is_worked_out(quantity, known, line)
            or _is_counted(quantity, passages)
        ):
            yield quantity


def fits(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can have one unit."""
    return not one.units or not other.units or bool(set(one.units) & set(other.units))


def is_same(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are the same number of what can be the same unit."""
    return math.isclose(one.value, other.value, rel_tol=1e-9) and fits(one, other)


def is_rounded(quantity: Quantity, exact: Quantity) -> bool:
    """Whether a figure is another one, rounded as the words before it say."""
    if not fits(quantity, exact) or not quantity.value or not exact.value:
        return False
    if quantity.is_part:
        near = abs(quantity.value - exact.value) <= TUNING.part_points
        return bool(exact.units) and (_is_near(quantity, exact) if quantity.bound else near)
    if quantity.digits >= exact.digits or exact.is_year or quantity.is_year:
        return False
    if quantity.bound:
        return _is_near(quantity, exact)
    return quantity.digits > 1 and _rounded(exact.value, quantity.digits) == quantity.value


def _is_near(quantity: Quantity, exact: Quantity) -> bool:
    """Whether the exact figure lies on the side that "nearly" or "more than" says, and is not far away."""
    off = exact.value / quantity.value - 1
    slack = TUNING.rounded_share
    sides: dict[str, Callable[[], bool]] = {
        ABOUT: lambda: abs(off) <= slack / 2 + _HAIR,
        SOME: lambda: abs(off) <= slack / 2 + _HAIR,
        BELOW: lambda: -slack / 2 - _HAIR <= off < 0,
        AT_MOST: lambda: -slack <= off <= 0,
        ABOVE: lambda: 0 < off <= slack,
        AT_LEAST: lambda: 0 <= off <= slack,
    }
    return sides[quantity.bound]()


def _rounded(value: float, digits: int) -> float:
    return float(f"%.{digits - 1}e" % value)


def is_converted(quantity: Quantity, exact: Quantity) -> bool:
    """Whether a figure is another one in another unit: "one day" for 24 hours."""
    pairs = [(a, b) for a in quantity.units for b in exact.units if a.family == b.family and a.size and b.size]
    tolerance = TUNING.conversion_share
    return any(
        math.isclose(quantity.value * a.size, exact.value * b.size, rel_tol=tolerance)
        or (bool(quantity.bound) and _is_near(quantity, replace(exact, value=exact.value * b.size / a.size)))
        for a, b in pairs
        if a is not b
    )


def _is_worked_out(quantity: Quantity, known: Sequence[Quantity], line: str) -> bool:
    """Whether a figure is a sum of others, or the difference of two, where the words say that it is one."""
    values = [k for k in dict.fromkeys(known) if fits(quantity, k) or k.is_year]
    if _TOTAL.search(line) and any(_is(quantity, s) for s in _sums(values)):
        return True
    return bool(_APART.search(line)) and any(_is(quantity, abs(a.value - b.value)) for a, b in combinations(values, 2))


def _is_span(quantity: Quantity, passages: Sequence[str]) -> bool:
    """Whether a number of years is what lies between two years that the passages give: "12 years" for 2011 and 2023."""
    is_time = any(unit.name == "year" for unit in quantity.units)
    spans = year_spans(" ; ".join(map(folded, passages))) if is_time else set()
    return any(_is(quantity, float(span)) for span in spans)


def _sums(values: Sequence[Quantity]) -> Iterable[float]:
    counted = [v.value for v in values if not v.is_year]
    return [sum(counted), *(a + b for a, b in combinations(counted, 2))]


def _is(quantity: Quantity, value: float) -> bool:
    exact = math.isclose(quantity.value, value, rel_tol=1e-9)
    return exact or (
        bool(quantity.bound) and value != 0 and abs(quantity.value / value - 1) <= TUNING.rounded_share / 2
    )


def _is_share(quantity: Quantity, passages: Sequence[str]) -> bool:
    """Whether a part or a percentage is what two figures of a passage come to: "nine in ten" for "64 of the 71"."""
    if not (quantity.is_part or any(unit.name == "percent" for unit in quantity.units)):
        return False
    for line in map(folded, passages):
        figures = [q for q in quantities_in(line) if not q.is_part and not q.is_year]
        for few, all_ in combinations(figures, 2):
            between = _SHARE.search(line[few.end : all_.start])
            share = 100 * few.value / all_.value if all_.value else 0.0
            if between and share and _is_about(quantity, share):
                return True
    return False


def _is_about(quantity: Quantity, share: float) -> bool:
    if quantity.bound:
        return _is_near(quantity, replace(quantity, value=share))
    return abs(quantity.value - share) <= TUNING.part_points


def _is_of_others(quantity: Quantity, known: Sequence[Quantity], line: str) -> bool:
    """Whether "Roe and three others" are the four of a passage, or "Roe, Doe and two others" its four."""
    if quantity.units or not _OTHERS.match(line, quantity.end):
        return False
    named = _NAMED.search(line[max(0, quantity.start - _REACH) : quantity.start])
    if named is None:
        return False
    return any(k.value == quantity.value + named[0].rstrip().count(", ") + 1 for k in known)


def _is_counted(quantity: Quantity, passages: Sequence[str]) -> bool:
    """Whether a small number is how many things a passage lists: "Selm, Arlen and Dolan" are three."""
    if quantity.units or quantity.scale or not 2 < quantity.value <= TUNING.longest_list:  # noqa: PLR2004 ("two" counts nothing)
        return False
    return any(
        m[0].count(", ") + 2 - m[0].count(", and ") == quantity.value for p in passages for m in _LIST.finditer(p)
    )


def without_told(text: str, passages: Sequence[str]) -> str:
    """A text with a blank for each figure that its passages tell otherwise than in the same digits."""
    line = folded(text)
    for quantity in told(line, passages):
        line = line[: quantity.start] + " " * (quantity.end - quantity.start) + line[quantity.end :]
    return line
