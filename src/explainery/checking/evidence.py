"""What the pages are measured against: every passage of the story's sources, by key and by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from explainery.checking.vocabulary import Vocabulary, vocabulary_of
from explainery.config import StorySettings
from explainery.linking.similarity import stems
from explainery.model import Article, Passage, Rights, Story
from explainery.text import count_words, folded

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|„([^„“”]+)[“”]|«([^«»]+)»")
# What an editor left out of a quotation, or put into it between brackets.
ELLIPSIS = re.compile(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")
_RUN = 8  # words in a row that are somebody's text and no chance
_EDGES = " .,;:!?'\"-"
_ROW = re.compile(r"\w+(?:'\w+)*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A story's passages, and what comparing them needs.

    `texts`: each article's whole text as compared (folded). `folded` and `stems`: each key's passage as compared, and
    its content words. `runs`: every eight words in a row of articles under `rights: quote`, with the article's label.
    `totals`: the words of each article's body. `known`: every key of the sources, also where its words are not at hand.
    `locked`: whether it comes from a lock file and the pages' own definitions. `people`: whom articles name in full.
    """

    story: Story
    settings: StorySettings
    by_key: Mapping[str, Passage]
    texts: Mapping[str, str]
    quote_share: float
    folded: Mapping[str, str]
    stems: Mapping[str, frozenset[str]]
    runs: Mapping[str, str]
    totals: Mapping[str, int]
    vocabulary: Vocabulary
    known: frozenset[str] = frozenset()
    locked: bool = False
    people: frozenset[str] = field(default=frozenset())

    def cited(self, keys: Iterable[str]) -> list[Passage]:
        """The passages of the keys that resolve."""
        return [self.by_key[k] for k in keys if k in self.by_key]

    def standing(self, words: str) -> list[Passage]:
        """The passages that hold a quotation, where it stands within one sentence."""
        pieces = pieces_of(words)
        return [p for key, p in self.by_key.items() if spans_of_pieces(self.folded[key], pieces) is not None]

    def articles_with(self, words: str) -> list[Article]:
        """The articles whose text holds a quotation, also across sentences."""
        return [m.article for m in self.story.articles if holds(self.texts[m.article.id], words)]

    def likest(self, text: str) -> tuple[float, Passage | None]:
        """The passage that has most of the content words of `text`, and what share of them."""
        mine = set(stems(text))
        best = max(((len(mine & self.stems[key]), key) for key in self.by_key), default=(0, ""))
        return (best[0] / len(mine), self.by_key[best[1]]) if mine and best[1] else (0.0, None)


def evidence_of(
    story: Story,
    settings: StorySettings,
    quote_share: float,
    *,
    totals: Mapping[str, int] | None = None,
    texts: Mapping[str, str] | None = None,
    known: Iterable[str] = (),
) -> Evidence:
    """The evidence of a story. `totals`, `texts` and `known` keys: from a lock file, where articles are not at hand."""
    by_key = {p.key: p for p in story.passages.values()}
    words = {key: p.words for key, p in by_key.items()}
    return Evidence(
        story=story,
        settings=settings,
        by_key=by_key,
        texts=texts or {m.article.id: folded(m.article.text) for m in story.articles},
        quote_share=quote_share,
        folded={key: folded(w) for key, w in words.items()},
        stems={key: frozenset(stems(w)) for key, w in words.items()},
        runs={
            run: m.article.label
            for m in story.articles
            if m.article.rights is Rights.QUOTE
            for sentence in m.sentences
            for run in runs_of(m.words_of(sentence))
        },
        totals=totals or {m.article.id: sum(count_words(m.words_of(s)) for s in m.sentences) for m in story.articles},
        vocabulary=vocabulary_of(story, settings),
        known=frozenset(known) | by_key.keys(),
        locked=totals is not None,
        people=frozenset(n.actor for m in story.articles for n in m.names if n.kind == "person"),
    )


def quotations(text: str) -> list[str]:
    """What stands between double quotation marks."""
    return ["".join(groups) for groups in _QUOTED.findall(text)]


def quotation_spans(text: str) -> list[tuple[int, int]]:
    """Where quotations stand, their marks included."""
    return [m.span() for m in _QUOTED.finditer(text)]


def unquoted(text: str) -> str:
    """The text without its quotations, which EXP102 holds to the letter."""
    return _QUOTED.sub(" ", text)


def runs_of(text: str) -> Iterator[str]:
    """Every eight words in a row, without punctuation."""
    rows = _ROW.findall(folded(text))
    return (" ".join(rows[i : i + _RUN]) for i in range(len(rows) - _RUN + 1))


def holds(folded_text: str, words: str) -> bool:
    """Whether a text (already folded) has the words, whole, in order where an ellipsis or brackets part them."""
    return spans_of(folded_text, words) is not None


def spans_of(folded_text: str, words: str) -> list[tuple[int, int]] | None:
    """Where the parts of a quotation stand in a text (already folded), in order; None where they do not."""
    return spans_of_pieces(folded_text, pieces_of(words))


def pieces_of(words: str) -> list[str]:
    """The parts of a quotation as compared, without what parts them."""
    return [piece for part in ELLIPSIS.split(words) if (piece := folded(part).strip(_EDGES))]


def spans_of_pieces(folded_text: str, pieces: Iterable[str]) -> list[tuple[int, int]] | None:
    """Where the parts stand in a text, in order; None where they do not."""
    found, at = [], 0
    for piece in pieces:
        span = _find_whole(folded_text, piece, at)
        if span is None:
            return None
        found.append(span)
        at = span[1]
    return found


def _find_whole(text: str, piece: str, at: int) -> tuple[int, int] | None:
    """The first place from `at` where `piece` stands and is no part of longer words."""
    start = text.find(piece, at)
    while start >= 0:
        end = start + len(piece)
        if not (_word(text, start - 1) and _word(text, start)) and not (_word(text, end - 1) and _word(text, end)):
            return start, end
        start = text.find(piece, start + 1)
    return None


def _word(text: str, i: int) -> bool:
    return 0 <= i < len(text) and (text[i].isalnum() or text[i] == "_")


def where(passage: Passage) -> str:
    """A passage's article and key, as a finding names it."""
    return f"{passage.article.label} ([^{passage.key}])"


def quoting(evidence: Evidence) -> list[Article]:
    """The articles of which only quotations may be published."""
    return [m.article for m in evidence.story.articles if m.article.rights is Rights.QUOTE]
