"""Times `explainery check` on many pages, against `mkdocs build` of the same pages in the same minute.

1,000 pages take a few minutes, so `tools/bench.py` runs it only with `--checks`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from explainery.checking.check import check_project
from explainery.checking.lock import lock_stories
from explainery.commands.build import build
from explainery.project import Project

ROOT = Path(__file__).resolve().parent.parent
_PLACES = "Arlen Brock Corvey Dunmore Eskil Farrow Gersund Halden Istad Jorvik".split()
_ARTICLES = {
    "herald": """\
---
title: Dockers walk out at the port of {place}
publisher: The Herald
published: 2026-03-02
url: https://herald.example/{slug}
rights: open
---
Dockers walked out at the port of {place} on Monday after talks with the harbour company failed.
The union wants a pay rise of {n} percent because rents in {place} have doubled since 2020.

The harbour company Norsea offered the union {m} percent and a bonus of {n}00 crowns in return for longer shifts.
“We will not sell our weekends,” said Mara Lindqvist, who leads the union.

In 2019 a strike at the port lasted {n} days.
""",
    "courier": """\
---
title: Port strike begins in {place}
publisher: Courier
published: 2026-03-03
url: https://courier.example/{slug}
rights: open
---
The port of {place} stood still on Tuesday after dockers walked out over pay.
Norsea said the union had refused an offer of {m} percent.

Norsea wants longer shifts because ships must be unloaded at night, analysts said.
“The offer stays on the table,” Norsea director Olle Brandt told the Courier.

A strike at the port in 2019 lasted {m} days.
""",
}


class Comparison(NamedTuple):
    """A row of the table: some work and a peer's, each with its seconds."""

    work: str
    seconds: float
    peer: str
    peer_seconds: float


def rows(root: Path, stories: int) -> list[Comparison]:
    """The rows of the table, measured in a project with that many stories, made below `root`."""
    project = _built_project(root, stories)
    pages = sum(1 for _ in project.docs.rglob("*.md"))
    peer, peer_seconds = f"mkdocs build of the same {pages} pages", _seconds(lambda: _build_site(root))
    from_articles = _seconds(lambda: check_project(project, [], lambda _: None))
    lock_stories(project, [], lambda _: None)
    for article in project.sources.rglob("*.md"):
        article.unlink()
    from_locks = _seconds(lambda: check_project(project, [], lambda _: None))
    return [
        Comparison(f"check, {pages} pages", from_articles, peer, peer_seconds),
        Comparison("the same from lock files", from_locks, peer, peer_seconds),
    ]


def _built_project(root: Path, stories: int) -> Project:
    """A built project with the site's theme. Its stories differ in place and figures."""
    for name in ("overrides", "docs/assets"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for page in ("about.md", "contribute.md", "design.md", "checks.md", "maintain.md"):
        shutil.copy(ROOT / "docs" / page, root / "docs")
    for number in range(stories):
        folder = root / "sources" / f"port-{number:04}"
        folder.mkdir(parents=True)
        values = {
            "place": _PLACES[number % len(_PLACES)],
            "slug": f"p{number}",
            "n": number % 7 + 8,
            "m": number % 5 + 3,
        }
        for name, text in _ARTICLES.items():
            (folder / f"{name}.md").write_text(text.format(**values), "utf-8")
        (folder / "story.yml").write_text("budget: 1.0\nparties: {The union: [union, dockers], Norsea: []}\n", "utf-8")
    project = Project.at(root)
    build(project)
    return project


def _build_site(root: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
