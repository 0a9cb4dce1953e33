"""The labelled sentences of `training/` as the encoder learns from them: words, and how far each facet is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import labelled_stories
import train_facets
from explainery.model import FACETS

SECOND = 0.5  # how far a second facet is right; the first is wholly
READ_HEFT = train_facets.READ_HEFT


@dataclass(frozen=True)
class Labelled:
    """A sentence: its story, its words, how far each facet is right (0 to 1), and how much it counts."""

    story: str
    words: str
    target: tuple[float, ...]
    heft: float


def labelled(stories: Sequence[labelled_stories.LabelledStory]) -> list[Labelled]:
    """Every labelled sentence, in order; one that serves no page has no facet that is right."""
    rows = train_facets.examples(stories)
    words = [p.article.text[s.start : s.end] for story in stories for p in story.pieces for s in p.sentences]
    return [
        Labelled(row.story, text, target(row), READ_HEFT if row.readings else 1.0)
        for row, text in zip(rows, words, strict=True)
    ]


def target(row: train_facets.Example) -> tuple[float, ...]:
    """How far each facet is right, as the mean of a sentence's readings, or by its label."""
    given = row.readings or (row.facets,)
    return tuple(sum(_part(facet, facets) for facets in given) / len(given) for facet in FACETS)


def _part(facet: str, facets: Sequence[str]) -> float:
    return 1.0 if facet in facets[:1] else SECOND if facet in facets else 0.0
