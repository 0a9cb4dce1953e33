"""Locators: `<!-- at: first words … last words -->` after a digest's sentence."""

from __future__ import annotations

import re
from pathlib import Path

from explainery.errors import SourceError
from explainery.model import Locator
from explainery.text import folded, line_of, one_line

COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_AT = re.compile(r"\s*at:\s*(.+?)\s*", re.DOTALL)
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*")


def locators_in(text: str, path: Path, first_line: int) -> tuple[Locator, ...]:
    """Every locator of a digest. Raises SourceError for one that does not name a passage."""
    found = []
    for comment in COMMENT.finditer(text):
        at = _AT.fullmatch(comment[1])
        if not at:
            continue
        parts = [one_line(p) for p in _ELLIPSIS.split(at[1])]
        if len(parts) > 2 or not all(parts):  # noqa: PLR2004 (first and last words)
            raise SourceError(
                "a locator names the first and the last few words of one passage",
                file=path,
                line=first_line + line_of(text, comment.start()) - 1,
                hint="Write <!-- at: first words … last words -->",
            )
        found.append(Locator(comment.start(), comment.end(), parts[0], parts[1] if parts[1:] else ""))
    return tuple(found)


def stands_in(locator: Locator, original: str) -> bool:
    """Whether the original has the locator's first words and, after them, its last words."""
    text = folded(original)
    start = text.find(folded(locator.first))
    return start >= 0 and text.find(folded(locator.last), start) >= 0
