"""Disagreements: sentences of different sources about one thing that cannot both be right.

Pairs of sentences that are near each other in an article, or similar in any articles, are weighed by their signals (see
`pair_features.py`). Each signal adds its weight from `disputes.tsv`, in hundredths of log odds, which
`tools/train_disputes.py` learns from the stories in `training/`. The likeliest pairs become disagreements, if they have
a ground (`grounds.py`) and the odds that it needs. Other sentences that state a side join it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from explainery.lexicon.tables import table_rows
from explainery.linking.assertions import Assertions
from explainery.linking.disputes.contradictions import Said, certain, said
from explainery.linking.disputes.grounds import Ground, ground_of, may_have_ground
from explainery.linking.disputes.pair_features import Meeting, pair_signals
from explainery.linking.similarity import Index, stems
from explainery.linking.tuning import TUNING
from explainery.model import Disagreement, Passage
from explainery.text import words

_TUNING = TUNING.disputes
_Sides = tuple[list[int], list[int]]  # the sentences of a disagreement's two sides, by number


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, by number, of which the second may contradict the first, and their signals.

    `ground`: why they may; None where they do not, whatever their odds. `certain`: they do, whatever their odds.
    """

    first: int
    answer: int
    signals: frozenset[str]
    certain: bool
    ground: Ground | None

    def odds(self, table: Mapping[str, int]) -> int:
        """How likely they contradict each other: log odds in hundredths, by the weights in `table`."""
        return table["bias"] + sum(table.get(s, 0) for s in self.signals)


@cache
def signal_weights() -> Mapping[str, int]:
    """The weight of each signal, in hundredths of log odds; `bias` always counts."""
    return MappingProxyType({name: int(value) for name, value in table_rows("linking/disputes/disputes.tsv")})


def disagreements_of(
    passages: Sequence[Passage],
    assertions: Sequence[Assertions],
    index: Index,
    independent_groups: Mapping[str, str],
    homes: Mapping[str, str],
) -> tuple[Disagreement, ...]:
    """The disagreements of a story, likeliest first. `homes`: sentence id -> claim id."""
    table, sides = signal_weights(), _sides(passages, assertions)
    told = [homes[p.id] for p in passages]
    proposed = (
        (i, j)
        for i, j in _proposed(passages, index)
        if told[i] != told[j] and may_have_ground(sides[i], sides[j], index.links[i].get(j, 0.0))
    )
    met = _met(proposed, sides, index, independent_groups)
    weighed = ((pair, pair.odds(table)) for pair in (m.pair() for m in met if m.ground is not None))
    return standing(weighed, passages, index, homes)


def standing(
    weighed: Iterable[tuple[Pair, int]], passages: Sequence[Passage], index: Index, homes: Mapping[str, str]
) -> tuple[Disagreement, ...]:
    """The disagreements among pairs with their odds (log odds in hundredths), likeliest first."""
    disputes: list[_Sides] = []
    for pair, odds in sorted(weighed, key=_likeliest_first):
        if pair.ground is None or not (pair.certain or odds >= pair.ground.least):
            continue
        if homes[passages[pair.first].id] == homes[passages[pair.answer].id]:
            continue
        touched = next((sides for sides in disputes if {pair.first, pair.answer} & {*sides[0], *sides[1]}), None)
        if touched:
            _join(touched, pair, passages, index)
        elif len(disputes) < _TUNING.most:
            disputes.append(([pair.first], [pair.answer]))
    return tuple(_shown(sides, passages, homes) for sides in disputes)


def _likeliest_first(weighed: tuple[Pair, int]) -> tuple[bool, int, int, int]:
    pair, odds = weighed
    return not pair.certain, -odds, pair.first, pair.answer


def pairs(
    passages: Sequence[Passage], assertions: Sequence[Assertions], index: Index, independent_groups: Mapping[str, str]
) -> Iterator[Pair]:
    """Every pair of sentences to weigh, also those without a ground: what is learnt, is learnt from all."""
    proposed, sides = _proposed(passages, index), _sides(passages, assertions)
    return (met.pair() for met in _met(proposed, sides, index, independent_groups))


@dataclass(frozen=True, slots=True)
class _Met:
    """Two sentences, by number, that meet. Their signals are worked out where somebody asks: they cost the most."""

    first: int
    answer: int
    meeting: Meeting
    certain: bool
    ground: Ground | None

    def pair(self) -> Pair:
        return Pair(self.first, self.answer, frozenset(pair_signals(self.meeting)), self.certain, self.ground)


