"""Signals that two sentences contradict each other, in any kind of story.

A signal is a short text such as `answers denies near`: the second sentence denies something and is near the first.
The weight of each signal is learnt (`tools/train_disputes.py`) and listed in `disputes.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from explainery.linking.assertions import dates_agree, filled_differently
from explainery.linking.disputes.contradictions import PUT, Said, sources
from explainery.linking.disputes.stances import opposites
from explainery.linking.quantities import MONEY, Figure, differ, same_thing
from explainery.linking.tuning import TUNING

_ANSWERS = "denies disputes rejects untrue inflated unproved none nobody upholds replies doubts rates not turns".split()
_ASSERTS = "accuses told puts unnamed opponents office asks".split()
_BOTH_DENY = "denies disputes rejects untrue none".split()
_PEOPLE = frozenset({"dead", "hurt", "missing", "held", "crowd", "people", "jobs"})
_TUNING = TUNING.signals
_Stances = frozenset[str]
_REMEMBERED = 1 << 12  # pairs of sets of stances: sentences share a few such sets
_ALIKE = {
    strong: tuple((least, f"alike {least}{strong}") for least in _TUNING.similarity_steps) for strong in ("", " strong")
}
_SHARED = {near: tuple((least, f"shared {least} {near}") for least in _TUNING.shared_steps) for near in ("near", "far")}


@dataclass(frozen=True)
class Meeting:
    """Two sentences, of which `answer` may contradict `first`.

    Attributes:
        first: the sentence that may be contradicted.
        answer: the sentence that may contradict it.
        similarity: their similarity, 0 to 1.
        one_group: whether the articles of both count as one source.
        nearest: for how many of the two (0 to 2) the other is among the sentences most similar to it.
    """

    first: Said
    answer: Said
    similarity: float
    one_group: bool
    nearest: int

    @cached_property
    def place(self) -> str:
        """The position of the answer, relative to the first."""
        if self.first.passage.article.id != self.answer.passage.article.id:
            return "abroad"
        gap = self.answer.passage.number - self.first.passage.number
        if abs(gap) > _TUNING.near_sentences:
            return "far"
        return "before" if gap < 0 else "next" if gap == 1 else f"{gap} on"

    @cached_property
    def near(self) -> str:
        """Whether the two are "near" each other or "far"."""
        return _near(self.place)


def pair_signals(pair: Meeting) -> Iterator[str]:
    """The signals of a pair. A signal may come more than once."""
    yield from _answered(pair.first.stances, pair.answer.stances, (pair.first.strong, pair.answer.strong), pair.place)
    yield from _likeness(pair)
    yield from _denial(pair)
    yield from _subject(pair)
    yield from _voices(pair)
    yield from _figures(pair)
    yield from _judged(pair)
    if pair.near == "far":
        yield "one outlet" if pair.one_group else "two outlets"


@lru_cache(_REMEMBERED)
def _answered(first: _Stances, answer: _Stances, strong: tuple[int, int], place: str) -> tuple[str, ...]:
    """What the stances of both and the place of the answer show. `strong`: how many of each deny, doubt or correct."""
    near = _near(place)
    return (
        f"place {place}",
        *(f"answers {name} {near}" for name in _ANSWERS if name in answer),
        *(f"first {name}" for name in _ASSERTS if name in first),
        *(f"answer {name}" for name in _ASSERTS if name in answer),
        *(f"first {name} {near}" for name in _BOTH_DENY if name in first),
        *([f"points back {place}"] if "back" in answer else ()),
        *([f"turns {place}"] if "turns" in answer and not strong[1] else ()),
        f"answers strongly {min(strong[1], _TUNING.most_stances)} {near}",
        *([f"strong {place}"] if strong[1] else ()),
        *([f"one denies {near}"] if strong[1] and not strong[0] else ()),
    )


def _near(place: str) -> str:
    return "far" if place in {"abroad", "far"} else "near"


def _likeness(pair: Meeting) -> Iterator[str]:
    strong = " strong" if pair.answer.strong else ""
    yield from [signal for least, signal in _ALIKE[strong] if pair.similarity >= least]
    yield f"nearest {pair.nearest} {pair.near}"
    if strong:
        yield f"nearest {pair.nearest} {pair.near} strong"
    framed = pair.similarity >= _TUNING.framed and (pair.near == "near" or not pair.one_group)
    if framed and filled_differently(pair.first.passage.words, pair.answer.passage.words):
        yield f"frame {pair.near}"


def _denial(pair: Meeting) -> Iterator[str]:
    """Whether one says what the other denies, and whether their words exclude each other."""
    first, answer, near = pair.first, pair.answer, pair.near
    contradicted = len(answer.denied & first.assertions.stems)
    yield f"denied words {min(contradicted, _TUNING.most_denied)} {near}"
    if answer.denied:
        yield f"denied share {int(_TUNING.denied_parts * contradicted / len(answer.denied))} {near}"
    if before := len(first.denied & answer.assertions.stems):
        yield f"denied before {min(before, _TUNING.most_denied_before)} {near}"
    excluded = opposites(answer.passage.words)
    if any(-n in excluded for n in opposites(first.passage.words)):
        yield f"opposite words {near}"
        yield f"opposite words {pair.place} {sources(first, answer)}"
    yield f"negated {first.assertions.negated != answer.assertions.negated} {near}"


def _subject(pair: Meeting) -> Iterator[str]:
    one, two = pair.first.assertions, pair.answer.assertions
    share = len(one.stems & two.stems) / max(1, min(len(one.stems), len(two.stems)))
    yield from [signal for least, signal in _SHARED[pair.near] if share >= least]
    yield f"names shared {min(_TUNING.most_names, len(one.actors & two.actors))} {pair.near}"
    if _strangers(pair):
        yield f"names apart {pair.near}"
    if not dates_agree(one.dates, two.dates):
        yield "other dates"
        yield f"other dates {pair.near} {'shared' if share >= _TUNING.shared_steps[1] else 'not shared'}"


def _strangers(pair: Meeting) -> bool:
    """Whether both sentences name actors and share none."""
    one, two = pair.first.assertions.actors, pair.answer.assertions.actors
    return bool(one and two and not one & two)


def _voices(pair: Meeting) -> Iterator[str]:
    first, answer = pair.first, pair.answer
    a, b = first.voice, answer.voice
    kind = ("same" if a == b else "two") if a and b else "one" if a or b else "none"
    strong = " strong" if answer.strong else ""
    for end in dict.fromkeys((pair.near, pair.near + strong)):
        yield f"voices {kind} {end}"
        yield f"sources {sources(first, answer)} {end}"
    if answer.source & (first.assertions.stems - first.source):
        yield f"answers for itself {pair.near}{strong}"
    if first.source & (answer.assertions.stems - answer.source):
        yield f"names whom it answers {pair.near}{strong}"


def _figures(pair: Meeting) -> Iterator[str]:
    """Whether the figures differ that share most in what they count."""
    both = _both_count(pair)
    if not both:
        return
    most = max(_in_common(f, g) for f, g in both)
    likest = [(f, g) for f, g in both if _in_common(f, g) == most]
    apart = [(f, g) for f, g in likest if differ(f, g)]
    if len(apart) < len(likest):
        yield f"figures agree {pair.near}"
        return
    yield f"figures differ {'all' if all(differ(f, g) for f, g in both) else 'partly'} {pair.near}"
    yield f"figures differ around {min(most, _TUNING.most_shared_words)} {pair.near}"
    yield from _differing(*apart[0], pair)


def _both_count(pair: Meeting) -> list[tuple[Figure, Figure]]:
    """Pairs of figures that count the same thing. In sentences near each other, any two estimated sums of money do."""
    reckoned = pair.near == "near" and bool(PUT & pair.first.stances and PUT & pair.answer.stances)
    every = ((f, g) for f in pair.first.figures for g in pair.answer.figures)
    return [(f, g) for f, g in every if same_thing(f, g) or (reckoned and f.kind == g.kind == MONEY)]


def _in_common(a: Figure, b: Figure) -> int:
    return len(a.counts & b.counts) + len(a.around & b.around)


def _differing(f: Figure, g: Figure, pair: Meeting) -> Iterator[str]:
    source = sources(pair.first, pair.answer)
    yield f"figures differ {f.kind} {pair.near}"
    yield f"figures differ sources {source} {pair.place}"
    yield f"figures differ {f.kind} sources {source} {pair.near}"
    reckoned = len(PUT & pair.first.stances) + len(PUT & pair.answer.stances)
    yield f"figures differ put {min(_TUNING.most_reckoned, reckoned)} {pair.near}"
    if _strangers(pair):
        yield f"figures differ names apart {pair.near}"
    if not (f.around & g.around):
        yield f"figures differ nothing around {pair.near}"
    if len(pair.first.figures) == len(pair.answer.figures) == 1:
        yield f"figures differ alone {pair.near}"
    if f.counts & g.counts & _PEOPLE:
        yield f"figures differ those counted {pair.near}"
    ratio = max(f.high, g.high) / max(1e-9, min(f.high, g.high))
    size = "small" if ratio < _TUNING.close_figures else "middle" if ratio < _TUNING.distant_figures else "great"
    yield f"figures ratio {size} {pair.near}"


def _judged(pair: Meeting) -> Iterator[str]:
    first, answer = pair.first, pair.answer
    if not any(a in first.stances and b in answer.stances for a, b in (("glad", "sorry"), ("sorry", "glad"))):
        return
    yield f"judged oppositely {pair.near}"
    if first.voice and answer.voice and first.voice != answer.voice:
        yield f"judged oppositely by two {pair.near}"
