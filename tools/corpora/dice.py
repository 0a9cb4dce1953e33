"""Chance that is the same on every machine and with every Python.

Only `random.Random.random()` is promised to stay the same for a seed, so everything here is made from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws that follow from a key alone: a seed, and what they are for."""

    def __init__(self, *key: int | str) -> None:
        self._draw = Random("/".join(map(str, key))).random  # noqa: S311 (a text is hashed with SHA-512, then seeds)

    def chance(self, share: float) -> bool:
        """True in so many of 1."""
        return self._draw() < share

    def below(self, end: int) -> int:
        """A whole number from 0 to `end` - 1."""
        return int(self._draw() * end)

    def between(self, first: int, last: int) -> int:
        """A whole number from `first` to `last`, both included."""
        return first + self.below(last - first + 1)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]

    def early(self, count: int) -> int:
        """A place in a row of so many, the first ones far more often: the product of two draws."""
        return int(self._draw() * self._draw() * count)

    def several(self, items: Sequence[T], count: int) -> list[T]:
        """So many of the items, no two from one place, in a random order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]
