"""What a statement denies, its opposites, its caution and its causes, beside what its passage says."""

from __future__ import annotations

import pytest

from explainery.checking.causes import wrong_cause
from explainery.checking.charges import new_charge
from explainery.checking.hedges import all_for_some, lost, lost_bounds
from explainery.checking.opposed_words import opposed
from explainery.checking.polarity import contradiction
from explainery.checking.word_forms import base
from explainery.lexicon.opposites import opposites


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The mill did not open its archive.", "The mill opened its archive."),
        ("The mill opened its archive.", "The mill never opened its archive."),
        ("The keeper refused to name the buyer.", "The keeper named the buyer."),
        ("The keeper failed to lock the gate.", "The keeper locked the gate."),
        ("Nobody read the second letter.", "The council read the second letter."),
        ("She took no fee for the bell.", "She took a fee for the bell."),
        ("He did not rule out a second well.", "He ruled out a second well."),
        ("The singers deny that they left early.", "The singers do not deny that they left early."),
        ("Rain is unlikely before Friday.", "Rain is likely before Friday."),
        ("The lower rooms were spared. The attics were not.", "The attics were spared, too."),
        ("They sold the boat without asking the heirs.", "They sold the boat after asking the heirs."),
    ],
)
def test_a_denial_added_or_lost_is_found(passage: str, statement: str) -> None:
    assert contradiction(statement, [passage]) is not None


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The keeper refused to name the buyer.", "The keeper would not name the buyer."),
        ("He did not rule out a second well.", "He left open a second well."),
        ("“It is a repair, not a sale,” she said.", "She called it a repair rather than a sale."),
        ("The town had seen no fair since the flood.", "It was the town’s first fair since the flood."),
        ("The mill did not open its archive but sold the barn.", "The mill sold the barn."),
        ("He doubted that the rope would hold.", "He questioned whether the rope would hold."),
        ("A dispute with the neighbours lasted two years.", "The neighbours quarrelled for two years."),
        ("No more than ten boats may enter.", "At most ten boats may enter."),
        ("Nobody answered the door.", "No one answered the door."),
        ("The lake was not always so shallow.", "The lake is shallow."),
        ("The chapel was unable to pay its organist.", "The chapel could not pay its organist."),
    ],
)
def test_the_same_said_with_another_denial_passes(passage: str, statement: str) -> None:
    assert contradiction(statement, [passage]) is None


def test_a_passage_that_agrees_excuses_one_that_does_not() -> None:
    passages = ["The mill did not open its archive in May.", "The mill opened its archive in June."]
    assert contradiction("The mill opened its archive.", passages) is None


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("Rents in the old town climbed by a tenth.", "Rents in the old town slipped by a tenth."),
        ("The council turned down the plan for a kiosk.", "The council accepted the plan for a kiosk."),
        ("The choir left before the speech.", "The choir left after the speech."),
        ("The second half of the season was dry.", "The first half of the season was dry."),
        ("Otters have become rarer on the lake.", "Otters have become more common on the lake."),
        ("The abbot praised the new organ.", "The new organ was condemned by the abbot."),
    ],
)
def test_an_opposite_is_found_in_every_form(passage: str, statement: str) -> None:
    assert list(opposed(statement, [passage]))


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The council turned down the plan for a kiosk.", "The council did not accept the plan for a kiosk."),
        ("Rents rose in May, and wages fell in June.", "Wages fell in June."),
        ("The choir left before the speech.", "The speech came after the choir had left."),
        ("The gate opened at dawn.", "The inn closed late."),
    ],
)
def test_an_opposite_of_something_else_or_denied_passes(passage: str, statement: str) -> None:
    assert not list(opposed(statement, [passage]))


def test_no_word_is_its_own_opposite() -> None:
    for row in opposites():
        assert not set(row.words) & set(row.opposites), row


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The weir may collapse in spring.", "The weir will collapse in spring."),
        ("The duke is said to have sold the forest.", "The duke sold the forest."),
        ("The weavers want to buy the mill.", "The weavers have bought the mill."),
        ("The weavers want to buy the mill.", "The weavers will buy the mill."),
        ("The tenant claims that the landlord burned the deeds.", "The landlord burned the deeds."),
        ("The deeds are lost, the tenant claims.", "The deeds are lost."),
        ("He reportedly hid the coins in a well.", "He hid the coins in a well."),
    ],
)
def test_lost_caution_is_found(passage: str, statement: str) -> None:
    assert list(lost(statement, [passage]))


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The weir may collapse in spring.", "The weir could collapse in spring."),
        ("The weir may collapse in spring, the warden said.", "A collapse of the weir is possible, the warden said."),
        ("The duke is said to have sold the forest.", "The duke sold the forest, according to villagers."),
        ("The weavers want to buy the mill.", "The weavers plan to buy the mill."),
        ("The mill has nine looms, and the weavers may buy it.", "The mill has nine looms."),
        ("The tenant claims that the landlord burned the deeds.", "The landlord burned the deeds, the tenant says."),
        ("A verdict is expected in May.", "The verdict is due in May."),
    ],
)
def test_caution_in_other_words_passes(passage: str, statement: str) -> None:
    assert not list(lost(statement, [passage]))


