"""Reversals, figures in other characters, other marks: what turns a passage is reported, what it comes to is not."""

from __future__ import annotations

import pytest

from checking.put_in import HEAD, evidence_from
from checking.said import reports
from explainery.checking.changed_objects import changes_in, other_purpose
from explainery.checking.evidence import Evidence, quotations
from explainery.checking.quoted_letters import shouted
from explainery.checking.set_apart import with_marks
from explainery.checking.written_figures import in_digits
from explainery.time_limit import time_limit

_FERRY = (
    HEAD.format(title="Selm ferries laid up", publisher="Selm Courier", published="2026-03-11")
    + """\
The crews of the Selm ferries walked out on Monday for three days.
The mayor, Ada Ruhl, spoke to the council of Selm on Wednesday.
Her office cut the grant to the ferry line Norrund by 20 percent in May to pay for a new bridge.
“Both decks are empty, and nobody will say why,” said Ilse Tamm, who teaches at the Lunden academy.
The pursers' guild says that tickets rose by 4 percent.
The harbour was closed for 13 days in 2019.
The pilot Odo Kerr said that he had waited for 95 minutes.
The guild's chairman, Pal Venn, asked the passengers for patience and the line for money.
"""
)
_GRANT = ("Her office",)
_TAMM = ("“Both decks",)
WRONG = {
    "The office of the mayor doubled the grant to Norrund.": "EXP122",
    "The office of the mayor boosted the grant to Norrund by 20 percent.": "EXP123",
    "The office of the mayor restored the grant to Norrund.": "EXP123",
    "The office of the mayor abolished the grant to Norrund.": "EXP122",
    "The office of the mayor froze the grant to Norrund.": "EXP122",
    "The office of the mayor cut all of the grant to Norrund.": "EXP122",
    "The office of the mayor cut most of the grant to Norrund.": "EXP122",
    "The office of the mayor cut the grant to Norrund by 20 percent a month.": "EXP122",
    "The office of the mayor cut the grant to Norrund to 20 percent.": "EXP122",
    "The office of the mayor cut the grant to Norrund by ¾.": "EXP122",
    "The office of the mayor cut the grant to Norrund by ⑧⓪ percent.": "EXP103",
    "The office of the mayor cut the grant to Norrund by 20² percent.": "EXP103",
    "The office of the mayor cut the grant to Norrund by Ⅸ percent.": "EXP103",
    "The office of the mayor cut the grant to Norrund by 20‰.": "EXP122",
    "It is not true that the office of the mayor cut the grant to Norrund.": "EXP103",
    "That the office of the mayor cut the grant to Norrund is a myth.": "EXP103",
    "The claim that the office of the mayor cut the grant to Norrund is a lie.": "EXP103",
    "The office of the mayor <s>cut</s> raised the grant to Norrund by 20 percent.": "EXP123",
    "The office of the mayor cut the tickets by 20 percent.": "EXP121",
    "The office of the mayor cut the grant to Norrund by 20 percent to build a theatre.": "EXP128",
    "Since May Norrund has received 70 percent of its former grant.": "EXP103",
}
RIGHT = {
    "The office of the mayor <s>raised</s> cut the grant to Norrund by 20 percent.": _GRANT,
    "The grant to Norrund was reduced by a fifth.": _GRANT,
    "The office of the mayor cut the subsidy to Norrund by 20 percent.": _GRANT,
    "The grant to Norrund was cut by ⅕.": _GRANT,
    "Since May Norrund has received 80 percent of its former grant.": _GRANT,
    "The grant to Norrund was cut by 20 percent by the mayor’s office.": _GRANT,
    "The harbour was closed for nearly two weeks in 2019.": ("The harbour",),
    "Odo Kerr, a pilot, said that he had waited for an hour and 35 minutes.": ("The pilot",),
    "The crews of the Selm ferries walked out for three days, 9–11 March 2026.": ("The crews",),
}
# Marks and tags in which invented words must not pass.
QUOTED = (
    "″{}″", "❝{}❞", "＂{}＂", "‟{}‟", "ʺ{}ʺ", "``{}’’", ",,{}''", "′{}′", "❛{}❜", "＇{}＇", "*{}*", "`{}`", "**{}**", "<kbd>{}</kbd>",
)  # fmt: skip


@pytest.fixture(scope="module", name="evidence")
def _evidence() -> Evidence:
    return evidence_from((_FERRY,))


