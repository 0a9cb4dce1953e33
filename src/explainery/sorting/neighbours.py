"""Which articles are compared at all: those that share a telling word which few others have.

Each article looks up its most telling words in an index. What it shares with the articles found there, added up, says
which of them are the likeliest; only these are compared in full. So the cost grows with the pile, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest

from explainery.sorting.tuning import TUNING
from explainery.sorting.vectors import Vector, product

Links = list[dict[int, float]]  # of each article, its neighbours' numbers with their likeness


def neighbours(vectors: Sequence[Vector]) -> Links:
    """The neighbours of each article. Whoever has a neighbour is one of its neighbours, too."""
    index = _index(vectors)
    links: Links = [{} for _ in vectors]
    for number, vector in enumerate(vectors):
        for other in _likeliest(number, vector, index):
            likeness = links[other].get(number) or product(vector, vectors[other])
            if likeness >= TUNING.least_link:
                links[number][other] = links[other][number] = likeness
    return links


def _index(vectors: Sequence[Vector]) -> Mapping[str, list[tuple[int, float]]]:
    """Of each word that few articles have, those articles with its weight."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for word, weight in vector.items():
            index[word].append((number, weight))
    return {word: held for word, held in index.items() if 1 < len(held) <= TUNING.most_holders}


def _likeliest(number: int, vector: Vector, index: Mapping[str, list[tuple[int, float]]]) -> list[int]:
    """The articles that share most of an article's telling words."""
    probes = nlargest(TUNING.probes, (w for w in vector if w in index), key=lambda w: (vector[w], w))
    shared: dict[int, float] = defaultdict(float)
    for word in probes:
        weight = vector[word]
        for other, its_weight in index[word]:
            shared[other] += weight * its_weight
    shared.pop(number, None)
    return nlargest(TUNING.neighbours, shared, key=lambda other: (shared[other], -other))
