"""Two clones of one repository that both build, merged with real git as the guide says: no deletion nobody made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.test_branches import TIMES, clone, git, origin
from explainery.commands.build import build, planned
from explainery.commands.resolve import statuses
from explainery.project import Project

__all__ = ["origin"]  # the fixture

GAZETTE = """\
---
title: Grain rots at the quay of Arlen
publisher: The Gazette
published: 2026-03-05
url: https://gazette.example/grain
rights: open
---
Dockers walked out at the port of Arlen on Monday after talks with the harbour company failed, and grain rots at the quay.
Norsea wants longer shifts because grain rots when ships wait, it said on Thursday.
The union wants shorter shifts because two dockers were hurt at night in January.
“We are ready to talk at any hour,” Mara Lindqvist told the Gazette.
The harbour company Norsea offered the union 5 percent and a bonus of 700 crowns on Thursday.
"""


def adds(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / f"sources/port/{name}.md").write_text(text, "utf-8")

    return change


def corrects(old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        for file in (root / "sources/port").glob("*.md"):
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    return change


def withdraws(name: str) -> Callable[[Path], None]:
    return lambda root: (root / f"sources/port/{name}.md").unlink()


def budgets(share: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / "sources/port/story.yml"
        file.write_text(file.read_text("utf-8").replace("budget: 1.0", f"budget: {share}"), "utf-8")

    return change


def both(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


TIMES_CHANGE, GAZETTE_CHANGE = adds("times", TIMES), adds("gazette", GAZETTE)
PAIRS = {
    "two articles": (TIMES_CHANGE, GAZETTE_CHANGE),
    "an article, and one withdrawn": (TIMES_CHANGE, withdraws("courier")),
    "one withdrawn, and an article": (withdraws("herald"), GAZETTE_CHANGE),
    "two withdrawn": (both(withdraws("herald"), TIMES_CHANGE), withdraws("courier")),
    "corrections of one sentence": (corrects("eleven days", "twelve days"), corrects("eleven days", "ten days")),
    "corrections": (corrects("9 percent", "8 percent"), corrects("nine days", "ten days")),
    "an article, and less to show": (GAZETTE_CHANGE, budgets("0.3")),
    "less to show, and a correction": (budgets("0.4"), corrects("9 percent", "8 percent")),
    "an article, and both": (TIMES_CHANGE, both(GAZETTE_CHANGE, withdraws("courier"))),
    "other words, and an article": (corrects("rents in Arlen have doubled", "rents have tripled"), TIMES_CHANGE),
}


def decisions(root: Path) -> list[str]:
    file = root / ".explainery/decisions.yml"
    return [line for line in file.read_text("utf-8").splitlines() if line.startswith("- ")] if file.is_file() else []


def settled(root: Path, name: str, without: str) -> None:
    """Take their side of every conflict in a file, without the sentence that ours deleted."""
    file = root / name
    text = file.read_bytes().decode()
    pattern = re.compile(r"^<{7}[^\n]*\n(.*?)^={7}\n(.*?)^>{7}[^\n]*\n", re.DOTALL | re.MULTILINE)
    file.write_bytes(pattern.sub(lambda m: re.sub(f"(?m)^{without}.*\n", "", m[2]) if without else m[2], text).encode())


def merged(here: Path, other: Path, without: str = "") -> None:
    """Merge as the guide says."""
    done = git(here, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main", check=False)
    if done.returncode:
        for row in git(here, "status", "--porcelain", "-z").stdout.split("\0"):
            code, name = row[:2], row[3:]
            if code in {"UU", "AA"} and not name.startswith(".explainery/base/"):
                settled(here, name, without)
            elif code in {"UD", "DU"}:
                git(here, "rm", "-q", "--cached", name)
                (here / name).unlink(missing_ok=True)
        git(here, "add", "-A")
        git(here, "commit", "-q", "--no-verify", "-m", "Merged")


def committed_build(root: Path) -> None:
    build(Project.at(root))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A build")


@pytest.mark.parametrize(
    ("pair", "way"), [*((pair, "lines") for pair in PAIRS), *((pair, "driver") for pair in list(PAIRS)[:2])]
)
def test_a_merge_of_two_builds_leaves_no_deletion_that_nobody_made(origin: Path, pair: str, way: str) -> None:
    a, b = (clone(origin, name, driver=way == "driver") for name in "ab")
    for root, change in zip((a, b), PAIRS[pair], strict=True):
        change(root)
        committed_build(root)
        assert decisions(root) == []
    merged(a, b)
    project = Project.at(a)
    build(project)
    assert decisions(a) == []
    assert not planned(project).writes


@pytest.mark.parametrize(
    ("way", "when", "into"),
    [("driver", "built", "a"), ("driver", "not built", "b"), ("lines", "built", "b"), ("lines", "not built", "a")],
)
def test_a_deletion_that_somebody_made_outlives_the_merge_and_no_other_appears(
    origin: Path,
    way: str,
    when: str,
    into: str,
) -> None:
    a, b = (clone(origin, name, driver=way == "driver") for name in "ab")
    page = a / "docs/port/motives.md"
    rows = page.read_text("utf-8").splitlines(keepends=True)
    page.write_text("".join(row for row in rows if not row.startswith("Norsea wants longer shifts")), "utf-8")
    if when == "built":
        GAZETTE_CHANGE(a)
        build(Project.at(a))
    git(a, "add", "-A")
    git(a, "commit", "-q", "-m", "A deletion")
    TIMES_CHANGE(b)
    committed_build(b)
    here, other = (a, b) if into == "a" else (b, a)
    merged(here, other, "Norsea wants longer shifts")
    project = Project.at(here)
    build(project)
    assert [row.split(" from ")[1] for row in decisions(here)] == ["port/motives.md"]
    assert "Norsea wants longer shifts" not in (here / "docs/port/motives.md").read_text("utf-8").split("## Sources")[0]
    assert not planned(project).writes


def test_what_both_builds_worded_anew_follows_the_choice_on_the_page(origin: Path) -> None:
    """Not taken for an edit of a person, so that the next build may write it anew."""
    a, b = (clone(origin, name, driver=True) for name in "ab")
    for root, days in ((a, "twelve"), (b, "ten")):
        corrects("eleven days", f"{days} days")(root)
        committed_build(root)
    merged(a, b)
    project = Project.at(a)
    build(project)
    assert [e for story in statuses(project) for e in story.edits] == []