@pytest.mark.parametrize(("statement", "code"), WRONG.items())
def test_what_turns_a_passage_is_reported(statement: str, code: str, evidence: Evidence) -> None:
    assert code in {message.split()[0] for message in reports(statement, _GRANT, evidence)}


@pytest.mark.parametrize(("statement", "passages"), RIGHT.items())
def test_what_a_passage_comes_to_passes(statement: str, passages: tuple[str, ...], evidence: Evidence) -> None:
    assert reports(statement, passages, evidence) == []


@pytest.mark.parametrize("marks", QUOTED)
def test_invented_words_in_any_marks(marks: str, evidence: Evidence) -> None:
    false, true = (
        marks.format("The council stole the decks,"),
        marks.format("Both decks are empty, and nobody will say why,"),
    )
    assert any(m.startswith("EXP102") for m in reports(f"{false} said Ilse Tamm.", _TAMM, evidence))
    assert reports(f"{true} said Ilse Tamm.", _TAMM, evidence) == []


def test_words_behind_a_name_and_a_colon(evidence: Evidence) -> None:
    assert any(m.startswith("EXP102") for m in reports("Ilse Tamm: The council stole the boats.", _TAMM, evidence))
    assert reports("Ilse Tamm: Both decks are empty, and nobody will say why.", _TAMM, evidence) == []


@pytest.mark.parametrize("who", ["Norrund admitted", "The head of the guild said"])
def test_a_quotation_given_to_another_body(who: str, evidence: Evidence) -> None:
    words = f"{who}: “Both decks are empty, and nobody will say why.”"
    assert any(m.startswith("EXP109") for m in reports(words, _TAMM, evidence))


@pytest.mark.parametrize("who", ["Ilse Tamm", "The academy's Ilse Tamm", "A teacher at the academy"])
def test_a_quotation_given_to_its_speaker(who: str, evidence: Evidence) -> None:
    assert reports(f"{who} said: “Both decks are empty, and nobody will say why.”", _TAMM, evidence) == []


def test_capital_letters_of_a_quotation(evidence: Evidence) -> None:
    loud = reports("“BOTH DECKS are empty,” said Ilse Tamm.", _TAMM, evidence)
    assert any(m.startswith("EXP102") for m in loud)
    assert not shouted("Empty decks. Why [Nobody] knows", "nobody knows why decks were empty decks")
    assert not shouted("Selm waits", "SELM waits")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("½ of 2½ years", "half of 2.5 years"),
        ("12 km² and CO₂", "12 km² and CO₂"),
        ("ⅩⅣ percent, XIV percent", "14 percent, 14 percent"),
        ("Louis XIV and X million", "Louis XIV and X million"),
        ("٣٤ and ３５", "34 and 35"),
    ],
)
def test_figures_in_other_characters(text: str, plain: str) -> None:
    assert in_digits(text) == plain


def test_what_something_is_cut_for() -> None:
    passage = "The town cut the subsidy to the line by 20 percent to close a gap in the budget."
    other = "The town cut the subsidy by 20 percent to fund a theatre."
    assert other_purpose(other, [passage]) == ("fund a theatre", "close a gap in the budget")
    assert other_purpose("The town cut the subsidy to balance the budget.", [passage]) is None


def test_feet_and_minutes_are_no_quotations() -> None:
    assert quotations("She is 5′ 10″ and he is 6′ 2″ tall, at 51° 30′ 12″ N.") == []


def test_titles_and_stress_are_no_quotations() -> None:
    text = "The Blue Boat Returns is a film, said Roe."
    assert with_marks(text, [(0, 21)]) == text
    assert with_marks("We sail at dawn, said Roe.", [(0, 16)]) == "“We sail at dawn,” said Roe."


def test_struck_words_without_a_citation_are_a_statement(evidence: Evidence) -> None:
    page = "The harbour was closed for 13 days in 2019.@\n\n<s>Odo Kerr stole 400 boats.</s>"
    assert {"EXP104", "EXP124"} <= {m.split()[0] for m in reports(page, ("The harbour",), evidence)}


@pytest.mark.parametrize(
    "line", ["″ a ", "``a ", ",,a ", "‚a ", "′a ", "XIV ", "1½ ", "cut the a b ", "cut all of it by 5 to 6 percent ", "that is "]
)  # fmt: skip
def test_long_lines(line: str) -> None:
    with time_limit(5):
        text = line * 2_000
        quotations(text)
        in_digits(text)
        list(changes_in(text))
