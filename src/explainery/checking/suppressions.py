"""Switching a rule off for one line, with the reason beside it.

`<!-- explainery: allow EXP103 because the ministry corrected its own figure -->` at a line's end; in front matter,
where a comment begins so, `# explainery: allow EXP124 because ...`. It is no part of the text that is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"[ \t]*<!--[ \t]*explainery:(?P<says>[^\n]*?)-->")
_IN_HEADER = re.compile(r"(?m)[ \t]+#[ \t]*explainery:(?P<says>[^\n]*)$")
_SAYS = re.compile(r"\s*allow\s+(?P<codes>\w+(?:\s*,\s*\w+)*)\s*(?:\bbecause\b(?P<why>.*))?", re.DOTALL)
_CODE = re.compile(
    r"^(```+|~~~+).*?^\1[`~]*[ \t]*$|`[^`\n]+`", re.DOTALL | re.MULTILINE
)  # it shows a switch, and is none
_HEADER = re.compile(r"---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Allowance:
    """A switch: its line, the codes that it names, its reason ("" where none is given), the span of its comment."""

    line: int
    codes: tuple[str, ...]
    why: str
    start: int
    end: int


def allowances(raw: str) -> Iterator[Allowance]:
    """Every switch of a page, in order. One that is not understood has no codes."""
    for match in _found(raw):
        says = _SAYS.fullmatch(match["says"].rstrip())
        codes = tuple(re.findall(r"\w+", says["codes"])) if says else ()
        why = (says["why"] or "").strip() if says else ""
        yield Allowance(raw.count("\n", 0, match.start()) + 1, codes, why, match.start(), match.end())


def without(raw: str) -> str:
    """The text without its switches. Every line stays where it is."""
    out, at = [], 0
    for match in _found(raw):
        out.append(raw[at : match.start()])
        at = match.end()
    return "".join([*out, raw[at:]])


def _found(raw: str) -> list[re.Match[str]]:
    """The comments that are switches, those of the front matter first."""
    if "explainery:" not in raw:
        return []
    header = _HEADER.match(raw)
    end = header.end() if header else 0
    shown = [m.span() for m in _CODE.finditer(raw, end)]
    comments = (m for m in _COMMENT.finditer(raw, end) if not any(a < m.end() and m.start() < b for a, b in shown))
    return [*_IN_HEADER.finditer(raw, 0, end), *comments]
