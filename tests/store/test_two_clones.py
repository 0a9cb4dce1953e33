"""Two clones that each add two stories and build have nothing to merge: git joins them without a word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.commands.build import build, planned
from explainery.project import Project
from making import ROOT, port_project

ENV = {
    **os.environ,
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
}
STORY = """\
---
title: The {name} closes
publisher: {publisher}
published: 2026-03-0{day}
rights: open
---
The {name} in Arlen closed on {day} March 2026, and 40 people lost their work.
Norsea, which ran the {name}, said that it had lost 3 million crowns a year.
“We were told on the last day,” said Mara Lindqvist, who worked there.
"""


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def committed(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def add_stories(folder: Path, *names: str) -> None:
    for name in names:
        story = folder / "sources" / name
        story.mkdir(parents=True)
        for day, publisher in ((3, "Courier"), (4, "The Herald")):
            text = STORY.format(name=name, day=day, publisher=publisher)
            (story / f"{publisher.split()[-1].lower()}.md").write_text(text, "utf-8")
        (story / "story.yml").write_text(f"title: Why the {name} closed\ntopics: [Work]\n", "utf-8")
    build(Project.at(folder))
    committed(folder, f"Stories: {', '.join(names)}")


def changed_files(folder: Path) -> set[str]:
    return set(git(folder, "diff", "--name-only", "HEAD~1").split())


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    root = tmp_path / "origin"
    root.mkdir()
    port_project(root)
    for name in ("mkdocs.yml", ".gitattributes", ".gitignore"):
        shutil.copy(ROOT / name, root)
    build(Project.at(root))
    git(root, "init", "-q", "-b", "main")
    committed(root, "The first story")
    return root


@pytest.mark.parametrize("driver", [True, False], ids=["with the driver", "without it"])
@pytest.mark.parametrize("first", [True, False], ids=["to a project with a story", "to one without any"])
def test_two_clones_that_each_add_two_stories_merge_without_a_word(origin: Path, *, driver: bool, first: bool) -> None:
    if not first:
        shutil.rmtree(origin / "sources/port")
        shutil.rmtree(origin / "docs")
        shutil.rmtree(origin / ".explainery")
        committed(origin, "No story")
    clones = [origin.parent / name for name in ("a", "b")]
    for folder, names in zip(clones, (("mill", "tannery"), ("laundry", "zoo")), strict=True):
        git(origin.parent, "clone", "-q", str(origin), folder.name)
        if driver:
            command = f"'{sys.executable}' -m explainery merge-file %O %A %B"
            git(folder, "config", "merge.explainery.driver", command)
        add_stories(folder, *names)
        shared = {f for f in changed_files(folder) if not any(f"/{name}" in f for name in names)}
        assert shared <= (set() if first else {"docs/index.md"}), "a story changes no file that others share"
    a, b = clones
    git(a, "pull", "-q", "--no-rebase", "--no-edit", str(b), "main")
    assert git(a, "status", "--porcelain") == ""
    project = Project.at(a)
    assert not planned(project).writes, "the merged pages are those of a build"
    report = check_project(project, [], lambda _: None)
    assert not report.findings
    assert {p.name for p in (a / "docs").iterdir() if p.is_dir()} >= {"laundry", "mill", "tannery", "zoo"}
