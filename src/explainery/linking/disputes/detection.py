"""Disagreements: sentences of different sources about one thing that cannot both be so.

Sentences that stand near each other in an article, or are alike in any, are weighed in pairs (see
`pair_features.py`): each signal adds its weight, from `disputes.tsv`, in hundredths of log odds, learnt by
`tools/train_disputes.py` from the stories in `training/`. The likeliest pairs are kept, the first of a story on less
than those after it, since readers see them on the story's front page; further sentences that state a side join it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from explainery.lexicon.tables import table_rows
from explainery.linking.assertions import Facts
from explainery.linking.disputes.contradictions import Said, certain, said
from explainery.linking.disputes.pair_features import Meeting, signals
from explainery.linking.similarity import Index, stems
from explainery.model import Disagreement, Passage
from explainery.text import words

_FIRST, _FURTHER = -265, -190  # log odds in hundredths from which a story's first, and a further, pair stands
_MOST = 3  # disagreements of a story
_NEAR = 3  # sentences of one article this near are always weighed
_ALIKE = 0.08  # others only where they are alike
_KIN = 0.12  # likeness from which two sentences may state one side
_LIKEST = 3
_Sides = tuple[list[int], list[int]]  # the sentences of a disagreement's two sides, by number


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, by number, of which the second may contradict the first, and the signals that it does."""

    first: int
    answer: int
    signals: frozenset[str]
    certain: bool

    def odds(self, table: Mapping[str, int]) -> int:
        """How likely they contradict each other, by the weights of `table`: log odds in hundredths."""
        return table["bias"] + sum(table.get(s, 0) for s in self.signals)


@cache
def weights() -> Mapping[str, int]:
    """What each signal counts for; `bias` counts always."""
    return MappingProxyType({name: int(value) for name, value in table_rows("linking/disputes/disputes.tsv")})


def disagreements_of(
    passages: Sequence[Passage],
    facts: Sequence[Facts],
    index: Index,
    voices: Mapping[str, str],
    homes: Mapping[str, str],
) -> tuple[Disagreement, ...]:
    """The disagreements of a story, likeliest first. `homes`: sentence id -> claim id."""
    table = weights()
    weighed = ((p, p.odds(table)) for p in pairs(passages, facts, index, voices))
    return standing(weighed, passages, index, homes)


def standing(
    weighed: Iterable[tuple[Pair, int]], passages: Sequence[Passage], index: Index, homes: Mapping[str, str]
) -> tuple[Disagreement, ...]:
    """The disagreements that pairs with their odds make, likeliest first."""
    disputes: list[_Sides] = []
    for pair, odds in sorted(weighed, key=_likeliest_first):
        if not pair.certain and odds < _FIRST:
            break
        if homes[passages[pair.first].id] == homes[passages[pair.answer].id]:
            continue
        touched = next((sides for sides in disputes if {pair.first, pair.answer} & {*sides[0], *sides[1]}), None)
        if touched:
            _join(touched, pair, passages, index)
        elif len(disputes) < _MOST and (pair.certain or not disputes or odds >= _FURTHER):
            disputes.append(([pair.first], [pair.answer]))
    return tuple(_shown(sides, passages, homes) for sides in disputes)


def _likeliest_first(weighed: tuple[Pair, int]) -> tuple[bool, int, int, int]:
    pair, odds = weighed
    return not pair.certain, -odds, pair.first, pair.answer


def pairs(
    passages: Sequence[Passage], facts: Sequence[Facts], index: Index, voices: Mapping[str, str]
) -> Iterator[Pair]:
    """Every pair of sentences that is worth weighing."""
    sides = [said(p, f) for p, f in zip(passages, facts, strict=True)]
    alike = {(i, j): index.cosine(i, j) for i in range(len(sides)) for j in index.near(i)}
    likest = _likest(alike)
    for i, j in _proposed(sides, alike):
        first, answer = (i, j) if sides[j].force >= sides[i].force else (j, i)
        one, two = sides[first], sides[answer]
        one_voice = voices[one.passage.article.id] == voices[two.passage.article.id]
        abroad = one.passage.article.id != two.passage.article.id
        if abroad and one_voice and not two.strong:
            continue  # an outlet's later report goes on from its earlier one
        likeness = alike.get((i, j), 0.0)
        nearest = (first in likest[answer]) + (answer in likest[first])
        present = frozenset(signals(Meeting(one, two, likeness, one_voice, nearest)))
        yield Pair(first, answer, present, not one_voice and certain(one, two, likeness))


def _proposed(sides: Sequence[Said], alike: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs that stand near each other or are alike, the earlier sentence first."""
    near = ((i, j) for i in range(len(sides)) for j in range(i + 1, min(i + 1 + _NEAR, len(sides))))
    close = {(i, j) for i, j in near if sides[i].passage.article.id == sides[j].passage.article.id}
    return sorted(close | {pair for pair, likeness in alike.items() if likeness >= _ALIKE})


def _likest(alike: Mapping[tuple[int, int], float]) -> Mapping[int, frozenset[int]]:
    """The sentences most like each sentence."""
    around: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (i, j), likeness in alike.items():
        around[i].append((-likeness, j))
        around[j].append((-likeness, i))
    best = {i: frozenset(k for _, k in sorted(others)[:_LIKEST]) for i, others in around.items()}
    return defaultdict(frozenset, best)


def _join(sides: _Sides, pair: Pair, passages: Sequence[Passage], index: Index) -> None:
    """Add to a side the sentence that contradicts the other side, too, where it says what the side says."""
    for first, second in ((pair.first, pair.answer), (pair.answer, pair.first)):
        for one, other in (sides, sides[::-1]):
            fits = first in one and second not in {*one, *other}
            if fits and any(_kin(second, k, passages, index) for k in other):
                other.append(second)


def _kin(a: int, b: int, passages: Sequence[Passage], index: Index) -> bool:
    """Whether two sentences may state one side: they are alike, or one source goes on."""
    a, b = min(a, b), max(a, b)
    x, y = passages[a], passages[b]
    goes_on = b - a == 1 and x.article.id == y.article.id and x.sentence.voice == y.sentence.voice is not None
    return goes_on or index.cosine(a, b) >= _KIN


def _shown(sides: _Sides, passages: Sequence[Passage], homes: Mapping[str, str]) -> Disagreement:
    """A disagreement with every sentence of its sides' claims, the sentences that made it first."""
    one, two = ([passages[i].id for i in side] for side in sides)
    claims = [{homes[s] for s in side} for side in (one, two)]
    for side, mine, other in ((one, claims[0], claims[1]), (two, claims[1], claims[0])):
        side += [s for s, home in homes.items() if home in mine - other and s not in side]
    return Disagreement(_about(passages[sides[0][0]], passages[sides[1][0]]), (tuple(one), tuple(two)))


def _about(x: Passage, y: Passage) -> str:
    """The words that both sides use, in the order of the first: what they disagree about."""
    shared = set(stems(x.words)) & set(stems(y.words))
    names = {n.actor for n in x.marked.names_in(x.sentence)} & {n.actor for n in y.marked.names_in(y.sentence)}
    picked = [w for w in words(x.words) if set(stems(w)) & shared and not any(w in n for n in names)]
    return ", ".join([*sorted(names)[:2], *dict.fromkeys(w.lower() for w in picked[:4])])
