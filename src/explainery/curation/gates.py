"""Gates: what must hold before a claim may stand on a page. Nothing on a page is better than something wrong.

Copy-editing decides whether a passage can be worded as a statement, and how long that is. It is a later step, so
whoever curates passes it in (`Fitting`); without it, passages stand as they were published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import fmean

from explainery.curation.tuning import TUNING
from explainery.model import EVENT, FACETS, Claim, Story
from explainery.text import count_words


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a passage can be a statement: the words that it would have, or the reason why it cannot.

    `text` is what it would say, `quoted` the words of others that it would reproduce.
    """

    words: int = 0
    reason: str = ""
    quoted: str = ""
    text: str = ""


Fitting = Callable[[str, str | None], Fit]  # of a sentence id, for the page of a facet


def as_published(story: Story) -> Fitting:
    """Every passage stands in its own words."""
    return lambda sentence, _: Fit(count_words(story.passage(sentence).words))


def chance_on(story: Story, claim: Claim, facet: str | None) -> float:
    """How likely a claim belongs on a facet's page, 0 to 1: the mean of what its sentences' signals say."""
    if facet is None:
        return 0.0
    chances = [c[FACETS.index(facet)] for s in claim.sentences if (c := story.passage(s).sentence.chances)]
    return fmean(chances) if chances else 1.0


def placed(story: Story, claim: Claim) -> bool:
    """Whether a claim is likely enough on its page to stand there."""
    if claim.facet is None:
        return False
    return chance_on(story, claim, claim.facet) >= _least(story, claim)


def _least(story: Story, claim: Claim) -> float:
    """The chance from which a claim may stand on its page."""
    if claim.facet != EVENT:
        return TUNING.least_chance
    return TUNING.least_chance_near_top if _leads(story, claim) else TUNING.least_chance_of_event


def _leads(story: Story, claim: Claim) -> bool:
    """Whether a claim stands near the top of an article, where what happened is told, or in several articles."""
    passages = [story.passage(s) for s in claim.sentences]
    return len({p.article.id for p in passages}) > 1 or any(p.number <= TUNING.near_top for p in passages)
