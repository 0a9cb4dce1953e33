"""Dates: each with the word of time that a passage gives it ("before", "since", "until"), and none turned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import Word, akin, words_in
from explainery.lexicon.calendar import MONTHS, WEEKDAYS
from explainery.patterns import regex

_NAMED = frozenset(w.lower() for w in (*MONTHS, *WEEKDAYS, "Christmas", "Easter", "spring", "summer", "autumn"))
_YEAR = regex(r"(?:1[5-9]|20)\d\d")
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
_RELATIVE = regex(
    rf"\b(?:{'|'.join(WEEKDAYS)}|today|yesterday|tomorrow|(?:last|this|next|that) (?:week"
    rf"|month|year|night|weekend)|ago)\b"
)
_LOOKS_BACK = 4  # words before a date among which its preposition stands
_CONJUNCTIONS = (
    (
        "before",
        regex(r"\b[Bb]efore\b"),
        regex(r"\b(?:[Bb]efore|until|ahead|earlier|previous\w*|prior|by|first|already|ago)\b"),
    ),
    ("until", regex(r"\b[Uu]ntil\b"), regex(r"\b(?:[Uu]ntil|till|to|by|before|through|up|for|yet)\b")),
    ("after", regex(r"\b[Aa]fter (?=\d)"), regex(r"\b(?:[Aa]fter|later|following|from|within)\b")),
    (
        "since",
        regex(r"\b[Ss]ince\b"),
        regex(
            r"\b(?:[Ss]ince|from|because|as|due|after|for|owing|start\w*|began|begun)\b|\bin \d"
            r"|, which|, who|arguing|, when"
        ),
    ),
)
_SKIPPED = frozenset(
    "the a an early late mid end beginning start middle of evening morning afternoon night same next last this coming"
    " month year week day first half second than least".split()
)
_OPENERS = {"between": "from", "and": "until"}


_ORDERS = {"before": "before", "until": "before", "till": "before", "after": "after", "following": "after"}
_ORDERS |= {"since": "after", "during": "during", "while": "during", "when": "when"}
_WITH_WHEN = frozenset(["after", "during", "when"])  # "when the wall fell" may be "after the wall fell"
_NOT_BEFORE = regex(r"\b(?:not|n[’']t|no|never)(?: \w+)? (?:before|until|earlier)\b")
_NOT_UNTIL = regex(r"\b(?:not|n[’']t|no|never)\b(?: \w+){0,3} (?:until|till|before|earlier than) ((?:\w+ ){0,3}\w+)")
# "It may be three years before it is full": that long it takes.
_IDIOM = regex(r"\b[Ii]t (?:is|was|may be|might be|could be|will be|would be|takes?|took) [^,;]*? before\b")


def changed_dates(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The dates of a wording whose word of time no passage gives them, and a "before" or "after" that none has."""
    told = [(w.text, relation) for p in passages for w, relation in _dated(words_in(p))]
    told += [(word, relation) for p in passages for word in _not_until(p) for relation in ("at", "after")]
    late = _not_until(wording)
    for word, relation in _dated(words_in(wording)):
        known = {r for text, r in told if text == word.text}
        if relation == "since" and any(re.search(rf"\b[Ff]rom {word.text} (?:to|until) ", p) for p in passages):
            yield _fault(f"“since {word.text}”: the passage also says until when")
        if known and word.text in late and known & {"at", "after", ""}:
            continue  # "not until May" is in May
        if known and not any(_agree(relation, r) for r in known):
            yield _fault(f"“{word.text}” has “{relation or 'no word of time'}” here; the passage says “{min(known)}”")
        elif not known and not word.is_number and not _may_come_to(relation, told, passages):
            yield _fault(f"no passage says “{word.text}”")
    yield from _turned(wording, passages)
    yield from _order(wording, passages)


def _may_come_to(relation: str, told: Sequence[tuple[str, str]], passages: Sequence[str]) -> bool:
    """Whether a "last Saturday" of a passage, with the same word of time, may be a date that it does not write out."""
    is_relative = any(_RELATIVE.search(p) for p in passages)
    return is_relative and (relation in _PLAIN or any(relation == r for _, r in told))


