"""Chances: how likely each facet is a sentence's, by the forward-backward algorithm over an article's sentences.

The scores that choose a facet (`classify.py`) are learnt as log odds, so that they are chances, too, once divided by a
temperature that makes them right as often as they say (Guo et al., 2017, "On calibration of modern neural networks").
Every step is a sum, a product or a quotient, which all machines round alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from explainery.marking.tuning import TUNING

_HALVINGS = 20  # of an exponent: (1 + x / 2**20) ** (2**20) is e**x within a few millionths here
_LEAST = -60.0  # exponents below this make no difference


def chances(scores: Sequence[Sequence[float]], bonus: Sequence[int]) -> list[tuple[float, ...]]:
    """How likely each facet is each sentence's.

    Args:
        scores: for each sentence, a score for each facet, in hundredths of log odds.
        bonus: for each sentence, what is added if it has the facet of the one before.

    Returns:
        For each sentence a chance for each facet, 0 to 1, rounded to hundredths.
    """
    if not scores:
        return []
    own = [_shares(row) for row in scores]
    stays = [_power(b / TUNING.temperature) for b in bonus]
    forward, backward = _forward(own, stays), _forward(own[::-1], [1.0, *stays[:0:-1]])[::-1]
    joint = [[f * b / o for f, b, o in zip(*rows, strict=True)] for rows in zip(forward, backward, own, strict=True)]
    return [tuple(round(v / sum(row), 2) for v in row) for row in joint]


def _forward(own: Sequence[Sequence[float]], stays: Sequence[float]) -> list[list[float]]:
    """The chances of each facet given the sentences up to each one."""
    rows = [list(own[0])]
    for row, stay in zip(own[1:], stays[1:], strict=True):
        before = rows[-1]
        # All transitions weigh 1 but the one that stays, which weighs `stay`.
        now = [o * (1 + (stay - 1) * b) for o, b in zip(row, before, strict=True)]
        total = sum(now)
        rows.append([v / total for v in now])
    return rows


def _shares(scores: Sequence[float]) -> list[float]:
    """Scores as shares of 1, none of them 0."""
    top = max(scores)
    powers = [_power((s - top) / TUNING.temperature) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def _power(exponent: float) -> float:
    """E to the power of `exponent`, by products alone."""
    value: float = 1 + max(_LEAST, exponent) / 2**_HALVINGS
    for _ in range(_HALVINGS):
        value = value * value
    return value
