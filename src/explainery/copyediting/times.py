"""Times: an expression that only the article's date tells, and how a date reads in its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from explainery.copyediting.lines import Line
from explainery.lexicon.calendar import MONTH, SHORT_MONTH, WEEKDAY
from explainery.patterns import regex

ANY_MONTH = rf"(?:{MONTH}|(?:{SHORT_MONTH})\b\.?)"
# The groups that patterns of times share: the preposition before, "early" or "late", and an "’s" behind.
PREPOSITION = (
    r"(?:(?P<prep>on|in|since|until|till|by|from|before|after|for|of|through|to|between|than|during|at|as of|over"
    r"|within) )?"
)
EDGE = r"(?:(?P<edge>early|late|earlier|later|sometime|mid) (?:on |in )?)?"
OWNS = r"(?P<own>[’']s?(?=[ ]))?"
_FOLLOWS = regex(rf"\b(?:{WEEKDAY}|{MONTH}|\d\d?|\d{{4}}|night|morning|evening|afternoon) (?:and|or|to) $|–$")
_REPLACED = frozenset(["on", "in", "at", "during", "over", "within", "than"])  # a date comes with its own instead
_YEAR = regex(r"(?<![\d$€£.,])(?<!since )(?<!than in )(?<!back to )\b(1[89]\d\d|20\d\d)\b(?![-,]?\d| people)")


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time in a line, as a pattern finds it; the pattern may lack any of the shared groups."""

    line: Line
    match: re.Match[str]

    def group(self, name: str) -> str:
        """What a group of the pattern holds, in lower case; "" where it holds nothing or is not in the pattern."""
        return (self.match.groupdict().get(name) or "").lower()

    @property
    def prep(self) -> str:
        """The preposition before it."""
        return self.group("prep")

    @property
    def which(self) -> str:
        """Which one is meant: "last", "this", "next" or "past"."""
        return self.group("which")

    @property
    def owns(self) -> bool:
        """Whether it stands in the possessive: "Thursday's vote"."""
        return bool(self.group("own"))

    @property
    def published(self) -> date | None:
        """The article's day of publication."""
        day = self.line.passage.article.day
        return date.fromisoformat(day) if day else None

    @property
    def before(self) -> str:
        """The words before it."""
        return self.line.bare[: self.match.start()]

    @property
    def after(self) -> str:
        """The words behind it."""
        return self.line.bare[self.match.end() :]

    def value(self, group: str) -> str | None:
        """The date that marking reads at a group of the pattern."""
        start, end = self.match.span(group)
        return next((d.value for a, b, d in self.line.dates if a < end and start < b), None)

    def put(self, value: str, default: str, part: str = "") -> str:
        """A date with the preposition that reads well here.

        Args:
            value: the date as it is spoken.
            default: the preposition that it takes by itself, "on" or "in".
            part: the part of the day, as "morning", where one is told.
        """
        edge = {"earlier": "", "mid": "in the middle of"}.get(self.group("edge"), self.group("edge"))
        spoken = f"the {part} of {value}" if part else value
        if self.group("edge") == "mid":
            return f"{edge} {spoken}"
        if self.prep and self.prep not in _REPLACED:
            return f"{self.prep} {edge} {spoken}" if edge in {"early", "late"} else f"{self.prep} {spoken}"
        if self.prep == "than":
            return f"than {default} {value}"
        if _FOLLOWS.search(self.before) or self.before.endswith(" as "):
            return spoken
        return f"{edge} {default} {spoken}".lstrip()

    def put_before_noun(self, value: str) -> str:
        """A date in the place of a possessive: "the 5 March 2026" for "Thursday's"."""
        return f"{self.prep} the {value}".lstrip()

    def near_other_year(self) -> bool:
        """Whether another year than the article's is named nearby, so that the sentence may tell of that one."""
        sentence = self.line.passage.sentence
        earlier = (e for e in self.line.before(1) if e.passage.sentence.paragraph == sentence.paragraph)
        years = {int(y) for line in (self.line, *earlier) for y in _YEAR.findall(line.bare)}
        return self.published is None or bool(years - {self.published.year})


# A pattern, and what stands for a time that it finds: the words, or None where the date is not sure.
Rule = tuple[re.Pattern[str], Callable[[Time], str | None]]
