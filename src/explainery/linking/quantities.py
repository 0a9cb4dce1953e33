"""Figures: what a sentence counts, how many, and how exactly it claims to know.

A figure is a range: "about 300" is 264 to 336, "dozens" 24 to 120, "312" itself. Two figures differ only where
their ranges do not meet, so a vague figure and an exact one that agree are no dispute. What is counted is the
word that follows ("11 days"), and what the words around say happens to it: the dead, the hurt, who came.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from explainery.linking.similarity import STOP, stem, stems
from explainery.text import folded

MONEY, SHARE, TIME = "money", "share", "time"
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLED = {w: i + 1 for i, w in enumerate(_ONES)} | {w: 10 * (i + 2) for i, w in enumerate(_TENS)}
_VAGUE = {
    "tens of thousands": (20_000, 100_000),
    "hundreds of thousands": (200_000, 1_000_000),
    "tens of millions": (20_000_000, 100_000_000),
    "thousands": (2_000, 20_000),
    "hundreds": (200, 2_000),
    "dozens": (24, 120),
    "scores": (40, 120),
}
_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "dozen": 12}  # fmt: skip
_SHARES = {"half": 50.0, "a third": 33.3, "two-thirds": 66.7, "two thirds": 66.7, "a quarter": 25.0, "three-quarters": 75.0, "a fifth": 20.0, "four-fifths": 80.0}  # fmt: skip
_WORD = rf"(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[:9])})|{'|'.join([*_ONES[::-1], *_TENS])})"
_FIGURE = re.compile(
    rf"(?P<vague>\b(?:{'|'.join(_VAGUE)})\b)|\b(?P<share>{'|'.join(_SHARES)})\b"
    r"|\b(?P<part>one|two|three|four|five|nine) in (?P<whole>three|four|five|six|ten|10|100)\b"
    rf"|(?P<money>(?:\b(?:us|nkr|c|a|nz|hk))?[$€£¥]\s?|\b(?:nkr|rmb|rs)\s?)?(?:(?<![\w.:,-])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)|\b(?P<word>{_WORD}))"
    r"(?![\d:])(?!(?:st|nd|rd|th|s)\b)(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|m|dozen)\b)?"
    r"(?P<percent>\s?%|\s?per ?cent\b| percentage points?\b)?"
    r"(?P<coin> (?:u\.s\. )?(?:dollars|euros|pounds|crowns|kroner|yen|pesos|rubles|roubles|rupees|rand|lei|cents|francs)\b)?"
)
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|estimated|closer? to|just (?:over|under))\s+(?:the )?$"
)
_FROM = re.compile(
    r"\b(?:at least|more than|over|above|exceed\w*|upwards? of|no fewer than|not less than)\s+(?:the )?$"
)
_UP_TO = re.compile(
    r"\b(?:up to|as (?:many|much|high) as|no more than|at most|fewer than|less than|under|below)\s+(?:the )?$"
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+$|^\s(?:jan|feb|march|apr|may|june|july|aug|sept|oct|nov|dec)"
)
_LINKS = re.compile(
    r"[,;:.()—\"']|\b(?:and|or|of|in|on|at|to|from|with|by|for|were|was|are|is|had|have|has|who|that|which|as|after|before|over|under|a|an|the)\b"
)
_SLACK = 0.12  # "about"
_BEYOND = 1.45  # "more than 100" may be 145, and hardly 200
_YEARS = (1500, 2100)
_WINDOW = 7  # words on either side of a figure that tell what it counts
# What happens to those counted, whatever they are called.
_COUNTED = {
    "dead": re.compile(r"\b(?:kill\w*|dead|died?|dying|deaths?|death toll|toll|bodies|fatalit\w+|murdered|lost their lives|perished)\b"),
    "hurt": re.compile(r"\b(?:injur\w+|wound\w+|hurt|hospital\w+)\b"),
    "missing": re.compile(r"\b(?:missing|unaccounted|stranded|trapped)\b"),
    "held": re.compile(r"\b(?:arrest\w*|detain\w*|jailed|custody|charged|indicted)\b"),
    "crowd": re.compile(r"\b(?:march\w*|turnout|attend\w*|crowds?|protesters|demonstrators|t(?:ook|aken) part|rall(?:y|ied))\b"),
    "jobs": re.compile(r"\b(?:jobs?|laid off|layoffs|posts|positions)\b"),
    "speed": re.compile(r"\b(?:km/h|mph|kph|knots)\b"),
}  # fmt: skip
_PEOPLE = re.compile(r"people|persons|workers|employees|labou?rers|residents|staff|civilians|customers|homes|guests")
_NUMBER_OF = re.compile(r"\b(?:number|total|count) of ((?:\w+ )?\w+)")
_STATED = re.compile(r"\b(?:figure|number|total|count|estimate|toll)\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the range that it admits, what it counts (stems and groups), and the content words around it."""

    low: float
    high: float
    counts: frozenset[str]
    around: frozenset[str]

    @property
    def kind(self) -> str:
        """Money, a share of a whole, or a count of things."""
        return next((k for k in (MONEY, SHARE, TIME) if k in self.counts), "things")


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a sentence, without years, days of a month, ages and the hour."""
    line = folded(text)
    return tuple(f for m in _FIGURE.finditer(line) if (f := _figure(line, m)))


def differ(a: Figure, b: Figure) -> bool:
    """Whether two figures of one kind cannot both be so: their ranges do not meet."""
    return a.kind == b.kind and (a.high < b.low or b.high < a.low)


def same_thing(a: Figure, b: Figure) -> bool:
    """Whether two figures count one thing: the same unit, or the same lot of those counted."""
    if a.kind != b.kind:
        return False
    if a.kind == "things":
        return bool(a.counts & b.counts)
    return bool(a.around & b.around)


def _figure(line: str, found: re.Match[str]) -> Figure | None:
    before, after = line[: found.start()], line[found.end() :]
    plain = not (found["money"] or found["scale"] or found["percent"] or found["coin"])
    if found["digits"] and plain and _no_count(found["digits"], before, after):
        return None
    if found["word"] == "one" and not found["scale"]:
        return None
    low, high = _range(found, before)
    counts = _counts(found, before, after)
    around = _nearby(before, after)
    return Figure(low, high, counts, around) if counts else None


def _no_count(digits: str, before: str, after: str) -> bool:
    """Whether digits are a year, a day of a month, an hour or an age."""
    year = "," not in digits and "." not in digits and _YEARS[0] <= int(digits) <= _YEARS[1]
    hour = re.match(r"\s?[ap]\.?m\b|-year-old", after)
    aside = before.endswith(", ") and re.match(r"[,.]", after)  # "Roe, 54, said"
    return bool(year or hour or aside or _MONTH.search(before) or _MONTH.match(after))


def _range(found: re.Match[str], before: str) -> tuple[float, float]:
    """The least and the most that a figure admits."""
    if found["vague"]:
        return _VAGUE[found["vague"]]
    if found["share"]:
        value, slack = _SHARES[found["share"]], 4.0
    elif found["part"]:
        value, slack = 100.0 * _SPELLED[found["part"]] / float(_SPELLED.get(found["whole"]) or found["whole"]), 4.0
    else:
        value, slack = _value(found)
    if _ABOUT.search(before):
        slack = max(slack, _SLACK * value)
    if _UP_TO.search(before):
        return value / _BEYOND, value
    if _FROM.search(before):
        return value, _BEYOND * value
    return value - slack, value + slack


def _value(found: re.Match[str]) -> tuple[float, float]:
    """A number and half of its last digit that is not nought: what it was rounded to, from hundreds on."""
    scale = _SCALE.get(found["scale"] or "", 1.0)
    if found["word"]:
        value = sum(_SPELLED[w] for w in found["word"].split("-"))
        return value * scale, 0.4 * scale if scale > 1 else 0.0
    digits = found["digits"].replace(",", "")
    places = len(digits.partition(".")[2])
    noughts = 0 if places else len(digits) - len(digits.rstrip("0"))
    step = 10.0 ** (noughts - places) * scale
    exact = step == 1.0 or (not found["scale"] and noughts == 1)
    return float(digits) * scale, 0.0 if exact else 0.45 * step


_FAR = 600  # characters around a figure that may tell what it counts; a sentence has half as many


def _counts(found: re.Match[str], before: str, after: str) -> frozenset[str]:
    """What a figure counts: its unit, and the groups of `_COUNTED` that the words around tell."""
    if found["money"] or found["coin"]:
        return frozenset({MONEY})
    if found["percent"] or found["share"] or found["part"]:
        return frozenset({SHARE})
    before, after = before[-_FAR:], after[:_FAR]
    near = " ".join([*before.split()[-_WINDOW:], "#", *after.split()[:_WINDOW]])
    groups = _nearest(near)
    if re.match(r"[\s-](?:\w+ )?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b", after):
        return frozenset({TIME})
    number_of = _NUMBER_OF.search(before)
    units = {_unit(after), *(number_of[1].split() if number_of else ())} - STOP - {""}
    people = {"people"} if any(_PEOPLE.fullmatch(u) for u in units) else set()
    stated = {"figure"} if _STATED.search(before) else set()
    return frozenset({stem(u) for u in units} | groups | people | stated)


def _nearest(near: str) -> set[str]:
    """The group whose word stands nearest to the figure, which is `#` in `near`."""
    at = near.index("#")
    spans = [(min(abs(m.start() - at), abs(m.end() - at)), n) for n, p in _COUNTED.items() for m in p.finditer(near)]
    return {min(spans)[1]} if spans else set()


def _unit(after: str) -> str:
    """The noun after a figure: the last word before what links it to the rest; "98-page" counts pages."""
    if joined := re.match(r"-([a-z]{3,})", after):
        return joined[1]
    phrase = _LINKS.split(after, maxsplit=1)[0].split()[:4]
    return phrase[-1] if phrase and re.fullmatch(r"[a-z-]{3,}", phrase[-1]) else ""


def _nearby(before: str, after: str) -> frozenset[str]:
    before, after = before[-_FAR:], after[:_FAR]
    return frozenset(stems(" ".join(before.split()[-2 * _WINDOW :])) + stems(" ".join(after.split()[:_WINDOW])))
