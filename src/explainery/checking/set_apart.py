"""Words that a page sets apart without marks, and that are a quotation all the same: *We go on,* said Roe.

Italics, bold letters and a typewriter's are for stress, titles and code. Beside a verb of saying, with a comma or a
colon between, readers take several such words for what somebody said.
"""

from __future__ import annotations

from collections.abc import Iterable

from explainery.lexicon.reporting_verbs import INVERTING, VERBS
from explainery.patterns import regex

# Tags by which words are set apart. A <q> gets its marks anyway.
TAGS = frozenset("em strong i b u code kbd samp mark ins small cite".split())
_LEAST_WORDS = 3  # fewer are a title or a stressed word. By taste.
_REACH = 80  # characters on each side in which the verb stands
_ENDS = regex(r"[,.!?…—–-]\s*$")
_TAG_BEHIND = regex(rf"\s*[,.!?…—–-]*\s*(?:[\w’'.-]+ ){{0,4}}(?:{INVERTING}|{VERBS})\b")
_COMMA = regex(r"\s*[,—–-]")
_VERB_BEFORE = regex(rf"\b(?:{VERBS})[,:]\s*$")
_MARKS = regex(r"[“”„‟\"«»‘]")


def with_marks(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with quotation marks around those of its stretches that somebody says.

    Args:
        text: a line.
        spans: the start and end of each stretch that is set apart, in order.
    """
    for start, end in sorted(spans, reverse=True):
        if _is_said(text[max(0, start - _REACH) : start], text[start:end], text[end : end + _REACH]):
            text = f"{text[:start]}“{text[start:end]}”{text[end:]}"
    return text


def _is_said(before: str, words: str, after: str) -> bool:
    """Whether words that are set apart are said, by what stands before and behind them."""
    if len(words.split()) < _LEAST_WORDS or _MARKS.search(words) or words.lstrip(" …[")[:1].islower():
        return False  # stress in the middle of a sentence
    is_parted = _ENDS.search(words) or _COMMA.match(after)
    return bool((is_parted and _TAG_BEHIND.match(after)) or _VERB_BEFORE.search(before))
