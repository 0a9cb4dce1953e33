"""Calendar dates in text, resolved against the day of publication.

The tense of the nearest verb gives the direction: the Tuesday of "will meet Tuesday" is the next one, the Monday of
"said Monday" is the last one, or the day itself on a Monday. A date that cannot be resolved is left out, not guessed.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from explainery.lexicon.calendar import MONTH, SHORT_MONTH, WEEKDAY, WEEKDAYS, month_number
from explainery.lexicon.numbers import VALUE, up_to
from explainery.lexicon.tables import either
from explainery.marking.feasts import FEAST, FEAST_WORD, feast_day
from explainery.marking.offsets import overlapping
from explainery.marking.segmentation.lines import without_comments
from explainery.marking.tuning import TUNING
from explainery.model import DateMention
from explainery.patterns import regex

_MONTH = rf"(?P<month>{MONTH}|(?:{SHORT_MONTH})\.?)"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?P<weekday>{WEEKDAY})"
_STEP = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1}
_COUNTED = {"zero": 0, "a": 1, "an": 1} | {word: VALUE[word] for word in up_to(10)}
_LEADS_TO = r"(?:agreed?|vow(?:s|ed)|pledged|threatened|wants?|wanted|ready|invited|urged?|ordered|called for)(?: [\w.’'-]+){0,3}?"
_AHEAD = regex(
    r"\b"
    + either(
        (
            r"will|would|shall|should|could|may|must",  # future, possible or demanded
            r"expected|plans?|planned|planning|due|scheduled|set|hopes?|aims?|intends?|promises?",  # intended
            r"cancel|postpone|ahead of|attend|prepar(?:e|es|ing) for",  # what lies ahead can be cancelled
            r"next(?! to)|upcoming|faces?|looms?",
            r"is|are|reports|begins|starts|opens|holds|meets|votes|returns|expires|ends",  # the present of a timetable
            rf"{_LEADS_TO} to (?!the|his|her|its|our)[a-z]{{3,}}",  # "urged the mayor to meet"
            r"(?:was|were) to (?!\d|the|an?)",  # "was to meet"
        )
    )
    + r"\b",
    re.IGNORECASE,
)
_BEHIND = regex(
    r"\b(?:said|told|was|were|had|did|rose|fell|met|took|made|went|came|left|won|lost|held|gave|got|began|struck|hit|led|sent|spoke|wrote|saw|\w{3,}ed)\b"
)
_LIMIT = regex(r"\b(?:until|by|before|through|from)\s*$", re.IGNORECASE)  # without a past-tense verb, the date is ahead

_LEADS_TO_MONTH = regex(
    r"\b(?:in|of|since|until|by|last|next|early|late|mid|this|during|from|to)[ -]$", re.IGNORECASE
)  # "may" and "march" are words, too

# "every Monday" and "the following Monday" depend on something other than the day of publication.
_ANY_DAY = regex(r"\b(?:every|each|on an?|one|that|the following|the previous)\s*$", re.IGNORECASE)
_ABBREVIATED = regex(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|[A-Z])\.\s")  # no clause ends here

_WORD = regex(r"\w+")
_FULL = (
    rf"\b{_MONTH} {_DAY}(?: (?:through|to|and|until|or)|\s?[-–])\s?\d{{1,2}},? {_YEAR}(?!\d)",
    rf"\b(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?!\w)(?:,? {_YEAR})?(?!\d)",
    rf"\b(?:{_WEEKDAY},? )?{_DAY} (?:of )?{_MONTH}(?!\w)(?:,? {_YEAR})?(?!\d)",  # "12 Mayors" is no day of May
)
_WEEK_AFTER = (rf"\ba week on {_WEEKDAY}\b", rf"\b{_WEEKDAY} week\b", rf"\b(?:the )?{_WEEKDAY} after next\b")


@dataclass(frozen=True, slots=True)
class _Context:
    """The day of publication (None if unknown) and what the line says right before the expression."""

    day: date | None
    before: str


# What the first word of a date is, how the date is written, and how it is resolved. Each begins where a word begins.
_Rule = tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str], _Context], str | None]]


def dates_in(text: str, published: str | None) -> tuple[DateMention, ...]:
    """Finds every date in a text that can be resolved.

    Args:
        text: the text.
        published: the day of publication, as `YYYY-MM-DD`; without it, only complete dates are resolved.

    Returns:
        The dates in order, without overlaps. A value is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    """
    clean = without_comments(text)
    day = date.fromisoformat(published) if published else None
    taken: list[DateMention] = []
    for (_, pattern, resolve), places in zip(RULES, places_of(clean), strict=True):
        for match in matches_at(pattern, clean, places):
            if overlapping(taken, match.start(), match.end()):
                continue
            reach = max(0, match.start() - 2 * TUNING.verb_reach)
            line_start = clean.rfind("\n", reach, match.start()) + 1 or reach
            value = resolve(match, _Context(day, clean[line_start : match.start()]))
            if value:
                insort(taken, DateMention(match.start(), match.end(), value), key=lambda m: m.start)
    return tuple(taken)


def places_of(text: str) -> list[list[int]]:
    """For each rule, where the words begin that it may begin with."""
    places: list[list[int]] = [[] for _ in RULES]
    for word in _WORD.finditer(text):
        for rule in _opened_by(word[0]):
            places[rule].append(word.start())
    return places


@lru_cache(1 << 14)
def _opened_by(word: str) -> tuple[int, ...]:
    """The rules that may begin with a word."""
    return tuple(number for number, (first, _, _) in enumerate(RULES) if first.fullmatch(word))


def matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` finds, of a pattern that fits nowhere but at some places."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            end = match.end()
            yield match


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _full(match: re.Match[str], context: _Context) -> str | None:
    month, day = month_number(match["month"]), int(match["day"])
    if match["year"]:
        return _iso(int(match["year"]), month, day)
    if context.day is None:
        return None
    same = _iso(context.day.year, month, day)
    if same is None:
        return None
    gap = (date.fromisoformat(same) - context.day).days
    # The nearest year is meant: "Dec. 28" in January is last month's, "Jan. 3" in December next month's.
    shift = -1 if gap > TUNING.nearest_year_days else 1 if gap < -TUNING.nearest_year_days else 0
    return _iso(context.day.year + shift, month, day)


def _month(match: re.Match[str], context: _Context) -> str | None:
    if match["month"] in {"May", "March", "Mar"} and not match["year"] and not _LEADS_TO_MONTH.search(context.before):
        return None
    month = month_number(match["month"])
    if match["year"]:
        return f"{match['year']}-{month:02}"
    if context.day is None:
        return None
    ahead = month > context.day.month
    year = context.day.year
    if ahead and not _is_ahead(context):
        year -= 1
    elif month < context.day.month and (re.search(r"\bnext\s*$", context.before) or _is_ahead(context)):
        year += 1
    return f"{year}-{month:02}"


def _weekday(match: re.Match[str], context: _Context) -> str | None:
    if context.day is None or _ANY_DAY.search(context.before):
        return None
    back = (context.day.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    if re.search(r"\bnext\s*$", context.before):
        return (context.day + timedelta(days=7 - back if back else 7)).isoformat()
    if re.search(r"\blast\s*$", context.before):
        return (context.day - timedelta(days=back or 7)).isoformat()
    if back and _is_ahead(context):
        return (context.day + timedelta(days=7 - back)).isoformat()
    return (context.day - timedelta(days=back)).isoformat()


def _is_ahead(context: _Context) -> bool:
    before = _ABBREVIATED.sub("- ", context.before)
    clause = re.split(r"[.;,“”\"]\s", before)[-1][-TUNING.verb_reach :]
    ahead = max((m.end() for m in _AHEAD.finditer(clause)), default=-1)
    behind = max((m.end() for m in _BEHIND.finditer(clause) if not _AHEAD.match(m[0])), default=-1)
    return ahead > behind or (behind < 0 and _LIMIT.search(clause) is not None)


def _named_day(match: re.Match[str], context: _Context) -> str | None:
    if context.day is None:
        return None
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match["named"].lower(), 0)
    return (context.day + timedelta(days=2 * shift if match["beyond"] else shift)).isoformat()


def _week_after(match: re.Match[str], context: _Context) -> str | None:
    """A week after the coming day of that name: "a week on Thursday", "the Thursday after next"."""
    if context.day is None:
        return None
    ahead = (WEEKDAYS.index(match["weekday"]) - context.day.weekday()) % 7
    return (context.day + timedelta(days=7 + (ahead or 7))).isoformat()


def _feast(match: re.Match[str], context: _Context) -> str | None:
    name, today = match["feast"], context.day
    if match["year"]:
        return feast_day(name, int(match["year"])).isoformat()
    if today is None:
        return None
    if match["which"]:
        return feast_day(name, today.year + _STEP[match["which"].lower()]).isoformat()
    near = (feast_day(name, today.year + shift) for shift in (-1, 0, 1))
    return min(near, key=lambda day: abs((day - today).days)).isoformat()


def _relative(match: re.Match[str], context: _Context) -> str | None:
    if context.day is None:
        return None
    step = _STEP[match["which"].lower()]
    if match["unit"].lower() == "year":
        return str(context.day.year + step)
    months = context.day.year * 12 + context.day.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02}"


def _ago(match: re.Match[str], context: _Context) -> str | None:
    if context.day is None:
        return None
    text = match["count"].lower()
    count = int(text) if text.isdigit() else _COUNTED[text]
    unit = match["unit"].lower()
    if unit == "year":
        return str(context.day.year - count)
    if unit == "month":
        months = context.day.year * 12 + context.day.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02}"
    return (context.day - timedelta(days=count * (7 if unit == "week" else 1))).isoformat()


def _plain_year(match: re.Match[str], _: _Context) -> str | None:
    return match["year"]


def _iso_text(match: re.Match[str], _: _Context) -> str | None:
    return _iso(int(match["year"]), int(match["month"]), int(match["day"]))


_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_COUNTED)})"
_FIGURE = regex(r"\d\w*")
_WEEKDAY_OR = rf"{WEEKDAY}|{MONTH}|{SHORT_MONTH}"
RULES: tuple[_Rule, ...] = (
    (_FIGURE, regex(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"), _iso_text),
    *((regex(rf"\d\w*|{_WEEKDAY_OR}"), regex(p), _full) for p in _FULL),
    (
        regex(FEAST_WORD, re.IGNORECASE),
        regex(rf"\b(?P<feast>{FEAST})(?: (?P<which>last|this|next) year|,? {_YEAR})?\b", re.IGNORECASE),
        _feast,
    ),
    *((regex(rf"{WEEKDAY}|a|the"), regex(p), _week_after) for p in _WEEK_AFTER),
    (regex(_WEEKDAY_OR), regex(rf"\b{_MONTH}(?:,? (?:of )?{_YEAR})?\b(?! \d)"), _month),
    (regex(WEEKDAY), regex(rf"\b{_WEEKDAY}\b"), _weekday),
    (
        regex("today|tonight|yesterday|tomorrow|this|last|the", re.IGNORECASE),
        regex(
            r"\b(?P<beyond>the day (?:before (?=yesterday)|after (?=tomorrow)))?"
            r"(?P<named>today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night)\b",
            re.IGNORECASE,
        ),
        _named_day,
    ),
    (
        regex("last|previous|past|this|next", re.IGNORECASE),
        regex(r"\b(?P<which>last|previous|past|this|next) (?P<unit>year|month)\b", re.IGNORECASE),
        _relative,
    ),
    (
        regex(rf"\d\w*|{'|'.join(_COUNTED)}", re.IGNORECASE),
        regex(rf"\b{_COUNT} (?P<unit>year|month|week|day)s? (?:ago|earlier)\b", re.IGNORECASE),
        _ago,
    ),
    (
        _FIGURE,
        regex(
            rf"""
            (?<![\d$€£,.])\b
            {_YEAR}\b
            (?![-,]?\d|%)  # part of a longer figure
            (?![ ](?:people|soldiers|troops|dollars|euros|workers|jobs|containers))  # a count
            """,
            re.VERBOSE,
        ),
        _plain_year,
    ),
)