def _sides(passages: Sequence[Passage], assertions: Sequence[Assertions]) -> list[Said]:
    return [said(p, asserted) for p, asserted in zip(passages, assertions, strict=True)]


def _met(
    proposed: Iterable[tuple[int, int]], sides: Sequence[Said], index: Index, independent_groups: Mapping[str, str]
) -> Iterator[_Met]:
    likest = cache(lambda sentence: _likest(index.links[sentence]))
    homes = [side.passage.article.id for side in sides]
    for i, j in proposed:
        first, answer = (i, j) if sides[j].force >= sides[i].force else (j, i)
        one, two = sides[first], sides[answer]
        one_group = independent_groups[homes[i]] == independent_groups[homes[j]]
        if homes[i] != homes[j] and one_group and not two.strong:
            continue  # an outlet's later report goes on from its earlier one
        similarity = index.links[i].get(j, 0.0)
        nearest = (first in likest(answer)) + (answer in likest(first))
        sure = not one_group and certain(one, two, similarity)
        meeting = Meeting(one, two, similarity, one_group, nearest)
        yield _Met(first, answer, meeting, sure, ground_of(one, two, sure=sure))


def _proposed(passages: Sequence[Passage], index: Index) -> Iterator[tuple[int, int]]:
    """Pairs that are near each other in an article, or similar, in order, the earlier sentence first."""
    homes = [p.article.id for p in passages]
    for i, links in enumerate(index.links):
        close = (j for j in range(i + 1, min(i + 1 + _TUNING.always_weighed, len(homes))) if homes[i] == homes[j])
        alike = (j for j, similarity in links.items() if j > i and similarity >= _TUNING.weighed)
        for j in sorted({*close, *alike}):
            yield i, j


def _likest(links: Mapping[int, float]) -> frozenset[int]:
    """The sentences most similar to one, given all that are like it with their similarity."""
    ranked = sorted((-similarity, other) for other, similarity in links.items())
    return frozenset(other for _, other in ranked[: _TUNING.likest])


def _join(sides: _Sides, pair: Pair, passages: Sequence[Passage], index: Index) -> None:
    """Add a sentence to a side if it also contradicts the other side and may state this one."""
    for first, second in ((pair.first, pair.answer), (pair.answer, pair.first)):
        for one, other in (sides, sides[::-1]):
            fits = first in one and second not in {*one, *other}
            if fits and any(_kin(second, k, passages, index) for k in other):
                other.append(second)


def _kin(a: int, b: int, passages: Sequence[Passage], index: Index) -> bool:
    """Whether two sentences may state one side, because they are similar or one source goes on."""
    a, b = min(a, b), max(a, b)
    x, y = passages[a], passages[b]
    goes_on = b - a == 1 and x.article.id == y.article.id and x.sentence.voice == y.sentence.voice is not None
    return goes_on or index.cosine(a, b) >= _TUNING.one_side


def _shown(sides: _Sides, passages: Sequence[Passage], homes: Mapping[str, str]) -> Disagreement:
    """A disagreement with every sentence of its sides' claims; the sentences that were weighed come first."""
    one, two = ([passages[i].id for i in side] for side in sides)
    claims = [{homes[s] for s in side} for side in (one, two)]
    for side, mine, other in ((one, claims[0], claims[1]), (two, claims[1], claims[0])):
        side += [s for s, home in homes.items() if home in mine - other and s not in side]
    return Disagreement(_about(passages[sides[0][0]], passages[sides[1][0]]), (tuple(one), tuple(two)))


def _about(x: Passage, y: Passage) -> str:
    """The subject of a disagreement: names and other words that both sides use, in the order of the first."""
    shared = set(stems(x.words)) & set(stems(y.words))
    names = {n.actor for n in x.marked.names_in(x.sentence)} & {n.actor for n in y.marked.names_in(y.sentence)}
    picked = [w for w in words(x.words) if set(stems(w)) & shared and not any(w in n for n in names)]
    return ", ".join(
        [*sorted(names)[: _TUNING.most_names], *dict.fromkeys(w.lower() for w in picked[: _TUNING.most_topic_words])]
    )
