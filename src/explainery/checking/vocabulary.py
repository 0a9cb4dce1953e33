"""The words, numbers and names that occur anywhere in a story's sources."""

from __future__ import annotations

from dataclasses import dataclass

from explainery.checking.numerals import digits, spelled
from explainery.config import StorySettings
from explainery.model import Story
from explainery.patterns import regex
from explainery.text import folded, spoken_date

WORD = regex(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a story's sources contain.

    Attributes:
        words: every word of two letters or more, folded.
        figures: every number, as digits; also those of dates that the program worked out.
        actors: everyone named or led.
    """

    words: frozenset[str]
    figures: frozenset[str]
    actors: frozenset[str]


def vocabulary_of(story: Story, settings: StorySettings) -> Vocabulary:
    """The vocabulary of a story's articles, their metadata, and the story's settings."""
    articles = [m.article for m in story.articles]
    dates = [spoken_date(d.value) for m in story.articles for d in m.dates]
    texts = [f"{a.publisher} {a.title} {spoken_date(a.published)} {a.author or ''} {a.text}" for a in articles]
    text = folded(" ".join([story.title, str(len(articles)), *settings.parties, *dates, *texts]))
    named = {n.actor for m in story.articles for n in m.names}
    return Vocabulary(
        words=frozenset(WORD.findall(text)),
        figures=frozenset(digits(text) | spelled(text)),
        actors=frozenset(named | set(story.led.values())),
    )
