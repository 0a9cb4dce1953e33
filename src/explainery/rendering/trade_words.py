"""How sure an exchange is, by the words of its table's last cell: the line that stands for it, and the words beside it.

A line says no more than its words: it is solid only where every word says that something passed, and no word denies it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from explainery.model import Status
from explainery.text import shortened

_LONGEST = 44  # characters of a cell whose words are in no list. By taste.


class Line(StrEnum):
    """How an exchange is drawn."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


_PASSED = (Status.HAPPENED, *"delivered given gave handed paid received sent shipped supplied transferred".split())
_AHEAD = (
    *(Status.AGREED, Status.OFFERED, Status.SOUGHT),
    *"asked considered demanded discussed expected feared likely planned possible promised proposed".split(),
    *("requested", "wanted"),
)
_UNSURE = (Status.ALLEGED, *"accused claimed disputed suspected unclear unconfirmed".split())
_HEDGE = "reportedly"  # of the word beside it
_STRUCK = (Status.DENIED, Status.REFUSED, "rejected")
_LINES = {
    **dict.fromkeys(map(str, _PASSED), Line.SOLID),
    **dict.fromkeys(map(str, _AHEAD), Line.DASHED),
    **dict.fromkeys(map(str, (*_UNSURE, *_STRUCK, _HEDGE)), Line.DOTTED),
}
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_NEGATION = re.compile(
    r"\b(?:no|not|never|nothing|none|neither|nor|without|un(?:likely|confirmed))\b|n[’']t\b", re.IGNORECASE
)
_WHOLE = re.compile(r"\W*$|\s*[^\w\s]|\s+(?:by|it|this|that|them|both|on|in|and|but|though|as)\b")
_CLAUSE_END = re.compile(r"[;:(]")


def _tells(word: re.Match[str]) -> bool:
    """Whether a word says how sure the exchange is. Who "denied any such intention" has not denied the exchange."""
    text = word[0].lower()
    return text in _LINES and (text not in _STRUCK or bool(_WHOLE.match(word.string, word.end())))


@dataclass(frozen=True, slots=True)
class HowSure:
    """How sure an exchange is: its line, whether that is struck through, and the words beside it."""

    line: Line
    struck: bool
    said: str


def how_sure(cell: str) -> HowSure:
    """How sure an exchange is, by the words of a cell."""
    words = list(dict.fromkeys(m[0].lower() for m in _WORD.finditer(cell) if _tells(m)))
    lines = {_LINES[w] for w in words if w != _HEDGE}
    struck = any(w in _STRUCK for w in words)
    is_negated = bool(_NEGATION.search(_CLAUSE_END.split(cell)[0]))
    if is_negated or not words:
        return HowSure(Line.DOTTED, struck, shortened(_CLAUSE_END.split(cell)[0].strip(), _LONGEST))
    if lines == {Line.SOLID}:
        return HowSure(Line.DOTTED if _HEDGE in words else Line.SOLID, struck, ", ".join(words))
    said = ", ".join(w for w in words if _LINES[w] is not Line.SOLID)
    return HowSure(Line.DASHED if lines <= {Line.SOLID, Line.DASHED} and lines else Line.DOTTED, struck, said)
