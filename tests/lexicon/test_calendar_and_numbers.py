"""Months, numbers and stems."""

from __future__ import annotations

import pytest

from explainery.lexicon.calendar import MONTHS, SHORT_MONTHS, month_number
from explainery.lexicon.numbers import VALUE, up_to
from explainery.lexicon.stems import stem


@pytest.mark.parametrize(("name", "number"), [("March", 3), ("sept", 9), ("Sep.", 9), ("Dec", 12), ("may", 5)])
def test_a_month_is_known_by_its_beginning(name: str, number: int) -> None:
    assert month_number(name) == number


def test_every_short_month_begins_a_month() -> None:
    assert {MONTHS[month_number(short) - 1][: len(short)] for short in SHORT_MONTHS} == set(SHORT_MONTHS)


def test_numbers_have_their_values() -> None:
    assert [VALUE[word] for word in ("one", "nineteen", "twenty", "ninety")] == [1, 19, 20, 90]
    assert up_to(3) == ["one", "two", "three"]
    assert [VALUE[word] for word in up_to(20)] == list(range(1, 21))


@pytest.mark.parametrize(
    ("word", "base"), [("payments", "pay"), ("negotiations", "negoti"), ("dockers", "dock"), ("bed", "bed")]
)
def test_a_stem_has_at_least_three_letters(word: str, base: str) -> None:
    assert stem(word) == base
