"""What says the same in other words is no fault: denials, figures, caution, causes, sources; and near it, faults stay."""

from __future__ import annotations

import pytest

from explainery.checking.causes import wrong_cause
from explainery.checking.figure_support import told
from explainery.checking.hedges import hedges_in, lost, lost_bounds
from explainery.checking.named_sources import sources_in
from explainery.checking.polarity import contradiction
from explainery.checking.quantities import ABOVE, AT_LEAST, AT_MOST, quantities_in
from explainery.text import folded

SAME = [
    ("The court has yet to hear the appeal.", "The court still has to hear the appeal."),
    ("There is no harvest without rain.", "Without rain there is no harvest."),
    ("The bridge is almost 50 metres long.", "The bridge is barely 50 metres long."),
    ("Half the usual number of trains ran.", "Only 9 trains ran instead of the usual 18."),
    ("It is impossible to heat a barn with candles.", "You cannot heat a barn with candles."),
    ("There is no other baker in the valley.", "She is the only baker in the valley."),
    ("Farms were told not to sow more than 40 acres.", "Farms may sow no more than 40 acres."),
]
OPPOSITE = [
    ("The court has yet to hear the appeal.", "The court has heard the appeal."),
    ("It is impossible to heat a barn.", "It is easy to heat a barn."),
    ("There is no baker in the valley.", "There is a baker in the valley."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_denials_in_other_words_agree(one: str, other: str) -> None:
    assert contradiction(one, [other]) is None
    assert contradiction(other, [one]) is None


@pytest.mark.parametrize(("one", "other"), OPPOSITE)
def test_a_denial_that_is_lost_is_found(one: str, other: str) -> None:
    assert contradiction(one, [other])
    assert contradiction(other, [one])


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("no fewer than 500 posts", AT_LEAST),
        ("no more than 500 posts", AT_MOST),
        ("not sow more than 40 acres", AT_MOST),
        ("more than 40 acres", ABOVE),
        ("over 40 acres", ABOVE),
        ("handed over 32 masks", ""),
        ("had spread over 24 acres", ""),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert quantities_in(text)[0].bound == bound


@pytest.mark.parametrize(
    ("statement", "passage", "is_told"),
    [
        ("It hit nine in ten farms.", "It hit 64 of the 71 farms.", True),
        ("It hit two in five farms.", "It hit 64 of the 71 farms.", False),
        ("Roe and three others fled.", "The other four, among them Roe, fled.", True),
        ("Roe and six others fled.", "The other four, among them Roe, fled.", False),
        ("They lost ten years.", "They lost a decade.", True),
        ("They lost seven years.", "They lost a decade.", False),
    ],
)
def test_figures_that_come_to_the_same(statement: str, passage: str, *, is_told: bool) -> None:
    line = folded(statement)
    assert (set(told(line, [passage])) == set(quantities_in(line))) is is_told


def test_the_month_of_may_is_no_caution() -> None:
    assert not hedges_in("The bids are due by 22 May and the works begin in May.")
    assert hedges_in("The bids may come late.")


def test_whose_claim_it_is_keeps_it_a_claim() -> None:
    passage = ["Roe argued that the mill had poisoned the river."]
    assert not list(lost("Roe contended that the mill had poisoned the river.", passage))
    assert list(lost("The mill had poisoned the river.", passage))
    assert not list(lost_bounds("The fine may reach 90 crowns.", ["The fine can be as high as 90 crowns."]))


def test_explained_and_put_to_give_no_cause() -> None:
    passage = ["“We count the sheep twice,” Roe said."]
    assert wrong_cause("Roe explained that the sheep were counted twice.", passage) is None
    assert wrong_cause("Villagers put questions to the shepherd.", passage) is None
    assert wrong_cause("The sheep were counted twice because of a flood.", passage)


def test_told_has_its_speaker_before_it() -> None:
    sources = sources_in("Jo Roe, the clerk who warned them, told the court in May that she was moved.")
    assert all("court" not in {w.text for w in s.who} for s in sources)
    assert not sources_in("The contract, said to be worth 9 crowns, ends soon.")
