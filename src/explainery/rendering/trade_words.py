"""How sure an exchange is, by the words of its table's last cell: the line that stands for it, and the words beside it.

A line says no more than its words: it is solid only where every word says that something passed, and no word denies it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from explainery.languages import any_of, each
from explainery.patterns import regex
from explainery.text import shortened

_LONGEST = 44  # characters of a cell whose words are in no list. By taste.


class Line(StrEnum):
    """How an exchange is drawn."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


_PASSED = each("status.happened", "how_sure.passed")
_AHEAD = each("status.agreed", "status.offered", "status.sought", "how_sure.ahead")
_UNSURE = each("status.alleged", "how_sure.unsure")
_HEDGES = each("how_sure.hedge")  # of the word beside it
_STRUCK = each("status.denied", "status.refused", "how_sure.struck")
_LINES = {
    **dict.fromkeys(_PASSED, Line.SOLID),
    **dict.fromkeys(_AHEAD, Line.DASHED),
    **dict.fromkeys((*_UNSURE, *_STRUCK, *_HEDGES), Line.DOTTED),
}
_WORD = regex(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_NEGATION = regex(rf"\b{any_of('how_sure.negation')}\b|n[’']t\b", re.IGNORECASE)
# What may stand behind a word that strikes an exchange through: then it is the whole exchange that was denied.
_WHOLE = regex(rf"\W*$|\s*[^\w\s]|\s+{any_of('how_sure.behind')}\b")
_CLAUSE_END = regex(r"[;:(]")


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
    lines = {_LINES[w] for w in words if w not in _HEDGES}
    struck = any(w in _STRUCK for w in words)
    is_negated = bool(_NEGATION.search(_CLAUSE_END.split(cell)[0]))
    if is_negated or not words:
        return HowSure(Line.DOTTED, struck, shortened(_CLAUSE_END.split(cell)[0].strip(), _LONGEST))
    if lines == {Line.SOLID}:
        return HowSure(Line.DOTTED if _HEDGES.intersection(words) else Line.SOLID, struck, ", ".join(words))
    said = ", ".join(w for w in words if _LINES[w] is not Line.SOLID)
    return HowSure(Line.DASHED if lines <= {Line.SOLID, Line.DASHED} and lines else Line.DOTTED, struck, said)
