"""Sides of a disagreement, and pairs so similar that their differences contradict each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from explainery.linking.assertions import Assertions, dates_agree, filled_differently
from explainery.linking.disputes.stances import denied, stances, told_by
from explainery.linking.quantities import Figure, differ, figures, same_thing
from explainery.linking.tuning import TUNING
from explainery.model import Passage

STRONG = frozenset({"denies", "disputes", "rejects", "untrue", "inflated", "none", "rates", "doubts"})
PUT = frozenset({"puts", "rates"})  # stances that give a figure as a source's estimate


@dataclass(frozen=True)
class Said:
    """A sentence as a side of a disagreement.

    Attributes:
        passage: the sentence.
        assertions: what it asserts.
        stances: how it answers what others say, by name.
        figures: its figures.
        voice: who says it, quoted or not.
        strong: the number of its stances that deny, dispute, doubt or correct something.
        force: how much it looks like an answer.
    """

    passage: Passage
    assertions: Assertions
    stances: frozenset[str]
    figures: tuple[Figure, ...]
    voice: str | None
    strong: int = field(init=False)
    force: int = field(init=False)

    def __post_init__(self) -> None:
        """Weighs its stances once, because it meets many sentences."""
        turning = ("turns" in self.stances) + ("replies" in self.stances)
        back = "back" in self.stances
        object.__setattr__(self, "strong", len(STRONG & self.stances))
        force = TUNING.signals.strong_force * self.strong + TUNING.signals.back_force * back + turning
        object.__setattr__(self, "force", force)

    # Only sentences that may contradict another are asked for these, and most may not.
    @cached_property
    def source(self) -> frozenset[str]:
        """The stems of the words for its source, if it names one."""
        return told_by(self.passage.words)

    @cached_property
    def denied(self) -> frozenset[str]:
        """The stems of what it denies."""
        return denied(self.passage.words)


def said(passage: Passage, assertions: Assertions) -> Said:
    """Make a sentence a side of a disagreement."""
    words = passage.words
    voice = passage.sentence.speaker or passage.sentence.voice
    return Said(passage, assertions, stances(words), figures(words), voice)


def sources(one: Said, two: Said) -> str:
    """The sources that two sentences give: "two" different ones, the "same", only "one" of them, or "none"."""
    if not one.source or not two.source:
        return "one" if one.source or two.source else "none"
    return "same" if one.source & two.source else "two"


def counted_apart(one: Said, two: Said) -> bool:
    """Whether two sentences count the same thing, and none of their figures agree."""
    if not one.figures or not two.figures:
        return False
    pairs = [(f, g) for f in one.figures for g in two.figures if same_thing(f, g)]
    return bool(pairs) and all(differ(f, g) for f, g in pairs)


def dated_apart(one: Said, two: Said) -> bool:
    """Whether two sentences give one event different days. The day on which someone spoke does not count."""
    days = [{d for d in side.assertions.dates if len(d) == len("2026-03-02")} for side in (one, two)]
    speaking = {"told", "asks"} & (one.stances | two.stances)
    return (
        bool(days[0] and days[1] and not days[0] & days[1] and not speaking)
        and one.assertions.negated == two.assertions.negated
    )


def certain(one: Said, two: Said, similarity: float) -> bool:
    """Whether two sentences of different outlets are so similar that their differences contradict each other."""
    if similarity < TUNING.disputes.certain_framed:
        return False
    if not dates_agree(one.assertions.dates, two.assertions.dates):
        return similarity >= TUNING.disputes.certain and dated_apart(one, two)
    if one.assertions.negated == two.assertions.negated and filled_differently(one.passage.words, two.passage.words):
        return True
    if similarity < TUNING.disputes.certain or "asks" in one.stances | two.stances:
        return False
    if one.assertions.denies != two.assertions.denies:
        return True
    return one.assertions.negated == two.assertions.negated and counted_apart(one, two)
