"""What the pages are measured against: every passage of the story's sources, by key and by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explainery.linking.similarity import stems
from explainery.model import Article, Passage, Rights, Story
from explainery.settings import StorySettings
from explainery.text import folded

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|„([^„“”]+)[“”]|«([^«»]+)»")
# What an editor left out of a quotation, or put into it between brackets.
_ELLIPSIS = re.compile(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")
_RUN = 8  # words in a row that are somebody's text and no chance
_EDGES = " .,;:!?'\"-"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A story's passages, and what comparing them needs.

    `texts`: each article's whole text as compared (folded). `stems`: the content words of each key's passage.
    `runs`: every eight words in a row of articles under `rights: quote`, with the article's label.
    """

    story: Story
    settings: StorySettings
    by_key: Mapping[str, Passage]
    texts: Mapping[str, str]
    quote_share: float
    stems: Mapping[str, frozenset[str]]
    runs: Mapping[str, str]

    def cited(self, keys: Iterable[str]) -> list[Passage]:
        """The passages of the keys that resolve."""
        return [self.by_key[k] for k in keys if k in self.by_key]

    def standing(self, words: str) -> list[Passage]:
        """The passages that hold a quotation, where it stands within one sentence."""
        return [p for p in self.by_key.values() if holds(folded(p.words), words)]

    def articles_with(self, words: str) -> list[Article]:
        """The articles whose text holds a quotation, also across sentences."""
        return [m.article for m in self.story.articles if holds(self.texts[m.article.id], words)]

    def likest(self, text: str) -> tuple[float, Passage | None]:
        """The passage that has most of the content words of `text`, and what share of them."""
        mine = set(stems(text))
        best = max(
            ((len(mine & self.stems[p.key]), p) for p in self.by_key.values()),
            key=lambda x: (x[0], x[1].key),
            default=(0, None),
        )
        return (best[0] / len(mine), best[1]) if mine and best[1] is not None else (0.0, None)


def evidence_of(story: Story, settings: StorySettings, quote_share: float) -> Evidence:
    """The evidence of a story."""
    return Evidence(
        story,
        settings,
        {p.key: p for p in story.passages.values()},
        {m.article.id: folded(m.article.text) for m in story.articles},
        quote_share,
        {p.key: frozenset(stems(p.words)) for p in story.passages.values()},
        {
            run: m.article.label
            for m in story.articles
            if m.article.rights is Rights.QUOTE
            for sentence in m.sentences
            for run in runs_of(m.words_of(sentence))
        },
    )


def quotations(text: str) -> list[str]:
    """What stands between double quotation marks."""
    return ["".join(groups) for groups in _QUOTED.findall(text)]


def runs_of(text: str) -> Iterator[str]:
    """Every eight words in a row, without punctuation."""
    rows = re.findall(r"\w+(?:'\w+)*", folded(text))
    return (" ".join(rows[i : i + _RUN]) for i in range(len(rows) - _RUN + 1))


def holds(folded_text: str, words: str) -> bool:
    """Whether a text (already folded) has the words, whole, in order where an ellipsis or brackets part them."""
    at = 0
    for part in _ELLIPSIS.split(words):
        piece = folded(part).strip(_EDGES)
        if piece:
            found = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(folded_text, at)
            if not found:
                return False
            at = found.end()
    return True


def where(passage: Passage) -> str:
    """A passage's article and key, as a finding names it."""
    return f"{passage.article.label} ([^{passage.key}])"


def quoting(evidence: Evidence) -> list[Article]:
    """The articles of which only quotations may be published."""
    return [m.article for m in evidence.story.articles if m.article.rights is Rights.QUOTE]
