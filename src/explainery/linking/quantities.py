"""Figures: what a sentence counts, how many, and how exactly.

A figure is a range: "about 300" is 264 to 336, "dozens" 24 to 120, "312" just 312. Two figures differ only if their
ranges do not overlap, so a vague figure and an exact one may agree. A figure counts the word that follows it
("11 days") and a group that the words around it show: the dead, the hurt, a crowd.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from explainery.lexicon.calendar import MONTH_START, MONTHS
from explainery.lexicon.numbers import DIGITS, ONES, SCALE, TENS, VALUE
from explainery.lexicon.stems import STOP_WORDS, stem
from explainery.lexicon.tables import either
from explainery.linking.similarity import stems
from explainery.linking.tuning import REMEMBERED, TUNING
from explainery.patterns import regex
from explainery.story_memory import remembered
from explainery.text import folded

_TUNING = TUNING.figures
MONEY, SHARE, TIME = "money", "share", "time"
_VAGUE = {
    "tens of thousands": (20_000, 100_000),
    "hundreds of thousands": (200_000, 1_000_000),
    "tens of millions": (20_000_000, 100_000_000),
    "thousands": (2_000, 20_000),
    "hundreds": (200, 2_000),
    "dozens": (24, 120),
    "scores": (40, 120),
}
_SCALE = SCALE | {"m": 1e6, "bn": 1e9, "dozen": 12}
_SHARES = {"half": 50.0, "a third": 33.3, "two-thirds": 66.7, "two thirds": 66.7, "a quarter": 25.0, "three-quarters": 75.0, "a fifth": 20.0, "four-fifths": 80.0}  # fmt: skip
_WORD = rf"(?:(?:{'|'.join(TENS)})-(?:{'|'.join(DIGITS)})|{'|'.join([*ONES[::-1], *TENS])})"
_COINS = "dollars|euros|pounds|crowns|kroner|yen|pesos|rubles|roubles|rupees|rand|lei|cents|francs"
_AMOUNT = "".join(
    (
        r"(?P<money>(?:\b(?:us|nkr|c|a|nz|hk))?[$€£¥]\s?|\b(?:nkr|rmb|rs)\s?)?",  # a currency sign before it
        rf"(?:(?<![\w.:,-])(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)|\b(?P<word>{_WORD})\b)",  # not the "ten" of "tender"
        r"(?![\d:])(?!(?:st|nd|rd|th|s)\b)",  # not an hour or an ordinal
        rf"(?:[\s-]?(?P<scale>{'|'.join(_SCALE)})\b)?",
        r"(?P<percent>\s?%|\s?per ?cent\b| percentage points?\b)?",
        rf"(?P<coin> (?:u\.s\. )?(?:{_COINS})\b)?",
    )
)
_FIGURE = regex(
    "|".join(
        (
            rf"(?P<vague>\b(?:{'|'.join(_VAGUE)})\b)",
            rf"\b(?P<share>{'|'.join(_SHARES)})\b",
            r"\b(?P<part>one|two|three|four|five|nine) in (?P<whole>three|four|five|six|ten|10|100)\b",
            _AMOUNT,
        )
    )
)
_DIGIT, _RUN = regex(r"\d"), regex(r"\w+")
# One word of each that every figure without digits has: "thousands" of "tens of thousands".
_NUMBER_WORDS = frozenset(max(_RUN.findall(told), key=len) for told in (*_VAGUE, *_SHARES, *ONES, *TENS))
_ABOUT = regex(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|estimated|closer? to|just (?:over|under))\s+(?:the )?$"
)
_FROM = regex(r"\b(?:at least|more than|over|above|exceed\w*|upwards? of|no fewer than|not less than)\s+(?:the )?$")
_UP_TO = regex(
    r"\b(?:up to|as (?:many|much|high) as|no more than|at most|fewer than|less than|under|below)\s+(?:the )?$"
)
# A month before a day is known by its first letters. After a day, more letters are needed: "mar" also begins "marched".
_LATER = {"Mar": "March", "Jun": "June", "Jul": "July", "Sep": "Sept"}
_MONTH_BEFORE = regex(rf"\b(?:{MONTH_START.lower()})[a-z]*\.?\s+$")
_MONTH_BEHIND = regex(rf"^\s{either(_LATER.get(m[:3], m[:3]).lower() for m in MONTHS)}")
_LINKS = regex(
    r"[,;:.()—\"']|\b(?:and|or|of|in|on|at|to|from|with|by|for|were|was|are|is|had|have|has|who|that|which|as|after|before|over|under|a|an|the)\b"
)
# What happens to the people or things counted, whatever the text calls them.
_COUNTED = {
    "dead": regex(r"\b(?:kill\w*|dead|died?|dying|deaths?|death toll|toll|bodies|fatalit\w+|murdered|lost their lives|perished)\b"),
    "hurt": regex(r"\b(?:injur\w+|wound\w+|hurt|hospital\w+)\b"),
    "missing": regex(r"\b(?:missing|unaccounted|stranded|trapped)\b"),
    "held": regex(r"\b(?:arrest\w*|detain\w*|jailed|custody|charged|indicted)\b"),
    "crowd": regex(r"\b(?:march\w*|turnout|attend\w*|crowds?|protesters|demonstrators|t(?:ook|aken) part|rall(?:y|ied))\b"),
    "jobs": regex(r"\b(?:jobs?|laid off|layoffs|posts|positions)\b"),
    "speed": regex(r"\b(?:km/h|mph|kph|knots)\b"),
}  # fmt: skip
_PEOPLE = regex(r"people|persons|workers|employees|labou?rers|residents|staff|civilians|customers|homes|guests")
_NUMBER_OF = regex(r"\b(?:number|total|count) of ((?:\w+ )?\w+)")
_STATED = regex(r"\b(?:figure|number|total|count|estimate|toll)\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure.

    Attributes:
        low: the least value that it admits.
        high: the highest.
        counts: what it counts: stems, and groups such as "dead".
        around: the stems of the content words around it.
        told: its words, with "about" or "at least", in lower case.
        unit: the noun behind it, or "".
        kind: money, a share of a whole, a time, or a count of things.
    """

    low: float
    high: float
    counts: frozenset[str]
    around: frozenset[str]
    told: str = ""
    unit: str = ""
    kind: str = "things"


