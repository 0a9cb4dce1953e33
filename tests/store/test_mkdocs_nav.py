"""mkdocs.yml lists the stories, and is otherwise left as it was."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from explainery.store.mkdocs_nav import stories_in, with_stories

CONFIG = """\
site_name: x # mine
nav:
  - Home: index.md
  - Stories:
      - "The strike": strike/index.md
  - About: about.md
"""


def test_a_new_story_is_added_and_a_title_by_hand_stays() -> None:
    strike = '      - "The strike": strike/index.md\n'
    assert with_stories(CONFIG, ["flood", "strike"]) == CONFIG.replace(strike, f"{strike}      - flood/index.md\n")


def test_a_story_that_left_goes() -> None:
    assert "strike" not in with_stories(CONFIG, ["flood"], dead=["strike"])


def test_what_people_wrote_there_stays() -> None:
    config = "nav:\n  - Stories:\n    # the best first\n    - Essays: essays/index.md\n    - port/index.md # our first\n  - A: a.md\n"
    added = config.replace("# our first\n", "# our first\n    - flood/index.md\n")
    assert with_stories(config, ["flood", "port"]) == added
    assert with_stories(config, ["port"]) == config


def test_the_section_may_be_named_in_another_language() -> None:
    german = CONFIG.replace("- Stories:", "- Themen:")
    assert stories_in(german) == ["strike"]


def test_an_empty_list() -> None:
    assert (
        with_stories("nav:\n  - Stories: []\n  - A: a.md\n", ["b"])
        == "nav:\n  - Stories:\n      - b/index.md\n  - A: a.md\n"
    )


def test_without_a_section_nothing_changes() -> None:
    assert with_stories("site_name: x\n", ["a"]) == "site_name: x\n"


@given(st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), min_size=1, unique=True))
def test_any_stories_give_a_file_that_says_so_and_a_second_time_changes_nothing(stories: list[str]) -> None:
    once = with_stories(CONFIG, stories, dead={"strike"} - set(stories))
    assert set(stories_in(once)) == set(stories)
    listed = next(row["Stories"] for row in yaml.safe_load(once)["nav"] if "Stories" in row)
    assert sorted(next(iter(x.values())) if isinstance(x, dict) else x for x in listed) == sorted(
        f"{s}/index.md" for s in stories
    )
    assert with_stories(once, stories) == once
