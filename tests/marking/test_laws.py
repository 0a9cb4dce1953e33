"""Laws of marking: offsets point at what they say, for any text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from hypothesis import given
from hypothesis import strategies as st

from explainery.errors import SourceError
from explainery.marking import mark
from explainery.marking.facets import Surroundings, facets_of
from explainery.model import FACETS, MarkedArticle, Rights
from explainery.settings import StorySettings
from making import article

WORDS = st.sampled_from(
    "The union Norsea Arlen Russia said sold on Monday in 2019 wants “we “ ” \" ' never . , ? ! Mr. — <b> \n \n\n - 5 $3 … By Reuters".split(
        " "
    )
)
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=200))


class Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def read(text: str, rights: Rights) -> MarkedArticle | None:
    try:
        return mark(article(text, rights=rights), StorySettings())
    except SourceError:
        return None


@given(TEXTS, st.sampled_from(Rights))
def test_every_offset_lies_in_the_text_and_nothing_overlaps(text: str, rights: Rights) -> None:
    found = read(text, rights)
    if found is None:
        return
    spans = [(s.start, s.end) for s in found.sentences]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    groups: list[Sequence[Spanned]] = [found.sentences, found.quotes, found.dates, found.names, found.dropped]
    assert all(0 <= p.start < p.end <= len(text) for group in groups for p in group)


@given(TEXTS, st.sampled_from(Rights))
def test_a_line_is_the_articles_or_furniture_never_both(text: str, rights: Rights) -> None:
    found = read(text, rights)
    if found is None:
        return
    for drop in found.dropped:
        assert not any(s.start < drop.end and drop.start < s.end for s in found.sentences)


@given(TEXTS)
def test_marking_twice_gives_the_same(text: str) -> None:
    assert read(text, Rights.QUOTE) == read(text, Rights.QUOTE)


@given(st.text(max_size=120), st.integers(1, 50))
def test_facets_are_known_and_at_most_two(text: str, number: int) -> None:
    facets, _, reasons = facets_of(text, Surroundings(number, 0.5))
    assert len(facets) <= 2
    assert set(facets) <= set(FACETS)
    assert reasons or not facets
