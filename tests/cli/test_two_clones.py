"""Two clones of one repository that both build, merged with real git as the guide says: no deletion nobody made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.test_branches import TIMES, clone, git, origin
from explainery.commands.build import build, planned
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


def settled(root: Path, name: str) -> None:
    """Take one side of every conflict in a file, as a person might; keep the lines of both in the decisions."""
    file = root / name
    text = file.read_bytes().decode()
    pattern = re.compile(r"^<{7}[^\n]*\n(.*?)^={7}\n(.*?)^>{7}[^\n]*\n", re.DOTALL | re.MULTILINE)
    file.write_bytes(pattern.sub(lambda m: m[2], text).encode())


def merged(here: Path, other: Path) -> None:
    """Merge as the guide says."""
    done = git(here, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main", check=False)
    if done.returncode:
        for row in git(here, "status", "--porcelain", "-z").stdout.split("\0"):
            code, name = row[:2], row[3:]
            if code in {"UU", "AA"} and not name.startswith(".explainery/base/"):
                settled(here, name)
            elif code in {"UD", "DU"}:
                git(here, "rm", "-q", "--cached", name)
                (here / name).unlink(missing_ok=True)
        git(here, "add", "-A")
        git(here, "commit", "-q", "--no-verify", "-m", "Merged")


@pytest.mark.parametrize("way", ["driver", "lines"])
@pytest.mark.parametrize("pair", PAIRS)
def test_a_merge_of_two_builds_leaves_no_deletion_that_nobody_made(origin: Path, pair: str, way: str) -> None:
    a, b = (clone(origin, name, driver=way == "driver") for name in "ab")
    for root, change in zip((a, b), PAIRS[pair], strict=True):
        change(root)
        build(Project.at(root))
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "A build")
        assert decisions(root) == []
    merged(a, b)
    project = Project.at(a)
    build(project)
    assert decisions(a) == []
    assert not planned(project).writes
