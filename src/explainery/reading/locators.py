"""Locators: `<!-- at: first words … last words -->` after a digest's sentence names a passage of the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from explainery.errors import SourceError
from explainery.model import Locator
from explainery.patterns import regex
from explainery.text import folded, line_of, one_line

_AT = regex(r"\s*at:\s*(.+?)\s*", re.DOTALL)
_ELLIPSIS = regex(r"\s*(?:…|\.\.\.)\s*")


def comments_in(text: str) -> Iterator[tuple[int, int]]:
    """Where HTML comments begin and end. A pattern would search to the end of the text for each unclosed comment."""
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start + 4)) >= 0:
        end = close + 3
        yield start, end


def locators_in(text: str, path: Path, first_line: int) -> tuple[Locator, ...]:
    """Find every locator of a digest.

    Args:
        text: the digest, below its front matter.
        path: its file, for errors.
        first_line: the line of the file on which `text` begins.

    Raises:
        SourceError: a locator does not name one passage; with its line.
    """
    locators = []
    for start, end in comments_in(text):
        at = _AT.fullmatch(text, start + 4, end - 3)
        if not at:
            continue
        parts = [one_line(p) for p in _ELLIPSIS.split(at[1])]
        if len(parts) > 2 or not all(parts):  # noqa: PLR2004 (the first words, the last words)
            raise SourceError(
                "a locator should give the first and the last few words of one passage",
                file=path,
                line=first_line + line_of(text, start) - 1,
                hint="Write <!-- at: first words … last words -->",
            )
        locators.append(Locator(start, end, parts[0], parts[1] if parts[1:] else ""))
    return tuple(locators)


def occurs_in(locator: Locator, original: str) -> bool:
    """Whether the original contains the locator's first words and, after them, its last words."""
    text = folded(original)
    start = text.find(folded(locator.first))
    return start >= 0 and text.find(folded(locator.last), start) >= 0