@remembered(REMEMBERED)  # several steps ask for those of one sentence
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a sentence, without years, days of a month, ages and hours."""
    line = folded(text)
    if not _DIGIT.search(line) and _NUMBER_WORDS.isdisjoint(_RUN.findall(line)):
        return ()  # half of all sentences; to look for a figure at each letter takes longer
    return tuple(f for m in _FIGURE.finditer(line) if (f := _figure(line, m)))


def differ(a: Figure, b: Figure) -> bool:
    """Whether two figures of one kind cannot both be right, because their ranges do not overlap."""
    return a.kind == b.kind and (a.high < b.low or b.high < a.low)


def same_thing(a: Figure, b: Figure) -> bool:
    """Whether two figures count the same thing: by unit or group, or else by the words around them."""
    if a.kind != b.kind:
        return False
    if a.kind == "things":
        return bool(a.counts & b.counts)
    return bool(a.around & b.around)


def _figure(line: str, match: re.Match[str]) -> Figure | None:
    before, after = line[: match.start()], line[match.end() :]
    plain = not (match["money"] or match["scale"] or match["percent"] or match["coin"])
    if match["digits"] and plain and _no_count(match["digits"], before, after):
        return None
    if match["word"] == "one" and not match["scale"]:
        return None
    low, high = _range(match, before)
    counts = _counts(match, before, after)
    around = _nearby(before, after)
    kind = next((k for k in (MONEY, SHARE, TIME) if k in counts), "things")
    return Figure(low, high, counts, around, _told(match, before), _unit(after), kind) if counts else None


def _told(match: re.Match[str], before: str) -> str:
    """The words of a figure with what says how exact it is."""
    hedge = next((m[0] for p in (_ABOUT, _FROM, _UP_TO) if (m := p.search(before))), "")
    return (hedge + match[0]).strip()


def _no_count(digits: str, before: str, after: str) -> bool:
    """Whether digits are a year, a day of a month, an hour or an age."""
    year = "," not in digits and "." not in digits and _TUNING.first_year <= int(digits) <= _TUNING.last_year
    hour = re.match(r"\s?[ap]\.?m\b|-year-old", after)
    aside = before.endswith(", ") and re.match(r"[,.]", after)  # "Roe, 54, said"
    return bool(year or hour or aside or _MONTH_BEFORE.search(before) or _MONTH_BEHIND.match(after))


def _range(match: re.Match[str], before: str) -> tuple[float, float]:
    """The least and the highest value that a figure admits."""
    if match["vague"]:
        return _VAGUE[match["vague"]]
    if match["share"]:
        value, slack = _SHARES[match["share"]], _TUNING.share_slack
    elif match["part"]:
        whole = float(VALUE.get(match["whole"]) or match["whole"])
        value, slack = 100.0 * VALUE[match["part"]] / whole, _TUNING.share_slack
    else:
        value, slack = _value(match)
    if _ABOUT.search(before):
        slack = max(slack, _TUNING.about * value)
    if _UP_TO.search(before):
        return value / _TUNING.beyond, value
    if _FROM.search(before):
        return value, _TUNING.beyond * value
    return value - slack, value + slack


def _value(match: re.Match[str]) -> tuple[float, float]:
    """(number, how far it may be off): nearly half of its last digit that is not 0, from hundreds on."""
    scale = _SCALE.get(match["scale"] or "", 1.0)
    if match["word"]:
        value = sum(VALUE[w] for w in match["word"].split("-"))
        return value * scale, _TUNING.word_slack * scale if scale > 1 else 0.0
    digits = match["digits"].replace(",", "")
    places = len(digits.partition(".")[2])
    noughts = 0 if places else len(digits) - len(digits.rstrip("0"))
    step = 10.0 ** (noughts - places) * scale
    exact = step == 1.0 or (not match["scale"] and noughts == 1)
    return float(digits) * scale, 0.0 if exact else _TUNING.digit_slack * step


def _counts(match: re.Match[str], before: str, after: str) -> frozenset[str]:
    """What a figure counts: its unit, and the group of `_COUNTED` that the words around it show."""
    if match["money"] or match["coin"]:
        return frozenset({MONEY})
    if match["percent"] or match["share"] or match["part"]:
        return frozenset({SHARE})
    before, after = before[-_TUNING.characters :], after[: _TUNING.characters]
    near = " ".join([*before.split()[-_TUNING.near_words :], "#", *after.split()[: _TUNING.near_words]])
    groups = _nearest(near)
    if re.match(r"[\s-](?:\w+ )?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b", after):
        return frozenset({TIME})
    number_of = _NUMBER_OF.search(before)
    units = {_unit(after), *(number_of[1].split() if number_of else ())} - STOP_WORDS - {""}
    people = {"people"} if any(_PEOPLE.fullmatch(u) for u in units) else set()
    stated = {"figure"} if _STATED.search(before) else set()
    return frozenset({stem(u) for u in units} | groups | people | stated)


def _nearest(near: str) -> set[str]:
    """The group whose word is nearest to the figure, which is `#` in `near`."""
    at = near.index("#")
    spans = [(min(abs(m.start() - at), abs(m.end() - at)), n) for n, p in _COUNTED.items() for m in p.finditer(near)]
    return {min(spans)[1]} if spans else set()


def _unit(after: str) -> str:
    """The noun after a figure: the last word before a link word; "98-page" counts pages."""
    if joined := re.match(r"-([a-z]{3,})", after):
        return joined[1]
    phrase = _LINKS.split(after, maxsplit=1)[0].split()[: _TUNING.unit_words]
    return phrase[-1] if phrase and re.fullmatch(r"[a-z-]{3,}", phrase[-1]) else ""


def _nearby(before: str, after: str) -> frozenset[str]:
    before, after = before[-_TUNING.characters :], after[: _TUNING.characters]
    return frozenset(
        stems(" ".join(before.split()[-_TUNING.context_before :]))
        + stems(" ".join(after.split()[: _TUNING.context_after]))
    )
