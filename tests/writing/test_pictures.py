"""The picture that a person gives for an overview, and the sections that look beyond the event."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.commands.build import build
from explainery.errors import SettingsError
from explainery.project import Project
from making import port_project

PICTURE = "picture: {file: quay.jpg, alt: Cranes on an empty quay., credit: 'Jane Doe, CC BY 4.0'}\n"
BLOCK = "![Cranes on an empty quay.](quay.jpg)\n*Picture: Jane Doe, CC BY 4.0*"


@pytest.fixture
def pictured(tmp_path: Path) -> Project:
    """The port's story with a picture in its settings and beside its pages."""
    project = port_project(tmp_path)
    settings = tmp_path / "sources/port/story.yml"
    settings.write_text(settings.read_text("utf-8") + PICTURE, "utf-8")
    (tmp_path / "docs/port").mkdir(parents=True)
    (tmp_path / "docs/port/quay.jpg").write_bytes(b"\xff\xd8\xff")
    return project


def faults(project: Project) -> list[str]:
    """What the check says of the overview's picture."""
    return [
        f.code
        for f in check_project(project, (), lambda _: None).findings
        if "Picture" in f.message or f.code == "EXP104"
    ]


def test_the_picture_stands_behind_the_first_paragraph_with_its_credit(pictured: Project) -> None:
    build(pictured)
    page = (pictured.docs / "port/index.md").read_text("utf-8")
    blocks = page.split("## What happened\n")[1].split("\n\n")
    assert blocks[1] == BLOCK
    assert faults(pictured) == []


def test_another_credit_on_the_page_is_a_statement_like_any_other(pictured: Project) -> None:
    build(pictured)
    page = pictured.docs / "port/index.md"
    page.write_text(
        page.read_text("utf-8").replace("Jane Doe, CC BY 4.0", "Mara Lindqvist, thief of 500 crowns"), "utf-8"
    )
    assert faults(pictured) == ["EXP104"]


def test_a_picture_that_is_not_there_stops_the_build(pictured: Project) -> None:
    (pictured.docs / "port/quay.jpg").unlink()
    with pytest.raises(SettingsError, match=r"there is no picture 'quay.jpg' in docs/port/"):
        build(pictured)
