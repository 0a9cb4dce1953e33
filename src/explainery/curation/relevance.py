"""Relevance: which passages are about the story at all.

A folder may contain an article of another story, and an article may turn to another subject. What the story is about
stands in the headlines and first sentences of the other articles; for a single article, in its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from explainery.curation.tuning import TUNING
from explainery.linking.similarity import stems
from explainery.model import EVENT, Claim, MarkedArticle, Passage, Story


@dataclass(frozen=True, slots=True)
class Relevance:
    """What the story's articles are about.

    Attributes:
        openings: the stems of each article's headline and first sentence, by its id.
        articles: in how many articles each stem occurs.
        parties: the stems of its parties' names, as story.yml calls them.
    """

    openings: dict[str, frozenset[str]]
    articles: Counter[str]
    parties: frozenset[str]

    @classmethod
    def of(cls, story: Story) -> Relevance:
        """Read the articles' openings and words."""
        openings = {m.article.id: frozenset(stems(f"{m.article.title}. {_first(m)}")) for m in story.articles}
        counted = Counter(
            word for m in story.articles for word in {w for s in m.sentences for w in stems(m.words_of(s))}
        )
        return cls(openings, counted, frozenset(stems(" ".join(story.actors))))

    def about(self, claim: Claim, story: Story) -> bool:
        """Whether a claim is about the story: one of its passages shares words with what the other articles say."""
        return any(self._is_about(story.passage(s), claim.facet) for s in claim.sentences)

    def _is_about(self, passage: Passage, facet: str | None) -> bool:
        own, told = passage.article.id, set(stems(passage.words))
        others = [words for article, words in self.openings.items() if article != own] or [self.openings[own]]
        if told & self.parties or any(told & words for words in others):
            return True
        shared = sum(self.articles[word] > 1 for word in told)
        return facet != EVENT and shared >= TUNING.least_shared * len(told)


def _first(marked: MarkedArticle) -> str:
    return marked.words_of(marked.sentences[0]) if marked.sentences else ""
