"""EXP110: dates exist, weekdays match their dates, and no article is dated in the future."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from explainery.checking.context import Context
from explainery.checking.evidence import unquoted
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.publisher_names import without_publishers
from explainery.checking.rule import Rule
from explainery.lexicon.calendar import MONTH, MONTHS, SHORT_MONTH, WEEKDAY, WEEKDAYS, month_number
from explainery.patterns import regex
from explainery.text import is_iso_day

_MONTH = f"(?P<month>{MONTH}|(?:{SHORT_MONTH})\\.)"
_WEEKDAY = rf"(?:\b(?P<weekday>{WEEKDAY}),? (?:the )?)?"
_YEAR = r"(?:,? (?P<year>(?:1[6-9]|20)\d\d))?(?![\d,]*\d)"
_DATES = (
    # 11 September 2023
    regex(rf"{_WEEKDAY}(?<![\d.,–-])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}\b{_YEAR}"),
    # September 11, 2023
    regex(rf"{_WEEKDAY}\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:%-]){_YEAR}(?! (?:percent|per cent))"),
    # 2023-09-11
    regex(r"(?P<weekday>(?!))?\b(?P<year>(?:1[6-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b(?!-)"),
)
_LEAP_YEAR = 2000  # used for a missing year, so that 29 February exists


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Impossible dates and wrong weekdays on a page, outside quotations, which must stay verbatim."""
    for line in page.shown.all_lines:
        for message in _impossible_dates(without_publishers(unquoted(line.text), context.evidence)):
            yield Fault(line.number, message)
    for name, value in page.values.items():
        text = without_publishers(value, context.evidence) if isinstance(value, str) else ""
        for message in _impossible_dates(text):
            yield Fault(page.field_line(name), message)


def _impossible_dates(text: str) -> Iterator[str]:
    """What is wrong with each date of a text."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            problem = _problem(match)
            if problem:
                yield problem


def _problem(date_match: re.Match[str]) -> str:
    month, day = _month(date_match["month"]), int(date_match["day"])
    year = int(date_match["year"]) if date_match["year"] else None
    if not 1 <= month <= len(MONTHS) or not 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]:
        return f"there is no {date_match[0].strip()} in the calendar"
    if date_match["weekday"] and year:
        weekday = WEEKDAYS[date(year, month, day).weekday()]
        if weekday != date_match["weekday"]:
            return f"{date_match[0].strip()} was a {weekday}, not a {date_match['weekday']}"
    return ""


def _month(name: str) -> int:
    return int(name) if name.isdigit() else month_number(name)


def _check_sources(_: Mapping[str, CheckedPage], context: Context) -> Iterator[tuple[str, Fault]]:
    """Articles that are dated after today."""
    for marked in context.evidence.story.articles:
        published = marked.article.published or ""
        if is_iso_day(published) and date.fromisoformat(published) > context.today:
            message = f"this article is dated {published}, which is in the future: correct its date"
            yield f"{context.sources}/{marked.article.file}", Fault(1, message)


RULE = Rule(
    "EXP110",
    "dates exist, weekdays match their dates, and no article is dated in the future",
    """There is no 31 September, and 11 September 2023 was a Monday: a date that says otherwise contains a slip, in the
day or in the weekday. Take the date from the passage. Quotations are not checked, because they must stay verbatim.
Example: “Tuesday, 11 September 2023”, which was a Monday.""",
    on_page=_check_page,
    on_story=_check_sources,
)
