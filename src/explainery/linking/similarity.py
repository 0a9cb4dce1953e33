"""Similarity of two sentences: the cosine of their word stems and letter groups, where rare ones weigh more.

Similarity only proposes pairs. `claims.py` decides whether two sentences say the same, from what they name and count.
Letter groups of four beside words keep "armoured" near "armored" (measured: AUC 0.88 against 0.75 for words).

A sentence is spread over all words that share something with its own (`vocabulary.py`). Its similarity to another
sentence is then a sum over the other's words alone, without their letter groups.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from explainery.linking.tuning import TUNING
from explainery.linking.vocabulary import Vocabulary, counted, stems, vocabulary

__all__ = ["Index", "index", "stems"]

_TUNING = TUNING.similarity
_Words = Mapping[int, int]  # how often a sentence has each word, by the word's number


@dataclass(frozen=True)
class Index:
    """The sentences of a story, and for each sentence its similar ones with their similarity.

    Attributes:
        words: how often each sentence has each word.
        spread: what each sentence shares with each word that is like one of its own, by the word's number.
        lengths: of each sentence, as a vector of words and letter groups.
        vocabulary: all their words.
        links: the similarity of each sentence to those that are similar and share a word that is not too common.
    """

    words: Sequence[_Words]
    spread: Sequence[Mapping[int, float]]
    lengths: Sequence[float]
    vocabulary: Vocabulary
    links: Sequence[Mapping[int, float]]

    def __len__(self) -> int:
        return len(self.words)

    def cosine(self, a: int, b: int) -> float:
        """The similarity of two sentences, 0 to 1."""
        known = self.links[a].get(b)
        if known is not None:
            return known
        a, b = min(a, b), max(a, b)
        return _product(self.spread[a], self.words[b]) / (self.lengths[a] * self.lengths[b])

    def covered(self, a: int, b: int) -> float:
        """How much of sentence `a` is also in sentence `b`: the share of its squared weights, 0 to 1."""
        other = self._vector(b)
        return sum(w * w for f, w in self._vector(a).items() if f in other)

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

    def centrality(self) -> list[float]:
        """How much each sentence shares with the others, 0 to 1.

        The cosine with the sum of all vectors. It is proportional to the mean similarity to all sentences and takes one
        pass instead of all pairs.
        """
        total: dict[int, float] = defaultdict(float)
        for words, length in zip(self.words, self.lengths, strict=True):
            for word, count in words.items():
                total[word] += count / length
        shared = [sum(v * total[w] for w, v in s.items()) / n for s, n in zip(self.spread, self.lengths, strict=True)]
        norm = math.sqrt(sum(shared)) or 1.0
        return [v / norm for v in shared]

    def _vector(self, a: int) -> Mapping[str, float]:
        """A sentence as a unit vector of words and letter groups."""
        if a not in self._vectors:
            raw: dict[str, float] = defaultdict(float)
            for word, count in self.words[a].items():
                name, weights = self._names[word], self.vocabulary.weights
                raw[name] += count * weights[name]
                for group, times in self.vocabulary.groups[word].items():
                    raw[group] += count * times * weights[group]
            self._vectors[a] = {f: w / self.lengths[a] for f, w in raw.items()}
        return self._vectors[a]

    @cached_property
    def _vectors(self) -> dict[int, Mapping[str, float]]:
        """The vectors that were asked for: few sentences are compared so closely."""
        return {}

    @cached_property
    def _names(self) -> Sequence[str]:
        return list(self.vocabulary.numbers)


def index(texts: Sequence[str], actors: Sequence[Iterable[str]] = ()) -> Index:
    """Index a story's sentences. `actors`: the actors that each sentence names, under any name."""
    named = [*actors, *([()] * (len(texts) - len(actors)))]
    sentences = [counted(text, names) for text, names in zip(texts, named, strict=True)]
    known = vocabulary(sentences)
    words = [{known.numbers[w]: count for w, count in sentence.items()} for sentence in sentences]
    spread = [_spread(own, known) for own in words]
    lengths = [math.sqrt(_product(s, own)) or 1.0 for s, own in zip(spread, words, strict=True)]
    return Index(words, spread, lengths, known, _links(words, spread, lengths, known))


def _spread(words: _Words, known: Vocabulary) -> dict[int, float]:
    spread: dict[int, float] = defaultdict(float)
    for word, count in words.items():
        for other, shared in known.shared[word].items():
            spread[other] += count * shared
    return dict(spread)


def _product(spread: Mapping[int, float], words: _Words) -> float:
    return sum(count * spread[word] for word, count in words.items() if word in spread)


def _links(
    words: Sequence[_Words], spread: Sequence[Mapping[int, float]], lengths: Sequence[float], known: Vocabulary
) -> list[dict[int, float]]:
    """Every similar pair that shares a word which is not too common. Each similarity is worked out once."""
    links: list[dict[int, float]] = [{} for _ in words]
    holders = _holders(words, known)
    most = len(words) if len(words) <= _TUNING.few_sentences else _TUNING.most_proposed
    for a, own in enumerate(words):
        shares, least = spread[a], _TUNING.least * lengths[a]
        rarest_first = sorted((word for word in own if word in holders), key=known.frequency.__getitem__)
        for b in sorted(_proposed(a, (holders[word] for word in rarest_first), most)):
            product = 0.0  # as `_product` has it; a call for each pair costs as much again
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


def _holders(words: Sequence[_Words], known: Vocabulary) -> Mapping[int, Sequence[int]]:
    """The sentences with each word that is not too common. Two sentences may share a word in any story."""
    most_common = min(_TUNING.most_common, max(2, _TUNING.commonest_share * len(words)))
    holders: dict[int, list[int]] = defaultdict(list)
    for sentence, own in enumerate(words):
        for word in own:
            if known.frequency[word] <= most_common:
                holders[word].append(sentence)
    return holders
