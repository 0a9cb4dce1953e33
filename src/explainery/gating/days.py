"""Days and periods: "6 April" and "the first half of 2032" are a passage's, and what is to come stays to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.gating.refusal import Kind, Refusal
from explainery.lexicon.calendar import MONTHS, WEEKDAYS
from explainery.lexicon.numbers import VALUE
from explainery.patterns import regex
from explainery.text import folded

_MONTH = "|".join(m.lower() for m in MONTHS)
_DAY = regex(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: (?:to|and|or|until) (\d{{1,2}}))? (?:of )?({_MONTH})\b")
_AMERICAN = regex(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\d)")
_LATER = regex(r"\b(\w+) (days?|weeks?) (later|earlier|after|before|ago)\b")
_WEEKDAY = regex(rf"\b(?:{'|'.join(d.lower() for d in WEEKDAYS)})\b")
_RELATIVE = regex(r"\b(?:today|yesterday|tomorrow|(?:previous|following|next|same) (?:day|morning|evening|night))\b")
_NTH = "first|second|third|fourth|last|final"
_SHARE = regex(rf"\b({_NTH}) (half|quarter|third|week|days|month|decade)\b")
_PERIODS = "week|weekend|month|quarter|year|season|summer|autumn|winter|spring|night|day|morning|evening|decade"
_TOWARDS = (
    ("past", regex(rf"\b(?:(?:last|past|previous) (?:{_PERIODS})s?|yesterday)\b")),
    ("coming", regex(rf"\b(?:(?:next|coming|following) (?:{_PERIODS})s?|tomorrow)\b")),
)
_TIMES_OF_DAY = regex(r"\b(?:morning|dawn|daybreak|noon|midday|afternoon|evening|dusk|midnight|night|nightfall)\b")
_PARTS_OF_DAY = tuple(
    frozenset(words.split())
    for words in ("morning dawn daybreak", "noon midday", "afternoon", "evening dusk night nightfall midnight")
)
_MOVED = regex(rf"\b(from|to|until|since) (?:\w+day,? )?(\d{{1,2}} (?:{_MONTH}))\b")
_STAGE = regex(
    rf"\b(early|beginning|start|mid|middle|late|end)[ -](?:(?:of|in) )?(?:the )?({_MONTH}|\d{{4}}|year|month|week)\b"
)
_STAGES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_UNTIL = regex(r"\b(?:until|till)\b")
_SINCE = regex(rf"\bsince (?=(?:the|last|then|its|his|her|their|\d|{_MONTH}|{_WEEKDAY.pattern}))")
_OPPOSED = ((_UNTIL, _SINCE), (_SINCE, _UNTIL))
_WILL = regex(
    r"(?<!free )(?<!own )(?<!the )(?<!a )(?<!last )\b(?:will|shall|(?:is|are) (?:due |set |expected |scheduled "
    r"|planned )?to)\b"
)
_AGO = regex(
    rf"\b(?:ago|earlier|before|last|previous\w*|since|past|\d{{4}}|{_MONTH}|{_WEEKDAY.pattern}|yesterday|already)\b"
)
_TO_COME = regex(
    r"\b(?:will|would|shall|should|may|might|could|can|must|(?:is|are|was|were|be|has|have|had|not"
    r"|yet) (?:\w+ )?to|going to|plan\w*"
    r"|intend\w*|expect\w*|due|schedul\w+|promis\w+|pledg\w+|forecast\w*|predict\w*|want\w*|aim\w*|until|next|coming|future"
    r"|ahead|propos\w+|offer\w*|demand\w*|ask\w*|agree\w*|announc\w+|likely|hop(?:e|es|ed|ing)|threat\w*|warn\w*|from|before"
    r"|by|require\w*|oblig\w+|need\w*|decid\w+|order\w*|rul\w+|undertak\w+|undertook|commit\w*|set for|tomorrow"
    r"|to \w+)\b"
)


def changed_days(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The days, parts of a year and times of day of a wording that no passage has; a past that is told as to come."""
    line, lines = folded(wording), [folded(p) for p in passages]
    yield from _days(line, lines)
    yield from _turned(line, lines)
    stages = [(_STAGES.get(m[1], m[1]), m[2]) for other in lines for m in _STAGE.finditer(other)]
    for match in _STAGE.finditer(line):
        stage = _STAGES.get(match[1], match[1]), match[2]
        if stage not in stages and any(other[1] == stage[1] for other in stages):
            yield _fault(f"no passage says “{match[0]}”")
    told = {m[0] for other in lines for m in _SHARE.finditer(other)}
    for match in _SHARE.finditer(line):
        if match[0] not in told and any(other.endswith(match[2]) or other.startswith(match[1]) for other in told):
            yield _fault(f"no passage says “{match[0]}”")
    yield from _periods(line, lines)
    for sign, other in _OPPOSED:
        has_one = sign.search(line) and not other.search(line)
        if has_one and any(other.search(p) for p in lines) and not any(sign.search(p) for p in lines):
            yield _fault("a “since” has become an “until”, or the other way round")
    if _WILL.search(line) and not any(_TO_COME.search(p) for p in lines):
        yield _fault("it is told as still to come; no passage does so")
    if re.search(r"\bago\b", line) and not any(_AGO.search(p) for p in lines):
        yield _fault("“ago”: no passage tells it as past")


