"""The lead: the claim that opens the overview, because most articles open with it.

What happened is in the headlines and first sentences of a story's articles. The lead is the claim most like all of
them together. Words decide, not the parties of `story.yml`, so that naming the parties never changes the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explainery.curation.gates import Fitting
from explainery.curation.tuning import TUNING
from explainery.linking.developments import overtaken
from explainery.linking.salience import dangling
from explainery.linking.vectors import vectors
from explainery.model import EVENT, Claim, MarkedArticle, Passage, Story
from explainery.patterns import regex
from explainery.text import CLOSING, OPENING

_NAMED = regex(r"(?<=\w )[A-Z]\w+")  # any name, whether or not the program knows it
_MARKS = frozenset(OPENING + CLOSING + '"')


def with_lead(story: Story, fitting: Fitting) -> tuple[Story, Claim | None]:
    """The story with its lead as the weightiest claim about the event, and the lead; None if nothing can lead."""
    lead = lead_of(story, fitting)
    if lead is None:
        return story, None
    top = 1 + max(c.weight for c in story.claims)
    first = replace(lead, facet=EVENT, weight=top)
    claims = tuple(first if set(c.sentences) == set(lead.sentences) else c for c in story.claims)
    return replace(story, claims=claims), first


def lead_of(story: Story, fitting: Fitting) -> Claim | None:
    """The claim that headlines and first sentences share most, in the passage that says it best."""
    openings = [_opening(m) for m in story.articles if m.sentences]
    newer = overtaken(story)
    able = [(c, s) for c in story.claims for s in c.sentences if s not in newer and _may_lead(story, s, fitting)]
    if not able:
        return None
    sentences = list(dict.fromkeys(s for _, s in able))
    compared = vectors([*(story.passage(s).words for s in sentences), *openings])
    alike = compared.means(range(len(sentences)), range(len(sentences), len(compared)))
    worth = {s: _worth(story.passage(s), like) for s, like in zip(sentences, alike, strict=True)}
    claim, best = max(able, key=lambda x: (round(worth[x[1]], 6), x[1]))
    rest = (s for s in claim.sentences if s != best)
    return replace(claim, shown=best, id=story.passage(best).key, sentences=(best, *rest))


def _opening(marked: MarkedArticle) -> str:
    """An article's headline and first sentence."""
    return f"{marked.article.title}. {marked.words_of(marked.sentences[0])}"


def _may_lead(story: Story, sentence: str, fitting: Fitting) -> bool:
    """Whether a passage may open the page: near an article's top, in nobody's quotation marks, and wordable."""
    passage = story.passage(sentence)
    return (
        passage.number <= TUNING.lead_sentences
        and not _MARKS.intersection(passage.words[:1])
        and not dangling(passage.words)
        and not fitting(sentence, EVENT).reason
    )


def _worth(passage: Passage, alike: float) -> float:
    """How well a passage opens the page: its mean likeness to all openings, who and when, and no quotation in it."""
    return (
        alike
        + TUNING.lead_first * (passage.number == 1)
        + TUNING.lead_named * bool(_NAMED.search(passage.words))
        + TUNING.lead_dated * bool(passage.marked.dates_in(passage.sentence))
        - TUNING.lead_quoted * bool(passage.marked.quotes_in(passage.sentence))
    )


def in_order(story: Story, lead: Claim | None, claims: Sequence[Claim]) -> list[Claim]:
    """Claims about the event: the lead, then the others in the order of the reports."""

    def when(claim: Claim) -> tuple[str, int]:
        passage = story.passage(claim.shown)
        return passage.article.published or "9999", passage.number

    first = [c for c in claims if lead is not None and set(c.sentences) == set(lead.sentences)]
    return [*first, *sorted((c for c in claims if c not in first), key=when)]
