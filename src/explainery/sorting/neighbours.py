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


def neighbours(vectors: Sequence[Vector], sorted_before: int = 0) -> Links:
    """The neighbours of each article. Whoever has a neighbour is one of its neighbours, too.

    The first `sorted_before` articles are in stories already; they are compared with the other ones alone.
    """
    index = _index(vectors)
    links: Links = [{} for _ in vectors]
    new_words = {word for vector in vectors[sorted_before:] for word in vector}
    for number, vector in enumerate(vectors):
        probes = nlargest(TUNING.probes, (w for w in vector if w in index), key=lambda w: (vector[w], w))
        is_old = number < sorted_before
        if is_old and new_words.isdisjoint(probes):
            continue
        for other in _likeliest(number, vector, probes, index):
            if is_old and other < sorted_before:
                continue
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


def _likeliest(
    number: int, vector: Vector, probes: Sequence[str], index: Mapping[str, list[tuple[int, float]]]
) -> list[int]:
    """The articles that share most of an article's telling words, given those of its words that are looked up."""
    shared: dict[int, float] = defaultdict(float)
    for word in probes:
        weight = vector[word]
        for other, its_weight in index[word]:
            shared[other] += weight * its_weight
    shared.pop(number, None)
    return nlargest(TUNING.neighbours, shared, key=lambda other: (shared[other], -other))
