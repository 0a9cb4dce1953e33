"""Sameness: how likely two sentences of different articles say the same, by what they share and where they differ.

A signal is a short text such as `deeds 2`: the two tell two deeds alike. Each adds its weight from `sameness.tsv`, in
hundredths of log odds, which `tools/train_claims.py` learns from the stories in `training/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from explainery.lexicon.tables import table_rows
from explainery.linking.assertions import Assertions, dates_agree
from explainery.linking.predicates import Predicate, counted_alike
from explainery.linking.tuning import TUNING
from explainery.model import Passage

_TUNING = TUNING.sameness
_ALIKE = tuple((least, f"alike {least}") for least in _TUNING.similarity_steps)
_COVERED = tuple((least, f"covered {least}") for least in _TUNING.covered_steps)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with what it asserts and says."""

    passage: Passage
    assertions: Assertions
    predicate: Predicate


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two sentences are.

    Attributes:
        similarity: their similarity, 0 to 1.
        covered: how much of the shorter is in the other, 0 to 1.
        likest: for how many of the two (0 to 2) the other is the likest sentence of its article.
    """

    similarity: float
    covered: float
    likest: int


@cache
def sameness_weights() -> Mapping[str, int]:
    """The weight of each signal, in hundredths of log odds; `bias` always counts."""
    return MappingProxyType({name: int(value) for name, value in table_rows("linking/sameness.tsv")})


def odds(signals: frozenset[str], table: Mapping[str, int]) -> int:
    """How likely two sentences with these signals say the same: log odds in hundredths."""
    return table["bias"] + sum(table.get(s, 0) for s in signals)


def same_signals(one: Told, two: Told, likeness: Likeness) -> frozenset[str]:
    """The signals of two sentences."""
    return frozenset((*_alike(likeness), *_said(one, two), *_asserted(one, two), *_placed(one, two)))


def _alike(likeness: Likeness) -> Iterator[str]:
    yield from (signal for least, signal in _ALIKE if likeness.similarity >= least)
    yield from (signal for least, signal in _COVERED if likeness.covered >= least)
    yield f"likest {likeness.likest}"


def _said(one: Told, two: Told) -> Iterator[str]:
    a, b = one.predicate, two.predicate
    deeds = a.deeds & b.deeds
    told = {deed.removeprefix("not ") for deed in deeds}
    things = sum(not a.things[t] & told for t in a.things.keys() & b.things.keys())
    yield f"deeds {min(len(deeds), _TUNING.most_deeds)}"
    yield f"things {min(things, _TUNING.most_things)}"
    if not deeds and a.deeds and b.deeds:
        yield "deeds apart"
    counted = counted_alike(a.figures, b.figures)
    if counted is not None:
        yield "counted alike" if counted else "counted apart"


def _asserted(one: Told, two: Told) -> Iterator[str]:
    a, b = one.assertions, two.assertions
    if a.actors and b.actors:
        yield "names apart" if a.actors.isdisjoint(b.actors) else "names shared"
    if a.numbers and b.numbers:
        yield "numbers apart" if a.numbers.isdisjoint(b.numbers) else "numbers shared"
    if a.dates and b.dates:
        yield "dates agree" if dates_agree(a.dates, b.dates) else "dates apart"
    if a.negated != b.negated:
        yield "negated apart"
    if a.denies != b.denies or a.refuses != b.refuses:
        yield "denied apart"


def _placed(one: Told, two: Told) -> Iterator[str]:
    x, y = one.passage.sentence, two.passage.sentence
    if set(x.facets) & set(y.facets):
        yield "one page"
    if max(x.number, y.number) <= _TUNING.first_sentences:
        yield "both first"
    if x.voice and y.voice:
        yield "one voice" if x.voice == y.voice else "two voices"
    elif x.voice or y.voice:
        yield "voice and none"
