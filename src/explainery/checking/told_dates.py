"""Which dates a passage tells: those it writes out, and those that its words come to by the day of its article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from explainery.checking.calendar_dates import CalendarDate, dates_in, iso_date, without_dates
from explainery.checking.evidence import Evidence
from explainery.checking.ranges import widened
from explainery.copyediting.dates import date_edits
from explainery.copyediting.edits import Unfit
from explainery.copyediting.lines import Line
from explainery.lexicon.calendar import MONTH, WEEKDAY
from explainery.lexicon.numbers import up_to
from explainery.linking.timeline import dates_told
from explainery.model import Passage
from explainery.patterns import regex
from explainery.text import is_iso_day

_YEAR = regex(
    r"(?<![\w.,$€£-])(?:1[6-9]|20)\d\d(?![\w,.]*\d)(?! (?:people|men|women|tons?|tonnes?|dollars|euros|pounds))"
)
_ORDINAL = regex(rf"\bthe (\d{{1,2}})(?:st|nd|rd|th)\b(?! (?:century|time|year|anniversary|birthday|{MONTH})\b)")
_NUMBER = {word: number for number, word in enumerate(up_to(14), 1)}
_DAYS = regex(rf"\b(?P<n>\d{{1,2}}|{'|'.join(up_to(14)[1:])})[ -]days?\b")
# Words of time that only other sentences, or the article's day, resolve.
_UNIT = r"(?:days?|weeks?|weekends?|months?|years?|mornings?|afternoons?|evenings?|nights?|eve|summit|quarter)"
_RELATIVE = regex(
    rf"\b(?:today|yesterday|tomorrow|tonight|overnight|{_UNIT} (?:ago|earlier|later|after)"
    rf"|(?:that|this|next|last|following|previous|same) {_UNIT}|the {_UNIT} (?:before|after)"
    rf"|(?:that|this|next|last|the|in|by|during) (?:spring|summer|autumn|winter)|christmas|easter|ramadan"
    rf"|(?:{WEEKDAY})s?)\b",
    re.IGNORECASE,
)


def untold_dates(text: str, cited: Sequence[Passage], evidence: Evidence) -> list[CalendarDate]:
    """The dates of a statement that none of its passages tells; none where a passage leaves open what it tells.

    Args:
        text: the statement, without quotations.
        cited: its passages.
        evidence: the story's sources.
    """
    stated = dates_in(text)
    if not stated:
        return []
    written = [t for p in cited for t in dates_in(p.words)]
    worked_out = [t for p in cited for t in _worked_out(p, evidence)]
    # Only a passage without an "on Thursday" leaves room for the day on which it was told.
    has_room = all(any(t.is_told_by(w) for w in written) for t in worked_out if t.month)
    told = [*worked_out, *written, *_in_the_month(written, cited), *_of_last_year(worked_out, written, cited)]
    told += [last for t in told for last in _last_days(t, cited)]
    unsure = [] if evidence.locked else [p for p in cited if isinstance(date_edits(Line(evidence.story, p), ()), Unfit)]
    told += [other for p in unsure for t in _worked_out(p, evidence) for other in _one_later(t)]
    if evidence.locked:  # a lock has "2016" of "the end of 2016", and not the words around it
        told += [CalendarDate(0, s.month, t.year) for s in stated for t in told if not t.month and t.year == s.year]
    swapped = [s for s in stated if _is_swapped(s, stated, written)]
    if swapped:
        return swapped
    untold = [s for s in stated if not (_is_told(s, told, cited) or (has_room and _is_published(s, cited)))]
    return untold if untold and not any(leaves_open(p, evidence) for p in cited) else []


def _in_the_month(written: Sequence[CalendarDate], cited: Sequence[Passage]) -> Iterator[CalendarDate]:
    """What "on the 20th" comes to beside a date with a month."""
    days = [int(day) for p in cited for day in _ORDINAL.findall(p.words)]
    yield from (CalendarDate(day, w.month, w.year) for w in written for day in days)


def _of_last_year(
    worked_out: Sequence[CalendarDate], written: Sequence[CalendarDate], cited: Sequence[Passage]
) -> Iterator[CalendarDate]:
    """Months without a year that were taken to lie ahead of all articles, in the year before: either can be meant."""
    last = max((p.article.published[:4] for p in cited if p.article.published), default="")
    bare = {w.month for w in written if not w.year}
    for told in worked_out:
        if last and told.month in bare and told.year > int(last):
            yield CalendarDate(told.day, told.month, told.year - 1)


def _last_days(told: CalendarDate, cited: Sequence[Passage]) -> Iterator[CalendarDate]:
    """The last day of what begins on a date and lasts as many days as a passage says."""
    spans = {_NUMBER.get(m["n"]) or int(m["n"]) for p in cited for m in _DAYS.finditer(p.words)}
    day = f"{told.year:04}-{told.month:02}-{told.day:02}"
    for days in spans if is_iso_day(day) else ():
        last = date.fromisoformat(day) + timedelta(days=days - 1)
        yield CalendarDate(last.day, last.month, last.year)


def _is_swapped(date: CalendarDate, stated: Sequence[CalendarDate], written: Sequence[CalendarDate]) -> bool:
    """Whether a date stands for one that a passage writes out: the same day of another month, or another month."""
    if any(date.is_told_by(w) for w in written):
        return False
    left = [w for w in written if not any(w.is_told_by(s) or s.is_told_by(w) for s in stated)]
    return any(w.day == date.day and w.month != date.month for w in left)


def untold_years(text: str, cited: Sequence[Passage], evidence: Evidence) -> list[str]:
    """The years of a statement, without a month, in whose place its passages write others."""
    stated = set(_YEAR.findall(widened(without_dates(text), years_only=True)))
    if not stated:
        return []
    written = {year for p in cited for year in _YEAR.findall(widened(p.words, years_only=True))}
    known = written | {str(t.year) for p in cited for t in _worked_out(p, evidence)}
    left = written - set(_YEAR.findall(widened(text, years_only=True)))
    return sorted(year for year in stated - known if left)


def leaves_open(passage: Passage, evidence: Evidence) -> bool:
    """Whether a passage has words of time that nothing here resolves: "two days later", "that spring"."""
    words = passage.words
    if evidence.locked:
        return bool(_RELATIVE.search(words))
    line = Line(evidence.story, passage)
    for start, end in [(a, b) for a, b, _ in (*line.dates, *_edits(passage, evidence))]:
        words = words[:start] + " " * (end - start) + words[end:]
    return bool(_RELATIVE.search(words))


def _worked_out(passage: Passage, evidence: Evidence) -> Iterator[CalendarDate]:
    """The dates that a passage's words come to, and those under which it stands in a timeline."""
    yield from map(iso_date, dates_told(passage))
    yield from (iso_date(d.value) for d in passage.marked.dates_in(passage.sentence))
    if not evidence.locked:
        yield from (told for edit in _edits(passage, evidence) for told in dates_in(edit[2]))


