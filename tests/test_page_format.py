"""The theme repeats strings of the page format; it cannot import them."""

from __future__ import annotations

import re

import pytest

from explainery.page_format import (
    CITATIONS_HEADING,
    CITATIONS_HEADING_LINE,
    DEFINITION_PASSAGE,
    GENERATED_DEFINITION,
    MARK,
    WORDS,
    dateline,
    definition_line,
    marks,
)
from explainery.text import slug
from explainery.writing.dateline import dateline as written_dateline
from explainery.writing.labels import FACET_LABELS, OVERVIEW_NAME, SOURCES_TITLE
from making import ROOT, port_story

PARTIALS = ROOT / "overrides" / "partials"


def test_the_theme_knows_the_heading_over_the_footnotes() -> None:
    for name in ("content.html", "toc.html"):
        text = (PARTIALS / name).read_text("utf-8")
        assert f">{WORDS.citations_heading}<" in text
        assert f'"{slug(WORDS.citations_heading)}"' in text


def test_the_theme_names_a_storys_pages_as_the_overview_does() -> None:
    text = (PARTIALS / "story.html").read_text("utf-8")
    labels = dict(re.findall(r'"(\w+)": "(\w+)"', text))
    named = {facet.file.removesuffix(".md"): facet.name or OVERVIEW_NAME for facet in FACET_LABELS.values()}
    assert labels == {**named, "sources": SOURCES_TITLE}


def test_what_the_writer_writes_is_recognised() -> None:
    assert MARK.findall(marks(["time-3f9a", "gzero-9e2a", "time-3f9a"])) == ["time-3f9a", "gzero-9e2a"]
    assert CITATIONS_HEADING_LINE.match(CITATIONS_HEADING)


def test_a_definition_is_recognised_as_written_by_a_build_until_a_person_adds_to_it() -> None:
    source = "**The Herald**, [*Dockers walk out*](sources.md#the-herald), 2 March 2026."
    passage = f"{WORDS.article}: “The port stood still.”"
    line = definition_line("herald-1a2c", source, passage, "https://herald.example/port")
    assert GENERATED_DEFINITION.fullmatch(line)
    found = DEFINITION_PASSAGE.search(line)
    assert found
    assert found[1] == "“The port stood still.”"
    assert not GENERATED_DEFINITION.fullmatch(f"{line} (Corrected.)")


@pytest.mark.parametrize(
    "line",
    [
        "6 September to 13 October 2023 · eleven articles · seven publishers",
        "6 to 13 May 2023 · eleven articles · one publisher",
        "2 March 2026 · one article · one publisher",
        "two articles · two publishers",
        "30 December 2025 to 2 January 2026 · 119 articles · 38 publishers",
        "*6 September to 13 October 2023. Eleven articles, seven publishers.*",
        "2024 to 2026 · three articles · two publishers",
    ],
)
def test_a_dateline_is_recognised(line: str) -> None:
    assert dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "On 6 September 2023 eleven articles named Norsea.",
        "Norsea has 12 ships.",
        "6 September to 13 October 2023",
        "Eleven articles blame the publishers.",
    ],
)
def test_a_statement_is_no_dateline(line: str) -> None:
    assert not dateline(line)


def test_the_writers_dateline_is_recognised() -> None:
    assert dateline(written_dateline(port_story()))
