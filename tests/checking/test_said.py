"""Who does what, who says it, what is added and what is joined; and quotations in every form that people set."""

from __future__ import annotations

import pytest

from checking.put_in import HEAD, evidence_from
from checking.said import MARKS, RIGHT, WRONG, Said, marked, reports, sources
from explainery.checking.evidence import Evidence
from explainery.checking.quotation_brackets import bracketed
from explainery.text import folded


@pytest.fixture(scope="module", name="evidence")
def _evidence() -> Evidence:
    return sources()


@pytest.mark.parametrize("case", WRONG, ids=lambda c: c.statement[:60])
def test_what_the_passage_does_not_say_is_reported(case: Said, evidence: Evidence) -> None:
    assert case.code in {message.split()[0] for message in reports(case.statement, case.passages, evidence)}


@pytest.mark.parametrize("case", RIGHT, ids=lambda c: c.statement[:60])
def test_what_the_passage_says_in_other_words_passes(case: Said, evidence: Evidence) -> None:
    assert reports(case.statement, case.passages, evidence) == []


@pytest.mark.parametrize("marks", MARKS, ids=str)
def test_a_quotation_is_one_in_any_marks(marks: str | tuple[str, str], evidence: Evidence) -> None:
    assert [m.split()[0] for m in reports(marked(marks, is_true=False), ["“We have"], evidence)] == ["EXP102"]
    assert reports(marked(marks, is_true=True), ["“We have"], evidence) == []


@pytest.mark.parametrize(
    "body",
    [
        "Morn said: “We have bought a roof full  \nof {} and a hall full of songs.”@",
        "> We have bought a roof full of {} and a hall full of songs.@\n> — Ilka Morn",
        "> We have bought a roof full of {} and a hall full of songs.\n>\n> — Ilka Morn@",
    ],
)
def test_a_quotation_may_run_over_lines_or_stand_in_a_block(body: str, evidence: Evidence) -> None:
    assert any(m.startswith("EXP102") for m in reports(body.format("gold"), ["“We have"], evidence))
    assert not any(m.startswith("EXP102") for m in reports(body.format("holes"), ["“We have"], evidence))


@pytest.mark.parametrize(
    "words",
    [
        "We must … pay for the organ",
        "We must [not] refuse to pay for the organ",
        "We must [agree] to pay for the organ",
    ],
)
def test_brackets_and_an_ellipsis_may_not_turn_a_quotation(words: str, evidence: Evidence) -> None:
    assert "EXP102" in {m.split()[0] for m in reports(f"Jon Sarre said: “{words}”.", ["“We must"], evidence)}


@pytest.mark.parametrize(
    "words",
    [
        "[The trust] must refuse to pay for the organ",
        "We must refuse to pay for the [old] organ",
        "We must refuse to pay …",
    ],
)
def test_brackets_and_an_ellipsis_may_explain(words: str, evidence: Evidence) -> None:
    assert reports(f"Jon Sarre said: “{words}”.", ["“We must"], evidence) == []


def test_possessives_and_apostrophes_open_no_quotation(evidence: Evidence) -> None:
    text = "The stagehands' guild accused the town's council of selling the builders' house in secret."
    assert not any(m.startswith("EXP102") for m in reports(text, ["The stagehands"], evidence))


def test_what_brackets_put_in_is_compared_with_what_stood_there() -> None:
    passage = folded("“We will reject the offer,” she said.")
    assert list(bracketed("We will [accept] the offer", passage)) == [("accept", "reject")]
    assert list(bracketed("[Norline] will reject the offer", passage)) == []


KIN = (
    HEAD.format(title="The Morns of Orlin", publisher="Orlin Post", published="2026-05-21")
    + """\
Ilka Morn and her brother Tarn Morn met the builder Bram Osterley in Orlin.
“We have never seen so much water in a cellar,” Bram Osterley said.
Tarn Morn promised to pay for new pumps.
"""
)


@pytest.mark.parametrize(
    "statement",
    [
        "The pumps have failed, Morn said “We have never seen so much water in a cellar”.",
        "The pumps have failed, said Morn: “We have never seen so much water in a cellar”.",
        "Morn said “We have never seen so much water in a cellar”.",
        "Osterley met the family. Morn said “We have never seen so much water in a cellar”.",
    ],
)
def test_a_name_of_several_people_is_none_of_another_speaker(statement: str) -> None:
    assert "EXP109" in {m.split()[0] for m in reports(statement, ["“We have never"], evidence_from([KIN]))}


@pytest.mark.parametrize(
    "statement",
    [
        "The pumps have failed, Osterley said “We have never seen so much water in a cellar”.",
        "The builder, Bram Osterley, said “We have never seen so much water in a cellar”.",
    ],
)
def test_the_speaker_of_the_passage_passes_after_a_clause(statement: str) -> None:
    assert "EXP109" not in {m.split()[0] for m in reports(statement, ["“We have never"], evidence_from([KIN]))}
