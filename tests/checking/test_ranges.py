"""Ranges in short form, spans between years, and names with an ending: the same in other words, and another thing."""

from __future__ import annotations

import pytest

from checking.put_in import HEAD, PutIn, evidence_from, reported
from explainery.checking.compounds import bare_name
from explainery.checking.ranges import widened, year_spans

TOP = HEAD.format(title="The mill", publisher="Arlen Post", published="2026-03-07")
RIGHT = (
    ("The war of 1950-53 cost the town its bridge.", "The war, from 1950 to 1953, cost the town its bridge."),
    ("In the 1950–53 war the town lost its bridge.", "In the war of 1950 to 1953 the town lost its bridge."),
    ("The 2019/20 season brought the club two cups.", "The season of 2019 to 2020 brought the club two cups."),
    ("The 2019-20 season brought the club two cups.", "The 2019/20 season brought the club two cups."),
    ("The story fills pp. 112-18 of the report.", "The story fills pages 112 to 118 of the report."),
    ("The fair runs May 3-5 in Arlen.", "The fair runs from 3 to 5 May in Arlen."),
    ("The club lost every match from 1914 to 1918.", "The club lost every match in 1914-18."),
    ("The club won the match by 112-98 points.", "The club won the match by 112-98 points."),
    ("The mill opened in 2011 and closed in 2014.", "The mill opened in 2011 and closed three years later."),
    ("The mill opened in 2011 and closed in 2023.", "The mill closed after 12 years."),
    ("The mill opened in 2011 and closed in 2023.", "The mill closed in 2023, 12 years on."),
    ("The mill ran from 2011-14 in Arlen.", "The mill ran for three years in Arlen."),
    ("The mill had a Soviet-style engine.", "The mill had a Soviet-type engine."),
    ("The mill had an engine of a Soviet design.", "The mill had a Soviet-designed engine."),
    ("The rebels, backed by Norland, left the town.", "The Norland-backed rebels left the town."),
    ("Bridges of Soviet times cross the river.", "Soviet-era bridges cross the river."),
)
WRONG = (
    ("The war of 1950-53 cost the town its bridge.", "The war, from 1950 to 1954, cost the town its bridge."),
    ("The mill opened in 2011 and closed in 2014.", "The mill opened in 2011 and closed five years later."),
    ("The mill opened in 2011 and closed in 2023.", "The mill closed after 14 years."),
    ("The fair runs May 3-5 in Arlen.", "The fair runs from 3 to 7 May in Arlen."),
    ("The mill had a Soviet-style engine.", "The mill had a Soviet-made engine."),
    ("The mill had a Soviet-style engine.", "The mill had a Chinese-type engine."),
    ("The rebels, backed by Norland, left the town.", "The Westmark-backed rebels left the town."),
)


@pytest.mark.parametrize(("passage", "statement"), RIGHT)
def test_the_same_in_other_words_passes(passage: str, statement: str) -> None:
    assert reported(PutIn(passage, statement), evidence_from([f"{TOP}{passage}\nThe choir sang.\n"])) == []


@pytest.mark.parametrize(("passage", "statement"), WRONG)
def test_another_range_span_or_name_is_reported(passage: str, statement: str) -> None:
    assert reported(PutIn(passage, statement), evidence_from([f"{TOP}{passage}\nThe choir sang.\n"]))


@pytest.mark.parametrize(
    "text", ["2026-03-07", "21-17", "0049-30", "3.1950-53", "1950-1953", "10/12", "1,950-53", "1953-50"]
)
def test_what_is_no_short_range_stays(text: str) -> None:
    assert widened(f"It was {text} then.") == f"It was {text} then."


def test_a_span_is_what_lies_between_two_years() -> None:
    assert year_spans("It ran from 2011-14 and again in 2023.") == {3, 9, 12}
    assert bare_name("Soviet-type", {"style"}) == "Soviet"
    assert bare_name("Soviet-made", {"style"}) == ""
