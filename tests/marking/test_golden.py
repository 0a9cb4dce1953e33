"""The golden cases of marking."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.marking.entities import entities_in
from explainery.marking.furniture import furniture
from explainery.marking.quotes.spans import quotes_in
from explainery.marking.segmentation.lines import lines_of
from explainery.marking.segmentation.sentences import sentence_spans
from explainery.marking.temporal import dates_in
from explainery.model import Rights
from golden import Case, cases
from making import article, marked

HERE = Path(__file__).parent


@pytest.mark.parametrize("case", cases(HERE / "sentences.md"), ids=str)
def test_sentences(case: Case) -> None:
    text = case.given.rstrip("\n")
    assert [text[a:b] for a, b in sentence_spans(text)] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases(HERE / "furniture.md"), ids=str)
def test_furniture(case: Case) -> None:
    dropped = furniture(article(case.given, rights=Rights.QUOTE), lines_of(case.given))
    assert [f"{d.why} | {case.given[d.start : d.end]}" for d in dropped] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases(HERE / "quotes.md"), ids=str)
def test_quotes(case: Case) -> None:
    quotes = quotes_in(case.given, lines_of(case.given), entities_in(case.given, {}))
    rows = [f"{q.speaker} | {q.via or '-'} | {case.given[q.start : q.end]}" for q in quotes]
    assert rows == case.expected.splitlines()


@pytest.mark.parametrize("case", cases(HERE / "dates.md"), ids=str)
def test_dates(case: Case) -> None:
    dates = dates_in(case.given, "2023-09-11")
    assert [f"{case.given[d.start : d.end]} = {d.value}" for d in dates] == case.expected.splitlines()


def test_a_hard_wrapped_paragraph_is_one_unit() -> None:
    text = (
        "Dockers walked out at the port of Arlen on Monday after talks with\n"
        "the harbour company failed, and the ships that came in at night had\n"
        "to wait outside.\n\nA second paragraph.\n"
    )
    assert [line.text.count("\n") for line in lines_of(text)] == [2, 0]


def test_lines_to_keep_and_to_drop_are_obeyed() -> None:
    text = "By Kari Nord\nDockers walked out on Monday, and the port of Arlen stood still.\nShips waited outside.\n"
    dropped = furniture(article(text, rights=Rights.QUOTE), lines_of(text), ["By Kari Nord"], ["ships waited"])
    assert [(text[d.start : d.end], d.why) for d in dropped] == [("Ships waited outside.", "story.yml drops it")]


def test_names_in_furniture_are_nobodys_in_the_story() -> None:
    text = "Dockers walked out in Arlen on Monday after talks with Olle Brandt failed.\n(Reporting by Kari Nord)\n"
    assert "Kari Nord" not in {n.actor for n in marked(text, rights=Rights.QUOTE).names}


def test_a_leader_of_a_state_is_named_without_the_title() -> None:
    names = entities_in("U.S. President Donald Trump met Senator Jo Roe of Ohio.", {})
    assert [(n.actor, n.kind) for n in names] == [
        ("United States", "place"),
        ("Donald Trump", "person"),
        ("Jo Roe", "person"),
        ("Ohio", "place"),
    ]
