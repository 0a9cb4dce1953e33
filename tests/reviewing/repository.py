"""A project in a real git repository, as a person who proposes a change has it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from explainery.project import Project
from explainery.reviewing import StatementChange, Summary, summarised

INDEX = """\
---
title: "Why the port stands still"
description: "What happened at the port."
---

# Why the port stands still

Dockers walked out on Monday.[^herald-aaaa][^courier-bbbb]
The company offered 4 percent.[^herald-cccc]

!!! note "Where the sources differ"

    How long the last strike took:

    - The Herald says eleven days.[^herald-dddd]
    - Courier says nine days.[^courier-eeee]

## Sources for this page

[^herald-aaaa]: **The Herald**, “Dockers walked out.”
[^courier-bbbb]: **Courier**, “The port stood still.”
[^herald-cccc]: **The Herald**, “Norsea offered 4 percent.”
[^herald-dddd]: **The Herald**, “It lasted eleven days.”
[^courier-eeee]: **Courier**, “It lasted nine days.”
"""
TRADE = """\
# Who gives what

| Who | What | How sure |
|---|---|---|
| Norsea | a bonus | offered[^herald-ffff] |

Norsea wants longer shifts.[^courier-abab]
Rents have doubled.[^herald-abcd]
Ships wait outside the port.[^courier-acac]

[^herald-ffff]: **The Herald**, “A bonus of 500 crowns.”
[^courier-abab]: **Courier**, “Longer shifts.”
[^herald-abcd]: **The Herald**, “Rents have doubled.”
[^courier-acac]: **Courier**, “Ships wait.”
"""
PAGES = {"docs/port/index.md": INDEX, "docs/port/trade.md": TRADE, "docs/about.md": "# About\n\nWe explain.\n"}


def git(root: Path, *arguments: str) -> str:
    """Run git here as somebody, whatever the machine is set to."""
    who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **who, **plain}, capture_output=True,
                          text=True, check=True)  # fmt: skip
    return done.stdout


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def committed(root: Path, message: str = "StatementChange") -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


def proposing(root: Path) -> Path:
    """A repository with pages on `main`, and a branch that has not changed anything yet."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch", "main")
    for path, text in PAGES.items():
        write(root, path, text)
    write(root, "sources/port/herald.md", "Dockers walked out.\n")
    committed(root, "Pages")
    git(root, "switch", "--quiet", "--create", "correction")
    return root


def edited(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def summary_of(root: Path, since: str = "") -> Summary:
    return summarised(Project.at(root), since)


def changes_of(root: Path) -> list[tuple[str, StatementChange]]:
    return [(page.path, change) for page in summary_of(root).pages for change in page.changes]
