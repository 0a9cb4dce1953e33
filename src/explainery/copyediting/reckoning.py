"""Reckoning with an article's day of publication: weeks, months, seasons, and whether a weekday is sure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from explainery.copyediting.lines import Line
from explainery.copyediting.subjects import SAYS
from explainery.copyediting.tuning import TUNING
from explainery.copyediting.verbs import IRREGULAR_PAST
from explainery.patterns import regex

_AHEAD = regex(
    r"\b(?:will|would|shall|could|may|might|expect(?:s|ed)?|plans?|planned|planning|due|scheduled|set (?:for|to)"
    r"|hopes?|aims?"
    r"|intend(?:s|ed)?|upcoming|ahead of|is to|are to|needs?|should|must|in the run-up|offer(?:s|ed)?|propose[sd]?"
    r"|wants?|seeks?"
    r"|begins?|starts?|opens?|expires?|ends|faces|pledge[sd]?|promise[sd]?|vow(?:s|ed)|agree[sd] to)\b",
    re.IGNORECASE,
)
_BEHIND = regex(rf"\b(?:{SAYS}|{IRREGULAR_PAST}|\w{{3,}}ed)\b")
# An infinitive is a thing to come as often as not: "asked them to report in July".
_INFINITIVE = regex(r"\bto\b(?! (?:the|an?|its|his|her|their|this|that|at|[A-Z]))")
_OPEN_INFINITIVE = regex(
    r"\b(?:asked|told|urged|ordered|wants?|called on) [^.;]{1,60} to [a-z]+(?: [\w’']+){0,4} (?:on )?$"
)
# A verb behind these is no past: "will be awarded", "to be held".
_COMPOUND = regex(
    r"\b(will|would|shall|may|might|could|should|must|can|to|due|expected|set|scheduled|planned)"
    r" (?:(?:not|also|now|then|be|to|have|been|only|soon|\w+ly) )*(?!(?:the|an?|on|in|at|by|its|his|her|their)\b)[a-z]+"
    r"(?: \w+ed\b)?"
)
_CLAUSE_START = regex(
    r"[.;:\0]| that | which | who | but | when | after | before | so that | if | unless | until | once | while"
    r"| by the time | whether | because "
)
_CLAUSE_END = regex(r"[.;:,\0]| that | which | who | but | after | before | because ")
_GENERIC = regex(
    r"\b(?:typically|usually|every|each|annually|always|often|traditionally|normally|generally|yearly)\b", re.IGNORECASE
)
_YEAR = 12  # months
_WEEK = 7  # days
_MONDAY, _WEDNESDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 2, 3, 5, 6


def clause_around(line: Line, start: int, end: int) -> tuple[str, str]:
    """The words before and after a stretch, up to the ends of the clause."""
    before = _CLAUSE_START.split(line.bare[:start])[-1]
    after = _CLAUSE_END.split(line.bare[end:])[0]
    return before, after


def leaning(line: Line, start: int, end: int) -> int:
    """Where the verbs around a time look: 1 ahead, -1 back, 0 where they do not tell.

    The last verb before it decides, or without one the first behind it. An infinitive ("asked them to report in July")
    does not tell.
    """
    before, after = (_COMPOUND.sub(r"\1", text) for text in clause_around(line, start, end))
    ahead, behind = _last(_AHEAD, before), _last(_BEHIND, before)
    if _last(_INFINITIVE, before) > behind and ahead < 0:
        return 0
    if max(ahead, behind) >= 0:
        return 1 if ahead >= behind else -1
    first, past = _AHEAD.search(after), _BEHIND.search(after)
    if first and (past is None or first.start() <= past.start()):
        return 1
    return -1 if past else 0


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in pattern.finditer(text)), default=-1)


def day_is_sure(line: Line, start: int, end: int, value: str, which: str) -> bool:
    """Whether a weekday is the day that marking took it for.

    Args:
        line: the passage.
        start: where the weekday begins in its words.
        end: where it ends there.
        value: the day that marking took it for.
        which: "last", "this", "next" or nothing, as it stands before the weekday.
    """
    day = line.passage.article.day
    if day is None:
        return False
    meant, published = date.fromisoformat(value), date.fromisoformat(day)
    delta, lean = (meant - published).days, leaning(line, start, end)
    if which == "next":
        return delta > 0 and meant.weekday() < published.weekday()
    if which == "last":
        return -_WEEK < delta < -TUNING.sure_days_back  # of yesterday it would not be said
    if delta >= 0:
        return delta == 0 or lean > 0
    if -delta <= TUNING.sure_days_back:
        return lean <= 0 and not _OPEN_INFINITIVE.search(line.bare[:start])
    return -delta <= TUNING.verb_days_back and lean < 0


def date_is_sure(line: Line, start: int, end: int, value: str) -> bool:
    """Whether a day and month are of the year that marking took them for; arguments as for `day_is_sure`."""
    day = line.passage.article.day
    if day is None:
        return False
    delta = (date.fromisoformat(value) - date.fromisoformat(day)).days
    lean = leaning(line, start, end)
    return lean <= 0 if delta < 0 else delta <= TUNING.near_days or lean > 0


def month_is_sure(line: Line, start: int, end: int, value: str, which: str) -> bool:
    """Whether a month is of the year that marking took it for; arguments as for `day_is_sure`."""
    day = line.passage.article.day
    if day is None or _GENERIC.search(line.bare):
        return False
    published = date.fromisoformat(day)
    year, month = (int(part) for part in value.split("-"))
    gap = (year - published.year) * _YEAR + month - published.month
    if gap == 0:  # in the first days of a month, what happened in it may have happened in last year's
        begun = published.day > TUNING.approximate_days or leaning(line, start, end) > 0
        return which in {"", "this"} and begun
    if which:  # "last May" in June may be of this year or of the one before
        return {"last": -_YEAR < gap < -1, "next": 0 < gap < _YEAR}.get(which, False)
    lean = leaning(line, start, end)
    if gap > 0:
        return lean > 0
    if gap < -_YEAR // 2 and re.search(r"\ban? (?:early |late |mid-)?$", line.bare[:start]):
        return False  # "suggested a late February launch"
    since = re.search(r"\b[Ss]ince (?:early |late |mid-)?$", line.bare[:start])
    return gap > -_YEAR and (bool(since) or lean < 0 or (lean == 0 and gap > -_YEAR // 2))


def shifted_month(day: date, months: int) -> str:
    """The month that lies some months after a day (before it where negative), as `YYYY-MM`."""
    number = day.year * 12 + day.month - 1 + months
    return f"{number // 12}-{number % 12 + 1:02}"


def week_of(day: date, step: int) -> str | None:
    """The week of a day, or of one before or after, as its Monday: `YYYY-MM-DD`.

    On a Sunday, which may end or begin a week, and for the week before a Monday, when the article may have been written
    on the Sunday, it is the month of both possible weeks, as `YYYY-MM`; None where they lie in two months.
    """
    monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
    if day.weekday() == _SUNDAY or (day.weekday() == _MONDAY and step < 0):
        other = monday + timedelta(days=7 if day.weekday() == _SUNDAY else -7)
        months = {d.isoformat()[:7] for week in (monday, other) for d in (week, week + timedelta(days=6))}
        return months.pop() if len(months) == 1 else None
    return monday.isoformat()


def weekend_of(day: date, which: str) -> str | None:
    """The Saturday of the weekend that "last weekend" means; None where it may be another."""
    if which == "last" and day.weekday() <= _THURSDAY:
        return (day - timedelta(days=day.weekday() + 2)).isoformat()
    if which == "next" and day.weekday() <= _WEDNESDAY:
        return None
    if which == "this" and day.weekday() in {_WEDNESDAY, _THURSDAY, _THURSDAY + 1, _SATURDAY}:
        return (day + timedelta(days=_SATURDAY - day.weekday())).isoformat()
    return None


_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}


def season_year(day: date, which: str, season: str) -> int | None:
    """The year of "last summer" or "this spring"; None where it is not sure, as it is for winters."""
    if season not in _SEASON_MONTHS:
        return None
    first, last = _SEASON_MONTHS[season]
    if which == "last":
        return None if last < day.month <= last + 1 else day.year - (day.month <= last)
    return {"this": day.year, "next": day.year + 1 if day.month >= first else None}.get(which)
