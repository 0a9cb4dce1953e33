"""Figures of a statement that its passage tells in another form, and those that it contradicts."""

from __future__ import annotations

import pytest

from checking.put_in import HEAD, PutIn, evidence_from, reported
from explainery.checking.figure_support import told
from explainery.checking.quantities import quantities_in
from explainery.text import folded


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The fair drew 49,820 guests.", "The fair drew nearly 50,000 guests."),
        ("The fair drew 50,310 guests.", "The fair drew more than 50,000 guests."),
        ("Some 34 percent of the vines died.", "About a third of the vines died."),
        ("The vote was 52 percent in favour.", "Just over half were in favour."),
        ("The mill cost 60 million US dollars.", "The mill cost US$60m."),
        ("The well is 1,500 metres deep.", "The well is 1.5 km deep."),
        ("The bell rang for 24 hours.", "The bell rang for one day."),
        ("The lake lost 3.84 billion litres.", "The lake lost 3.8bn litres."),
        ("The barn burned for twenty-four hours.", "The barn burned for 24 hours."),
        ("The nets cost 300 crowns and the oars 200 crowns.", "Together nets and oars cost 500 crowns."),
        ("The toll rose from 12 to 15 crowns.", "The toll rose by 3 crowns."),
        ("Arn, Belk, Coll and Dain have signed.", "Four towns have signed."),
        ("The hall seats 240,000 people a year.", "The hall seats nearly a quarter of a million people a year."),
    ],
)
def test_a_figure_in_another_form_is_told(passage: str, statement: str) -> None:
    line = folded(statement)
    assert set(told(line, [passage])) == set(quantities_in(line)) != set()


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The fair drew 49,820 guests.", "The fair drew more than 50,000 guests."),
        ("The fair drew 49,820 guests.", "The fair drew nearly 60,000 guests."),
        ("The fair drew 49,820 guests.", "The fair drew 50,000 guests."),
        ("Some 34 percent of the vines died.", "About a quarter of the vines died."),
        ("The nets cost 300 crowns and the oars 200 crowns.", "Nets and oars cost 500 crowns."),
        ("The well is 1,500 metres deep.", "The well is 15 km deep."),
    ],
)
def test_another_figure_is_not_told(passage: str, statement: str) -> None:
    assert not list(told(folded(statement), [passage]))


MILL = (
    HEAD.format(title="The mill", publisher="Arlen Post", published="2026-03-07")
    + """\
The weir holds 40 million litres of water and leaks 90 litres an hour.
The toll for a cart rose by 4 percentage points to fewer than 30 crowns.
Each family pays 1,200 crowns a year for the canal and 20 pounds for the lamps.
A litre of oil costs the mill as much as a loaf.
The abbey plans to close the mill by the end of 2029, and to open a school a year after the sale.
The carts must leave the yard before September.
"""
)


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The weir holds", "The weir holds 40 billion litres of water."),
        ("The weir holds", "The weir holds 40 million gallons of water."),
        ("The weir holds", "The weir leaks 90 litres a minute."),
        ("The toll for", "The toll for a cart rose by 4 percent."),
        ("The toll for", "The toll for a cart rose to more than 30 crowns."),
        ("Each family pays", "Each family pays 1,200 crowns a month for the canal."),
        ("Each family pays", "Each family pays 20 euros for the lamps."),
        ("A litre of", "A gallon of oil costs the mill as much as a loaf."),
    ],
)
def test_another_unit_rate_or_bound_is_reported(passage: str, statement: str) -> None:
    assert any(m.startswith("EXP122") for m in reported(PutIn(passage, statement), evidence_from([MILL])))


@pytest.mark.parametrize("figure", ["forty", "3.5bn", "ninety-one", "half a million"])
def test_a_figure_in_words_or_with_its_magnitude_is_compared(figure: str) -> None:
    case = PutIn("The carts must", f"The {figure} carts must leave the yard before September.")
    assert any(m.startswith("EXP103") for m in reported(case, evidence_from([MILL])))


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The abbey plans", "The abbey plans to close the mill by the end of 2026."),
        ("The carts must", "The carts must leave the yard before December."),
    ],
)
def test_another_year_or_month_is_reported(passage: str, statement: str) -> None:
    assert any(m.startswith("EXP126") for m in reported(PutIn(passage, statement), evidence_from([MILL])))


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The weir holds", "The weir holds 40m litres of water and leaks 90 litres per hour."),
        ("Each family pays", "Each family pays 1,200 crowns per year for the canal and £20 for the lamps."),
        ("The abbey plans", "By the end of 2029 the abbey plans to close the mill."),
    ],
)
def test_other_spellings_pass(passage: str, statement: str) -> None:
    assert reported(PutIn(passage, statement), evidence_from([MILL])) == []


CROWD = (
    HEAD.format(title="The fair", publisher="Arlen Post", published="2026-03-07")
    + """\
More than 50,000 people came to the fair in Arlen.
The police counted 40,000 guests at the gates.
As many as 30,000 guests slept in tents.
About 20,000 loaves were sold on the first day.
The number of stalls passed 1,500 on the last day.
The choir had 120 singers, ten fewer than the 130 of last year.
The fire burned for two hours and cost $700,000.
"""
)


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("More than", "Less than 50,000 people came to the fair in Arlen."),
        ("More than", "Nearly 50,000 people came to the fair in Arlen."),
        ("The police", "The police counted less than 40,000 guests at the gates."),
        ("The police", "The police counted more than 40,000 guests at the gates."),
        ("The police", "The police counted over 40,000 guests at the gates."),
        ("The police", "The police counted almost 40,000 guests at the gates."),
        ("As many", "Fewer than 30,000 guests slept in tents."),
        ("As many", "More than 30,000 guests slept in tents."),
        ("About 20,000", "More than 20,000 loaves were sold on the first day."),
        ("The fire", "The fire burned for more than two hours."),
        ("The fire", "The fire cost more than $700,000."),
    ],
)
def test_words_of_comparison_that_no_passage_has_are_reported(passage: str, statement: str) -> None:
    assert any(m.startswith("EXP122") for m in reported(PutIn(passage, statement), evidence_from([CROWD])))


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("More than", "Over 50,000 people came to the fair in Arlen."),
        ("More than", "The fair in Arlen had upwards of 50,000 people."),
        ("The police", "The police counted about 40,000 guests at the gates."),
        ("As many", "Up to 30,000 guests slept in tents."),
        ("About 20,000", "Nearly 20,000 loaves were sold on the first day."),
        ("The number", "There were more than 1,500 stalls on the last day."),
        ("The choir", "The choir had ten singers fewer than 130."),
        ("The fire", "Over two hours the fire burned."),
    ],
)
def test_words_of_comparison_that_say_the_same_pass(passage: str, statement: str) -> None:
    assert not any(m.startswith("EXP122") for m in reported(PutIn(passage, statement), evidence_from([CROWD])))
