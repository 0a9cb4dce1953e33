"""Redundancy: how likely a claim only repeats another.

Similar sentences of different articles often say the same. So do neighbours in one article: within a paragraph they
often make one point, above all where the same voice goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explainery.linking.actors import acting
from explainery.linking.assertions import Assertions, assertions_of
from explainery.linking.tuning import TUNING
from explainery.linking.vectors import Vectors, vectors
from explainery.model import Claim, Passage, Story

_TUNING = TUNING.redundancy


@dataclass(frozen=True, slots=True)
class Redundancy:
    """Claims to compare, and every sentence that says one of them, by number."""

    claims: Sequence[Claim]
    passages: Sequence[Passage]
    number: Mapping[str, int]
    vectors: Vectors
    assertions: Sequence[Assertions]

    @classmethod
    def of(cls, story: Story, claims: Sequence[Claim]) -> Redundancy:
        """Prepare the comparison of claims of a story."""
        ids = list(dict.fromkeys(s for c in claims for s in (*c.sentences, *c.also)))
        passages = [story.passage(i) for i in ids]
        named = [{acting(n, story.led) for n in p.marked.names_in(p.sentence)} for p in passages]
        numbers = {name: i for i, name in enumerate(ids)}
        compared = vectors([p.words for p in passages], named)
        return cls(claims, passages, numbers, compared, [assertions_of(p) for p in passages])

    def chance(self, a: int, b: int) -> float:
        """How likely claim `b` adds nothing to claim `a` and the sentences that say it, 0 to 1."""
        told_claim, new = self.claims[a], self.number[self.claims[b].shown]
        also = (s for s in told_claim.also if s not in self.claims[b].sentences)
        rests = [*((s, 1.0) for s in told_claim.sentences), *((s, _TUNING.also) for s in also)]
        chance = max(weight * self._alike(self.number[sentence], new) for sentence, weight in rests)
        if not {*told_claim.sentences}.isdisjoint(self.claims[b].also):
            chance = max(chance, _TUNING.within)
        if not chance:
            return 0.0  # of most pairs
        figures = self.assertions[new].numbers
        known = frozenset().union(*(self.assertions[self.number[s]].numbers for s, _ in rests))
        return chance * (_TUNING.new_figures if figures - known else 1)

    def part(self, a: int, b: int) -> float:
        """How much of claim `b` claim `a` tells if a sentence of `b` says `a` among other things, 0 to 1."""
        return 0.0 if {*self.claims[b].sentences}.isdisjoint(self.claims[a].also) else _TUNING.also

    def _alike(self, i: int, j: int) -> float:
        """How likely two sentences make the same point, 0 to 1."""
        if i == j:
            return 1.0
        similarity = self.vectors.cosine(i, j)
        chance = _TUNING.per_similarity * max(0.0, similarity - _TUNING.from_similarity)
        x, y = self.passages[i], self.passages[j]
        if x.article.id == y.article.id:
            chance = self._in_one_article(x, y, chance, similarity)
        return min(_TUNING.most, chance)

    @staticmethod
    def _in_one_article(x: Passage, y: Passage, chance: float, similarity: float) -> float:
        apart = abs(x.number - y.number)
        if apart == 1:
            voice = x.sentence.voice is not None and x.sentence.voice == y.sentence.voice
            one_paragraph = x.sentence.paragraph == y.sentence.paragraph
            near = _TUNING.neighbour_in_paragraph if one_paragraph else _TUNING.neighbour_across
            return near + _TUNING.neighbour_same_voice * voice + _TUNING.neighbour_similarity * similarity
        return _TUNING.one_article * chance + _TUNING.next_but_one * (apart == 2)  # noqa: PLR2004 (next but one)