def _dated(words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    for i, word in enumerate(words):
        is_month = (word.text in _NAMED and word.capital) or word.text in {"spring", "summer", "autumn"}
        if is_month or (_YEAR.fullmatch(word.text) and not _follows_date(words, i)):
            yield word, "at" if _is_attribute(words, i) else _relation(words, i)


def _not_until(text: str) -> set[str]:
    """The dates of which a text says that something did not happen before them."""
    return {w.text for m in _NOT_UNTIL.finditer(text) for w in words_in(m[1])}


def _is_attribute(words: Sequence[Word], i: int) -> bool:
    """Whether a date stands before the noun that it dates: "ahead of the 17 September vote"."""
    has_article = any(w.text == "the" for w in words[max(0, i - 2) : i])
    behind = words[i + 1] if i + 1 < len(words) else None
    return has_article and behind is not None and behind.start - words[i].end == 1 and not is_free(behind)


def _follows_date(words: Sequence[Word], i: int) -> bool:
    """Whether a year stands right behind its month, whose word of time is also its own."""
    return i > 0 and words[i - 1].text in _NAMED


def _relation(words: Sequence[Word], i: int) -> str:
    for word in reversed(words[max(0, i - _LOOKS_BACK) : i]):
        if word.text in _OPENERS:
            is_span = word.text == "between" or any(w.text == "between" for w in words[max(0, i - 8) : i])
            return _OPENERS[word.text] if is_span else "at"
        if word.text in _OF and word.text not in _SKIPPED and not _is_bound(words, word):
            return _OF[word.text]
        if word.text not in _SKIPPED | {"at", "least"} and not word.is_number and word.text not in _NAMED:
            return ""
    return ""


def _is_bound(words: Sequence[Word], word: Word) -> bool:
    """Whether an "at" is that of "at least"."""
    return word.text == "at" and any(w.text in {"least", "most"} and w.start - word.end == 1 for w in words)


def _agree(one: str, other: str) -> bool:
    return one == other or {one, other} <= _PLAIN or any({one, other} == pair for pair in _LINKS)


def _turned(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """A "before" or "after" where every passage has neither, or only the other one."""
    own = {_OF[w.text] for w in words_in(wording) if w.text in _OF and w.text != "already"} & set(_STRONG)
    if any(_NOT_BEFORE.search(text) for text in (wording, *passages)):
        return  # "not before", "only after"
    told = {_OF[w.text] for p in passages for w in words_in(p) if w.text in _OF} & set(_STRONG)
    for relation, pattern, known in _CONJUNCTIONS:
        if pattern.search(_IDIOM.sub(" ", wording)) and not any(known.search(p) for p in passages):
            yield _fault(f"“{relation}”: no passage says so")
    for relation in sorted(own - told):
        other = "after" if relation == "before" else "before"
        if other in told and other not in own:
            yield _fault(f"something is told as “{relation}”; the passage tells it as “{other}”")


def _order(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The words of order ("during the flight") that stand before the same word otherwise in every passage."""
    told = [one for p in passages for one in _ordered(p)]
    for order, noun in _ordered(wording):
        orders = {other for other, known in told if akin(noun.text, known.text)}
        if (
            orders
            and order not in orders
            and not (order in _WITH_WHEN and orders & _WITH_WHEN and "when" in orders | {order})
        ):
            yield _fault(f"“{noun.text}” stands behind “{order}” here; in the passage behind “{min(orders)}”")


def _ordered(text: str) -> Iterator[tuple[str, Word]]:
    """Each word of order with the word of weight right behind it."""
    words = words_in(text)
    for i, word in enumerate(words):
        order = _ORDERS.get(word.text)
        behind = [w for w in words[i + 1 : i + 5] if not is_free(w) and not w.is_number][:1]
        if order and behind and behind[0].text not in _NAMED:
            yield from ((order, noun) for noun in behind)


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.DATE, reason)
