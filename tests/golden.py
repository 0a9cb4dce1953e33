"""Golden cases as Markdown: under each heading what goes in, then a fence of what must come out.

A file of cases reads like documentation:

    ## What the case shows
    ```text
    the input
    ```
    ```expected
    the output
    ```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_CASE = re.compile(
    r"^## (?P<name>[^\n]+)\n(?P<note>(?:(?!^```|^## ).*\n)*)```text\n(?P<given>.*?)^```\n+```expected\n(?P<expected>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Case:
    """A golden case; `note` is the prose between its heading and its input."""

    name: str
    note: str
    given: str
    expected: str

    def __str__(self) -> str:
        return self.name


def cases(path: Path) -> list[Case]:
    """The cases of a file. A heading without both fences is a mistake, not a case to pass over."""
    text = path.read_text("utf-8")
    found = [Case(m["name"], m["note"].strip(), m["given"], m["expected"]) for m in _CASE.finditer(text)]
    headings = re.findall(r"^## ", re.sub(r"^```\w+\n.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    assert len(found) == len(headings), f"{path}: {len(headings)} headings, {len(found)} cases"
    assert found, f"{path} has no cases"
    return found
