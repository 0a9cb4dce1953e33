"""Evidence without articles: the words of the pages' own definitions, verified by the lock file's hashes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from explainery.checking.cited_definition import passage_words
from explainery.checking.evidence import Evidence, evidence_of, quotations
from explainery.checking.lock_file import Lock, LockedArticle, LockedPassage, hashed
from explainery.checking.page import CheckedPage
from explainery.config import StorySettings
from explainery.marking.entities import names_in
from explainery.marking.quotes.spans import quotes_in
from explainery.marking.segmentation.lines import Line
from explainery.model import Article, DateMention, MarkedArticle, Passage, Rights, Sentence, Story
from explainery.text import folded

_INNER = re.compile(r"(?<!\w)‘((?:[^‘’]|(?<=\w)’(?=\w))*)’(?!\w)")


def locked_evidence(
    lock: Lock, settings: StorySettings, pages: Collection[CheckedPage], quote_share: float
) -> Evidence:
    """The evidence of a story whose articles are not at hand."""
    words = _verified(lock, _claimed(pages))
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
    return evidence_of(
        story,
        settings,
        quote_share,
        totals={a.id: a.words for a in lock.articles},
        texts={m.article.id: folded(m.article.text) for m in marked},
        known=(p.key for a in lock.articles for p in a.passages),
    )


def _claimed(pages: Iterable[CheckedPage]) -> Iterator[str]:
    """Every text that the pages show as a passage: in definitions, and on the page of sources."""
    for page in pages:
        yield from filter(None, map(passage_words, page.shown.definitions.values()))
        if page.is_sources:
            yield from (quotations(u.text)[0] for u in page.shown.units if u.text[:1] == "“" and quotations(u.text))


def _verified(lock: Lock, claimed: Iterable[str]) -> Mapping[str, str]:
    """The words of each key that some page shows as they were locked."""
    by_hash: dict[str, list[str]] = {}
    for article in lock.articles:
        for passage in article.passages:
            by_hash.setdefault(passage.hash, []).append(passage.key)
    found = {key: words for words in dict.fromkeys(claimed) for key in by_hash.get(hashed(words, lock.salt), ())}
    # A definition has single marks inside its own; between them are somebody's words all the same.
    return {key: _INNER.sub(r"“\1”", words) for key, words in found.items()}


def _marked(article: LockedArticle, words: Mapping[str, str], settings: StorySettings) -> MarkedArticle:
    """An article of its verified sentences, one a line; below them whom it names in full, for its short names."""
    shown = [p for p in article.passages if p.key in words]
    text = "\n".join([*(words[p.key] for p in shown), *(f"{name}." for name in article.people)])
    lines, sentences, dates, at = [], [], [], 0
    for passage in shown:
        end = at + len(words[passage.key])
        lines.append(Line(at, end, passage.number, words[passage.key]))
        sentences.append(_sentence(article, passage, at, end))
        dates += [DateMention(at, end, value) for value in passage.dates]
        at = end + 1
    names = names_in(text, settings.parties)
    values = Article(
        article.id, f"{article.id}.txt", text, article.title, article.publisher, Rights(article.rights),
        article.published, article.author, article.url,
    )  # fmt: skip
    return MarkedArticle(values, tuple(sentences), (), quotes_in(text, lines, names), tuple(dates), names)


def _sentence(article: LockedArticle, passage: LockedPassage, start: int, end: int) -> Sentence:
    return Sentence(
        f"{article.id}:{passage.number}", start, end, passage.number, speaker=passage.speaker, voice=passage.voice
    )


def _passages(marked: MarkedArticle, article: LockedArticle) -> Iterator[Passage]:
    keys = {f"{article.id}:{p.number}": p.key for p in article.passages}
    for sentence in marked.sentences:
        yield Passage(marked, sentence, keys[sentence.id])
