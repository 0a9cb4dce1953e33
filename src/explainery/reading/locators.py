"""Locators: `<!-- at: first words … last words -->` after a digest's sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from explainery.errors import SourceError
from explainery.model import Locator
from explainery.text import folded, line_of, one_line

_AT = re.compile(r"\s*at:\s*(.+?)\s*", re.DOTALL)
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*")


def comments_in(text: str) -> Iterator[tuple[int, int]]:
    """Where HTML comments begin and end. A loop, not a pattern: that would search to the end for each one never closed."""
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start + 4)) >= 0:
        end = close + 3
        yield start, end


def locators_in(text: str, path: Path, first_line: int) -> tuple[Locator, ...]:
    """Every locator of a digest. Raises SourceError for one that does not name a passage."""
    found = []
    for start, end in comments_in(text):
        at = _AT.fullmatch(text, start + 4, end - 3)
        if not at:
            continue
        parts = [one_line(p) for p in _ELLIPSIS.split(at[1])]
        if len(parts) > 2 or not all(parts):  # noqa: PLR2004 (first and last words)
            raise SourceError(
                "a locator names the first and the last few words of one passage",
                file=path,
                line=first_line + line_of(text, start) - 1,
                hint="Write <!-- at: first words … last words -->",
            )
        found.append(Locator(start, end, parts[0], parts[1] if parts[1:] else ""))
    return tuple(found)


def stands_in(locator: Locator, original: str) -> bool:
    """Whether the original has the locator's first words and, after them, its last words."""
    text = folded(original)
    start = text.find(folded(locator.first))
    return start >= 0 and text.find(folded(locator.last), start) >= 0
