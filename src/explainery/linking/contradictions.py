"""How likely two sentences are to contradict each other, from signals that any kind of story has.

A signal is a short text ("answers: denies, next sentence"). What each counts for was learnt from stories that we
wrote and labelled ourselves, and is listed here by hand in hundredths.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainery.linking.facts import Facts, dates_agree, filled_differently
from explainery.linking.figures import MONEY, Figure, differ, figures, same_thing
from explainery.linking.stances import stances, told_by
from explainery.model import Passage

_ANSWERS = ("denies", "disputes", "rejects", "untrue", "inflated", "unproved", "none", "nobody", "upholds", "replies", "doubts", "rates", "not", "turns")
_STRONG = frozenset({"denies", "disputes", "rejects", "untrue", "inflated", "none", "rates", "doubts"})
_ASSERTS = ("accuses", "told", "puts", "unnamed", "opponents", "office")
_ALIKE = (0.05, 0.1, 0.15, 0.2, 0.28, 0.4)
_SHARED = (0.1, 0.2, 0.35)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as a side of a disagreement: what it does, what it counts, who says it, where."""

    passage: Passage
    facts: Facts
    stances: frozenset[str]
    figures: tuple[Figure, ...]
    number: int
    source: frozenset[str] = frozenset()

    @property
    def voice(self) -> str | None:
        """Who says it, quoted or not."""
        return self.passage.sentence.speaker or self.passage.sentence.voice


def said(passage: Passage, facts: Facts) -> Said:
    """A sentence as a side of a disagreement."""
    words = passage.words
    return Said(passage, facts, stances(words), figures(words), int(passage.id.rsplit(":", 1)[1]), told_by(words))


def answers(first: Said, second: Said) -> bool:
    """Whether the second of two sentences is the answer: it denies more, or as much and stands later."""
    return _force(second) >= _force(first)


def _force(one: Said) -> int:
    return 2 * len(_STRONG & one.stances) + 2 * ("back" in one.stances) + ("turns" in one.stances) + ("replies" in one.stances)


def signals(first: Said, answer: Said, alike: float, *, one_voice: bool, nearest: int = 0) -> Iterator[str]:
    """The signals of a pair: `answer` is what may contradict `first`; `alike` is their likeness, 0 to 1."""
    place = _place(first, answer)
    yield f"place {place}"
    near = "near" if place not in ("abroad", "far") else "far"
    for name in _ANSWERS:
        if name in answer.stances:
            yield f"answers {name} {near}"
    strong = len(_STRONG & answer.stances)
    yield f"answers strongly {min(strong, 3)} {near}"
    if strong:
        yield f"strong {place}"
    if "back" in answer.stances:
        yield f"points back {place}"
    if not strong and "turns" in answer.stances:
        yield f"turns {place}"
    for name in _ASSERTS:
        if name in first.stances:
            yield f"first {name}"
        if name in answer.stances:
            yield f"answer {name}"
    for name in ("denies", "disputes", "rejects", "untrue", "none"):
        if name in first.stances:
            yield f"first {name} {near}"
    if strong and not _STRONG & first.stances:
        yield f"one denies {near}"
    if "asks" in first.stances:
        yield "first asks"
    if "asks" in answer.stances:
        yield "answer asks"
    yield from (f"alike {c}{'+strong' if strong else ''}" for c in _ALIKE if alike >= c)
    yield f"nearest {nearest} {near}"
    if strong:
        yield f"nearest {nearest} {near} strong"
    yield from _subject(first, answer, near)
    yield from _voices(first, answer, near)
    yield from _figures(first, answer, near)
    yield from _judged(first, answer, near)
    if not one_voice or near == "near":
        if filled_differently(first.passage.words, answer.passage.words) and alike >= _ALIKE[3]:
            yield f"frame {near}"
    if near == "far":
        yield "one outlet" if one_voice else "two outlets"


