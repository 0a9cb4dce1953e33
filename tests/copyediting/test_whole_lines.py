"""No line that is printed is a piece with broken punctuation, whatever was left out of it."""

from __future__ import annotations

import pytest

from explainery.copyediting.fitness import is_broken, not_whole
from explainery.copyediting.short_lines import phrase, short_line, undated
from explainery.curation.page_plan import Wording
from explainery.text import spoken_date

DAY = "2026-03-03"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("The port was sold by Paul Reyes, on 3 March 2026.", "The port was sold by Paul Reyes, on 3 March 2026."),
        ("The port was sold – on 3 March 2026.", "The port was sold – on 3 March 2026."),
        ("The port was sold on 3 March 2026.", "The port was sold."),
        ("Paul Reyes, born on 3 March 2026, runs the port.", "Paul Reyes, born on 3 March 2026, runs the port."),
    ],
)
def test_a_date_is_not_taken_out_where_the_rest_would_be_broken(words: str, line: str) -> None:
    assert undated(Wording(words, ()), spoken_date(DAY)).text == line
    assert short_line(words, Wording(words, ()), DAY).text == line


def test_a_phrase_ends_before_the_comma() -> None:
    words = "The port was sold by Paul Reyes, on the advice of the bank."
    found = phrase(words, Wording(words, ()))
    assert found
    assert found.text == "The port was sold by Paul Reyes."


@pytest.mark.parametrize(
    "text",
    ["Paul Reyes,.", "Paul Reyes, , said so.", "The port ( ) was sold.", "It was sold –.", "It was sold , he said."],
)
def test_broken_punctuation_is_seen(text: str) -> None:
    assert is_broken(text)
    assert not_whole(text)


@pytest.mark.parametrize("text", ["Paul Reyes.", "Paul Reyes, head of the port.", "3 March 2026."])
def test_a_piece_without_a_verb_is_no_line(text: str) -> None:
    assert not_whole(text) == "a fragment"


@pytest.mark.parametrize(
    "text",
    [
        "Paul Reyes resigned.",
        "“We go … now,” he said.",
        "The U.S., Britain (and others) signed; the port - a mid-, long-term deal - stays.",
        "Rents rose by .5 percent, he said … and fell.",
        "The price fell to $1.20, the port said: “Well, ... yes.”",
    ],
)
def test_whole_lines_stay(text: str) -> None:
    assert not_whole(text) == ""