def test_a_limit_and_a_part_are_kept() -> None:
    assert list(lost_bounds("The ferry carries 90 guests.", ["The ferry carries up to 90 guests."]))
    assert not list(lost_bounds("The ferry carries at most 90 guests.", ["The ferry carries up to 90 guests."]))
    assert list(lost_bounds("Half of the guests sang.", ["About half of the guests sang."]))
    assert not list(lost_bounds("The ferry carries 90 guests.", ["The ferry carries some 90 guests."]))
    assert all_for_some("All tenants signed.", ["Some tenants signed."])
    assert not all_for_some("All tenants signed.", ["Some tenants signed at once, and all tenants signed by noon."])


@pytest.mark.parametrize(
    ("passage", "statement", "kind"),
    [
        ("The kiln burst on Monday.", "The kiln burst because the clay was wet.", "none"),
        ("Frost ruined the apricots.", "The apricots were ruined because of careless pruning.", "none"),
        ("The school closed after the storm took its roof.", "The storm came because the school closed.", "turned"),
        ("She left because of the noise, not because of the rent.", "She left because of the rent.", "turned"),
    ],
)
def test_an_invented_or_turned_cause_is_found(passage: str, statement: str, kind: str) -> None:
    found = wrong_cause(statement, [passage])
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The school closed after the storm took its roof.", "The school closed because the storm took its roof."),
        ("Damp caused the crack.", "The crack was due to damp."),
        ("The fair opens on Friday.", "The fair is due to open on Friday."),
        ("He blamed the delay on the ferry.", "The delay was due to the ferry, he said."),
    ],
)
def test_a_cause_that_the_passage_gives_passes(passage: str, statement: str) -> None:
    assert wrong_cause(statement, [passage]) is None


@pytest.mark.parametrize(
    "forms", ["prove proves proved proving", "sell sold sells selling", "stop stopped stopping", "deny denies denied", "man men"]
)  # fmt: skip
def test_the_forms_of_a_word_share_a_base(forms: str) -> None:
    assert len({base(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The mill abides by the rules of the canal.", "The mill violates the rules of the canal."),
        ("The mill said it complies with all rules of the canal.", "The mill said it violates all rules of the canal."),
        ("The firm broke the rules on waste.", "The firm followed the rules on waste."),
        ("The firm breached its contract with the town.", "The firm honoured its contract with the town."),
        ("The firm kept its promise to the town.", "The firm broke its promise to the town."),
        ("The truce was respected by both valleys.", "The truce was violated by both valleys."),
        ("The lock is in breach of the treaty.", "The lock is in compliance with the treaty."),
        ("The guild adheres to the agreement.", "The guild flouts the agreement."),
        ("The trawlers ignored the quota on cod.", "The trawlers kept to the quota on cod."),
        ("The court upheld the ban on fishing.", "The court overturned the ban on fishing."),
        ("The mill met the deadline for repairs.", "The mill missed the deadline for repairs."),
    ],
)
def test_keeping_and_breaking_a_rule_are_opposites(passage: str, statement: str) -> None:
    assert list(opposed(statement, [passage]))


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The mill complies with the rules of the canal.", "The mill does not violate the rules of the canal."),
        ("The mill violated the rules of the canal.", "The mill did not comply with the rules of the canal."),
        ("A fire broke out after the storm.", "The fire followed the storm."),
        ("The mayor met the abbot.", "The mayor and the abbot met."),
    ],
)
def test_the_same_of_a_rule_in_other_words_passes(passage: str, statement: str) -> None:
    assert not list(opposed(statement, [passage]))


def test_a_charge_needs_a_passage_that_speaks_of_it() -> None:
    statement = "The mill violates the rules of the canal."
    assert new_charge(statement, ["The mill wants new rules for the canal."]) == "violates"
    assert new_charge(statement, ["The rules of the canal forbid the wheels of the mill."]) == ""
    assert new_charge("The mill wants new rules.", ["The mill wants new rules."]) == ""


def test_supply_is_one_word_in_every_form() -> None:
    assert base("supply") == base("supplies") == base("supplied")


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The town lent the boats free of charge.", "The town did not charge for the boats."),
        ("The town lent the boats at no charge.", "The town lent the boats free of charge."),
        ("The town lent the boats without charge.", "The town charged nothing for the boats."),
        ("The town did not charge for the boats.", "The town lent the boats free of charge."),
        ("The town lent the boats at no cost.", "The town lent the boats free of charge."),
        ("The bread was free for the boatmen.", "The boatmen paid nothing for the bread."),
        ("The harbour was free of ice in March.", "The harbour had no ice in March."),
    ],
)
def test_a_denial_inside_an_idiom_is_one(passage: str, statement: str) -> None:
    assert contradiction(statement, [passage]) is None


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The town lent the boats free of charge.", "The town lent the boats for a charge."),
        ("The harbour was free of ice in March.", "The harbour had ice in March."),
    ],
)
def test_a_denial_inside_an_idiom_is_not_lost(passage: str, statement: str) -> None:
    assert contradiction(statement, [passage]) is not None
