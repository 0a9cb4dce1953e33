"""Sides: what a sentence says against another, and pairs so alike that what differs in them contradicts."""

from __future__ import annotations

from dataclasses import dataclass

from explainery.linking.assertions import Facts, dates_agree, filled_differently
from explainery.linking.disputes.stances import denied, opposites, stances, told_by
from explainery.linking.quantities import Figure, differ, figures, same_thing
from explainery.model import Passage

STRONG = frozenset({"denies", "disputes", "rejects", "untrue", "inflated", "none", "rates", "doubts"})
PUT = frozenset({"puts", "rates"})  # what gives a figure as a reckoning of its source
_ALIKE, _FRAMED = 0.45, 0.3  # likeness of two sentences that contradict by what differs; of two of one frame


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as a side of a disagreement.

    Attributes:
        passage: the sentence, where it stands.
        facts: what it commits itself to.
        stances: what it does to what others say.
        figures: what it counts.
        number: its number in the article, from 1.
        source: the words for whoever it gives as its source, as stems.
        denied: the stems of what it says is not so.
        opposites: its words that exclude others.
    """

    passage: Passage
    facts: Facts
    stances: frozenset[str]
    figures: tuple[Figure, ...]
    number: int
    source: frozenset[str]
    denied: frozenset[str]
    opposites: frozenset[int]

    @property
    def voice(self) -> str | None:
        """Who says it, quoted or not."""
        return self.passage.sentence.speaker or self.passage.sentence.voice

    @property
    def strong(self) -> int:
        """In how many ways it denies, disputes, doubts or corrects something."""
        return len(STRONG & self.stances)

    @property
    def force(self) -> int:
        """How much of an answer to something it is."""
        turning = ("turns" in self.stances) + ("replies" in self.stances)
        return 2 * self.strong + 2 * ("back" in self.stances) + turning


def said(passage: Passage, facts: Facts) -> Said:
    """A sentence as a side of a disagreement."""
    words = passage.words
    number = int(passage.id.rsplit(":", 1)[1])
    source = told_by(words)
    return Said(passage, facts, stances(words), figures(words), number, source, denied(words), opposites(words))


def sources(one: Said, two: Said) -> str:
    """Whether two sentences give different sources, one source, or not both a source."""
    if not one.source or not two.source:
        return "one" if one.source or two.source else "none"
    return "same" if one.source & two.source else "two"


def counted_apart(one: Said, two: Said) -> bool:
    """Whether two sentences count one thing, and no figure of one agrees with the other's."""
    pairs = [(f, g) for f in one.figures for g in two.figures if same_thing(f, g)]
    return bool(pairs) and all(differ(f, g) for f, g in pairs)


def dated_apart(one: Said, two: Said) -> bool:
    """Whether two sentences give one event different days; a day on which somebody spoke is no event's."""
    days = [{d for d in side.facts.dates if len(d) == len("2026-03-02")} for side in (one, two)]
    told = {"told", "asks"} & (one.stances | two.stances)
    return bool(days[0] and days[1] and not days[0] & days[1] and not told) and one.facts.negated == two.facts.negated


def certain(one: Said, two: Said, alike: float) -> bool:
    """Whether two sentences of different outlets are so alike that what differs in them contradicts."""
    if alike < _FRAMED:
        return False
    if not dates_agree(one.facts.dates, two.facts.dates):
        return alike >= _ALIKE and dated_apart(one, two)
    if one.facts.negated == two.facts.negated and filled_differently(one.passage.words, two.passage.words):
        return True
    if alike < _ALIKE or "asks" in one.stances | two.stances:
        return False
    if one.facts.denies != two.facts.denies:
        return True
    return one.facts.negated == two.facts.negated and counted_apart(one, two)
