"""Figures as a text gives them: how many, of what unit, how often, and how exactly.

"Nearly US$1.4bn a year" is 1,400,000,000 dollars, by the year, from below. "Two thirds" and "nine in ten" are shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from explainery.lexicon.calendar import MONTH
from explainery.lexicon.numbers import DIGITS, ONES, SCALE, TENS, VALUE
from explainery.lexicon.units import Unit, units
from explainery.patterns import regex

ABOUT, SOME, BELOW, ABOVE, AT_MOST, AT_LEAST = "about", "some", "below", "above", "at most", "at least"
_BOUNDS = {
    ABOUT: r"about|around|roughly|approximately|an? estimated|close to|closer to|nearer|in the region of|or so|circa|c\.",
    SOME: r"some",  # so loose that editors leave it out
    BELOW: r"nearly|almost|just under|slightly (?:under|less than|fewer than)|not quite|close on",
    ABOVE: r"(?:slightly |just |well )?(?:(?<!no )(?<!not )more than|over|above)|just over|upwards of|in excess of|exceed(?:s|ed|ing)?"
    r"|topp(?:ed|ing)|tops|surpass(?:es|ed|ing)?|beyond|north of",
    AT_MOST: r"up to|at most|as (?:many|much|high|long|far) as|no more than|not more than|(?<!no )(?<!not )(?:fewer|less|lower) than|under"
    r"|below|a maximum of",
    AT_LEAST: r"at least|no (?:fewer|less) than|not less than|a minimum of",
}
_BEFORE = {
    bound: regex(rf"\b(?:{words})\s+(?:the |an? )?(?:us|a|c|nz|hk)?[$€£¥]?\s?$") for bound, words in _BOUNDS.items()
}
# "Handed over 32 bronzes" and "spread over 24 acres" set no bound.
_PHRASAL = regex(
    r"\b(?:hand|turn|tak|took|carr|w[oi]n|r[ua]n|spread|stretch|extend|deliver|look|sign|spill|roll|knock|flow|div|held|hold"
    r"|pass|pull|cross|flew|fly|flow|disput|conflict|talk|argu|row|spread)\w* (?:\w+ )?over (?:the |an? )?$"
)
_DENIED = regex(r"\b(?:not|never|cannot|\w+n[’']t)(?: \w+){1,4} more than (?:the |an? )?$")
_AFTER = {
    AT_MOST: regex(r"^(?:[\w/%°-]+ ){0,2}(?:at (?:the )?most|or (?:less|fewer)|maximum)\b"),
    AT_LEAST: regex(r"^(?:\+|-?plus\b)|^(?:[\w/%°-]+ ){0,2}(?:at (?:the )?least|or more)\b"),
    ABOUT: regex(r"^(?:[\w/%°-]+ ){0,2}or so\b"),
}
_SCALES = SCALE | {"k": 1e3, "mn": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "dozen": 12.0}
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_SPELLED = rf"(?:(?:{'|'.join(TENS)})-(?:{'|'.join(DIGITS)})|{'|'.join([*ONES[::-1], *TENS])})"
_UNITS = "|".join(re.escape(u) for u in sorted(units(), key=lambda u: (-len(u), u)))
_EVERY = r"second|minute|hour|day|night|week|fortnight|month|quarter|year|head|person|dose|tonne|ton|litre|barrel|mile"
_QUANTITY = regex(
    rf"""
    (?P<part>\b(?P<count>an?|one|two|three|four|five|seven|eight|nine)[ -](?P<of>half|third|quarter|fifth|sixth|seventh
        |eighth|ninth|tenth)s?\b(?![ -](?:of\ an?\ )?(?:time|round|place|year|hour|century|final|largest|biggest|highest))
      | (?<!first\ )(?<!second\ )\bhalf\b(?!-|\ (?:of\ the\ (?:year|season)|time|an\ hour|a\ (?:day|year|dozen|century)))
      | \b(?P<some>one|two|three|four|five|six|seven|eight|nine)\ (?:in|out\ of)\ (?P<all>two|three|four|five|six|ten|10|100)\b
    )(?:\ (?:of\ )?an?\ (?P<multiple>million|billion|trillion))?
  | (?P<sign>(?:\b(?:us|a|c|nz|hk))?[$€£¥]\s?)?
    (?:(?:(?<![\w.,:-])|(?<=\d-))(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)(?![\d:])(?!(?:st|nd|rd|th)\b)
      | (?<![\w-])(?P<word>{_SPELLED}|an?(?=\ (?:hundred|thousand|million|billion|dozen|decade|century|fortnight)\b))\b)
    (?:[ -]?(?P<scale>{"|".join(sorted(_SCALES, key=lambda s: (-len(s), s)))})(?![\w/²³]))?
    (?:[ -]?(?P<unit>{_UNITS})(?![\w²³]))?
    """,
    re.VERBOSE,
)
_RATE = regex(rf"^(?:[\w'’-]++)?(?:[ ,]++[\w'’-]++){{0,4}}? ?(?:\b(?:an?|per|each|every)\b |/ ?)(?P<every>{_EVERY})\b")
_REACH = 120  # characters on each side of a figure in which its bound and its rate stand
_DATE = regex(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: (?:to|and|or|-) \d{{1,2}})? (?:of )?(?:{MONTH.lower()})(?:,? \d{{4}})?|(?:{MONTH.lower()}) (?:\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d))?(?:,? ?\d{{4}}\b)?)")  # fmt: skip
_YEAR = regex(r"1[5-9]\d\d|20\d\d")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a text.

    Attributes:
        value: how many, with "million" multiplied in; of a share, how many of a hundred.
        units: what its unit can be; none if no unit is known.
        every: by what it is counted, such as "week"; "" for none.
        bound: how exact it is: one of `ABOUT`, `SOME`, `BELOW`, `ABOVE`, `AT_MOST`, `AT_LEAST`, or "".
        digits: how many of its digits are not just noughts at the end.
        start: its place in the folded text.
        end: the place behind it.
        text: as it is written, folded.
        is_part: whether it is written as a part: "a third", "two in five".
        scale: the word of its magnitude, such as "million"; "" for none.
    """

    value: float
    units: tuple[Unit, ...]
    every: str
    bound: str
    digits: int
    start: int
    end: int
    text: str
    is_part: bool = False
    scale: str = ""

    @property
    def is_year(self) -> bool:
        """Whether it can be a year."""
        return not self.units and not self.scale and _YEAR.fullmatch(self.text) is not None


