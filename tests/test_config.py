"""Every default of a setting is stated once, in config.py."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from explainery.commands.add import new_story
from explainery.config import DEFAULTS, Settings, read_yaml, settings_of, story_settings
from explainery.curation.select import Lengths
from explainery.errors import SettingsError, SourceError
from explainery.project import Project
from explainery.reading import ReadingLimits
from making import ROOT


def test_a_project_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert settings_of(tmp_path) == DEFAULTS == Settings()


def test_limits_of_reading_are_the_settings_defaults(tmp_path: Path) -> None:
    assert Project.at(tmp_path).limits == ReadingLimits()


def test_limits_of_curation_are_the_settings_defaults() -> None:
    assert Lengths() == Lengths(DEFAULTS.budget, DEFAULTS.quote_share)


@pytest.mark.parametrize("name", ["megabytes", "archive_megabytes", "seconds", "memory_megabytes", "articles"])
def test_a_setting_reaches_the_limits_of_reading(tmp_path: Path, name: str) -> None:
    (tmp_path / ".explainery").mkdir()
    (tmp_path / ".explainery/settings.yml").write_text(f"{name}: 7\n", "utf-8")
    changed = {f.name for f in fields(ReadingLimits) if getattr(Project.at(tmp_path).limits, f.name) == 7}
    assert changed == {name}


def test_a_new_story_suggests_the_default_budget(tmp_path: Path) -> None:
    file = new_story(Project.at(tmp_path), "port-strike") / "story.yml"
    file.write_text(re.sub(r"(?m)^# (?=budget:)", "", file.read_text("utf-8")), "utf-8")
    assert story_settings(file.parent).budget == DEFAULTS.budget


def test_the_documentation_states_the_defaults() -> None:
    rows = re.findall(r"(?m)^\| `(\w+)` \| ([\d,.]+) \|", (ROOT / "docs/maintain.md").read_text("utf-8"))
    stated = {name: float(number.replace(",", "")) for name, number in rows}
    assert len(stated) >= 5
    assert stated == {name: getattr(DEFAULTS, name) for name in stated}


@pytest.mark.parametrize("text", ["title: a\nbudget: 1\ntitle: b", "parties: {\n  Norsea: [a],\n  Norsea: [b]}"])
def test_a_name_that_stands_there_twice_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="stands here twice") as caught:
        read_yaml(text, "story.yml")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("picture", "what"),
    [
        ("train.jpg", "picture should have a file, an alt and a credit only"),
        (
            "{file: train.jpg, alt: A train, credit: Jane Doe, size: 3}",
            "picture should have a file, an alt and a credit only",
        ),
        ("{file: train.jpg, credit: Jane Doe}", "the picture has no alt"),
        ("{file: train.jpg, alt: A train, credit: ' '}", "the picture has no credit"),
        ("{alt: A train, credit: Jane Doe}", "the picture has no file"),
        ("{file: ../train.jpg, alt: A train, credit: Jane Doe}", "'../train.jpg' is not the name of a picture"),
        ("{file: train.svg, alt: A train, credit: Jane Doe}", "'train.svg' is not the name of a picture"),
    ],
)
def test_a_picture_has_a_file_a_text_and_a_credit(tmp_path: Path, picture: str, what: str) -> None:
    (tmp_path / "story.yml").write_text(f"title: A story\npicture: {picture}\n", "utf-8")
    with pytest.raises(SettingsError) as error:
        story_settings(tmp_path)
    assert (error.value.what, error.value.line) == (what, 2)
    assert error.value.hint
