"""Laws of marking, for any text: offsets are valid and nothing overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.config import StorySettings
from explainery.errors import SourceError
from explainery.linking import link
from explainery.marking import mark
from explainery.marking.facets.classify import classified, likeliest
from explainery.marking.facets.features import MaskedSentence
from explainery.marking.facets.surroundings import Surroundings
from explainery.model import FACETS, MarkedArticle, Rights
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
    marked = read(text, rights)
    if marked is None:
        return
    spans = [(s.start, s.end) for s in marked.sentences]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    groups: list[Sequence[Spanned]] = [marked.sentences, marked.quotes, marked.dates, marked.names, marked.dropped]
    assert all(0 <= p.start < p.end <= len(text) for group in groups for p in group)


@given(TEXTS, st.sampled_from(Rights))
def test_a_line_is_the_articles_or_furniture_never_both(text: str, rights: Rights) -> None:
    marked = read(text, rights)
    if marked is None:
        return
    for drop in marked.dropped:
        assert not any(s.start < drop.end and drop.start < s.end for s in marked.sentences)


@given(TEXTS)
def test_marking_twice_gives_the_same(text: str) -> None:
    assert read(text, Rights.QUOTE) == read(text, Rights.QUOTE)


MASKED = st.builds(MaskedSentence, st.text(max_size=120), st.builds(Surroundings, st.integers(1, 50), st.floats(0, 1)))


@given(st.lists(MASKED, max_size=8))
def test_facets_are_known_and_at_most_two(sentences: list[MaskedSentence]) -> None:
    choices = classified(sentences)
    assert len(choices) == len(sentences)
    for choice in choices:
        assert len(choice.facets) <= 2
        assert set(choice.facets) <= set(FACETS)
        assert choice.reasons


@given(st.lists(st.lists(st.integers(-300, 300), min_size=5, max_size=5), min_size=1, max_size=5), st.integers(0, 100))
def test_the_sequence_found_is_the_best_of_all(rows: list[list[int]], stay: int) -> None:
    scores = [tuple(map(float, row)) for row in rows]

    def worth(path: Sequence[int]) -> float:
        return sum(s[f] for s, f in zip(scores, path, strict=True)) + stay * sum(a == b for a, b in pairwise(path))

    best = max(worth(path) for path in product(range(5), repeat=len(scores)))
    assert worth(likeliest(scores, [stay] * len(scores))) == best


HOSTILE = [
    "A" * 60, "A-" * 60, "Aa " * 60, "DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFTSKAPITAENE " * 4, "Anna " * 2_000, "“" * 2_000, "<!-- " * 20_000, "(" * 5_000,
    "\u202eabc " * 4_000, "9 " * 5_000, "Jane Moor told " * 1_500, "said " * 4_000, "A.B." * 3_000, "漢字" * 10_000, "😀" * 5_000, "\n" * 50_000, "- " * 9_000,
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_text_keeps_the_marking_and_linking_busy(number: int) -> None:
    text = f"Dockers walked out at Arlen on Monday, the union said.\n\n{HOSTILE[number]}\n\nShips waited in the roads."
    marked = mark(article(text), StorySettings())
    assert link("story", [marked], StorySettings()).passages


def test_what_is_longer_than_any_sentence_is_left_out_and_said() -> None:
    marked = mark(article(f"Dockers walked out on Monday.\n\n{'and went on, ' * 400}\n"), StorySettings())
    assert [d.why for d in marked.dropped] == ["longer than any sentence"]
    assert len(marked.sentences) == 1
