"""Assertions: the actors a sentence names, what it counts, its dates, and whether it denies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from explainery.lexicon.numbers import ONES, TENS
from explainery.lexicon.reporting_verbs import DENYING
from explainery.lexicon.stems import STOP_WORDS
from explainery.linking.similarity import stems
from explainery.linking.tuning import REMEMBERED, TUNING
from explainery.model import Passage
from explainery.patterns import regex
from explainery.story_memory import remembered
from explainery.text import folded

_TUNING = TUNING.claims
_NUMBER = regex(r"(?<![\w.])[$€£¥]?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|per ?cent|thousand|million|billion|trillion|bn|m)\b)?")
_SPELLED_OUT = (
    *(*ONES[1:], *TENS),  # "one" says little of how many
    *("dozens?", "hundreds?", "thousands?", "tens of (?:thousands|millions)", "millions"),
)
_SPELLED = regex(rf"\b({'|'.join(_SPELLED_OUT)})\b")
_UNIT = regex(rf"(?:\d[\d,.]*|{_SPELLED.pattern})\s+(?:(?:million|billion|thousand|hundred)\s+)?(?P<unit>[a-z]{{3,}})")
_ANY_UNIT = {"percent", "per", "million", "billion", "thousand", "times", "dollars", "euros", "pounds"}  # of anything
_NUMBER_WORDS = frozenset((*ONES[1:], *TENS, *"dozen dozens hundred hundreds thousand thousands millions".split()))
_NEGATIONS = frozenset((*"not no never none nobody nothing neither nor without cannot unlikely".split(), *DENYING))
_SHORT_NOT = regex(r"n't\b")
_RUN = regex(r"\w+")
_DIGIT = regex(r"\d")
_FRAME = regex(r"\b(?:last|first|only|largest|biggest|latest|main|oldest|youngest|total|number|toll|cause|winner)\b")
_SLOT = regex(r"\b(?:was|were|is|are)\b(.*)$")
_REFUSAL = regex(r"\b(?:refus\w+|declin(?:ed|es|ing)|turn(?:s|ed|ing)? down|rebuff\w*|spurn\w*|ruled out)\b")
_REFUSALS = ("refus", "declin", "turn", "rebuff", "spurn", "ruled out")  # what a refusal begins with
_DENIALS = frozenset((*DENYING, "baseless", "untrue", "false"))


@dataclass(frozen=True, slots=True)
class Assertions:
    """The parts on which two sentences must agree if they say the same.

    Attributes:
        actors: the actors that it names.
        numbers: its numbers, without years and days of dates.
        dates: its dates.
        negated: whether it denies, or contains a negation.
        denies: whether it denies.
        stems: the stems of its content words.
        counted: what its figures count.
        refuses: whether it tells of a refusal.
    """

    actors: frozenset[str]
    numbers: frozenset[str]
    dates: frozenset[str]
    negated: bool
    denies: bool
    stems: frozenset[str]
    counted: frozenset[str] = frozenset()
    refuses: bool = False


def assertions_of(passage: Passage) -> Assertions:
    """The assertions of one sentence."""
    text = folded(passage.words)
    runs = frozenset(_RUN.findall(text))
    names = passage.marked.names_in(passage.sentence)
    dates = frozenset(d.value for d in passage.marked.dates_in(passage.sentence))
    years = {d[:4] for d in dates}
    days = {str(int(d[8:10])) for d in dates if len(d) == len("2023-09-11")}
    counts = _DIGIT.search(text) is not None or not runs.isdisjoint(_NUMBER_WORDS)  # half of all sentences do not
    return Assertions(
        actors=frozenset(n.actor for n in names),
        numbers=frozenset(_numbers(text) - years - days) if counts else frozenset(),
        dates=dates,
        negated=_negated(text, runs),
        denies=not runs.isdisjoint(_DENIALS),
        stems=frozenset(stems(passage.words)),
        counted=frozenset(units(passage.words)) if counts else frozenset(),
        refuses=any(start in text for start in _REFUSALS) and _REFUSAL.search(text) is not None,
    )


def _numbers(text: str) -> set[str]:
    """The numbers of a sentence, folded."""
    return {re.sub(r"[\s,]", "", n) for n in _NUMBER.findall(text)} | set(_SPELLED.findall(text))


def negated(text: str) -> bool:
    """Whether a sentence denies, or contains "not", "no" or "never"."""
    line = folded(text)
    return _negated(line, frozenset(_RUN.findall(line)))


def _negated(text: str, runs: frozenset[str]) -> bool:
    return not runs.isdisjoint(_NEGATIONS) or _SHORT_NOT.search(text) is not None


def dates_agree(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of dates agree: one is empty, or a date is part of another ("2019", "2019-04-25")."""
    if not a or not b:
        return True
    return any(x.startswith(y) or y.startswith(x) for x in a for y in b)


def numbers_conflict(a: Assertions, b: Assertions) -> bool:
    """Whether two sentences count the same thing ("11 days", "9 days") and share no figure."""
    return bool(a.numbers and b.numbers and not a.numbers & b.numbers and a.counted & b.counted)


def filled_differently(one: str, two: str) -> bool:
    """Whether two sentences use one frame ("the last trip was ...") and fill it with different words."""
    mine, other = _frame(one), _frame(two)
    if not mine.words & other.words or not (mine.filling and other.filling):
        return False
    shared = len(mine.filling & other.filling)
    return shared < _TUNING.filling_share * min(len(mine.filling), len(other.filling))


@dataclass(frozen=True, slots=True)
class _Frame:
    """The words of a sentence's frame ("last", "number"), and the stems of what fills it."""

    words: frozenset[str]
    filling: frozenset[str]


@remembered(REMEMBERED)  # a sentence meets many others
def _frame(text: str) -> _Frame:
    line = folded(text)
    words = frozenset(_FRAME.findall(line))
    slot = _SLOT.search(line) if words else None
    return _Frame(words, frozenset(stems(slot[1])) if slot else frozenset())


def units(text: str) -> set[str]:
    """The words for what a sentence's figures count: "eleven days" counts days."""
    return {m["unit"] for m in _UNIT.finditer(folded(text))} - STOP_WORDS - _ANY_UNIT