def _place(first: Said, answer: Said) -> str:
    if first.passage.article.id != answer.passage.article.id:
        return "abroad"
    gap = answer.number - first.number
    same = first.passage.sentence.paragraph == answer.passage.sentence.paragraph
    if gap == 1:
        return "next"
    if gap in (2, 3):
        return f"{gap} on"
    if gap in (-1, -2, -3):
        return "before"
    return "far"


def _subject(first: Said, answer: Said, near: str) -> Iterator[str]:
    mine, theirs = answer.facts.stems, first.facts.stems
    share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    yield from (f"shared {s} {near}" for s in _SHARED if share >= s)
    names = first.facts.actors & answer.facts.actors
    yield f"names shared {min(2, len(names))} {near}"
    if not dates_agree(first.facts.dates, answer.facts.dates):
        yield "other dates"
    yield f"negated {first.facts.negated != answer.facts.negated} {near}"


def _voices(first: Said, answer: Said, near: str) -> Iterator[str]:
    a, b = first.voice, answer.voice
    kind = "none" if not a and not b else "one" if not a or not b else "same" if a == b else "two"
    source = sources(first, answer)
    yield f"voices {kind} {near}"
    yield f"sources {source} {near}"
    strong = bool(_STRONG & answer.stances)
    if strong:
        yield f"voices {kind} strong {near}"
        yield f"sources {source} strong {near}"
    if answer.source & (first.facts.stems - first.source):
        yield f"answers for itself {near}{' strong' if strong else ''}"
    if first.source & (answer.facts.stems - answer.source):
        yield f"names whom it answers {near}{' strong' if strong else ''}"


def sources(first: Said, answer: Said) -> str:
    """Whether two sentences give different sources, one source, or not both a source."""
    if not first.source or not answer.source:
        return "one" if first.source or answer.source else "none"
    return "same" if first.source & answer.source else "two"


def _figures(first: Said, answer: Said, near: str) -> Iterator[str]:
    pairs = [(f, g) for f in first.figures for g in answer.figures if same_thing(f, g)]
    if not pairs:
        return
    apart = [(f, g) for f, g in pairs if differ(f, g)]
    agree = [(f, g) for f, g in pairs if not differ(f, g)]
    if apart and not agree:
        kind = apart[0][0].kind
        yield f"figures differ {kind} {near}"
        around = max(len(f.around & g.around) for f, g in apart)
        yield f"figures differ around {min(around, 4)} {near}"
        yield f"figures differ {len(apart)} {near}" if len(apart) < 3 else f"figures differ many {near}"
        if {"puts", "rates"} & (first.stances | answer.stances):
            yield f"figures differ put {near}"
        if {"puts", "rates"} & answer.stances and {"puts", "rates"} & first.stances:
            yield f"figures differ both put {near}"
        source = sources(first, answer)
        yield f"figures differ sources {source} {_place(first, answer)}"
        yield f"figures differ {kind} sources {source} {near}"
        groups = apart[0][0].counts & apart[0][1].counts & {"dead", "hurt", "missing", "held", "crowd", "people", "jobs"}
        if groups:
            yield f"figures differ {'+'.join(sorted(groups)[:1])}"
        ratio = max(apart[0][0].high, apart[0][1].high) / max(1e-9, min(apart[0][0].high, apart[0][1].high))
        yield f"figures ratio {'small' if ratio < 1.6 else 'middle' if ratio < 6 else 'great'} {near}"
    elif agree and not apart:
        yield f"figures agree {near}"
    else:
        yield f"figures mixed {near}"


def _judged(first: Said, answer: Said, near: str) -> Iterator[str]:
    if ("glad" in first.stances and "sorry" in answer.stances) or ("sorry" in first.stances and "glad" in answer.stances):
        yield f"judged oppositely {near}"
        if first.voice and answer.voice and first.voice != answer.voice:
            yield f"judged oppositely by two {near}"
