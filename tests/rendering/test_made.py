"""How a story's pages were made, as the box on its overview tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.commands.build import build
from explainery.project import Project
from explainery.rendering.made import made
from making import port_project

LINE = "*2 to 3 March 2026 · two articles · two publishers*"
PAGE = "port/index.md"


@pytest.fixture
def built(tmp_path: Path) -> Project:
    project = port_project(tmp_path)
    build(project)
    return project


def told(project: Project) -> list[str]:
    return [text for text, _, _ in made(LINE, project.docs / PAGE, PAGE).lines]


def test_pages_that_nobody_edited(built: Project) -> None:
    assert told(built) == [
        "From two articles by two publishers.",
        "A program chose the sentences, put them in order and cites the passage behind each.",
        "No language model was used.",
        "Nobody has edited these pages since.",
    ]


def test_edits_are_counted_without_git(built: Project) -> None:
    page = built.docs / PAGE
    page.write_text(page.read_text("utf-8").replace("Dockers walked out", "The dockers walked out", 1), "utf-8")
    assert told(built)[-1] == "People have made 1 edit on 1 page since."


def test_a_model_that_helped_is_named_with_a_link(built: Project) -> None:
    page = built.docs / "port/sources.md"
    page.write_text(page.read_text("utf-8") + "\n## How this was made\n\n- gemma: sorted 12 sentences\n", "utf-8")
    lines = made(LINE, built.docs / PAGE, PAGE).lines
    assert lines[2] == (
        "A language model, an encoder or a person helped:",
        "who, and with what",
        "sources.md#how-this-was-made",
    )


def test_what_nobody_can_tell_is_not_told(tmp_path: Path, built: Project) -> None:
    assert len(made(LINE, None, "").lines) == 2
    for base in (tmp_path / ".explainery/base/port").iterdir():
        base.unlink()
    assert told(built)[-1] == "No language model was used."
