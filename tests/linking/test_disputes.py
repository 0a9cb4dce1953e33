"""The golden cases of disagreements, and what figures admit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.config import StorySettings
from explainery.linking import link
from explainery.linking.assertions import assertions_of
from explainery.linking.disputes.contradictions import Said, certain, said
from explainery.linking.disputes.detection import Pair, signal_weights
from explainery.linking.disputes.grounds import ground_of, may_have_ground
from explainery.linking.quantities import differ, figures, same_thing
from explainery.marking import mark
from explainery.model import Article, MarkedArticle, Passage, Rights, Sentence, Story
from golden import Case, cases

HERE = Path(__file__).parent
_ARTICLE = "== "


def story(given: str) -> Story:
    """The story of a case: each article under a line `== PAPER, DAY`."""
    settings, rows = StorySettings(), []
    for number, piece in enumerate(p for p in given.split(_ARTICLE) if p.strip()):
        head, text = piece.split("\n", 1)
        paper, day = head.split(", ")
        one = Article(f"a{number}", f"a{number}.txt", text, f"Headline {number}", paper, Rights.OPEN, day)
        rows.append(mark(one, settings))
    return link("s", rows, settings)


@pytest.mark.parametrize("case", cases(HERE / "disputes.md"), ids=str)
def test_disputes(case: Case) -> None:
    found = story(case.given).disagreements
    rows = [" | ".join("+".join(side) for side in d.sides) for d in found]
    assert (rows or ["none"]) == case.expected.splitlines()


VOICES = st.sampled_from([None, "Jo Roe", "Ann Lee"])
SENTENCES = st.sampled_from(
    (
        "The ministry denied the claim.",
        "Eleven people were killed.",
        "The police said 14 people were killed.",
        "The bridge was open.",
        "The last trip was in 2019.",
        "The last trip was in Lisbon.",
        "He rejected that account.",
        "It was not open.",
        "The union called the figure inflated.",
    )
)


@given(SENTENCES, SENTENCES, VOICES, VOICES, st.sampled_from([0.0, 0.2, 0.4, 0.6, 0.9]))
def test_no_pair_with_a_ground_is_passed_over(
    one: str, two: str, voice: str | None, other: str | None, alike: float
) -> None:
    first, answer = side(one, voice, 1), side(two, other, 2)
    if ground_of(first, answer, sure=certain(first, answer, alike)):
        assert may_have_ground(first, answer, alike)
        assert may_have_ground(answer, first, alike)


def test_two_plain_sentences_are_passed_over() -> None:
    assert not may_have_ground(side("The bridge was open.", None, 1), side("It rained.", None, 2), 0.1)


def side(text: str, voice: str | None, number: int) -> Said:
    marked = MarkedArticle(Article(f"a{number}", "a.txt", text, "Headline", "Paper"), ())
    passage = Passage(marked, Sentence(f"a{number}", 1, 0, len(text), 0, voice=voice), "key")
    return said(passage, assertions_of(passage))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("about 300 people", "312 people"),
        ("more than 100 people", "130 people"),
        ("no more than 60 people", "54 people"),
        ("no more than 6,000 people", "5,400 people"),
        ("half of the members", "48 percent of the members"),
        ("a loss of $2 billion", "a loss of $1.96 billion"),
        ("two-thirds of voters", "65% of voters"),
    ],
)
def test_a_vague_and_an_exact_figure_agree(one: str, two: str) -> None:
    assert figures(one)
    assert figures(two)
    assert not any(differ(f, g) for f in figures(one) for g in figures(two))


def test_the_first_letters_of_a_word_are_no_figure() -> None:
    assert figures("Tensions over a tender for tenants, and one in the sixties") == ()


def test_dozens_are_not_a_figure_that_could_differ() -> None:
    assert figures("dozens of people") == ()
    assert figures("40 people")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("12 people were killed", "a toll of 40 dead"),
        ("about 300 people", "450 people"),
        ("thirty-four generals", "31 generals"),
        ("no more than 6,000 people", "94,000 people"),
        ("a loss of $2 billion", "a loss of $3.1 billion"),
        ("four in five investors", "fewer than one in three investors"),
        ("put the number of workers at 640", "about 900 workers were on the shift"),
    ],
)
def test_figures_for_one_thing_differ(one: str, two: str) -> None:
    assert any(same_thing(f, g) and differ(f, g) for f in figures(one) for g in figures(two))


def test_years_days_hours_and_ages_are_no_figures() -> None:
    assert not figures("On May 4, 2019, Jo Roe, 54, came at 9:40 p.m. with a 12-year-old.")


def test_the_weights_are_whole_numbers_by_signal() -> None:
    table = signal_weights()
    assert table["bias"] < 0
    assert len(table) > 100
    assert all(table.values())


def test_odds_are_the_sum_of_what_is_known() -> None:
    pair = Pair(0, 1, frozenset({"one", "two", "unheard of"}), certain=False, ground=None)
    assert pair.odds({"bias": -500, "one": 120, "two": -20, "three": 7}) == -400
