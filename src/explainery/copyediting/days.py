"""Days: "on Thursday", "Dec. 28", "yesterday", "two days ago" as dates of the calendar."""

from __future__ import annotations

import re
from datetime import date

from explainery.copyediting.reckoning import clause_around, date_is_sure, day_is_sure, shifted_month
from explainery.copyediting.subjects import SAYS
from explainery.copyediting.times import ANY_MONTH, EDGE, OWNS, PREPOSITION, Rule, Time
from explainery.copyediting.tuning import TUNING
from explainery.lexicon.calendar import MONTH, WEEKDAY
from explainery.lexicon.numbers import VALUE, up_to
from explainery.patterns import regex
from explainery.text import is_iso_day, spoken_date

_COUNT = rf"(?:\d{{1,2}}|an?|{'|'.join(up_to(10))})"
# Names that contain a weekday, and days of every week.
_NO_DAY_BEFORE = regex(r"(?:Black|Good|Bloody|Super|Ash|Easter|Palm|Cyber|[Ee]very|[Ee]ach|any|most|\bon an? [\w-]+) $")
_NO_DAY_AFTER = regex(r" (?:Times|Night|Live|Mail|Mirror|Telegraph|Post|Herald|School|Prayers?)\b")
_NOUN_FOLLOWS = regex(r"\b(?:a|an|the|this|that|his|her|their|its|\w+[’']s) $")
_VERB = rf"\b(?:{SAYS}|was|were|\w{{3,}}ed|will|held|met|began|due|set)\b"
# "today" is the day, and not the age, soon behind such a verb or before it at the beginning of a sentence.
_TELLS = regex(rf"{_VERB}(?: [\w’'-]+){{0,4}} $")
_TELLS_LATER = regex(rf"[^,.;]{{0,40}}{_VERB}")
_PRESENT = regex(r"\b(?:is|are|has|have|remains?|stands?)\b")
# "Today's" before these is of the age, not of the day.
_AGE = regex(
    r" (?:world|society|youth|young|modern|kids|children|teen\w*|generation|market|economy|standards|biggest|most)\b"
)
_TAKES_ON = regex(rf"\b(?:{SAYS}|\w+ed|held|set|due|statement|report|speech|interview|letter) $")
_ABOUT = regex(r"\b(?:about|nearly|almost|than|around|some|over|least|just|to|until|from|since|as) $")


def _weekday(time: Time) -> str | None:
    value, match = time.value("day"), time.match
    if (
        value is None
        or not is_iso_day(value)
        or not day_is_sure(time.line, match.start("day"), match.end("day"), value, time.which)
    ):
        return None
    if _NO_DAY_BEFORE.search(time.before) or (not time.owns and _NO_DAY_AFTER.match(time.after)):
        return None
    if time.owns:
        return time.put_before_noun(spoken_date(value))
    if _NOUN_FOLLOWS.search(time.before) and not time.prep:
        return _adjective(time, spoken_date(value))
    return time.put(spoken_date(value), "on", time.group("part"))


def _adjective(time: Time, value: str) -> str | None:
    """A day before a noun ("a Friday statement") is put there as it is."""
    return value if re.match(r" [a-z]", time.after) and not re.search(r"\bthe $", time.before) else None


def _dated(time: Time) -> str | None:
    value = time.value("date")
    if value is None or not is_iso_day(value) or re.match(r"\s?[-–]\s?\d| (?:and|or|to|through) \d", time.after):
        return None
    if time.near_other_year() or not date_is_sure(time.line, *time.match.span(), value):
        return None
    if time.owns:
        return time.put_before_noun(spoken_date(value))
    takes_on = not time.prep and not time.before.endswith("dated ") and _TAKES_ON.search(time.before)
    if time.prep in {"in", "on"}:
        return "on " + spoken_date(value)
    return f"{time.prep} {spoken_date(value)}" if time.prep else ("on " if takes_on else "") + spoken_date(value)


def _today(time: Time) -> str | None:
    word = time.match["word"].lower()
    value = time.value("word")
    if value is None or re.search(
        r"\b(?:of|for|that|as|until|even|than) $", time.before + (f"{time.prep} " if time.prep else "")
    ):
        return None
    if time.match["word"][0].isupper() and time.before.strip("\0 "):
        return None  # in a title: "Why Today's Children Swim Less"
    if time.owns:
        return None if _AGE.match(time.after) else time.put_before_noun(spoken_date(value))
    around = " ".join(clause_around(time.line, *time.match.span()))
    opens = not time.before.strip("\0 ,") and _TELLS_LATER.match(time.after)
    if word == "today" and (_PRESENT.search(around) or not (opens or _TELLS.search(time.before))):
        return None
    return time.put(spoken_date(value), "on", "evening" if word == "tonight" else time.group("part"))


def _part_of_today(time: Time) -> str | None:
    if time.published is None or time.owns:
        return None
    part = time.match["part"].lower()
    if time.which == "this":
        return time.put(spoken_date(time.published.isoformat()), "on", part)
    return None


def _ago(time: Time) -> str | None:
    """A time counted back: "two weeks ago" is a month, where it may be a few days off, "two years ago" a year."""
    day, count, unit = time.published, time.match["count"].lower(), time.match["unit"].lower()
    if day is None or _ABOUT.search(time.before):
        return None
    number = int(count) if count.isdigit() else VALUE.get(count, 1)
    if unit == "year":
        return f"in {day.year - number}"
    if unit == "month":
        return f"in {spoken_date(shifted_month(day, -number))}" if day.day >= TUNING.approximate_days else None
    past = date.fromordinal(day.toordinal() - number * (7 if unit == "week" else 1))
    if unit == "day":
        return f"on {spoken_date(past.isoformat())}" if number > 1 else None
    span = [date.fromordinal(past.toordinal() + d) for d in (-TUNING.approximate_days, TUNING.approximate_days)]
    return f"in {spoken_date(past.isoformat()[:7])}" if len({d.month for d in span}) == 1 else None


DAY_RULES: tuple[Rule, ...] = (
    (
        regex(
            rf"\b{PREPOSITION}(?P<date>(?:(?:{WEEKDAY}),? )?(?:{ANY_MONTH} [0-3]?\d(?:st|nd|rd|th)?"
            rf"|[0-3]?\d(?:st|nd|rd|th)? (?:of )?{ANY_MONTH}))(?!\d|,? ?(?:1[89]|20)\d\d|\w){OWNS}",
            re.IGNORECASE,
        ),
        _dated,
    ),
    (
        regex(
            rf"\b{PREPOSITION}{EDGE}(?:(?P<which>last|this|next|past) )?"
            rf"(?P<day>{WEEKDAY})(?!,? (?:the )?\d|, ?{MONTH}|-)"
            rf"(?: (?P<part>morning|afternoon|evening|night)\b(?![’']s)|{OWNS})",
            re.IGNORECASE,
        ),
        _weekday,
    ),
    (
        regex(
            rf"\b{PREPOSITION}{EDGE}(?P<word>(?-i:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight))\b"
            rf"(?: (?P<part>morning|afternoon|evening|night)\b(?![’']s)|{OWNS})",
            re.IGNORECASE,
        ),
        _today,
    ),
    (
        regex(rf"\b{PREPOSITION}(?P<which>this|last) (?P<part>morning|afternoon|evening|night)\b{OWNS}", re.IGNORECASE),
        _part_of_today,
    ),
    (regex(rf"\b(?P<count>{_COUNT}) (?P<unit>day|week|month|year)s? ago\b", re.IGNORECASE), _ago),
)