@lru_cache(maxsize=4096)
def quantities_in(line: str) -> tuple[Quantity, ...]:
    """The figures of a folded text, in order, without those of dates with a month."""
    rest = _DATE.sub(lambda m: "·" * len(m[0]), line)
    return tuple(_quantities(rest))


def _quantities(line: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(line):
        before, after = line[max(0, match.start() - _REACH) : match.start()], line[match.end() : match.end() + _REACH]
        bound = next((b for b, p in _BEFORE.items() if p.search(before)), "")
        bound = "" if bound == ABOVE and _PHRASAL.search(before) else bound
        bound = AT_MOST if bound == ABOVE and _DENIED.search(before) else bound
        bound = bound or next((b for b, p in _AFTER.items() if p.search(after.lstrip())), "")
        rate = _RATE.search(after)
        value, digits = _part(match) if match["part"] else _number(match)
        text = match[0].strip()
        yield Quantity(
            value,
            _units(match),
            rate["every"] if rate and not match["part"] else "",
            bound,
            digits,
            match.start() + match[0].index(text),
            match.end(),
            text,
            is_part=bool(match["part"] and not match["multiple"]),
            scale=_scale(match),
        )


def _is_metre(match: re.Match[str]) -> bool:
    """Whether the "m" behind a figure is no million: "700 m"."""
    bare = match["scale"] == "m" and not match["sign"] and not match["unit"]
    return bare and (match[0].endswith(" m") or not re.match(r"\s*[a-z]", match.string[match.end() :]))


def _scale(match: re.Match[str]) -> str:
    """The word of a magnitude, the same for all its spellings."""
    if _is_metre(match):
        return ""
    size = _SCALES.get(match["scale"] or "") or _SCALES.get(match["multiple"] or "")
    return next((word for word, value in SCALE.items() if value == size), "")


def _part(match: re.Match[str]) -> tuple[float, int]:
    if match["some"]:
        whole = VALUE.get(match["all"]) or int(match["all"])
        share = VALUE[match["some"]] / whole
    elif match["of"]:
        share = VALUE.get(match["count"], 1) / _PARTS[match["of"]]
    else:
        share = 0.5
    if match["multiple"]:
        return share * SCALE[match["multiple"]], 1
    return 100 * share, 1


def _number(match: re.Match[str]) -> tuple[float, int]:
    if match["word"]:
        number = float(sum(VALUE.get(w, 1) for w in match["word"].split("-")))
        digits = 1
    else:
        written = match["digits"].replace(",", "")
        number = float(written)
        kept = written if "." in written else written.rstrip("0")
        digits = len(kept.replace(".", "").lstrip("0"))
    return number * (1.0 if _is_metre(match) else _SCALES.get(match["scale"] or "", 1.0)), max(digits, 1)


def _units(match: re.Match[str]) -> tuple[Unit, ...]:
    if match["part"]:
        return () if match["multiple"] else units()["percent"]
    sign = (match["sign"] or "").strip()
    if sign:
        return units().get(sign, units()["$"] if sign.endswith("$") else ())
    if match["unit"]:
        return units()[match["unit"]]
    return units()["metre"] if _is_metre(match) else ()
