"""Stretches of time: "last week", "in May", "earlier this year", "last summer" as dates of the calendar."""

from __future__ import annotations

import re
from datetime import date

from explainery.copyediting.reckoning import month_is_sure, season_year, shifted_month, week_of, weekend_of
from explainery.copyediting.times import ANY_MONTH, EDGE, OWNS, PREPOSITION, Rule, Time
from explainery.patterns import regex
from explainery.text import is_iso_day, spoken_date

_SEASON = r"spring|summer|autumn|fall|winter"


def _month(time: Time) -> str | None:
    value, match = time.value("month"), time.match
    if value is None or len(value) != len("2026-03") or time.near_other_year():
        return None
    if not month_is_sure(time.line, match.start("month"), match.end("month"), value, time.which):
        return None
    spoken = spoken_date(value)
    if time.which:
        return time.put_before_noun(spoken) if time.owns else time.put(spoken, "in")
    prep = f"{match['prep']} " if match["prep"] else ""
    edge = match["edge"] or ""
    if time.owns:
        return f"{prep}the {spoken}" if not edge else None
    return f"{prep}{edge} {spoken}".replace("  ", " ").strip() if edge else f"{prep}{spoken}"


def _unit(time: Time) -> str | None:
    """A week, a month or a year: "last month", "earlier this year", "in the past year"."""
    day, unit = time.published, time.match["unit"].lower()
    if day is None:
        return None
    step = {"last": -1, "past": -1, "this": 0, "next": 1}[time.which]
    if time.match["det"] or time.which == "past":
        return _duration(time, day, unit)
    if unit == "week":
        return _week(time, week_of(day, step))
    spoken = str(day.year + step) if unit == "year" else spoken_date(shifted_month(day, step))
    if time.owns:
        return time.put_before_noun(spoken)
    is_subject = not time.before.strip("\0 ,") and re.match(r" (?:is|was|has|will|marks|had)\b", time.after)
    return f"{'The year ' if unit == 'year' else ''}{spoken}" if is_subject else time.put(spoken, "in")


def _week(time: Time, week: str | None) -> str | None:
    """A week by its Monday, or by its month where no more is sure."""
    if week is None or time.owns:
        return None
    return time.put(f"the week of {spoken_date(week)}" if is_iso_day(week) else spoken_date(week), "in")


def _duration(time: Time, day: date, unit: str) -> str | None:
    if time.which == "next" or time.owns or time.prep not in {"in", "over", "during", "within", "for"}:
        return None
    ends = {
        "year": spoken_date(day.isoformat()[:7]),
        "month": spoken_date(day.isoformat()),
        "week": spoken_date(day.isoformat()),
    }
    return f"{'for' if time.prep == 'for' else 'in'} the {unit} to {ends[unit]}"


def _weekend(time: Time) -> str | None:
    day = weekend_of(time.published, time.which or "last") if time.published else None
    if day is None or time.owns:
        return None
    return (
        f"on the weekend of {spoken_date(day)}"
        if time.prep in {"", "on", "over", "at", "during"}
        else f"{time.prep} the weekend of {spoken_date(day)}"
    )


def _season(time: Time) -> str | None:
    year = time.published and season_year(time.published, time.which, time.match["season"].lower())
    if not year:
        return None
    value = f"the {time.match['season'].lower()} of {year}"
    return None if time.owns else time.put(value, "in")


SPAN_RULES: tuple[Rule, ...] = (
    (
        regex(
            rf"\b{PREPOSITION}(?:(?P<edge>early|late|mid|the (?:end|beginning|start|middle) of)[ -](?:in )?)?"
            rf"(?:(?P<which>last|this|next|past) )?"
            rf"(?P<month>(?-i:{ANY_MONTH}))(?!,? (?:of )?(?:1[89]|20)\d\d| \d)(?![\w-]){OWNS}",
            re.IGNORECASE,
        ),
        _month,
    ),
    (
        regex(
            rf"\b{PREPOSITION}(?P<det>the )?{EDGE}(?P<which>this|last|next|past) (?P<unit>week|month|year)\b{OWNS}",
            re.IGNORECASE,
        ),
        _unit,
    ),
    (
        regex(rf"\b{PREPOSITION}(?:the )?(?:(?P<which>this|last|next|past) )?weekend\b{OWNS}", re.IGNORECASE),
        _weekend,
    ),
    (
        regex(rf"\b{PREPOSITION}{EDGE}(?P<which>this|last|next|past) (?P<season>{_SEASON})\b{OWNS}", re.IGNORECASE),
        _season,
    ),
)
