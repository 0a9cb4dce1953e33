"""What is remembered of a story's texts is what the function says, and it is gone when the story is."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from explainery.commands.build import build
from explainery.linking.quantities import figures
from explainery.merging.units import parsed
from explainery.story_memory import forget_story, remembered
from making import port_project


@given(st.lists(st.sampled_from(["12 dead", "about 300 people", "no figure", ""]), max_size=8))
def test_what_is_remembered_is_what_is_said_anew(texts: list[str]) -> None:
    first = [figures(text) for text in texts]
    forget_story()
    assert [figures(text) for text in texts] == first


def test_a_function_is_asked_again_in_the_next_story() -> None:
    asked: list[str] = []

    @remembered(2)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("one"), length("one")] == [3, 3]
    forget_story()
    assert length("one") == 3
    assert asked == ["one", "one"]


def test_a_build_forgets_each_story(tmp_path: Path) -> None:
    asked: list[str] = []
    ask = remembered(2)(asked.append)
    ask("a sentence")
    build(port_project(tmp_path), executor="here")
    ask("a sentence")
    assert asked == ["a sentence", "a sentence"]


def test_pages_taken_apart_are_forgotten_with_their_story() -> None:
    """They are most of what a story leaves behind: some 46 KB a page."""
    text = "# A port\n\nThe port closed.\n"
    first = parsed(text)
    assert parsed(text) is first
    forget_story()
    assert parsed(text) is not first
    assert parsed(text) == first
