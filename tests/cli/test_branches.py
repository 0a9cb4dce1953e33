"""Two people on two branches of one repository, with real git: one edits by hand, one adds an article and builds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from making import ROOT, port_project
from terminal import run

ENV = {
    **os.environ,
    "PYTHONPATH": str(ROOT / "src"),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
TIMES = """\
---
title: Harbour talks to go on
publisher: The Times of Arlen
published: 2026-03-04
url: https://times.example/talks
rights: open
---
Dockers walked out at the port of Arlen on Monday, and talks will go on.
The union wants a pay rise of 9 percent because rents have doubled, it said.
A ferry company wants to bring in workers from abroad because its ships must sail.
Analysts said that the strike will cost the city 3 million crowns a day.
“We want our evenings,” Mara Lindqvist told reporters.
"""


def git(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=folder, env=ENV, capture_output=True, text=True, check=check)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    root = tmp_path / "origin"
    root.mkdir()
    port_project(root)
    assert run(root, "build").returncode == 0
    (root / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    (root / ".gitignore").write_text(".explainery/cache/\n.explainery/pending/\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "The story")
    return root


def clone(origin: Path, name: str, *, driver: bool) -> Path:
    git(origin.parent, "clone", "-q", str(origin), name)
    folder = origin.parent / name
    if driver:
        command = f"'{sys.executable}' -m explainery merge-file %O %A %B"
        git(folder, "config", "merge.explainery.driver", command)
    return folder


def reword(text: str) -> str:
    return text.replace("The union wants a pay rise of 9 percent", "The union asks for 9 percent more pay", 1)


def delete(text: str) -> str:
    return re.sub(r"^The union wants a pay rise.*\n", "", text, flags=re.MULTILINE)


def add(text: str) -> str:
    return text.replace("# What each side wants\n", "# What each side wants\n\nAn editor's own label\n")


def body(text: str) -> str:
    return text.split("## Sources for this page", maxsplit=1)[0]


EDITS: dict[str, tuple[Callable[[str], str], Callable[[str], bool]]] = {
    "reword": (reword, lambda t: "asks for 9 percent more pay" in t and "wants a pay rise" not in body(t)),
    "delete": (delete, lambda t: "wants a pay rise" not in body(t)),
    "add": (add, lambda t: "An editor's own label" in t),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("into", ["a", "b"])
def test_an_edit_and_a_new_article_on_two_branches(origin: Path, edit: str, into: str) -> None:
    change, holds = EDITS[edit]
    a, b = clone(origin, "a", driver=True), clone(origin, "b", driver=True)
    page = a / "docs/port/motives.md"
    page.write_text(change(page.read_text("utf-8")), "utf-8")
    git(a, "commit", "-q", "-am", "An edit by hand")
    (b / "sources/port/times.md").write_text(TIMES, "utf-8")
    assert run(b, "build").returncode == 0
    assert "ferry company" in (b / "docs/port/motives.md").read_text("utf-8")
    git(b, "add", "-A")
    git(b, "commit", "-q", "-m", "An article more")

    here, other = (a, b) if into == "a" else (b, a)
    git(here, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main")
    merged = (here / "docs/port/motives.md").read_text("utf-8")
    assert holds(merged), merged
    assert "ferry company" in merged
    built = run(here, "build")
    assert built.returncode == 0, built.stderr
    after = (here / "docs/port/motives.md").read_text("utf-8")
    assert holds(after), after
    assert "ferry company" in after
    checked = run(here, "check")
    assert checked.returncode == 0, checked.stdout
    assert run(here, "plan").returncode == 0, "a second build changes nothing"


def test_what_both_branches_reworded_is_left_to_a_person(origin: Path) -> None:
    a, b = clone(origin, "a", driver=True), clone(origin, "b", driver=True)
    for folder, words in ((a, "asks for"), (b, "demands")):
        page = folder / "docs/port/motives.md"
        page.write_text(page.read_text("utf-8").replace("The union wants", f"The union {words}", 1), "utf-8")
        git(folder, "commit", "-q", "-am", words)
    assert git(a, "pull", "-q", "--no-rebase", "--no-edit", str(b), "main", check=False).returncode
    text = (a / "docs/port/motives.md").read_text("utf-8")
    assert re.search(r"<<<<<<< ours\nThe union asks for.*\n=======\nThe union demands.*\n>>>>>>> theirs\n", text)
    assert run(a, "build").returncode == 2


def test_without_the_driver_git_merges_by_lines(origin: Path) -> None:
    a, b = clone(origin, "a", driver=False), clone(origin, "b", driver=False)
    page = a / "docs/port/motives.md"
    page.write_text(page.read_text("utf-8").replace("# What each side wants", "# Who wants what"), "utf-8")
    git(a, "commit", "-q", "-am", "An edit by hand")
    (b / "sources/port/times.md").write_text(TIMES, "utf-8")
    run(b, "build")
    git(b, "add", "-A")
    git(b, "commit", "-q", "-m", "An article more")
    done = git(a, "pull", "-q", "--no-rebase", "--no-edit", str(b), "main", check=False)
    if done.returncode:  # too close for lines: what stood there before the merge is taken, and a build brings the rest
        git(a, "checkout", "--ours", "docs")
        git(a, "add", "-A")
        git(a, "commit", "-q", "-m", "Ours, and a build")
    assert run(a, "build").returncode == 0
    text = page.read_text("utf-8")
    assert "# Who wants what" in text
    assert "ferry company" in text


def test_a_page_that_cannot_be_merged_is_explained(tmp_path: Path) -> None:
    done = run(tmp_path, "merge-file", "a", "b", "c")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def pulled(a: Path, b: Path) -> tuple[int, str]:
    done = git(a, "pull", "-q", "--no-rebase", "--no-edit", str(b), "main", check=False)
    return done.returncode, (a / "docs/port/motives.md").read_text("utf-8")


@pytest.mark.parametrize("into", ["a", "b"])
def test_a_deletion_and_a_rewording_on_two_branches_are_left_to_a_person(origin: Path, into: str) -> None:
    a, b = clone(origin, "a", driver=True), clone(origin, "b", driver=True)
    for folder, change in ((a, delete), (b, reword)):
        page = folder / "docs/port/motives.md"
        page.write_text(change(page.read_text("utf-8")), "utf-8")
        git(folder, "commit", "-q", "-am", "An edit")
    code, text = pulled(a, b) if into == "a" else pulled(b, a)
    assert "asks for 9 percent more pay" in text, "words of a person are never dropped"
    assert code, text
    assert re.search(r"<<<<<<< ours\n(?:=======\n)?The union asks for.*\n(?:=======\n)?>>>>>>> theirs\n", text)


def test_the_same_claim_added_on_both_sides_in_other_words(origin: Path) -> None:
    a, b = clone(origin, "a", driver=True), clone(origin, "b", driver=True)
    for folder, words in ((a, "Calm"), (b, "Fury")):
        page = folder / "docs/port/motives.md"
        text = page.read_text("utf-8")
        page.write_text(
            text.replace("\n## Sources for", f"\n{words} at the port.[^herald-mine]\n\n## Sources for", 1), "utf-8"
        )
        git(folder, "commit", "-q", "-am", words)
    code, text = pulled(a, b)
    assert code
    assert "Calm at the port." in text
    assert "Fury at the port." in text
