"""A story in a list is read from its overview, as people edited it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.archive.entry import StoryEntry, entry_of
from explainery.archive.entry_html import short_item, whole_item
from explainery.config import StorySettings
from making import ROOT

NONE = StorySettings()
SHOWCASE = (ROOT / "docs/kim-putin-2023/index.md").read_text("utf-8")
PAGE = """\
---
title: "{title}"
description: "Who runs the ferry of Florida."
---

# A heading

{dateline}

## Who is who

| Who | Role | Side |
|---|---|---|
| Mara Lind | pilot | [the union](trade.md)[^herald-0001] |
| Olle \\| Brandt | judge | - |

## Sources for this page {{ data-search-exclude }}

[^herald-0001]: **The *Herald***, [*A ferry (again)*](sources.md#herald), 5 March 2026. The article: “Seen in 2031.”
[^courier-0001]: **Courier**, [*A ferry*](sources.md#courier), 9 February 2026. The article: “It sank.”
[^courier-0002]: **Courier**, [*A ferry*](sources.md#courier), 8 February 2026. The article: “It sank.”
"""


def entry(dateline: str = "*6 to 13 May 2023 · two articles · two publishers*", title: str = "The ferry") -> StoryEntry:
    return entry_of("ferry", PAGE.format(dateline=dateline, title=title), NONE)


def test_the_showcase() -> None:
    story = entry_of("kim-putin-2023", SHOWCASE, StorySettings(parties={"Russia": ()}, topics=("Diplomacy",)))
    assert story.title == "Why Kim Jong Un went to meet Vladimir Putin"
    assert (story.days, story.newest, story.year) == ("6 September to 13 October 2023", "2023-10-13", "2023")
    assert story.counts == "eleven articles · seven publishers"
    assert story.people[:2] == ("Kim Jong Un", "Vladimir Putin")
    assert story.sides == ("Russia", "North Korea", "South Korea", "United States")
    assert {"Russia", "North Korea"} <= set(story.places)
    assert story.topics == ("Diplomacy",)
    assert len(story.publishers) == 7


def test_people_sides_places_and_publishers_as_words() -> None:
    story = entry()
    assert story.people == ("Mara Lind", "Olle | Brandt")
    assert story.sides == ("the union",)
    assert story.places == ("Florida",)
    assert story.publishers == ("Courier", "The Herald")


@pytest.mark.parametrize(("dateline", "days", "newest"), [
    ("*6 to 13 May 2023 · two articles · two publishers*", "6 to 13 May 2023", "2023-05-13"),
    ("*30. Mai bis 2. Juni 2023 · zwei Artikel · zwei Medien*", "30. Mai bis 2. Juni 2023", "2023-06-02"),
    ("*May 2023 · two articles · two publishers*", "May 2023", "2023-05"),
    ("*2022 to 2023 · two articles · two publishers*", "2022 to 2023", "2023"),
    ("*two articles · two publishers*", "", "2026-03-05"),
    ("Nobody dated this.", "", "2026-03-05"),
])  # fmt: skip
def test_the_newest_day_is_the_datelines_or_that_of_the_newest_article(dateline: str, days: str, newest: str) -> None:
    assert (entry(dateline).days, entry(dateline).newest) == (days, newest)


def test_settings_come_first() -> None:
    settings = StorySettings(topics=("Ships", "Ships"), places=("Arlen",))
    story = entry_of("ferry", PAGE.format(dateline="", title="x"), settings)
    assert story.topics == ("Ships",)
    assert story.places == ("Arlen", "Florida")


def test_a_page_without_anything_has_its_folders_name() -> None:
    assert entry_of("ferry", "", NONE) == StoryEntry("ferry", "ferry")
    assert entry_of("ferry", "---\ntitle: [\n---\n\n# A *new* ferry\n", NONE).title == "A new ferry"


@given(st.text(), st.text())
def test_any_page_gives_an_entry_whose_words_are_no_markup(front: str, body: str) -> None:
    story = entry_of("a", f"---\ntitle: {front}\n---\n{body}\n# <b>{body}</b>\n", NONE)
    html = whole_item(story, lambda name: f"{name}/") + short_item(story, lambda name: f"{name}/")
    for tag in ("<script", "<img", "<b>&", "<svg"):
        assert tag not in html
    assert html.count("<a ") == 2


def test_hostile_names_are_escaped_and_long_ones_cut() -> None:
    evil = '"><script>alert(1)</script>{{ config }}'
    story = StoryEntry("a", evil * 99, evil * 99, evil, evil, "2026", (evil,), (evil,), (evil,), (), (evil,))
    html = whole_item(story, lambda name: f"{name}/")
    assert "<script" not in html
    assert len(html) < 3000
