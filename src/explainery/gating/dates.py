"""Dates: each with the word of time that a passage gives it ("before", "since", "until"), and none turned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import Word, words_in
from explainery.lexicon.calendar import MONTHS, WEEKDAYS

_NAMED = frozenset(w.lower() for w in (*MONTHS, *WEEKDAYS, "Christmas", "Easter", "spring", "summer", "autumn"))
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_RELATIONS = {
    "before": ("before", "ahead", "earlier", "previous", "previously", "prior", "already", "preceding", "ago"),
    "after": ("after", "later", "following", "afterwards", "next", "then", "once"),
    "since": ("since", "starting", "beginning"),
    "from": ("from",),
    "until": ("until", "till", "to", "through", "up"),
    "by": ("by", "within"),
    "at": ("on", "in", "at", "during", "of"),
}
_OF = {word: relation for relation, words in _RELATIONS.items() for word in words}
_PLAIN = frozenset(["", "at"])
_LINKS = ({"from", "at"}, {"from", ""}, {"from", "since"})  # "an agreement from 2028", "down from 2029"
_STRONG = ("before", "after")
# What may come to a calendar date by the day of its article; the check works it out.
_RELATIVE = re.compile(
    rf"\b(?:{'|'.join(WEEKDAYS)}|today|yesterday|tomorrow|(?:last|this|next|that) (?:week"
    rf"|month|year|night|weekend)|ago)\b"
)
_LOOKS_BACK = 4  # words before a date among which its preposition stands
_CONJUNCTIONS = (
    (
        "before",
        re.compile(r"\b[Bb]efore\b"),
        re.compile(r"\b(?:[Bb]efore|until|ahead|earlier|previous\w*|prior|by|first|already|ago)\b"),
    ),
    ("until", re.compile(r"\b[Uu]ntil\b"), re.compile(r"\b(?:[Uu]ntil|till|to|by|before|through|up|for|yet)\b")),
    ("after", re.compile(r"\b[Aa]fter (?=\d)"), re.compile(r"\b(?:[Aa]fter|later|following|from|within)\b")),
    (
        "since",
        re.compile(r"\b[Ss]ince\b"),
        re.compile(
            r"\b(?:[Ss]ince|from|because|as|due|after|for|owing|start\w*|began|begun)\b|\bin \d"
            r"|, which|, who|arguing|, when"
        ),
    ),
)
_SKIPPED = frozenset(
    "the a an early late mid end beginning start middle of evening morning afternoon night same next last this coming"
    " month year week day first half second".split()
)
_OPENERS = {"between": "from", "and": "until"}


def changed_dates(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The dates of a wording whose word of time no passage gives them, and a "before" or "after" that none has."""
    told = [(w.text, relation) for p in passages for w, relation in _dated(words_in(p))]
    for word, relation in _dated(words_in(wording)):
        known = {r for text, r in told if text == word.text}
        if known and not any(_agree(relation, r) for r in known):
            yield _fault(f"“{word.text}” has “{relation or 'no word of time'}” here; the passage says “{min(known)}”")
        elif not known and not word.is_number and not _may_come_to(relation, told, passages):
            yield _fault(f"no passage says “{word.text}”")
    yield from _turned(wording, passages)


def _may_come_to(relation: str, told: Sequence[tuple[str, str]], passages: Sequence[str]) -> bool:
    """Whether a "last Saturday" of a passage, with the same word of time, may be a date that it does not write out."""
    is_relative = any(_RELATIVE.search(p) for p in passages)
    return is_relative and (relation in _PLAIN or any(relation == r for _, r in told))


def _dated(words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    for i, word in enumerate(words):
        is_month = (word.text in _NAMED and word.capital) or word.text in {"spring", "summer", "autumn"}
        if is_month or (_YEAR.fullmatch(word.text) and not _follows_date(words, i)):
            yield word, _relation(words, i)


def _follows_date(words: Sequence[Word], i: int) -> bool:
    """Whether a year stands right behind its month, whose word of time is also its own."""
    return i > 0 and words[i - 1].text in _NAMED


def _relation(words: Sequence[Word], i: int) -> str:
    for word in reversed(words[max(0, i - _LOOKS_BACK) : i]):
        if word.text in _OPENERS:
            is_span = word.text == "between" or any(w.text == "between" for w in words[max(0, i - 8) : i])
            return _OPENERS[word.text] if is_span else "at"
        if word.text in _OF and word.text not in _SKIPPED:
            return _OF[word.text]
        if word.text not in _SKIPPED and not word.is_number and word.text not in _NAMED:
            return ""
    return ""


def _agree(one: str, other: str) -> bool:
    return one == other or {one, other} <= _PLAIN or any({one, other} == pair for pair in _LINKS)


def _turned(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """A "before" or "after" where every passage has neither, or only the other one."""
    own = {_OF[w.text] for w in words_in(wording) if w.text in _OF} & set(_STRONG)
    told = {_OF[w.text] for p in passages for w in words_in(p) if w.text in _OF} & set(_STRONG)
    for relation, pattern, known in _CONJUNCTIONS:
        if pattern.search(wording) and not any(known.search(p) for p in passages):
            yield _fault(f"“{relation}”: no passage says so")
    for relation in sorted(own - told):
        other = "after" if relation == "before" else "before"
        if other in told and other not in own:
            yield _fault(f"something is told as “{relation}”; the passage tells it as “{other}”")


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.DATE, reason)
