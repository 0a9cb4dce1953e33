"""Suppressions: comments that switch a rule off for one line and give the reason.

On a page, `<!-- explainery: allow EXP103 because the ministry corrected its own figure -->` at the end of the line; in
front matter, where comments begin with a number sign, `# explainery: allow EXP124 because ...`. The comment is removed
before the page is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explainery.page_format import front_matter_place
from explainery.patterns import regex

_COMMENT = regex(r"[ \t]*<!--[ \t]*explainery:(?P<instruction>[^\n]*?)-->")
_HEADER_COMMENT = regex(r"(?m)[ \t]+#[ \t]*explainery:(?P<instruction>[^\n]*)$")
_INSTRUCTION = regex(r"\s*allow\s+(?P<codes>\w+(?:\s*,\s*\w+)*)\s*(?:\bbecause\b(?P<reason>.*))?", re.DOTALL)
# Inside code, a comment shows how to write a suppression and is not one.
_CODE = regex(r"^(```+|~~~+).*?^\1[`~]*[ \t]*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that suppresses findings on its line.

    Attributes:
        line: the line of the file, from 1.
        codes: the rules; none if the comment cannot be understood.
        reason: "" if it gives none.
        start: where the comment begins in the file's text, with the white space before it.
        end: where it ends.
    """

    line: int
    codes: tuple[str, ...]
    reason: str
    start: int
    end: int


def suppressions_in(raw: str) -> Iterator[Suppression]:
    """Every suppression in a page's file, in order."""
    for comment in _comments(raw):
        parts = _INSTRUCTION.fullmatch(comment["instruction"].rstrip())
        codes = tuple(re.findall(r"\w+", parts["codes"])) if parts else ()
        reason = (parts["reason"] or "").strip() if parts else ""
        yield Suppression(raw.count("\n", 0, comment.start()) + 1, codes, reason, comment.start(), comment.end())


def without_suppressions(raw: str) -> str:
    """The text of a page's file without its suppressions. Line numbers stay the same."""
    pieces, at = [], 0
    for comment in _comments(raw):
        pieces.append(raw[at : comment.start()])
        at = comment.end()
    return "".join([*pieces, raw[at:]])


def _comments(raw: str) -> list[re.Match[str]]:
    """The comments that are suppressions, those of the front matter first."""
    if "explainery:" not in raw:
        return []
    end = front_matter_place(raw).end
    code = [m.span() for m in _CODE.finditer(raw, end)]
    below = (m for m in _COMMENT.finditer(raw, end) if not any(a < m.end() and m.start() < b for a, b in code))
    return [*_HEADER_COMMENT.finditer(raw, 0, end), *below]
