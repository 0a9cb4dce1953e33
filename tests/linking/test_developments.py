"""Figures that a later article overtakes, and figures side by side."""

from __future__ import annotations

from explainery.config import StorySettings
from explainery.linking import link
from explainery.linking.developments import figures, overtaken
from explainery.marking import mark
from explainery.model import Article, Rights, Story


def dated(*articles: tuple[str, str]) -> Story:
    """A story of articles of different publishers, each with its day."""
    marked = [
        mark(Article(f"a{i}", f"a{i}.txt", text, f"Headline {i}", f"Paper {i}", Rights.OPEN, day), StorySettings())
        for i, (day, text) in enumerate(articles)
    ]
    return link("s", marked, StorySettings())


TOLL = dated(
    ("2026-05-04", "At least 9 people died when a mine flooded near Vella on Monday, the mine rescue said.\n"),
    (
        "2026-05-05",
        "The death toll in the flooded mine near Vella rose to 22 on Tuesday.\nForty people were missing.\n",
    ),
    ("2026-05-08", "The mine near Vella killed 35 people, the mine rescue said.\nTwelve people were still missing.\n"),
)


def test_the_newest_count_overtakes_the_earlier_ones() -> None:
    assert overtaken(TOLL) == {"a0:1": "a2:1", "a1:1": "a2:1", "a1:2": "a2:2"}


def test_figures_stand_side_by_side_the_newest_first() -> None:
    rows = {f.what: f.entries for f in figures(TOLL)}
    assert rows["people killed"] == (("35", "a2:1"), ("22", "a1:1"), ("At least 9", "a0:1"))
    assert rows["people missing"] == (("Twelve", "a2:2"), ("Forty", "a1:2"))


def test_a_lower_number_of_dead_is_a_count_of_something_else() -> None:
    found = dated(
        ("2026-05-04", "The flood at the Vella mine killed 30 people.\n"),
        ("2026-05-06", "The flood at the Vella mine killed 4 people of one family.\n"),
    )
    assert overtaken(found) == {}


def test_figures_that_agree_or_count_other_people_are_no_development() -> None:
    found = dated(
        ("2026-05-04", "The flood at the Vella mine killed 30 people.\nThe Vella mine had 400 workers.\n"),
        ("2026-05-06", "About 30 people were killed by the flood at the Vella mine.\nIts owner sold 12 lorries.\n"),
    )
    assert overtaken(found) == {}
    assert figures(found) == ()


def test_an_earlier_event_is_not_overtaken() -> None:
    found = dated(
        ("2026-05-04", "In March 2011 a flood at the Vella mine killed 6 people.\n"),
        ("2026-05-06", "The flood at the Vella mine on Monday killed 35 people.\n"),
    )
    assert overtaken(found) == {}
