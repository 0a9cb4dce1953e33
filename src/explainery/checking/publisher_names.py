"""Publishers whose names hold a number, a weekday or a month: "Channel 4", "The Mail on Sunday", "24 Hours".

Beside a date they read as part of it: "Channel 4, 6 March 2026". Rules about figures or dates read a text without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from explainery.checking.evidence import Evidence
from explainery.lexicon.calendar import MONTH, SHORT_MONTH, WEEKDAY
from explainery.lexicon.numbers import VALUE
from explainery.patterns import regex

_TELLS = regex(
    rf"\d|\b(?:{WEEKDAY}|{MONTH}|{SHORT_MONTH}|{'|'.join(sorted(VALUE))}|today|tomorrow|yesterday|week|month|year)\b",
    re.IGNORECASE,
)
_INSTEAD = "The Publisher"  # a name without figure and day


def without_publishers(text: str, evidence: Evidence) -> str:
    """A text with other words for the story's publishers whose names could be read as figures or dates."""
    pattern = _pattern(tuple(sorted({m.article.publisher for m in evidence.story.articles})))
    return pattern.sub(_INSTEAD, text) if pattern else text


@lru_cache(maxsize=64)
def _pattern(publishers: Iterable[str]) -> re.Pattern[str] | None:
    telling = [re.escape(name) for name in sorted(publishers, key=len, reverse=True) if _TELLS.search(name)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(telling)})(?!\w)") if telling else None
