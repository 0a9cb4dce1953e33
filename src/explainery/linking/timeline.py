"""The timeline: dated events of a story, by the sentences that date them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from explainery.linking.date_faults import is_no_event
from explainery.linking.tuning import TUNING
from explainery.model import EVENT, DateMention, Event, Passage
from explainery.patterns import regex

_TUNING = TUNING.people
_WEEKS = {"last": -1, "past": -1, "this": 0, "next": 1}
_WEEK = regex(rf"\b(earlier )?({'|'.join(_WEEKS)}) week(?:end)?\b", re.IGNORECASE)
_QUOTED = regex(r"“[^”]*”|\"[^\"]*\"")
_YEAR, _MONTH = len("2023"), len("2023-09")
_SINCE = regex(r"\b(?:since|than in|unlike in|as in|compared (?:with|to))\s+(?:\w+\s+)?$", re.IGNORECASE)
# "Has been closed since 2019" tells what happened in 2019; "the worst since 2019" and "fell since 2019" do not.
_LASTS_SINCE = regex(r"\b(?:has|have|had|[’']s|[’']ve) (?:\w+ ){0,2}?been\b[^.;]*\bsince\s+(?:\w+\s+)?$", re.IGNORECASE)
_COMPARES = regex(
    r"\b(?:first|last|only|most|least|best|worst|more|less|higher|lower|fewer|\w{3,}est)\b", re.IGNORECASE
)
_END = regex(r"\b(?:the|at|by|year)[ -]end of (?:the )?$", re.IGNORECASE)
_START = regex(r"\b(?:the )?(?:start|beginning) of (?:the )?$", re.IGNORECASE)
_WEEKS_AGO = regex(r"\bweeks? (?:ago|earlier)$", re.IGNORECASE)


def timeline_of(passages: Sequence[Passage]) -> tuple[Event, ...]:
    """The dated sentences that have a facet, in the order of their dates, with one entry for each date.

    A bare year beside an exact date of the same year adds nothing, and "this year" or "next year" tells no event: what
    happened in it has a month or a day in the news.
    """
    rows: dict[str, list[Passage]] = {}
    for passage in passages:
        for value in dates_told(passage) if passage.sentence.facets else ():
            rows.setdefault(value, []).append(passage)
    return tuple(Event(value, _first(dated).words, tuple(p.id for p in dated)) for value, dated in sorted(rows.items()))


def dates_told(passage: Passage) -> list[str]:
    """The dates of a sentence that may be those of an event, each once."""
    sure = (d for d in dated_in(passage) if not is_no_event(passage, d))
    values = list(dict.fromkeys([*(_as_exact(passage, d) for d in sure), *_weeks(passage)]))
    this_year = (passage.article.published or "9999")[:_YEAR]
    exact = {v[:_YEAR] for v in values if len(v) > _YEAR}
    return [v for v in values if len(v) > _YEAR or (v not in exact and v < this_year)]


def _weeks(passage: Passage) -> list[str]:
    """The months of "last week", "this week" and "next week" in a sentence."""
    if passage.article.day is None or "week" not in passage.words.lower():
        return []
    day = date.fromisoformat(passage.article.day)
    weeks = _WEEK.finditer(_QUOTED.sub("", passage.words))
    return [_in_week(day, week).isoformat()[:_MONTH] for week in weeks]


def _in_week(day: date, week: re.Match[str]) -> date:
    """A day of the week that the words name; "earlier this week" began on its Monday."""
    return day - timedelta(days=day.weekday()) if week[1] else day + timedelta(days=7 * _WEEKS[week[2].lower()])


def _as_exact(passage: Passage, mention: DateMention) -> str:
    """A date as exactly as its words give it: "two weeks ago" gives a month and no day, "the end of 2016" a month."""
    text = passage.article.text
    before = text[max(0, mention.start - _TUNING.comparison_before) : mention.start]
    if len(mention.value) == _YEAR:
        return mention.value + ("-12" if _END.search(before) else "-01" if _START.search(before) else "")
    return mention.value[:_MONTH] if _WEEKS_AGO.search(text[mention.start : mention.end]) else mention.value


def dated_in(passage: Passage) -> tuple[DateMention, ...]:
    """The dates of what a sentence tells: not 1948 in "the worst since 1948"."""
    return tuple(d for d in passage.marked.dates_in(passage.sentence) if not _is_compared(passage, d))


def _is_compared(passage: Passage, mention: DateMention) -> bool:
    """Whether a date is another event's, to which this one is compared."""
    text = passage.article.text
    if not _SINCE.search(text[max(0, mention.start - _TUNING.comparison_before) : mention.start]):
        return False
    before = text[passage.sentence.start : mention.start]
    return not _LASTS_SINCE.search(before) or _COMPARES.search(before) is not None


def _first(passages: Sequence[Passage]) -> Passage:
    """The first passage about the event itself, or the first of all."""
    return next((p for p in passages if p.sentence.facets[:1] == (EVENT,)), passages[0])
