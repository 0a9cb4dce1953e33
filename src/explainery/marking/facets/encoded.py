"""The encoder's chances, weighed together with the signals of a sentence before its facets are chosen.

The encoder knows what words mean; the signals know where a sentence stands, who speaks, and what goes before. Both are
log odds, so they are added, the encoder's by a weight. What comes out passes the same limits as the signals alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from explainery.answers.encoded import Reading
from explainery.marking.tuning import TUNING

Scores = tuple[float, ...]
_HUNDREDTHS = 100


def with_encoder(scores: Sequence[Scores], readings: Sequence[Reading | None]) -> list[Scores]:
    """Adds what the encoder says to each sentence's scores, where it says something."""
    rows = zip(scores, readings, strict=True)
    return [_added(row, reading) if reading else row for row, reading in rows]


def _added(scores: Scores, reading: Reading) -> Scores:
    return tuple(
        TUNING.signals_beside * score + TUNING.encoder * _log(chance)
        for score, chance in zip(scores, reading.chances, strict=True)
    )


def _log(chance: float) -> int:
    """The logarithm of a chance in whole hundredths, which every machine rounds alike."""
    return _logs()[max(1, round(chance * _HUNDREDTHS))]


@cache
def _logs() -> tuple[int, ...]:
    return (0, *(round(_HUNDREDTHS * math.log(n / _HUNDREDTHS)) for n in range(1, _HUNDREDTHS + 1)))
