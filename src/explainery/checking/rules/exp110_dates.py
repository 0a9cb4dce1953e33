"""EXP110: dates that exist, weekdays that fit them, and no source from the future."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from explainery.checking.context import Context
from explainery.checking.evidence import unquoted
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.lexicon.calendar import MONTH, MONTHS, SHORT_MONTH, WEEKDAY, WEEKDAYS, month_number
from explainery.text import is_iso_day

_MONTH = f"(?P<month>{MONTH}|(?:{SHORT_MONTH})\\.)"
_WEEKDAY = rf"(?:\b(?P<weekday>{WEEKDAY}),? (?:the )?)?"
_YEAR = r"(?:,? (?P<year>(?:1[6-9]|20)\d\d))?(?![\d,]*\d)"
_DATES = (
    re.compile(rf"{_WEEKDAY}(?<![\d.,–-])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}\b{_YEAR}"),
    re.compile(rf"{_WEEKDAY}\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:%-]){_YEAR}(?! (?:percent|per cent))"),
    re.compile(r"(?P<weekday>(?!))?\b(?P<year>(?:1[6-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b(?!-)"),
)
_LEAP = 2000  # a leap year: 29 February exists where no year is given


def check(page: CheckedPage, _: Context) -> Iterator[Fault]:
    """Impossible dates and weekdays on a page, outside quotations: what somebody said stays as it is."""
    for unit in (*page.shown.units, *page.shown.definitions.values()):
        for what in impossible(unquoted(unit.text)):
            yield Fault(unit.line, what)
    for name, value in page.values.items():
        for what in impossible(str(value)) if isinstance(value, str) else ():
            yield Fault(page.field_line(name), what)


def impossible(text: str) -> Iterator[str]:
    """What is wrong with each date of a text."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            what = _wrong(match)
            if what:
                yield what


def _wrong(match: re.Match[str]) -> str:
    month, day = _month(match["month"]), int(match["day"])
    year = int(match["year"]) if match["year"] else None
    if not 1 <= month <= len(MONTHS) or not 1 <= day <= monthrange(year or _LEAP, month)[1]:
        return f"the calendar has no {match[0].strip()}"
    if match["weekday"] and year:
        should = WEEKDAYS[date(year, month, day).weekday()]
        if should != match["weekday"]:
            return f"{match[0].strip()} was no {match['weekday']} but a {should}"
    return ""


def _month(name: str) -> int:
    return int(name) if name.isdigit() else month_number(name)


def check_sources(_: Mapping[str, CheckedPage], context: Context) -> Iterator[tuple[str, Fault]]:
    """Articles that are dated after today."""
    for marked in context.evidence.story.articles:
        published = marked.article.published or ""
        if is_iso_day(published) and date.fromisoformat(published) > context.today:
            file = f"{context.sources}/{marked.article.file}"
            yield file, Fault(1, f"this article is dated {published}, which is still to come")


RULE = Rule(
    "EXP110",
    "a date exists, its weekday fits, and no article is dated after today",
    """31 September does not exist, and 11 September 2023 was no Tuesday: a slip of the pen, in the day or the weekday.
Correct it from the passage. Quotations are not looked at: what somebody said stays as it was said.
Example: “Tuesday, 11 September 2023”; it was a Monday.""",
    on_page=check,
    on_story=check_sources,
)
