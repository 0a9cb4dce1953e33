"""How likely each facet is: shares of one, the same on every machine."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainery.marking.facets.chances import chances
from explainery.model import FACETS

SCORES = st.lists(st.lists(st.floats(-2000, 2000), min_size=len(FACETS), max_size=len(FACETS)), min_size=1, max_size=12)


@given(SCORES, st.integers(0, 200))
def test_the_chances_of_a_sentence_are_shares_of_one(scores: list[list[float]], stay: int) -> None:
    for row in chances(scores, [stay] * len(scores)):
        assert all(0 <= c <= 1 for c in row)
        assert abs(sum(row) - 1) <= 0.005 * len(FACETS)


@given(st.lists(st.floats(-500, 500), min_size=5, max_size=5))
def test_a_sentence_alone_has_the_chances_of_its_scores(scores: list[float]) -> None:
    row = chances([scores], [0])[0]
    assert row[scores.index(max(scores))] == max(row)


def test_a_bonus_for_staying_makes_neighbours_alike() -> None:
    sure, unsure = [300.0, 0.0, 0.0, 0.0, 0.0], [10.0, 20.0, 0.0, 0.0, 0.0]
    apart, close = chances([sure, unsure], [0, 0])[1], chances([sure, unsure], [0, 200])[1]
    assert close[0] > apart[0]


def test_nothing_has_no_chances() -> None:
    assert chances([], []) == []
