"""Retelling: how likely a claim says only what another has said.

Two sentences of different articles that are alike often tell the same; so do neighbours in one article, which
dwell on one point within a paragraph, most of all where the same voice goes on. The chances are those measured on
the stories in `training/`: four neighbours of ten in a paragraph share a point and one of fifteen across its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explainery.linking.actors import acting
from explainery.linking.assertions import Facts, facts_of
from explainery.linking.similarity import Index, index
from explainery.model import Claim, Passage, Story

_CHANCE, _FROM = 3.0, 0.03  # of telling the same, for each unit of likeness above this
_ONE_ARTICLE = 0.4  # an article seldom says a thing twice
_IN_PARAGRAPH, _ACROSS, _VOICE, _ALIKE = 0.35, 0.06, 0.3, 2.0
_NEXT_BUT_ONE = 0.07
_MOST = 0.95
_OTHER_FIGURES = 0.5  # what is left of the chance where a claim has a figure that the other has not
_ALSO = 0.6  # how far a sentence counts as told that says a claim among other things
_WITHIN = 0.8  # the chance where what is told says the new claim among other things


@dataclass(frozen=True, slots=True)
class Retelling:
    """Claims that are compared, and every sentence that says one of them, by number."""

    claims: Sequence[Claim]
    passages: Sequence[Passage]
    number: Mapping[str, int]
    likeness: Index
    figures: Sequence[Facts]

    @classmethod
    def of(cls, story: Story, claims: Sequence[Claim]) -> Retelling:
        """The comparison of some claims of a story."""
        ids = list(dict.fromkeys(s for c in claims for s in (*c.sentences, *c.also)))
        passages = [story.passage(i) for i in ids]
        named = [{acting(n, story.led) for n in p.marked.names_in(p.sentence)} for p in passages]
        numbers = {name: i for i, name in enumerate(ids)}
        likeness = index([p.words for p in passages], named)
        return cls(claims, passages, numbers, likeness, [facts_of(p) for p in passages])

    def chance(self, a: int, b: int) -> float:
        """How likely claim `b` says nothing that claim `a` and what it rests on have not said, 0 to 1."""
        told, new = self.claims[a], self.number[self.claims[b].shown]
        also = (s for s in told.also if s not in self.claims[b].sentences)
        rests = [*((s, 1.0) for s in told.sentences), *((s, _ALSO) for s in also)]
        chance = max(weight * self._alike(self.number[sentence], new) for sentence, weight in rests)
        if set(told.sentences) & set(self.claims[b].also):
            chance = max(chance, _WITHIN)
        figures = self.figures[new].numbers
        known = frozenset().union(*(self.figures[self.number[s]].numbers for s, _ in rests))
        return chance * (_OTHER_FIGURES if figures - known else 1)

    def part(self, a: int, b: int) -> float:
        """How much of claim `b` is told where its sentence says claim `a` among other things, 0 to 1."""
        return _ALSO if set(self.claims[b].sentences) & set(self.claims[a].also) else 0.0

    def _alike(self, i: int, j: int) -> float:
        """How likely two sentences tell the same point."""
        if i == j:
            return 1.0
        alike = self.likeness.cosine(i, j)
        chance = _CHANCE * max(0.0, alike - _FROM)
        x, y = self.passages[i], self.passages[j]
        if x.article.id == y.article.id:
            chance = self._in_one_article(x, y, chance, alike)
        return min(_MOST, chance)

    @staticmethod
    def _in_one_article(x: Passage, y: Passage, chance: float, alike: float) -> float:
        apart = abs(int(x.id.rsplit(":", 1)[1]) - int(y.id.rsplit(":", 1)[1]))
        if apart == 1:
            voice = x.sentence.voice is not None and x.sentence.voice == y.sentence.voice
            near = _IN_PARAGRAPH if x.sentence.paragraph == y.sentence.paragraph else _ACROSS
            return near + _VOICE * voice + _ALIKE * alike
        return _ONE_ARTICLE * chance + _NEXT_BUT_ONE * (apart == 2)  # noqa: PLR2004 (next but one)
