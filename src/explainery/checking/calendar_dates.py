"""Dates in running text, as far as each says: a day, a month, a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explainery.lexicon.calendar import MONTH, SHORT_MONTH, month_number
from explainery.patterns import regex

_MONTH = rf"(?P<month>{MONTH}|(?:{SHORT_MONTH})\b\.?)"
_YEAR = r"(?:,? (?:of )?(?P<year>(?:1[6-9]|20)\d\d)(?![\d,]*\d))?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"(?P<days>{_DAY}(?:(?:, and |, | and | or | to | until | through |–|-| ?— ?){_DAY})*)"
_PATTERNS = (
    regex(rf"(?<![\w.,$€£]){_DAYS} (?:of )?{_MONTH}(?!\w){_YEAR}"),  # 7 to 9 September 2023
    regex(rf"(?<!\w){_MONTH} (?:the )?{_DAYS}(?![\w:%]|[.,]\d| (?:percent|per cent)){_YEAR}"),  # Sept. 7, 2023
    regex(r"(?P<year>(?:1[6-9]|20)\d\d)-(?P<month>\d\d)-(?P<days>\d\d)(?![\w-])"),
    regex(rf"(?<!\w){_MONTH},? (?:of )?(?P<year>(?:1[6-9]|20)\d\d)(?![\d,]*\d)"),  # September 2023
    # A month alone can be a name or a verb, so that a word before it must say that it is one.
    regex(rf"(?<!\w)(?i:in|since|until|by|during|from|early|late|mid|last|next|this)[ -]{_MONTH}(?!\w)(?! [A-Z])"),
    # Of May, before which a name may stand with these words: "after May resigned".
    regex(rf"(?<!\w)(?i:before|after|between|till|through|to|and|of|around)[ -](?!May\b){_MONTH}(?!\w)(?! [A-Z])"),
)


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as far as it is given; 0 for what is not. `text` is how it is written."""

    day: int
    month: int
    year: int
    text: str = ""

    def is_told_by(self, other: CalendarDate) -> bool:
        """Whether `other` gives this day and month, or names no other year."""
        days = self.day in {0, other.day}
        years = not self.year or not other.year or self.year == other.year
        return days and self.month == other.month and years


def dates_in(text: str) -> list[CalendarDate]:
    """Every date of a text that names a month, in the order of the patterns; each stretch is read once."""
    found: list[CalendarDate] = []
    rest = text
    for pattern in _PATTERNS:
        for match in pattern.finditer(rest):
            found += _dates(match)
        rest = pattern.sub(lambda m: " " * len(m[0]), rest)
    return found


def without_dates(text: str) -> str:
    """A text with a blank for every date that names a month."""
    for pattern in _PATTERNS:
        text = pattern.sub(" ", text)
    return text


def _dates(match: re.Match[str]) -> Iterator[CalendarDate]:
    groups = match.groupdict()
    month = int(groups["month"]) if groups["month"].isdigit() else month_number(groups["month"])
    days = re.findall(r"\d+", groups.get("days") or "") or ["0"]
    for day in days:
        yield CalendarDate(int(day), month, int(groups.get("year") or 0), match[0].strip())


def iso_date(value: str) -> CalendarDate:
    """A date from ISO text: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    parts = [int(part) for part in value.split("-")]
    year, month, day = [*parts, 0, 0][:3]
    return CalendarDate(day, month, year, value)
