"""Sentences of a body line: sentencex splits, and what belongs together is joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from explainery.marking.speech import VERBS

_CLOSED = re.compile(r"[.!?…]['’]?[\"”»]$")
_TAG = re.compile(
    rf"^(?:[A-Z][\w.’'-]*|he|she|they|the|a|an)(?:[ ,]+[\w.’'-]+){{0,7}}? (?:{VERBS})\b[^.“\"]{{0,60}}[.]?$"
    rf"|^(?:{VERBS}) [A-Z][^.“\"]{{0,80}}[.]?$"
)
_INITIAL = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Z]\.|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|St|Jr|Sr|No|vs|U\.S|U\.N|U\.K)\.)$"
)
_ABBREVIATED_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$")
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .,’'-]{2,40}(?:, [A-Z][\w. ]{2,24})?(?:, \w{3,9}\.? \d{1,2})?\s*)?\((?:Reuters|AP|AFP|CNN|UPI|Bloomberg|Xinhua|Kyodo|Yonhap|dpa|TASS)\)\s*(?:[-–—]+\s*)?"
    r"|^[A-Z][A-Z .’'-]{2,40}(?:, [A-Z][\w. ]{2,24})?(?:, \w{3,9}\.? \d{1,2})?\s+(?:[-–—]+|--)\s+(?=[A-Z])"
    r"|^[A-Z][A-Z ]{2,30}, \w+ \d{1,2}\.? /?\w+/?\.\s+"
)
_BULLET = re.compile(r"(?:[-*+•–]|\d{1,2}[.)])\s+")
_TAG_WORDS = 10
_WORD = re.compile(r"\w")


def split(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a line stand, as offsets into it, without white space at their ends."""
    spans: list[tuple[int, int]] = []
    opening = _BULLET.match(text) or _DATELINE.match(text)
    begin = opening.end() if opening else 0
    for a, b in _pieces(text[begin:]):
        start, end = a + begin, b + begin
        if spans and _belongs(text[spans[-1][0] : spans[-1][1]], text[start:end]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [s for s in spans if _WORD.search(text[s[0] : s[1]])]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for piece in sentencex.segment("en", text):
        start = text.find(piece, at)
        at = start + len(piece)
        stripped = piece.strip()
        if stripped:
            begin = start + piece.index(stripped[0])
            yield begin, begin + len(stripped)


def _belongs(before: str, piece: str) -> bool:
    """Whether the splitter broke a sentence between `before` and `piece`."""
    if _INITIAL.search(before) or (_ABBREVIATED_MONTH.search(before) and piece[:1].isdigit()):
        return True
    if piece[:1].islower():
        return True
    if not _WORD.search(piece):
        return True
    return bool(_CLOSED.search(before)) and len(piece.split()) <= _TAG_WORDS and bool(_TAG.match(piece))
