"""Each threshold of the check at its value and just past it: one sentence is reported, the other is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from explainery.checking.context import Context
from explainery.checking.evidence import evidence_of
from explainery.checking.html_reader import HtmlLine
from explainery.checking.line_numbers import LineFinder
from explainery.checking.markdown_extensions import parser_of
from explainery.checking.nearest_words import nearest_words
from explainery.checking.page import checked_page
from explainery.checking.rules import RULES
from explainery.checking.site_index import Site
from explainery.checking.tuning import TUNING
from explainery.config import StorySettings
from explainery.linking import link
from explainery.marking import mark
from explainery.merging.line_layout import unchanged_layout
from explainery.model import Article, Rights, Story

SETTINGS = StorySettings(parties={"Norsea": (), "Westport": ()})
PARSER = parser_of((["footnotes", "toc"], {}), "mkdocs.yml")
# Ten content words of a passage, and ten that it does not contain.
SHARED = "crews repaired wooden fences harbour walls stone bridges old lamps".split()
OTHER = "purple velvet curtains gather thick yellow dust narrow doors ladders".split()


def words(shared: int, other: int) -> str:
    return " ".join(SHARED[:shared] + OTHER[:other])


WORK = f"The {words(10, 0)}."
WEEKENDS = "“We will not sell our weekends,” said Mara Lindqvist."
BRANDT = "Olle Brandt runs Norsea."


@dataclass(frozen=True, slots=True)
class Boundary:
    """A line that a rule reports, and one just past the threshold that it does not. Both cite the first passage."""

    code: str
    passages: tuple[str, ...]
    reported: str
    silent: str
    rights: Rights = Rights.OPEN


BOUNDARIES = {
    "least_quoted_words": Boundary("EXP102", (WORK,), "They call it “utter nonsense”.", "They call it “nonsense”."),
    "least_attributed_words": Boundary(
        "EXP109", (WEEKENDS, BRANDT), "Olle Brandt: “We will not sell”.", "Olle Brandt: “We will not”."
    ),
    "reprint_run_words": Boundary(
        "EXP106", (WORK,), f"Sadly {words(8, 0)} sank.", f"Sadly {words(7, 0)} sank.", Rights.QUOTE
    ),
    "least_statement_stems": Boundary(
        "EXP103",
        (WORK, "All purple velvet curtains gather."),
        "Purple velvet curtains gather.",
        "Purple velvet curtains.",
    ),
    "denial_reach_words": Boundary(
        "EXP103", (f"{words(1, 0)} did not sink, drift or burn {words(2, 0)}.",), f"{words(2, 0)} sank.", "Purple sank."
    ),
    "misplaced_share": Boundary("EXP103", (WORK, f"All {words(5, 6)}."), f"{words(4, 6)}.", f"{words(5, 5)}."),
    "well_placed_share": Boundary("EXP103", (WORK, f"All {words(4, 5)}."), f"{words(4, 6)}.", f"{words(4, 7)}."),
    "least_number_in_words": Boundary("EXP103", (WORK,), f"Three {words(4, 0)}.", f"Two {words(4, 0)}."),
    "least_told_stems": Boundary("EXP104", (WORK,), "Westport and Norsea: old lamps", "Westport and its Norsea: lamps"),
    "said_share": Boundary("EXP124", (WORK,), f"## Norsea {words(1, 4)}\n\nSo.", f"## Norsea {words(1, 3)}\n\nSo."),
    "least_uncited_words": Boundary("EXP104", (WORK,), "Norsea with 12 Ships", "Norsea, 12 Ships"),
    "hedged_share": Boundary("EXP119", (f"Reportedly {words(6, 0)}.",), f"{words(3, 0)}.", f"{words(2, 0)}."),
    "least_hedged_words": Boundary("EXP119", ("Reportedly crews repaired.",), "Crews repaired.", "Crews."),
    "caution_reach_words": Boundary(
        "EXP119", ("Norsea may sink crews.",), f"May {words(0, 6)} sink crews.", f"May {words(0, 5)} sink crews."
    ),
    "cause_share": Boundary(
        "EXP128",
        (f"{words(2, 0)} as {words(6, 0)}.",),
        f"Crews sank because of {words(2, 3)}.",
        f"Crews sank because of {words(2, 2)}.",
    ),
    "given_cause_share": Boundary(
        "EXP128",
        (f"{words(2, 0)} after {words(6, 0)}.",),
        f"Crews sank because of {words(2, 4)}.",
        f"Crews sank because of {words(2, 3)}.",
    ),
    "roles_share": Boundary(
        "EXP121",
        ("Norsea supplied wheat to Westport after the winter storms.",),
        f"Westport sold Norsea wheat after {words(0, 1)}.",
        f"Westport sold Norsea wheat after {words(0, 2)}.",
    ),
    "role_tie_words": Boundary(
        "EXP121",
        ("Norsea quietly but very warmly praised Westport quietly but then very warmly praised Norsea.",),
        "Westport quietly but very warmly praised Norsea.",
        "Norsea quietly but then very warmly praised Westport.",
    ),
    "role_apposition_characters": Boundary(
        "EXP121",
        ("Norsea dwarfs Westport.",),  # a verb that no table has: of others, what stands beside a name does not count
        f"Westport, the {'b' * 70}, dwarfs Norsea.",
        f"Westport, the {'b' * 71}, dwarfs Norsea.",
    ),
    "opposites_share": Boundary(
        "EXP123", (f"Closed {words(8, 0)}.",), f"Opened {words(5, 4)}.", f"Opened {words(4, 5)}."
    ),
    "aligned_share": Boundary(
        "EXP126", (f"He {words(5, 0)}.", BRANDT), f"Germany {words(3, 2)}.", f"Germany {words(2, 3)}."
    ),
    "stated_role_characters": Boundary(
        "EXP126",
        ("Olle Brandt spoke.",),
        f"Olle Brandt, director of {'x' * 58}, spoke.",
        f"Olle Brandt, director of {'x' * 59}, spoke.",
    ),
    "role_reach_words": Boundary(
        "EXP126",
        (f"Olle Brandt {words(8, 3)} director chairwoman.",),
        "Olle Brandt, chairwoman, spoke.",
        "Olle Brandt, director, spoke.",
    ),
    "least_opposite_stems": Boundary("EXP123", (f"Closed {words(8, 0)}.",), f"Opened {words(2, 0)}.", "Opened crews."),
    "opposite_reach_words": Boundary(
        "EXP123",
        (f"Closed {words(6, 0)}.",),
        f"Opened {words(0, 4)} {words(6, 0)}.",
        f"Opened {words(0, 5)} {words(6, 0)}.",
    ),
}


def messages(code: str, story: Story, text: str) -> list[str]:
    """What a rule reports about a page with this text."""
    page = checked_page("docs/story/index.md", "story/index.md", text, PARSER)
    check = RULES[code].on_page or RULES[code].on_any
    assert check
    evidence = evidence_of(story, SETTINGS, 0.34)
    return [fault.message for fault in check(page, Context(evidence, Site(Path("docs"), "docs", PARSER)))]


def story_of(*passages: str, rights: Rights = Rights.OPEN) -> Story:
    article = Article("a", "a.txt", "\n\n".join(passages), "A headline", "The Herald", rights, "2026-03-19")
    return link("story", [mark(article, SETTINGS)], SETTINGS)


@pytest.mark.parametrize("name", BOUNDARIES)
def test_a_rule_reports_from_its_threshold_on(name: str) -> None:
    boundary = BOUNDARIES[name]
    story = story_of(*boundary.passages, rights=boundary.rights)
    key = next(p.key for p in story.passages.values() if p.words == boundary.passages[0])
    mark_and_definition = "" if boundary.code == "EXP104" else f"[^{key}]\n\n[^{key}]: A letter."
    assert len(messages(boundary.code, story, f"{boundary.reported}{mark_and_definition}\n")) == 1
    assert messages(boundary.code, story, f"{boundary.silent}{mark_and_definition}\n") == []


def test_a_successor_shares_half_of_all_stems() -> None:
    story = story_of(WORK)
    passage = next(iter(story.passages.values()))
    for shared, is_named in ((5, True), (4, False)):
        gone = f"[^herald-0000]: A letter: “{' '.join(reversed(SHARED[:shared]))}”"
        (message,) = messages("EXP113", story, f"It was so.[^herald-0000]\n\n{gone}\n")
        assert (f"its successor may be [^{passage.key}]" in message) == is_named


def test_an_anchor_is_suggested_if_six_in_ten_letters_are_the_same() -> None:
    text = "# abcdefghij\n\n[Close](#abcdefzzzz)\n\n[Distant](#abcdezzzzz)\n"
    close, distant = messages("EXP111", story_of(WORK), text)
    assert close.endswith("; did you mean #abcdefghij?")
    assert "did you mean" not in distant


@pytest.mark.parametrize(("quotation", "nearest"), [("abcd zzzzz", "abcd fghij"), ("abc zzzzzz", None)])
def test_altered_words_are_offered_if_half_of_the_characters_are_the_same(quotation: str, nearest: str | None) -> None:
    """Half of the characters and the bonus for the same number of words make up the threshold."""
    offered = nearest_words(quotation, list(story_of("abcd fghij").passages.values()))
    assert (offered.words if offered else None) == nearest


def test_a_source_line_is_found_by_its_first_letters() -> None:
    start = "abcdefghijklmnopqrst"
    finder = LineFinder(unchanged_layout(f"{start[:-1]}\n\n{start}\n"), 1)
    assert len(start) == TUNING.located_letters
    assert finder.find(HtmlLine(f"{start} and so on", ())) == 2
    other = LineFinder(unchanged_layout(f"other\n\n{start}\n"), 1)
    assert other.number(other.find(HtmlLine(f"{start} and so on", ()))) == 3
