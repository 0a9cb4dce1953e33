"""What pages are compared with: every passage of a story's sources, by citation key and by its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from explainery.checking.quotation_marks import QUOTED, quoted_words
from explainery.checking.tuning import TUNING
from explainery.checking.vocabulary import Vocabulary, vocabulary_of
from explainery.config import StorySettings
from explainery.languages import ENGLISH
from explainery.linking.similarity import stems
from explainery.model import Article, MarkedArticle, Passage, Rights, Story
from explainery.patterns import regex
from explainery.text import count_words, folded

# What an editor left out of a quotation, or added to it in brackets.
_ELLIPSIS = regex(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")
_EDGES = " .,;:!?'\"-"
_WORD = regex(r"\w+(?:['-]\w+)*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A story's passages, and what comparing them needs.

    Attributes:
        story: the story, without claims.
        settings: the story's settings.
        by_key: each passage, by its citation key.
        texts: each article's whole text, folded, by the article's id.
        quote_share: the share of an article under `rights: quote` that may be published, 0 to 1.
        folded: each passage's words, folded, by its key.
        stems: the stems of each passage's content words, by its key.
        runs: the label of the article, by each run of words that counts as reprinting (articles under `rights: quote`).
        totals: the number of words in each article's body, by the article's id.
        vocabulary: the words, numbers and names of all articles.
        known: every citation key of the sources, also those whose words are not available.
        locked: whether the evidence comes from a lock file and the pages' own definitions.
        people: everyone named in full by the articles.
        names: every word of a name in the articles, folded.
        said_of: the words that are said of a person, by name and role, as far as they were asked for (a cache).
        put_in: what copy-editing puts into passages, by sentence id, as far as it was asked for (a cache).
        language: that of the site's own words.
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
    names: frozenset[str] = field(default=frozenset())
    said_of: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    put_in: dict[str, str] = field(default_factory=dict, compare=False)
    language: str = ENGLISH.code

    def cited(self, keys: Iterable[str]) -> list[Passage]:
        """The passages of those keys that the sources know."""
        return [self.by_key[k] for k in keys if k in self.by_key]

    def acting_for(self, actor: str) -> str:
        """The state or body that a person leads; any other actor itself."""
        return self.story.led.get(actor, actor)

    def stems_of(self, passages: Iterable[Passage]) -> set[str]:
        """The stems of all content words of some passages."""
        return {stem for passage in passages for stem in self.stems[passage.key]}

    def passages_with(self, words: str) -> list[Passage]:
        """The passages that contain a quotation within one sentence."""
        pieces = pieces_of(words)
        return [p for key, p in self.by_key.items() if spans_of_pieces(self.folded[key], pieces) is not None]

    def articles_with(self, words: str) -> list[Article]:
        """The articles whose text contains a quotation, also across sentences."""
        return [m.article for m in self.story.articles if holds(self.texts[m.article.id], words)]

    def closest(self, text: str) -> tuple[float, Passage | None]:
        """The passage that shares most content words with `text`, and the share of them that it contains, 0 to 1."""
        statement_stems = set(stems(text))
        best = max(((len(statement_stems & self.stems[key]), key) for key in self.by_key), default=(0, ""))
        if not statement_stems or not best[1]:
            return 0.0, None
        return best[0] / len(statement_stems), self.by_key[best[1]]


@dataclass(frozen=True, slots=True)
class LockedFacts:
    """What a lock file adds to the evidence if the articles are not available.

    Attributes:
        totals: the number of words in each article's body, by the article's id.
        known: every citation key of the sources.
    """

    totals: Mapping[str, int]
    known: frozenset[str]


def evidence_of(
    story: Story, settings: StorySettings, quote_share: float, locked: LockedFacts | None = None
) -> Evidence:
    """The evidence of a story.

    Args:
        story: its articles and passages; claims are not needed.
        settings: its settings.
        quote_share: the share of an article under `rights: quote` that may be published, 0 to 1.
        locked: what the lock file says, if the articles are not available.
    """
    by_key = {p.key: p for p in story.passages.values()}
    return Evidence(
        story=story,
        settings=settings,
        by_key=by_key,
        texts={m.article.id: folded(m.article.text) for m in story.articles},
        quote_share=quote_share,
        folded={key: folded(p.words) for key, p in by_key.items()},
        stems={key: frozenset(stems(p.words)) for key, p in by_key.items()},
        runs=_runs(story.articles),
        totals=locked.totals if locked else {m.article.id: _body_words(m) for m in story.articles},
        vocabulary=vocabulary_of(story, settings),
        known=(locked.known if locked else frozenset()) | by_key.keys(),
        locked=locked is not None,
        people=frozenset(n.actor for m in story.articles for n in m.names if n.kind == "person"),
        names=frozenset(w for m in story.articles for n in m.names for w in folded(n.actor).split()),
    )


def _runs(articles: Iterable[MarkedArticle]) -> dict[str, str]:
    """Every run of words of articles under `rights: quote`, with the article's label."""
    return {
        run: marked.article.label
        for marked in articles
        if marked.article.rights is Rights.QUOTE
        for sentence in marked.sentences
        for run in reprinted_runs(marked.words_of(sentence))
    }


