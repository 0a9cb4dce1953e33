"""Claims: groups of sentences that say the same thing, across articles.

Similarity of words proposes a pair. It becomes one claim if the two have one predicate (`predicates.py`) and their
assertions do not conflict: the actors they name, what they count, the dates, and whether they deny. A pair that the
encoder proposes needs no common predicate, and must not conflict, either. Two groups are joined if their sentences fit on average. A long sentence says more than one thing, so a sentence of another group may
say a claim among other things. Better two claims than one that cites a source for what it does not say.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from explainery.linking.assertions import Assertions, dates_agree, filled_differently, numbers_conflict
from explainery.linking.independence import one_text
from explainery.linking.predicates import Predicate, may_be_one, one_predicate
from explainery.linking.sameness import Likeness, Told, odds, same_signals, sameness_weights
from explainery.linking.similarity import Index
from explainery.linking.tuning import TUNING
from explainery.model import Claim, Passage, Support
from explainery.text import folded

_TUNING = TUNING.claims
_CONFLICT = -math.inf
_SURE = 1000.0


def agree(a: Assertions, b: Assertions) -> bool:
    """Whether the assertions of two sentences do not conflict."""
    return may_agree(a, b) and dates_agree(a.dates, b.dates)


def may_agree(a: Assertions, b: Assertions) -> bool:
    """Whether they agree apart from the dates: two long sentences may tell parts of one thing that happened on different days."""
    if a.denies != b.denies or a.refuses != b.refuses or numbers_conflict(a, b):
        return False
    return bool(a.actors & b.actors) or dates_agree(a.dates, b.dates)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


@dataclass(frozen=True)
class Kinship:
    """How likely two sentences say the same: log odds in hundredths, less than any where they conflict."""

    passages: Sequence[Passage]
    assertions: Sequence[Assertions]
    predicates: Sequence[Predicate]
    index: Index
    recorded: Mapping[tuple[int, int], bool] = field(default_factory=dict)  # by two numbers, the smaller first
    alike: Collection[tuple[int, int]] = frozenset()  # pairs that the encoder proposes, likewise

    def of(self, a: int, b: int) -> float:
        """The kinship of two sentences, by number, if one may be cited for the other."""
        same = self.recorded.get(_pair(a, b)) if self.recorded else None
        if same is not None and not self._one_text(a, b):
            return _SURE if same and may_agree(self.assertions[a], self.assertions[b]) else _CONFLICT
        return self._read(a, b)

    def may_be_same(self, a: int, b: int) -> bool:
        """Whether two sentences have enough in common to be one claim, if somebody says that they are."""
        return (
            self.index.cosine(a, b) >= (_TUNING.same_article if self.at_home(a, b) else _TUNING.weighed)
            and self.odds(a, b) >= _TUNING.believed
            and may_agree(self.assertions[a], self.assertions[b])
        )

    def _read(self, a: int, b: int) -> float:
        similarity = self.index.cosine(a, b)
        if self.at_home(a, b) and similarity < _TUNING.same_article:
            return _CONFLICT
        agreed = agree(self.assertions[a], self.assertions[b])
        if not agreed or filled_differently(self.passages[a].words, self.passages[b].words):
            return _SURE if self._one_text(a, b) else _CONFLICT
        if self.alike and _pair(a, b) in self.alike:  # they may tell one deed in words of which no table knows
            return self.odds(a, b) + _TUNING.found_alike
        if similarity < _TUNING.weighed:
            return self.odds(a, b)
        return self.odds(a, b) if one_predicate(self.predicates[a], self.predicates[b]) else _CONFLICT

    def odds(self, a: int, b: int) -> float:
        """How likely two sentences say the same, by their signals, even where they conflict."""
        a, b = _pair(a, b)
        known = self._known[a].get(b)
        if known is None:
            one_text = self._one_text(a, b)
            known = self._known[a][b] = _SURE if one_text else odds(self.signals(a, b), sameness_weights())
        return known

    def at_home(self, a: int, b: int) -> bool:
        """Whether two sentences are of one article."""
        return self._homes[a] == self._homes[b]

    @cached_property
    def _homes(self) -> Sequence[str]:
        return [p.article.id for p in self.passages]

    def _one_text(self, a: int, b: int) -> bool:
        alike = self.index.cosine(a, b) >= _TUNING.same_article
        return alike and folded(self.passages[a].words) == folded(self.passages[b].words)

    @cached_property
    def _known(self) -> Sequence[dict[int, float]]:
        """The odds that were worked out, for each sentence with later ones, because groups ask for a pair many times."""
        return [{} for _ in self.passages]

    def signals(self, a: int, b: int) -> frozenset[str]:
        """The signals of two sentences."""
        likest = (b in self._likest[a]) + (a in self._likest[b])
        a_is_short = len(self.passages[a].words) <= len(self.passages[b].words)
        short, long = (a, b) if a_is_short else (b, a)
        likeness = Likeness(self.index.cosine(a, b), self.index.covered(short, long), likest)
        return same_signals(self._told[a], self._told[b], likeness)

    @cached_property
    def _told(self) -> Sequence[Told]:
        return [Told(*row) for row in zip(self.passages, self.assertions, self.predicates, strict=True)]

    @cached_property
    def _likest(self) -> Sequence[frozenset[int]]:
        """The sentence of each other article that is most similar to each sentence."""
        return [frozenset(b for _, b in self.index.likest(a, self._homes).values()) for a in range(len(self._homes))]

    def mean(self, some: Sequence[int], others: Sequence[int]) -> float:
        """The mean kinship of two groups; less than any where two of their sentences conflict."""
        total = 0.0
        for i in some:
            for j in others:
                kinship = self.of(i, j)
                if kinship == _CONFLICT:
                    return kinship
                total += kinship
        return total / (len(some) * len(others))


def grouped(kinship: Kinship) -> list[list[int]]:
    """Groups of sentence numbers that say the same, in the order of their first sentence."""
    total = len(kinship.passages)
    weighed = ((kinship.of(a, b), a, b) for a, b in _proposed(kinship))
    likely = sorted((pair for pair in weighed if pair[0] >= _TUNING.same), key=lambda p: (-p[0], p[1], p[2]))
    home = list(range(total))
    groups: dict[int, list[int]] = {i: [i] for i in home}
    for _, a, b in likely:
        x, y = home[a], home[b]
        if x != y and kinship.mean(groups[x], groups[y]) >= _TUNING.same:
            keep, gone = min(x, y), max(x, y)
            groups[keep] = sorted(groups[keep] + groups.pop(gone))
            for i in groups[keep]:
                home[i] = keep
    return [groups[k] for k in sorted(groups)]


def _proposed(kinship: Kinship) -> Iterable[tuple[int, int]]:
    """Pairs of sentences that may say the same, the earlier one first, each once."""
    near = (
        (a, b)
        for a, links in enumerate(kinship.index.links)
        for b, alike in links.items()
        if b > a and alike >= _TUNING.weighed
    )
    told = {*(pair for pair, same in kinship.recorded.items() if same), *kinship.alike}
    return {*near, *told} if told else near


def claims_of(
    kinship: Kinship, groups: Sequence[Sequence[int]], weights: Sequence[float], independent_groups: Mapping[str, str]
) -> tuple[Claim, ...]:
    """Make the groups claims: the sentence to show, the facet, the support, and who says it among other things."""
    passages, besides = kinship.passages, _besides(kinship)
    out = []
    for group in groups:
        shown = max(group, key=lambda i: (weights[i] + _readable(passages[i]), -i))
        sentence = passages[shown].sentence
        sources = {independent_groups[passages[i].article.id] for i in group}
        # A sentence that one outlet took from another counts once, even if their articles are independent.
        independent = len(sources) > 1 and one_text([passages[i].words for i in group]) > 1
        also = sorted({j for i in group for j in besides[i]}.difference(group))
        every_source = {independent_groups[passages[i].article.id] for i in (*group, *also)}
        out.append(
            Claim(
                id=passages[shown].key,
                facet=sentence.facets[0] if sentence.facets else None,
                sentences=tuple(passages[i].id for i in (shown, *(i for i in group if i != shown))),
                shown=passages[shown].id,
                also=tuple(passages[i].id for i in also),
                support=Support.CORROBORATED if independent else Support.SINGLE,
                weight=round(max(weights[i] for i in group) + _TUNING.further_source * (len(every_source) - 1), 4),
            )
        )
    return tuple(out)


def _besides(kinship: Kinship) -> list[list[int]]:
    """For each sentence, those of other articles that likely say the same among other things."""
    found: list[list[int]] = [[] for _ in kinship.passages]
    for i, links in enumerate(kinship.index.links):
        for j, alike in links.items():
            if j > i and alike >= _TUNING.weighed and _abroad(kinship, i, j) >= _TUNING.also:
                found[i].append(j)
                found[j].append(i)
    return found


def _abroad(kinship: Kinship, i: int, j: int) -> float:
    """How likely two sentences of different articles say the same; for others less than any."""
    if kinship.at_home(i, j):
        return _CONFLICT
    fits = may_agree(kinship.assertions[i], kinship.assertions[j])
    return kinship.odds(i, j) if fits and may_be_one(kinship.predicates[i], kinship.predicates[j]) else _CONFLICT


def _readable(passage: Passage) -> float:
    """What showing this sentence of a claim gains: it names an actor, and it is not long."""
    count = len(passage.words.split())
    named = _TUNING.names_actor if passage.marked.names_in(passage.sentence) else 0.0
    return named - _TUNING.word_too_many * max(0, count - _TUNING.easy_words)
