"""The passages of an article that a statement most likely rests on, where its footnote names the article alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from explainery.checking.evidence import Evidence
from explainery.checking.tuning import TUNING
from explainery.linking.similarity import stems
from explainery.model import Passage


def best_passages(text: str, passages: Sequence[Passage], evidence: Evidence) -> list[Passage]:
    """The passages that together contain most of a text's words; rare words weigh more. In the order of the article.

    Each next one must add a word that none before has. None are given for a text without a word in common with them.
    """
    frequency = Counter(stem for p in passages for stem in evidence.stems[p.key])
    weight = {stem: math.log(1 + len(passages) / n) for stem, n in frequency.items()}
    left, wanted, chosen = set(stems(text)), set(stems(text)), list[Passage]()
    while len(chosen) < TUNING.best_passages:
        best = max(
            (p for p in passages if p not in chosen),
            key=lambda p: (_sum(evidence.stems[p.key] & left, weight), _sum(evidence.stems[p.key] & wanted, weight)),
            default=None,
        )
        if best is None or not evidence.stems[best.key] & left:
            break
        chosen.append(best)
        left -= evidence.stems[best.key]
    return sorted(chosen, key=lambda p: (p.article.id, p.number))


def _sum(found: set[str] | frozenset[str], weight: dict[str, float]) -> float:
    return sum(weight.get(stem, 0.0) for stem in found)
