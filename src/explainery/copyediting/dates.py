"""Dates: a time that only the article's date tells ("on Thursday", "last month") becomes a date of the calendar.

`days.py` and `spans.py` hold the rules, `reckoning.py` says whether a date is sure. Where it is not, words behind a
verb of reporting are left out, as are possessives; otherwise the passage is unfit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from explainery.copyediting.days import DAY_RULES
from explainery.copyediting.edits import Unfit, apart
from explainery.copyediting.lines import Line
from explainery.copyediting.spans import SPAN_RULES
from explainery.copyediting.subjects import SAYS
from explainery.copyediting.times import Time
from explainery.curation.page_plan import Edit
from explainery.lexicon.sieve import lowered, may_fit
from explainery.patterns import regex
from explainery.text import spoken_date

_SAID = regex(
    rf"\b(?:{SAYS}|told(?: [\w’'.]+){{1,4}}|statement|conference|interview|speech|briefing|announcement|tweet|post"
    rf"|letter),? $",
    re.IGNORECASE,
)

_RULES = (*DAY_RULES[:2], *SPAN_RULES, *DAY_RULES[2:])


def date_edits(line: Line, edits: Sequence[Edit]) -> tuple[Edit, ...] | Unfit:
    """The edits that put dates for times that only the article's date tells, or why one cannot be put.

    Args:
        line: the passage.
        edits: the edits made so far; what they changed is left alone.
    """
    out: list[Edit] = []
    for time, resolve in _times(line):
        match = time.match
        if not apart([*edits, *out], match.start(), match.end()):
            continue
        value = resolve(time)
        edit = _put(time, value) if value is not None else _left_out(time)
        if edit is None:
            if _named_weekend(time):
                continue
            return Unfit(f"“{match[0].strip()}” without a sure date")
        out.append(edit)
    return tuple(out)


def _named_weekend(time: Time) -> bool:
    """Whether it is "a weekend" or "the weekend", which need not be the article's."""
    return "weekend" in time.match[0].lower() and not time.which


def _times(line: Line) -> Iterator[tuple[Time, Callable[[Time], str | None]]]:
    taken: list[tuple[int, int]] = []
    low = lowered(line.bare)
    for pattern, resolve in _RULES:
        if not may_fit(pattern, low):
            continue
        for match in pattern.finditer(line.bare):
            name = match.groupdict().get("month")
            if name in {"May", "March", "Mar", "Mar."} and not (match["prep"] or match["edge"] or match["which"]):
                continue
            if all(match.end() <= a or b <= match.start() for a, b in taken):
                taken.append(match.span())
                yield Time(line, match), resolve


def _put(time: Time, value: str) -> Edit:
    line, start, end = time.line, time.match.start(), time.match.end()
    if time.owns:
        end, value = _of_form(line, end, value)
    if line.words[start].isupper() and (start == 0 or value[0].islower()) and not line.bare[:start].strip():
        value = value[0].upper() + value[1:]
    return Edit(
        "dates",
        start,
        end,
        value,
        "",
        f"“{line.words[start:end]}”, by the article of {spoken_date(line.passage.article.day)}",
    )


def _of_form(line: Line, end: int, value: str) -> tuple[int, str]:
    """Where one noun alone follows "the 5 March 2026", it comes first: "the vote of 5 March 2026"."""
    match = re.match(
        r" ([a-z]{3,})(?=[,.;]| (?:of|in|on|at|to|by|with|that|which|was|were|is|are|has|had|will|would|and|or|for"
        r"|from|as|after|before|said)\b|$)",
        line.bare[end:],
    )
    head, _, day = value.partition("the ")
    if match is None or not day[:1].isdigit() or " " not in day:
        return end, value
    if line.bare[end + match.end() :].startswith(" of"):
        return end, value
    return end + match.end(), f"{head}the {match[1]} of {day}"


def _left_out(time: Time) -> Edit | None:
    """The edit that leaves out a time behind a verb of reporting, or before a noun ("Thursday's vote")."""
    line, start, end = time.line, time.match.start(), time.match.end()
    weekday = "day" in time.match.groupdict()
    if time.match[0].lower() == "today" and re.match(r"[.,]", line.bare[end:]) and start:
        return Edit("dates", start - 1, end, "", "", "“today” is the time of the article")
    if time.owns and weekday:
        prep = f"{time.match['prep']} " if time.match["prep"] else ""
        the = "The" if start == 0 else "the"
        return Edit("dates", start, end, prep + the, "", "the day is not sure")
    if time.prep in {"", "on"} and weekday and _SAID.search(line.bare[:start]):
        return Edit("dates", start - 1, end, "", "", "the day is not sure")
    return None
