"""Articles and marked articles come back from JSON exactly as they went in, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.config import StorySettings
from explainery.marking import mark
from explainery.model import Article, DateMention, Dropped, Locator, MarkedArticle, Name, Quote, Rights, Sentence
from explainery.reading import read_story
from explainery.store.article_json import articles_from, articles_json, marked_from, marked_json

STORIES = Path(__file__).parent.parent / "stories"
anything = st.text(st.characters(exclude_categories=())) | st.sampled_from(["\ud800", "\0", "“é”", "\u2028"])
maybe = st.none() | anything
numbers = st.integers(0, 10**12)
shares = st.floats(0, 1) | st.integers(0, 1)


def lists(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(anything)
    spans = lists(st.builds(Locator, *spans_in(text), anything, anything))
    plain = {
        f.name: draw(maybe if "None" in str(f.type) else anything) for f in fields(Article) if "str" in str(f.type)
    }
    lots = {name: draw(lists(anything)) for name in ("unknown", "remarks")}
    rights, locators, first_line = draw(st.sampled_from(Rights)), draw(spans), draw(numbers)
    return Article(**{**plain, **lots, "text": text, "rights": rights, "locators": locators, "first_line": first_line})


def spans_in(text: str) -> tuple[st.SearchStrategy[int], st.SearchStrategy[int]]:
    middle = len(text) // 2
    return st.integers(0, middle), st.integers(middle, len(text))


@st.composite
def marked_articles(draw: st.DrawFn) -> MarkedArticle:
    article = draw(articles())
    start, end = spans_in(article.text)
    sentence = st.builds(
        Sentence, st.just(article.id), numbers, start, end, numbers, lists(anything), shares, maybe, maybe,
        lists(anything), lists(shares),
    )  # fmt: skip
    return MarkedArticle(
        article,
        draw(st.lists(sentence, min_size=1, max_size=3).map(tuple)),
        draw(lists(st.builds(Dropped, start, end, anything))),
        draw(lists(st.builds(Quote, start, end, maybe, maybe, maybe))),
        draw(lists(st.builds(DateMention, start, end, anything))),
        draw(lists(st.builds(Name, start, end, anything, anything))),
    )


def is_same(one: object, other: object) -> bool:
    """Whether two values are equal and of the same types, at any depth."""
    return repr(one) == repr(other) and one == other


@given(st.lists(articles(), min_size=1, max_size=3).map(tuple))
def test_articles_come_back_as_they_were(written: tuple[Article, ...]) -> None:
    assert is_same(articles_from(articles_json(written)), written)


@given(marked_articles())
def test_marked_articles_come_back_as_they_were(written: MarkedArticle) -> None:
    assert is_same(marked_from(marked_json(written), written.article), written)


@pytest.mark.parametrize("story", sorted(p.parent.name for p in STORIES.glob("*/story.yml")))
def test_real_articles_come_back_as_they_were(story: str) -> None:
    for article in read_story(STORIES / story):
        assert is_same(articles_from(articles_json([article])), (article,))
        marked = mark(article, StorySettings())
        assert is_same(marked_from(marked_json(marked), article), marked)


ARTICLE = Article("a", "a.md", "He spoke. She did not.", "Title", "Paper", locators=(Locator(0, 2, "He", ""),))
MARKED = MarkedArticle(
    ARTICLE,
    (Sentence("a", 1, 0, 9, 0, ("event",), 0.5, "He", None, ("why",), (0.5, 0.25)),),
    (Dropped(10, 22, "credit"),),
    (Quote(0, 2, "He", None, None),),
    (DateMention(0, 2, "2026"),),
    (Name(0, 2, "He", "person"),),
)


def places(value: Any, at: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """The way to every value in nested lists."""
    yield at
    for number, item in enumerate(value if isinstance(value, list) else ()):
        yield from places(item, (*at, number))


def with_one_replaced(raw: bytes, at: tuple[int, ...], new: object) -> bytes:
    value = json.loads(raw)
    if not at:
        return json.dumps(new).encode()
    inner = value
    for number in at[:-1]:
        inner = inner[number]
    inner[at[-1]] = new
    return json.dumps(value).encode()


WRONG: tuple[object, ...] = ({}, [[]], True, -1.5, 10**9)


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_value_of_another_kind_is_never_taken(wrong: object) -> None:
    for raw, load in (
        (articles_json([ARTICLE]), articles_from),
        (marked_json(MARKED), lambda raw: (marked_from(raw, ARTICLE),)),
    ):
        for at in places(json.loads(raw)):
            try:
                loaded = load(with_one_replaced(raw, at, wrong))
            except ValueError:
                continue
            spans = [s for value in loaded for f in fields(value) for s in listed(getattr(value, f.name))]
            assert all(0 <= s.start <= s.end <= len(ARTICLE.text) for s in spans if hasattr(s, "start"))
            assert isinstance(wrong, int | float), f"{at} was taken as {wrong!r}"


def listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


@pytest.mark.parametrize("raw", [b"", b"[", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b"[[],[],[],[],[]]"])
def test_what_is_no_entry_is_never_taken(raw: bytes) -> None:
    for load in (articles_from, lambda raw: marked_from(raw, ARTICLE)):
        with pytest.raises(ValueError):  # noqa: PT011 (any of them)
            load(raw)


def test_what_was_marked_in_one_article_is_not_taken_for_another() -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        marked_from(marked_json(MARKED), replace(ARTICLE, id="b"))
    with pytest.raises(ValueError):  # noqa: PT011
        marked_from(marked_json(MARKED), replace(ARTICLE, text="He", locators=()))
