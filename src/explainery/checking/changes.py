"""How far something changes, and by what it is counted: "cut by 15 percent" is not "abolished" or "cut to 15"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.checking.polarity import near, polarity
from explainery.checking.quantities import Quantity
from explainery.checking.tuning import TUNING
from explainery.checking.word_forms import base
from explainery.patterns import regex

_UP = (
    r"rais(?:e[sd]?|ing)|ris(?:es?|en|ing)|rose|increas(?:e[sd]?|ing)|gr[eo]wn?|grow(?:s|ing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    r"|surg(?:e[sd]?|ing)|soar(?:s|ed|ing)?|hik(?:e[sd]?|ing)|boost(?:s|ed|ing)?|lift(?:s|ed|ing)?|expand(?:s|ed|ing)?|gain(?:s|ed)?"
)
_DOWN = (
    r"cut(?:s|ting)?|reduc(?:e[sd]?|ing)|lower(?:s|ed|ing)?|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|slash(?:e[sd]|ing)?"
    r"|trim(?:s|med|ming)?|shr[aiu]nk(?:s|ing)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|lost|los(?:es?|ing)|sank|slid|slump(?:s|ed)?"
    r"|plung(?:e[sd]?|ing)"
)
CHANGE = regex(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b")
_BY_PERCENT = regex(
    r"(?P<between>[^.;:]{0,80}?)\b(?:by|of) (?:[a-z]+ ){0,2}?(?P<n>\d+(?:\.\d+)?) ?(?:percent|per cent|%)"
)
# Verbs that say how far without a figure, with the least and the most percent by which their object changes.
_FAR = {
    r"doubl(?:ed|es|ing)|(?<=to )double|(?<=will )double|(?<=would )double": (80, 120),
    r"(?:tripl|trebl)(?:ed|es|ing)|(?<=to )tr(?:ip|eb)le|(?<=will )tr(?:ip|eb)le|(?<=would )tr(?:ip|eb)le": (160, 240),
    r"quadrupl(?:e[sd]?|ing)": (240, 360),
    r"halv(?:e[sd]?|ing)": (-60, -40),
    r"abolish(?:e[sd]|ing)?|scrap(?:s|ped|ping)?|eliminat(?:e[sd]?|ing)|axe[sd]?|axing": (-100, -99),
    r"fr[eo]ze(?:s|n)?|freezing": (0, 0),
}
_FAR_VERBS = {regex(rf"\b(?:{words})\b"): range_ for words, range_ in _FAR.items()}
_ALL = regex(r" (?:(?P<all>all|the (?:whole|entire|full))|(?P<most>most|the (?:bulk|lion's share|better part)))\b")
_LITTLE_MOST = 50  # percent of which "most" is more
_NEARLY_ALL = 95
_DIRECTION = regex(
    r"(?P<range>\d\S*(?: ?(?:percent|%|[a-z]+))? )?\b(?P<word>by|to|of) "
    r"(?:(?:about|around|nearly|almost|just|some|only|over|under|more than|less than|at least|up to|an?|the|roughly) )*"
    r"[$€£¥]?$"
)
_REACH = 70  # characters before a figure in which its verb of change stands
_RIGHT_BEHIND = regex(r"[ ,/]*(?:an?|per|each|every)?[ /]*$")
_ADVERBS = {
    "hour": "hourly",
    "day": "daily|days?|nightly",
    "night": "nightly",
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "year": "yearly|annual|annually|per annum",
}


def changed_degree(statement: str, passages: Sequence[str]) -> tuple[str, str] | None:
    """The words by which something changes otherwise in a statement than in a passage, and the passage's; folded."""
    for verb, least, most in _stated(statement):
        for passage in passages:
            told = _told(passage)
            same = [t for _, t, n in told if least <= n <= most]
            if told and not same and not _says(passage, verb) and _is_of_one(statement, verb, passage, told[0][0]):
                return verb, told[0][1]
    return None


def _stated(statement: str) -> Iterator[tuple[str, int, int]]:
    """The words that say how far, each with the least and the most percent that they can mean."""
    for pattern, (least, most) in _FAR_VERBS.items():
        yield from ((m[0], least, most) for m in pattern.finditer(statement))
    for change in CHANGE.finditer(statement):
        if part := _ALL.match(statement, change.end()):
            share = _NEARLY_ALL if part["all"] else _LITTLE_MOST + 1
            yield change[0] + part[0], *((-100, -share) if change["down"] else (share, 100))


def _told(passage: str) -> list[tuple[str, str, float]]:
    """The changes by a percentage: the verb, the words up to the figure, and the percentage; less than 0 for a fall."""
    found = []
    for change in CHANGE.finditer(passage):
        by = _BY_PERCENT.match(passage, change.end())
        if by and not CHANGE.search(by["between"]):
            found.append((change[0], change[0] + by[0], float(by["n"]) * (-1 if change["down"] else 1)))
    return found


def _says(passage: str, verb: str) -> bool:
    """Whether a passage has these words itself."""
    first = base(verb.split(maxsplit=1)[0])
    return verb in passage or (len(verb.split()) == 1 and any(w.base == first for w in polarity(passage).words))


def _is_of_one(statement: str, verb: str, passage: str, other: str) -> bool:
    """Whether two verbs have a word in common beside them: they are said of the same thing."""
    return bool(_beside(statement, verb.split(maxsplit=1)[0]) & _beside(passage, other))


def _beside(text: str, verb: str) -> set[str]:
    read = polarity(text)
    at = next((i for i, w in enumerate(read.words) if w.text == verb), None)
    return near(read, at, TUNING.opposite_reach_words) if at is not None else set()


def direction(quantity: Quantity, line: str) -> str:
    """Whether something changes "by" a figure or "to" it; "" where the words before it leave that open."""
    before = line[max(0, quantity.start - _REACH) : quantity.start]
    found, change = _DIRECTION.search(before), CHANGE.search(before)
    if not found or not change or quantity.is_year or change.start() > found.start("word"):
        return ""
    if found["word"] == "of":
        return "by" if before[: found.start("word")].rstrip().endswith(change[0]) else ""
    is_range = found["range"] and found["word"] == "to" and not re.search(r"\bfrom [^,;]*$", before[: found.start()])
    return "" if is_range else found["word"]


def added_rate(quantity: Quantity, line: str, passages: list[str]) -> str:
    """The figure with its rate, if no passage speaks of what it is counted by; "" otherwise. All texts are folded."""
    every = quantity.every
    if not every:
        return ""
    at = re.compile(rf"\b{every}\b").search(line, quantity.end)
    if at is None or not _RIGHT_BEHIND.fullmatch(line[quantity.end : at.start()]):
        return ""
    known = re.compile(rf"\b(?:{every}s?|{_ADVERBS.get(every, every)}|each|every|per|apiece)\b|/|\b\w*ph\b")
    return "" if any(known.search(p) for p in passages) else line[quantity.start : at.end()]
