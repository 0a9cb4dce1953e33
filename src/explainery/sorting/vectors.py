"""An article as a vector: the cosine of two of them is the weighted mean of three.

The words of the whole text, its names, and the words of its headline and beginning are three unit vectors. Scaled by
the roots of their weights they are one, so that one product of two vectors weighs all three. The mean likeness of two
groups is then the product of their sums over the number of pairs: no pair of articles has to be looked at.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from explainery.sorting.evidence import LEAD, Evidence, saturated
from explainery.sorting.rarity import Rarity
from explainery.sorting.tuning import TUNING

Vector = dict[str, float]


def vectors_of(articles: Sequence[Evidence]) -> list[Vector]:
    """The vectors of a pile's articles, in the same order."""
    words = Rarity({*a.words, *a.lead} for a in articles)
    names = Rarity(a.names for a in articles)
    return [_vector(a, words, names) for a in articles]


def _vector(article: Evidence, words: Rarity, names: Rarity) -> Vector:
    return {
        **_scaled(article.words, words, TUNING.words, ""),
        **_scaled(article.names, names, TUNING.names, ""),
        **_scaled(article.lead, words, TUNING.lead, LEAD),
    }


def _scaled(counts: Mapping[str, int], rarity: Rarity, weight: float, mark: str) -> Vector:
    """One of the three: a unit vector times the root of its weight; words of no weight are left out."""
    raw = {word: saturated(times) * rarity.of(word) for word, times in counts.items()}
    length = math.sqrt(math.fsum(w * w for w in raw.values())) or 1.0
    scale = math.sqrt(weight) / length
    return {mark + word: w * scale for word, w in raw.items() if w}


def product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The scalar product of two vectors."""
    if len(one) > len(other):
        one, other = other, one
    return sum(w * other[word] for word, w in one.items() if word in other)