def _one_later(told: CalendarDate) -> Iterator[CalendarDate]:
    """What "by Friday" or "by March" comes to if it is ahead, where copy-editing is not sure that it is past."""
    if told.day and told.year:
        ahead = date(told.year, told.month, told.day) + timedelta(days=7)
        yield CalendarDate(ahead.day, ahead.month, ahead.year)
    elif told.month and told.year:
        yield CalendarDate(0, told.month, told.year + 1)


def _edits(passage: Passage, evidence: Evidence) -> list[tuple[int, int, str]]:
    """The times that copy-editing resolves in a passage, each with its place in the words."""
    made = date_edits(Line(evidence.story, passage), ())
    return [] if isinstance(made, Unfit) else [(e.start, e.end, e.after) for e in made]


def _is_told(stated: CalendarDate, told: Sequence[CalendarDate], cited: Sequence[Passage]) -> bool:
    """Whether a passage tells a date. Where one tells its year, too, the year must be that."""
    fitting = [t for t in told if CalendarDate(stated.day, stated.month, 0).is_told_by(t)]
    dated = [t for t in fitting if t.year]
    if fitting and stated.year:
        return any(t.year == stated.year for t in dated) if dated else _is_near(stated, cited)
    return bool(fitting)


def _is_near(stated: CalendarDate, cited: Sequence[Passage]) -> bool:
    """Whether a year that no passage gives is the article's, or one beside it."""
    years = [int(p.article.published[:4]) for p in cited if p.article.published]
    return not years or any(abs(stated.year - year) <= 1 for year in years)


def _is_published(stated: CalendarDate, cited: Sequence[Passage]) -> bool:
    """Whether a date is the day or the month of publication."""
    return any(p.article.published and stated.is_told_by(iso_date(p.article.published)) for p in cited)
