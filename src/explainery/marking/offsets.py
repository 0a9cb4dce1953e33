"""Things of a text that lie between two offsets, found by bisection: a text of any size is marked in proportion to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

_STARTS = attrgetter("start")
_NESTED = 3  # a quotation inside an answer inside a quotation: more never overlap


class Spanned(Protocol):
    """Anything with offsets, the end exclusive."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset after its last character."""


Thing = TypeVar("Thing", bound=Spanned)


def starting_within(things: Sequence[Thing], start: int, end: int) -> Sequence[Thing]:
    """The things that start at `start` or later and before `end`. `things` are in the order of their starts."""
    return things[bisect_left(things, start, key=_STARTS) : bisect_left(things, end, key=_STARTS)]


def overlapping(things: Sequence[Thing], start: int, end: int) -> list[Thing]:
    """The things that share a character with `start` to `end`. `things` are in the order of their starts."""
    first = max(0, bisect_left(things, start, key=_STARTS) - _NESTED)
    return [t for t in things[first : bisect_left(things, end, key=_STARTS)] if t.end > start]