def _body_words(marked: MarkedArticle) -> int:
    return sum(count_words(marked.words_of(sentence)) for sentence in marked.sentences)


def quotations(text: str) -> list[str]:
    """The texts between quotation marks of any kind."""
    return ["".join(groups) for groups in QUOTED.findall(text)]


def quotations_with_spans(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The words of each quotation, without its marks, and its place with them."""
    return [(quoted_words(m), m.span()) for m in QUOTED.finditer(text)]


def unquoted(text: str) -> str:
    """The text without its quotations, which EXP102 compares word for word."""
    return QUOTED.sub(" ", text)


def reprinted_runs(text: str) -> Iterator[str]:
    """Every run of `TUNING.reprint_run_words` words, folded and without punctuation."""
    words, length = _WORD.findall(folded(text)), TUNING.reprint_run_words
    return (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))


def holds(folded_text: str, words: str) -> bool:
    """Whether a folded text contains the words of a quotation: whole words, in order around an ellipsis or brackets."""
    return spans_of(folded_text, words) is not None


def spans_of(folded_text: str, words: str) -> list[tuple[int, int]] | None:
    """The places of a quotation's pieces in a folded text, in order; None if the text does not contain them."""
    return spans_of_pieces(folded_text, pieces_of(words))


def pieces_of(words: str) -> list[str]:
    """The pieces of a quotation between ellipses and brackets, folded."""
    return [piece for part in _ELLIPSIS.split(words) if (piece := folded(part).strip(_EDGES))]


def spans_of_pieces(folded_text: str, pieces: Iterable[str]) -> list[tuple[int, int]] | None:
    """The places of the pieces in a folded text, in order; None if the text does not contain them."""
    spans, at = [], 0
    for piece in pieces:
        span = _find_whole(folded_text, piece, at)
        if span is None:
            return None
        spans.append(span)
        at = span[1]
    return spans


def _find_whole(text: str, piece: str, at: int) -> tuple[int, int] | None:
    """The first place from `at` on where `piece` occurs and is not part of longer words."""
    start = text.find(piece, at)
    while start >= 0:
        end = start + len(piece)
        if not _is_inside_word(text, start) and not _is_inside_word(text, end):
            return start, end
        start = text.find(piece, start + 1)
    return None


def _is_inside_word(text: str, i: int) -> bool:
    """Whether the characters on both sides of an offset belong to one word."""
    return _is_word_character(text, i - 1) and _is_word_character(text, i)


def _is_word_character(text: str, i: int) -> bool:
    return 0 <= i < len(text) and (text[i].isalnum() or text[i] == "_")


def passage_label(passage: Passage) -> str:
    """A passage's article and key, as messages name it."""
    return f"{passage.article.label} ([^{passage.key}])"


def quote_only_articles(evidence: Evidence) -> list[Article]:
    """The articles of which only quotations may be published."""
    return [m.article for m in evidence.story.articles if m.article.rights is Rights.QUOTE]
