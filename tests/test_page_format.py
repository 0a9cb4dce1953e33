"""What the writer writes is recognised by the merge and the check, in every language."""

from __future__ import annotations

import pytest

from explainery.languages import languages, words_of
from explainery.page_format import (
    CITATIONS_HEADING_LINE,
    DEFINITION_PASSAGE,
    GENERATED_DEFINITION,
    MARK,
    citations_heading,
    dateline,
    definition_line,
    marks,
)
from explainery.writing.dateline import dateline as written_dateline
from making import port_story


def test_what_the_writer_writes_is_recognised() -> None:
    assert MARK.findall(marks(["time-3f9a", "gzero-9e2a", "time-3f9a"])) == ["time-3f9a", "gzero-9e2a"]
    for code in languages():
        assert CITATIONS_HEADING_LINE.match(citations_heading(words_of(code)))


@pytest.mark.parametrize("code", languages())
def test_a_definition_is_recognised_as_written_by_a_build_until_a_person_adds_to_it(code: str) -> None:
    words = words_of(code)
    day = words.date("2026-03-02")
    source = f"**The Herald**, [*Dockers walk out*](sources.md#the-herald), {day}."
    passage = f"{words['page.article']}: “The port stood still.”"
    line = definition_line("herald-1a2c", source, passage, "https://herald.example/port", words)
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
