"""Laws of copy-editing, for any text: the edits make the text, lie apart, and leave quotations alone."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.config import StorySettings
from explainery.copyediting.edits import Unfit, applied, in_order, place_in_words
from explainery.copyediting.first_mentions import introduced
from explainery.copyediting.lines import Line
from explainery.copyediting.wording import quotation, worded
from explainery.curation.page_plan import Edit, Wording
from explainery.errors import SourceError
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Story
from making import article, port_story

WORDS = st.sampled_from(
    'But He She Her his it said told “ ” " , . ? Maria Lindqvist Kjellberg Norsea The company dockers walked out on'
    " Monday in May last month today two years ago this week 2019 the the port … — Mr. President said: \n\n".split(" ")
)
TEXTS = st.one_of(st.lists(WORDS, min_size=4, max_size=60).map(" ".join), st.text(max_size=200))
SENTENCES = st.lists(
    st.sampled_from(
        (
            "Maria Lindqvist, the leader of the union, walked out on Monday.",
            "“This is an insult to every docker,” she said on Thursday.",
            "But he said that Norsea had sold the port last month.",
            "“Nobody asked us about it in May. Nobody will.”",
            "Mr. Kjellberg told Maria Lindqvist that the company would pay by Tuesday.",
            "Her union has 900 members here, according to Anders Kjellberg.",
            "It said the offer of Dec. 28 was the last one.",
            "Kjellberg’s company lost money in last year's strike.",
        )
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


def read(text: str) -> Story | None:
    try:
        return link("story", [mark(article(text, published="2026-03-06"), StorySettings())], StorySettings())
    except SourceError:
        return None


def statements(story: Story) -> dict[str, Wording]:
    made = {i: worded(story, i) for i in story.passages}
    return {i: w for i, w in made.items() if not isinstance(w, Unfit)}


@given(st.one_of(TEXTS, SENTENCES))
def test_the_edits_make_the_text_and_lie_apart(text: str) -> None:
    if (story := read(text)) is None:
        return
    for sentence, wording in statements(story).items():
        words = story.passage(sentence).words
        assert applied(words, wording.edits) == wording.text
        assert all(a.end <= b.start for a, b in pairwise(in_order(wording.edits)))
        assert all(0 <= e.start <= e.end <= len(words) for e in wording.edits)


@given(st.one_of(TEXTS, SENTENCES))
def test_no_edit_lies_inside_a_quotation(text: str) -> None:
    if (story := read(text)) is None:
        return
    for sentence, wording in statements(story).items():
        line = Line(story, story.passage(sentence))
        for said in line.said:
            inside = line.words[said.start : said.end].rstrip(
                " ,;"
            )  # the comma before the closing mark may become a stop
            assert all(e.end <= said.start or e.start >= said.start + len(inside) for e in wording.edits)


@given(st.one_of(TEXTS, SENTENCES))
def test_the_same_passage_gets_the_same_words(text: str) -> None:
    if (story := read(text)) is not None:
        assert statements(story) == statements(story)


@given(st.one_of(TEXTS, SENTENCES))
def test_first_mentions_are_further_edits_of_the_same_passages(text: str) -> None:
    if (story := read(text)) is None:
        return
    made = statements(story)
    for sentence, wording in zip(made, introduced(story, tuple(made.values())), strict=True):
        assert applied(story.passage(sentence).words, wording.edits) == wording.text


@given(st.one_of(TEXTS, SENTENCES), st.integers(4, 30))
def test_a_quotation_alone_is_verbatim_and_has_a_speaker(text: str, most: int) -> None:
    if (story := read(text)) is None:
        return
    for sentence, passage in story.passages.items():
        alone = quotation(story, sentence, most)
        if alone:
            assert alone.speaker
            assert alone.text in passage.words
            assert len(alone.text.split()) <= most
            assert applied(passage.words, alone.edits) == alone.text


def test_edits_that_overlap_are_refused() -> None:
    edits = (Edit("names", 0, 5, "x", "", ""), Edit("dates", 3, 8, "y", "", ""))
    with pytest.raises(ValueError, match="overlaps"):
        applied("some words", edits)


def test_a_place_in_the_text_is_found_in_the_words() -> None:
    words = "But he came on Monday to Arlen."
    edits = (Edit("openings", 0, 4, "", "", ""), Edit("names", 4, 6, "Olle Brandt", "", ""))
    text = applied(words, edits)
    at = text.index("Arlen")
    assert place_in_words(edits, at, at + 5) == (words.index("Arlen"), words.index("Arlen") + 5)
    assert place_in_words(edits, 0, 4) is None


def test_every_word_put_in_names_what_allows_it() -> None:
    story = port_story()
    for wording in statements(story).values():
        for edit in wording.edits:
            assert edit.reason
            assert edit.kind in {"names", "dates", "openings", "tails", "quotations"}
            assert not edit.licence or re.fullmatch(r"\w+:\d+", edit.licence)
