"""Everything that a story's sources say somewhere: words, figures and names, gathered once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from explainery.checking.numerals import digits, spelled
from explainery.config import StorySettings
from explainery.model import Story
from explainery.text import folded, spoken_date

WORD = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words (folded), the figures (as digits, also of dates that were worked out) and the actors of a story."""

    words: frozenset[str]
    figures: frozenset[str]
    actors: frozenset[str]


def vocabulary_of(story: Story, settings: StorySettings) -> Vocabulary:
    """The vocabulary of a story's articles and of what is known about them."""
    articles = [m.article for m in story.articles]
    dates = [spoken_date(d.value) for m in story.articles for d in m.dates]
    about = [f"{a.publisher} {a.title} {spoken_date(a.published)} {a.author or ''} {a.text}" for a in articles]
    text = folded(" ".join([story.title, str(len(articles)), *settings.parties, *dates, *about]))
    named = {n.actor for m in story.articles for n in m.names}
    return Vocabulary(
        frozenset(WORD.findall(text)),
        frozenset(digits(text) | spelled(text)),
        frozenset(named | set(story.led.values())),
    )
