"""Statements stand where a reader can place them: behind what introduces their nouns, about the story, told once."""

from __future__ import annotations

import pytest

from explainery.config import StorySettings
from explainery.curation.grounding import needs
from explainery.curation.main_dates import main_date
from explainery.curation.page_plan import Explainer
from explainery.curation.relevance import Relevance
from explainery.curation.select import Lengths
from explainery.linking import link
from explainery.linking.timeline import dates_told
from explainery.marking import mark
from explainery.model import Article, Rights, Story
from explainery.pipeline import explained

LEAD = "Norsea dismissed forty crane drivers at the port of Arlen on Monday after a strike."


def story(*texts: str, published: str = "2026-03-06") -> Story:
    rows = [
        mark(Article(f"a{n}", f"a{n}.txt", text, "Norsea dismisses crane drivers", f"Paper {n}", Rights.OPEN, published), StorySettings())
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return link("story", rows, StorySettings())


def explainer(*texts: str) -> Explainer:
    return explained(story(*texts), Lengths(budget=1.0))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The glitch was found on Monday.", 1),
        ("The bridge of Vella was shut.", 0),
        ("The government said nothing.", 0),
        ("Norsea tested these samples in March.", 1),
        ("Norsea said that it had never seen such losses in its long and eventful history.", 1),
        ("Norsea sold its cranes.", 0),
    ],
)
def test_what_a_statement_needs_before_it(text: str, count: int) -> None:
    assert len(needs(text)) == count


def test_a_noun_that_nothing_introduces_keeps_a_line_from_the_page() -> None:
    shown = explainer(f"{LEAD} The glitch in the cranes was found by a young engineer in January.", LEAD)
    assert not any("The glitch" in s.wording.text for s in shown.statements if s.wording)


def test_an_article_of_another_story_is_passed_over() -> None:
    found = story(LEAD, LEAD, "A pianist from Vella won the prize of the music academy on Sunday with a sonata.")
    relevance = Relevance.of(found)
    about = {c.shown: relevance.about(c, found) for c in found.claims}
    assert about["a0:1"]
    assert not about["a2:1"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The canal, which the state took over in 2000, was widened in 2015.", "2015"),
        ("A contract signed in 2021 allows either side to stop.", None),
        ("Jo Roe became a docker at 15 and in 2024 led the union.", None),
        ("In 2011 Norsea bought the port.", "2011"),
    ],
)
def test_the_date_of_a_main_clause(text: str, date: str | None) -> None:
    assert main_date(story(text).passage("a0:1")) == date


@pytest.mark.parametrize(
    "text",
    [
        "A ship struck a bridge at Arlen and ten people were hurt, police said on Wednesday.",
        "Jo Roe overtook Ada Moor, the 2007 champion, at the first turn.",
        "Norsea built a crane that is newer than the one bought in 2013.",
        "“We will see him today,” said Jo Roe.",
        "The leak covers the work of the firm from the 1970s to spring 2016.",
    ],
)
def test_a_date_that_is_of_no_event(text: str) -> None:
    assert dates_told(story(text).passage("a0:1")) == []


def test_a_date_that_two_sentences_share_is_that_of_the_more_exact_one() -> None:
    shown = explainer(
        f"{LEAD} The bridge of Arlen was closed in January after cracks were found in it.",
        "The bridge of Arlen was closed on 14 January 2026 after cracks were found in it.",
    )
    assert [s.date for s in shown.timeline if s.wording and "bridge" in s.wording.text] == ["2026-01-14"]


def test_what_the_timeline_tells_is_not_told_on_a_page() -> None:
    shown = explainer(f"{LEAD} In 2011 Norsea bought the port of Arlen from the town for a small sum.", LEAD)
    assert any("bought the port" in s.wording.text for s in shown.timeline if s.wording)
    assert not any("bought the port" in s.wording.text for s in shown.statements if s.wording)


def test_a_quotation_cites_only_what_contains_its_words() -> None:
    said = (
        "“We will not sell our weekends to anyone at this port,” said Mara Lindqvist, who leads the union of dockers."
    )
    other = "“We will not sell the weekends of this port to anyone,” said Jon Dahl, the mayor of Arlen, on Monday."
    for statement in explainer(f"{LEAD}\n\n{said}", f"{LEAD}\n\n{other}").statements:
        if statement.wording and statement.wording.speaker:
            assert len(statement.cites) == 1