def _days(line: str, lines: Sequence[str]) -> Iterator[Refusal]:
    known = {day for other in lines for day in _dates(other)}
    months = {month for _, month in known}
    for day, month in dict.fromkeys(_dates(line)):
        if month in months and (day, month) not in known and not _comes_to(day, month, known, lines):
            yield _fault(f"no passage says “{day} {month}”")


def _dates(line: str) -> Iterator[tuple[int, str]]:
    """Each day with its month."""
    for match in _DAY.finditer(line):
        yield from ((int(day), match[3]) for day in (match[1], match[2]) if day)
    yield from ((int(match[2]), match[1]) for match in _AMERICAN.finditer(line))


def _comes_to(day: int, month: str, known: set[tuple[int, str]], lines: Sequence[str]) -> bool:
    """Whether a passage's day and its "six days later" come to a date, or a weekday may."""
    steps = [(m[1], m[2], m[3]) for other in lines for m in _LATER.finditer(other)]
    for number, unit, way in steps:
        count = int(number) if number.isdigit() else VALUE.get(number, 1 if number in {"a", "one"} else 0)
        count *= 7 if unit.startswith("week") else 1
        if any((d + count if way in {"later", "after"} else d - count, m) == (day, month) for d, m in known):
            return True
    return not steps and any(_WEEKDAY.search(rest) or _RELATIVE.search(rest) for rest in map(_undated, lines))


def _undated(line: str) -> str:
    """A text without its dates and the weekdays that stand beside them."""
    return re.sub(rf"\b(?:{_WEEKDAY.pattern},? )?(?:{_DAY.pattern}|{_AMERICAN.pattern})", " ", line)


def _turned(line: str, lines: Sequence[str]) -> Iterator[Refusal]:
    """The days whose "from" is a "to" in the passages, or the other way round."""
    told = [one for other in lines for one in _moved(other)]
    for word, day in _moved(line):
        ways = {w for w, d in told if d == day}
        if ways and word not in ways:
            yield _fault(f"“{word} {day}”: in the passage it is “{min(ways)}”")


def _moved(line: str) -> Iterator[tuple[str, str]]:
    for match in _MOVED.finditer(line):
        yield {"until": "to", "since": "from"}.get(match[1], match[1]), match[2]


def _periods(line: str, lines: Sequence[str]) -> Iterator[Refusal]:
    """A "next week" where the passages have a "last week" only, and a morning where they have an evening."""
    for way, sign in _TOWARDS:
        others = [pattern for other, pattern in _TOWARDS if other != way]
        is_other = not any(sign.search(p) for p in lines) and any(o.search(p) for p in lines for o in others)
        if is_other and (match := sign.search(line)):
            yield _fault(f"“{match[0]}”: the passage has it the other way round")
    told = [times for p in lines for times in _times(p)]
    for times in _times(line):
        if told and times not in told:
            yield _fault(f"no passage says “{min(times)}”")


def _times(line: str) -> Iterator[frozenset[str]]:
    """The parts of the day that a text names."""
    for word in _TIMES_OF_DAY.findall(line):
        yield next(part for part in _PARTS_OF_DAY if word in part)


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.DATE, reason)
