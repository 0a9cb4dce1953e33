"""mkdocs.yml lists each story's pages for Zensical, and is otherwise left as it was."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from explainery.store.mkdocs_pages import USUAL, with_pages
from making import ROOT

CONFIG = """\
site_name: x # mine
extra:
  generator: false
  # kept by the build
  stories:
    gone: trade sources
  social: []
plugins:
  - search
"""


def test_a_line_for_each_story_in_the_order_of_the_tabs() -> None:
    changed = with_pages(CONFIG, {"strike": {"index", "sources", "weather", "trade", "background"}, "flood": {"index"}})
    assert changed == CONFIG.replace(
        "    gone: trade sources\n", '    flood: ""\n    strike: background trade weather sources\n'
    )


def test_without_a_list_nothing_changes() -> None:
    for config in ("site_name: x\n", "extra:\n  generator: false\n", "nav:\n  stories:\n    a: b\n"):
        assert with_pages(config, {"a": {"index"}}) == config


def test_without_stories_the_list_is_empty_and_can_be_filled_again() -> None:
    empty = with_pages(CONFIG, {})
    assert yaml.safe_load(empty)["extra"]["stories"] == {}
    assert with_pages(empty, {"gone": {"trade", "sources"}}) == CONFIG


NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)


@given(st.dictionaries(NAMES, st.sets(NAMES | st.just("two words")), max_size=4))
def test_any_names_are_read_back_as_text_and_a_second_time_changes_nothing(pages: dict[str, set[str]]) -> None:
    once = with_pages(CONFIG, pages)
    listed = yaml.safe_load(once)["extra"]["stories"]
    assert {s: set(row.split()) for s, row in listed.items()} == {
        s: n - {"index", "two words"} for s, n in pages.items()
    }
    assert with_pages(once, pages) == once


def test_the_theme_has_the_same_order() -> None:
    usual = ", ".join(f'"{name}"' for name in ("index", *USUAL))
    assert f"set usual = [{usual}]" in (ROOT / "overrides" / "partials" / "story.html").read_text("utf-8")
