"""Finds the words of a passage that an altered quotation most resembles."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainery.checking.tuning import TUNING
from explainery.model import Passage
from explainery.text import folded, plain


@dataclass(frozen=True, slots=True)
class NearestWords:
    """Some words of a passage, without quotation marks at their ends."""

    passage: Passage
    words: str


def nearest_words(quotation: str, passages: Sequence[Passage]) -> NearestWords | None:
    """The words of the passages that are most like a quotation; None if none are alike enough.

    Stretches of as many words as the quotation, one fewer and one more are compared by Python's `SequenceMatcher`
    ratio (0 to 1). Those of the same length get a bonus, because words are changed more often than lost.
    """
    best: tuple[float, NearestWords | None] = (0.0, None)
    for passage in passages:
        for stretch, has_same_length in _stretches(passage, len(quotation.split())):
            likeness = _likeness(stretch, quotation) + TUNING.same_length_bonus * has_same_length
            if likeness > best[0]:
                best = likeness, NearestWords(passage, stretch.strip('“”"‘’,;'))
    return best[1] if best[0] >= TUNING.altered_quotation_likeness else None


def _stretches(passage: Passage, count: int) -> Iterator[tuple[str, bool]]:
    """Every stretch of about `count` words, and whether it has exactly as many."""
    words = plain(passage.words).split()
    for size in (count - 1, count, count + 1):
        for i in range(max(1, len(words) - size + 1) if size else 0):
            yield " ".join(words[i : i + size]), size == count


def _likeness(stretch: str, quotation: str) -> float:
    return difflib.SequenceMatcher(None, folded(stretch), folded(quotation), autojunk=False).ratio()
