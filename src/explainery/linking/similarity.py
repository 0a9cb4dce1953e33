"""Similarity of a story's sentences: for each one, those that are like it (`vectors.py` says how alike two are).

Similarity only proposes pairs. `claims.py` decides whether two sentences say the same, from what they name and count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explainery.linking.tuning import TUNING
from explainery.linking.vectors import Vectors, Words, spread, vectors
from explainery.linking.vocabulary import Vocabulary, stems

__all__ = ["Index", "index", "stems"]

_TUNING = TUNING.similarity


@dataclass(frozen=True, slots=True)
class Index:
    """The sentences of a story, and for each sentence its similar ones with their similarity.

    Attributes:
        vectors: the sentences.
        links: the similarity of each sentence to those that are similar and share a word that is not too common.
    """

    vectors: Vectors
    links: Sequence[Mapping[int, float]]

    def __len__(self) -> int:
        return len(self.links)

    def cosine(self, a: int, b: int) -> float:
        """The similarity of two sentences, 0 to 1."""
        known = self.links[a].get(b)
        return self.vectors.cosine(min(a, b), max(a, b)) if known is None else known

    def covered(self, a: int, b: int) -> float:
        """How much of sentence `a` is also in sentence `b`: the share of its squared weights, 0 to 1."""
        return self.vectors.covered(a, b)

    def centrality(self) -> list[float]:
        """How much each sentence shares with all others, 0 to 1."""
        return self.vectors.centrality()

    def near(self, a: int) -> list[int]:
        """Sentences after `a` that are similar to it and share a word with it that is not too common."""
        return sorted(i for i in self.links[a] if i > a)

    def around(self, a: int) -> list[int]:
        """The same, before and after `a`."""
        return sorted(self.links[a])

    def likest(self, a: int, homes: Sequence[str]) -> Mapping[str, tuple[float, int]]:
        """The sentence around `a` that is most similar to it, in each home: its similarity and its number.

        Args:
            a: a sentence.
            homes: where each sentence is, such as its article's id.
        """
        best: dict[str, tuple[float, int]] = {}
        for b, similarity in self.links[a].items():
            known = best.get(homes[b])
            if known is None or (similarity, -b) > (known[0], -known[1]):
                best[homes[b]] = (similarity, b)
        return best


def index(texts: Sequence[str], actors: Sequence[Iterable[str]] = ()) -> Index:
    """Index a story's sentences. `actors`: the actors that each sentence names, under any name."""
    found = vectors(texts, actors)
    return Index(found, _links(found))


def _links(sentences: Vectors) -> list[dict[int, float]]:
    """Every similar pair that shares a word which is not too common. Each similarity is worked out once."""
    words, lengths, known = sentences.words, sentences.lengths, sentences.vocabulary
    links: list[dict[int, float]] = [{} for _ in words]
    holders = _holders(words, known)
    most = len(words) if len(words) <= _TUNING.few_sentences else _TUNING.most_proposed
    for a, own in enumerate(words):
        rarest_first = sorted((word for word in own if word in holders), key=known.frequency.__getitem__)
        proposed = sorted(_proposed(a, (holders[word] for word in rarest_first), most))
        shares, least = spread(own, known) if proposed else {}, _TUNING.least * lengths[a]
        for b in proposed:
            product = 0.0  # as `product` has it; a call for each pair costs as much again
            for word, count in words[b].items():
                if word in shares:
                    product += count * shares[word]
            if product >= least * lengths[b]:
                links[a][b] = links[b][a] = product / (lengths[a] * lengths[b])
    return links


def _proposed(a: int, holders: Iterable[Sequence[int]], most: int) -> set[int]:
    """The sentences after `a` that have some words, given as the sentences with each, until there are enough."""
    found: set[int] = set()
    for sentences in holders:
        found.update(sentences[bisect_right(sentences, a) :])
        if len(found) >= most:
            break
    return found


def _holders(words: Sequence[Words], known: Vocabulary) -> Mapping[int, Sequence[int]]:
    """The sentences with each word that is not too common. Two sentences may share a word in any story."""
    most_common = min(_TUNING.most_common, max(2, _TUNING.commonest_share * len(words)))
    holders: dict[int, list[int]] = defaultdict(list)
    for sentence, own in enumerate(words):
        for word in own:
            if known.frequency[word] <= most_common:
                holders[word].append(sentence)
    return holders
