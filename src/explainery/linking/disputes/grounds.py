"""Grounds: why two sentences may stand as a disagreement at all; without one they do not, whatever their odds.

Two voices on one subject cannot both be right where one denies what the other says, or both count one thing at one time
and come to different figures. Two denials, one person twice, the same news twice, and a figure that a later article
overtakes are no disagreement.
"""

from __future__ import annotations

from enum import Enum

from explainery.linking.assertions import dates_agree
from explainery.linking.disputes.contradictions import STRONG, Said, counted_apart
from explainery.linking.tuning import TUNING

_TUNING = TUNING.disputes
_DENYING = STRONG - {"rates"}
_ASSERTS = frozenset({"told", "accuses", "puts"})


class Ground(Enum):
    """Why two sentences may be a disagreement; each needs odds of its own."""

    DENIAL = "denial"  # the second answers the first and denies it
    FIGURES = "figures"  # both count one thing at one time
    ACCOUNTS = "accounts"  # two voices tell one thing otherwise

    @property
    def least(self) -> int:
        """The log odds in hundredths from which such a pair is a disagreement."""
        by_ground = {
            Ground.DENIAL: _TUNING.denial,
            Ground.FIGURES: _TUNING.figures,
            Ground.ACCOUNTS: _TUNING.accounts,
        }
        return by_ground[self]


def ground_of(first: Said, answer: Said, *, sure: bool = False) -> Ground | None:
    """Why two sentences may be a disagreement; None where they are none.

    `sure`: they are so alike that the outlets contradict each other, whoever speaks.
    """
    both_deny = first.stances & _DENYING and answer.stances & _DENYING
    if one_voice(first.voice, answer.voice) or both_deny:
        return None
    if counted_apart(first, answer):
        return None if overtaken_by(first, answer) or _of_others(first, answer) else Ground.FIGURES
    if answer.stances & _DENYING:
        return Ground.DENIAL if _answers(first, answer) else None
    two = sure or (first.voice and answer.voice)
    return Ground.ACCOUNTS if two and not _of_others(first, answer) else None


def may_have_ground(one: Said, two: Said, similarity: float) -> bool:
    """Whether two sentences may have a ground at all: most have none, and that is soon told."""
    return bool(
        one.strong
        or two.strong
        or (one.voice and two.voice)
        or (one.figures and two.figures)
        or similarity >= _TUNING.certain_framed
    )


def one_voice(a: str | None, b: str | None) -> bool:
    """Whether two voices are one, by the last word of their names."""
    return bool(a and b and a.split()[-1] == b.split()[-1])


def overtaken_by(one: Said, two: Said) -> bool:
    """Whether articles of different days count something that is still going on, so that the later figure is newer.

    What both date before they were written was counted when it was over.
    """
    days = [side.passage.article.day for side in (one, two)]
    written = sorted(day for day in days if day)
    if len(written) < len(days) or written[0] == written[1]:
        return False
    past = [frozenset(d for d in side.assertions.dates if d[:7] < written[0][:7]) for side in (one, two)]
    return not (past[0] and past[1] and dates_agree(past[0], past[1]))


def _of_others(one: Said, two: Said) -> bool:
    """Whether the two name actors and share none: each counts its own."""
    a, b = one.assertions.actors, two.assertions.actors
    return bool(a and b) and not a & b


def _answers(first: Said, answer: Said) -> bool:
    """Whether a denial is of what the first sentence says: it points back beside it, or repeats its words."""
    if not answer.voice and not answer.stances & (_DENYING - {"doubts"}):
        return False
    repeated = len(answer.denied & (first.assertions.stems - first.source))
    gap = answer.passage.number - first.passage.number
    beside = first.passage.article.id == answer.passage.article.id and 0 <= gap <= 1
    points_back = "back" in answer.stances and bool(first.stances & _ASSERTS)
    return (beside and (points_back or repeated > 0)) or repeated >= _TUNING.repeated
