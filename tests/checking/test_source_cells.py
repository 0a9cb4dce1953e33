"""Cells of a build's own tables that tell of the sources: who says so and when, and how many independent ones."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import corpus
from explainery.checking.check import check_project
from explainery.commands.build import build
from explainery.config import Settings
from explainery.project import Project

COUNT = re.compile(r"(?:three|four|five) independent sources")
LABEL = re.compile(r"^(\| \w+ \| [^|\n]* \| (?:[A-Z]\w+ )+\w+, )\d+(?= \w+ 2\d\d\d\[)", re.MULTILINE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented story whose tables have both."""
    root = tmp_path_factory.mktemp("story")
    corpus.write_project(root, iter([corpus.one(9, 4)]), 4)
    build(Project(root, Settings()))
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Project:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return Project(tmp_path, Settings())


def findings(project: Project) -> list[str]:
    return [str(f) for f in check_project(project, [], lambda _: None).findings]


def edit(project: Project, pattern: re.Pattern[str], new: str) -> None:
    pages = (p for p in sorted(project.docs.glob("*/*.md")) if pattern.search(p.read_text("utf-8")))
    path = next(pages)
    path.write_text(pattern.sub(new, path.read_text("utf-8"), count=1), "utf-8")


def test_pages_nobody_edited_have_no_findings(project: Project) -> None:
    text = "\n".join(p.read_text("utf-8") for p in sorted(project.docs.glob("*/*.md")))
    assert COUNT.search(text)
    assert LABEL.search(text)
    assert findings(project) == []


def test_more_sources_than_are_cited_are_found(project: Project) -> None:
    edit(project, COUNT, "nine independent sources")
    assert any("EXP103" in f and "nine" in f for f in findings(project))


def test_another_day_than_that_of_the_article_is_found(project: Project) -> None:
    edit(project, LABEL, r"\g<1>29")
    assert any("EXP103" in f and "'29'" in f for f in findings(project))


def test_another_amount_beside_the_count_is_found(project: Project) -> None:
    edit(project, re.compile(rf"\d+ (?=(?:million )?crowns [^\n]*{COUNT.pattern})"), "47 ")
    assert any("47" in f for f in findings(project))
