"""Hanging words: a quotation that speaks of "him", "it" or "these" before it says who or what that is.

Alone on a page, "It’s the difference between opening and not" tells nobody anything. Words of the first person stand
for the speaker, whom the page names.
"""

from __future__ import annotations

import re

from explainery.copyediting.subjects import PERSON_NOUN
from explainery.patterns import regex

_VERBS = "is|was|are|were|will|would|has|have|can|could|may"
_PRONOUN = regex(
    r"\b(?:(?P<person>he|she|him|her|his|hers|they|them|their|theirs)|(?P<thing>it|its)"
    rf"|(?P<pointing>(?:this|that|these|those)(?= (?!(?:{_VERBS})\b)[a-z])))\b(?![’']s? (?:me|us)\b)",
    re.IGNORECASE,
)
_FEW = 24  # characters from the beginning in which "this ban" points back; further on "that" joins clauses. By taste.
# "It is time to", "it’s great that", "it takes": "it" stands for what follows.
_EXPLETIVE = regex(
    r"it(?:[’']s| is| was| will be| would be| has been| takes| took| seems| looks like| is not|[’']s not"
    r"| says| means| makes| shows)\b"
    r".{0,60}?\b(?:that|who|to|when|how|why|if|whether|because|time|easy|hard)\b",
    re.IGNORECASE,
)
_SOMEBODY = regex(rf"(?<=\s)[A-Z][a-z]+|\b{PERSON_NOUN}\b|\b[a-z]{{3,}}s\b")
_SOMETHING = regex(
    r"\b(?:the|an?|our|my|your|no|every|some|all|any|each|another|much|more|many) [\w’'-]+|(?<=\s)[A-Z][a-z]+"
    r"|\b[a-z]{3,}s\b|^[A-Z]\w+ (?!is\b|was\b|will\b)\w+"
)


def hangs(text: str) -> bool:
    """Whether the words of a quotation begin with what only the words before them explain."""
    match = next((m for m in _PRONOUN.finditer(text) if not _stands_alone(text, m)), None)
    if match is None:
        return False
    before = text[: match.start()]
    known = _SOMEBODY if match["person"] else _SOMETHING
    return known.search(before) is None


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a pronoun needs nothing before it: an empty "it", a "that" that joins clauses."""
    if match["pointing"]:
        joins = match["pointing"].lower() == "that" and match.start() > 0
        return joins or match.start() > _FEW
    return match["thing"] is not None and _EXPLETIVE.match(text, match.start()) is not None
