"""Evidence without articles: the words of the pages' own definitions, verified by the hashes of the lock file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from explainery.checking.cited_definition import passage_words
from explainery.checking.evidence import Evidence, LockedFacts, evidence_of, quotations
from explainery.checking.lock_file import Lock, LockedArticle, LockedPassage, hashed
from explainery.checking.page import CheckedPage
from explainery.config import StorySettings
from explainery.marking.entities import entities_in
from explainery.marking.quotes.spans import quotes_in
from explainery.marking.segmentation.lines import Line
from explainery.model import Article, DateMention, MarkedArticle, Passage, Rights, Sentence, Story
from explainery.patterns import regex

_INNER = regex(r"(?<!\w)‘((?:[^‘’]|(?<=\w)’(?=\w))*)’(?!\w)")


def locked_evidence(
    lock: Lock, settings: StorySettings, pages: Collection[CheckedPage], quote_share: float
) -> Evidence:
    """The evidence of a story whose articles are not available.

    Args:
        lock: the story's lock file.
        settings: its settings.
        pages: all its pages; their definitions contain the words.
        quote_share: the share of an article under `rights: quote` that may be published, 0 to 1.
    """
    words = _verified(lock, _shown_passages(pages))
    marked = [_marked(article, words, settings) for article in lock.articles]
    passages = {p.id: p for m, a in zip(marked, lock.articles, strict=True) for p in _passages(m, a)}
    story = Story(
        slug=lock.story,
        title=lock.title,
        articles=tuple(marked),
        passages=MappingProxyType(passages),
        actors=lock.actors,
        led=MappingProxyType(dict(lock.led)),
    )
    totals = {a.id: a.words for a in lock.articles}
    known = frozenset(p.key for a in lock.articles for p in a.passages)
    return evidence_of(story, settings, quote_share, LockedFacts(totals, known))


def _shown_passages(pages: Iterable[CheckedPage]) -> Iterator[str]:
    """The words of every passage that the pages show, in definitions and on the page of sources."""
    for page in pages:
        yield from filter(None, map(passage_words, page.shown.definitions.values()))
        if page.is_sources:
            quoting = (line.text for line in page.shown.lines if line.text.startswith("“"))
            yield from (quoted[0] for text in quoting if (quoted := quotations(text)))


def _verified(lock: Lock, shown: Iterable[str]) -> Mapping[str, str]:
    """The words of each key, where a page shows the words that were locked."""
    by_hash: dict[str, list[str]] = {}
    for article in lock.articles:
        for passage in article.passages:
            by_hash.setdefault(passage.hash, []).append(passage.key)
    verified = {key: words for words in dict.fromkeys(shown) for key in by_hash.get(hashed(words, lock.salt), ())}
    # Inside a definition's own quotation marks, quotations have single marks: make them double again.
    return {key: _INNER.sub(r"“\1”", words) for key, words in verified.items()}


def _marked(article: LockedArticle, words: Mapping[str, str], settings: StorySettings) -> MarkedArticle:
    """An article of its verified sentences, one a line, and below them the full names, to which short names refer."""
    shown = [p for p in article.passages if p.key in words]
    text = "\n".join([*(words[p.key] for p in shown), *(f"{name}." for name in article.people)])
    lines, sentences, dates, at = [], [], [], 0
    for passage in shown:
        end = at + len(words[passage.key])
        lines.append(Line(at, end, passage.number, words[passage.key]))
        sentences.append(_sentence(article, passage, at, end))
        dates += [DateMention(at, end, value) for value in passage.dates]
        at = end + 1
    names = entities_in(text, settings.parties)
    values = Article(
        article.id, f"{article.id}.txt", text, article.title, article.publisher, Rights(article.rights),
        article.published, article.author, article.url,
    )  # fmt: skip
    return MarkedArticle(values, tuple(sentences), (), quotes_in(text, lines, names), tuple(dates), names)


def _sentence(article: LockedArticle, passage: LockedPassage, start: int, end: int) -> Sentence:
    number = passage.number
    return Sentence(article.id, number, start, end, number, speaker=passage.speaker, voice=passage.voice)


def _passages(marked: MarkedArticle, article: LockedArticle) -> Iterator[Passage]:
    keys = {p.number: p.key for p in article.passages}
    for sentence in marked.sentences:
        yield Passage(marked, sentence, keys[sentence.number])
