"""Articles and marked articles as JSON, and back, exactly as they were. Not pickle, which could bring a program along.

A marked article is written without its article: whoever asks for it has that, and it is part of the key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from explainery.model import Article, DateMention, Dropped, Locator, MarkedArticle, Name, Quote, Rights, Sentence
from explainery.store.json_rows import (
    Json,
    NotAsWrittenError,
    Rows,
    maybe_text,
    number,
    require,
    share,
    shares,
    text,
    texts,
    tuple_of,
)

_LOCATOR = Rows(Locator, start=number, end=number, first=text, last=text)
_ARTICLE = Rows(
    Article,
    id=text,
    file=text,
    text=text,
    title=text,
    publisher=text,
    rights=Rights,
    published=maybe_text,
    author=maybe_text,
    url=maybe_text,
    locators=tuple_of(_LOCATOR.value),
    first_line=number,
    published_at=maybe_text,
    modified=maybe_text,
    language=maybe_text,
    section=maybe_text,
    unknown=texts,
    remarks=texts,
)
_SENTENCE = Rows(
    Sentence,
    article_id=text,
    number=number,
    start=number,
    end=number,
    paragraph=number,
    facets=texts,
    confidence=share,
    speaker=maybe_text,
    voice=maybe_text,
    reasons=texts,
    chances=shares,
)
_DROPPED = Rows(Dropped, start=number, end=number, why=text)
_QUOTE = Rows(Quote, start=number, end=number, speaker=maybe_text, role=maybe_text, via=maybe_text)
_DATE = Rows(DateMention, start=number, end=number, value=text)
_NAME = Rows(Name, start=number, end=number, actor=text, kind=text)
_MARKED: tuple[tuple[str, Rows[Any]], ...] = (
    ("sentences", _SENTENCE),
    ("dropped", _DROPPED),
    ("quotes", _QUOTE),
    ("dates", _DATE),
    ("names", _NAME),
)


def articles_json(articles: Iterable[Article]) -> bytes:
    """Articles as JSON."""
    return _dumped([_ARTICLE.row(article) for article in articles])


def articles_from(raw: bytes) -> tuple[Article, ...]:
    """Articles from their JSON. Raises NotAsWrittenError for any other."""
    listed = _loaded(raw)
    require(type(listed) is list and bool(listed))
    return tuple(map(_article_from, listed))


def marked_json(marked: MarkedArticle) -> bytes:
    """What was marked in an article, as JSON."""
    return _dumped([[rows.row(value) for value in getattr(marked, name)] for name, rows in _MARKED])


def marked_from(raw: bytes, article: Article) -> MarkedArticle:
    """A marked article from its JSON and its article. Raises NotAsWrittenError for any other."""
    lists = _loaded(raw)
    require(type(lists) is list and len(lists) == len(_MARKED))
    marked = MarkedArticle(article, *(tuple_of(rows.value)(given) for given, (_, rows) in zip(lists, _MARKED)))  # noqa: B905
    require(bool(marked.sentences) and all(s.article_id == article.id for s in marked.sentences))
    for spans in (marked.sentences, marked.dropped, marked.quotes, marked.dates, marked.names):
        _require_within(spans, len(article.text))
    return marked


def _article_from(row: Json) -> Article:
    article = _ARTICLE.value(row)
    _require_within(article.locators, len(article.text))
    return article


def _require_within(spans: Sequence[Any], length: int) -> None:
    """Raise NotAsWrittenError for a span that does not lie in a text of so many characters."""
    require(all(0 <= span.start <= span.end <= length for span in spans))


def _dumped(value: Json) -> bytes:
    return json.dumps(value, separators=(",", ":"), check_circular=False, default=_LOCATOR.row).encode("ascii")


def _loaded(raw: bytes) -> Json:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise NotAsWrittenError from None
