"""Whom a pronoun means: the person that fits whom the nearest earlier words speak of.

A person's gender is taken from titles ("Mrs. Roe") and given names; where neither tells, anyone fits. What is
inside quotation marks names nobody for the words around them: "I love Larry," he said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainery.lexicon.abbreviations import UNENDING
from explainery.lexicon.gazetteer import genders
from explainery.lexicon.offices import Office, any_title
from explainery.lexicon.reporting_verbs import VERBS
from explainery.model import Name

PRONOUN = re.compile(r"\b(he|she|they|who)\b", re.IGNORECASE)
_LOOK_BACK = 1500  # characters; a pronoun does not reach further
_NO_SUBJECT = re.compile(
    r"\b(?:of|in|on|at|to|from|with|by|for|against|about|like|than|over|and|or|between|under|toward|towards)\s+(?:the\s+|an?\s+|[\w.’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(rf" (?:{VERBS})\b")
_OWNS = re.compile(r"[’'](?:s\b|(?!\w))")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z\0])|\n")
_MALE_TITLE = re.compile(rf"\b(?:Mr\.?|{any_title(Office.HE)})\s+(?:[\w.’'-]+\s+)?$")
_FEMALE_TITLE = re.compile(rf"\b(?:Mrs\.?|Ms\.?|{any_title(Office.SHE)})\s+(?:[\w.’'-]+\s+)?$")


def gender(person: str, text: str, names: Sequence[Name]) -> str:
    """A person's pronoun: "m", "f", or "" where nothing tells."""
    for name in names:
        if name.actor == person:
            before = text[max(0, name.start - 24) : name.start]
            if _MALE_TITLE.search(before):
                return "m"
            if _FEMALE_TITLE.search(before):
                return "f"
    known = genders().get(person.split(" ", 1)[0].split("-", 1)[0], "") if " " in person else ""
    return known if len(known) == 1 else ""


@dataclass(frozen=True, slots=True)
class Talk:
    """An article as its pronouns see it: the words outside quotation marks, and the people named there.

    `text` has the length of the article's text; what is quoted is blank in it. `surnames` are single names
    that say something somewhere ("Roe said") and may be people's: they count where a sentence names nobody else.
    """

    text: str
    people: Sequence[Name]
    surnames: Sequence[Name]
    genders: Mapping[str, str]

    @classmethod
    def of(cls, text: str, outside: str, names: Sequence[Name]) -> Talk:
        """The talk of an article; `outside` is its text with quotations as NUL characters."""
        people = [n for n in names if n.kind == "person"]
        shown = [n for n in people if outside[n.start] != "\0"]
        single = [n for n in names if n.kind == "body" and n.actor.istitle() and " " not in n.actor]
        speaking = {n.actor for n in single if _SPEAKS.match(outside, n.end)}
        surnames = [n for n in single if n.actor in speaking and outside[n.start] != "\0"]
        return cls(outside, shown, surnames, {p: gender(p, text, people) for p in {n.actor for n in people}})

    def fits(self, person: str, pronoun: str) -> bool:
        """Whether a person may be meant by a pronoun."""
        wanted = {"he": "m", "she": "f"}.get(pronoun.lower(), "")
        return not wanted or self.genders.get(person, "") in {"", wanted}

    def antecedent(self, offset: int, pronoun: str, spoken: Sequence[tuple[int, str]] = ()) -> str | None:
        """Whom a pronoun at `offset` means. `spoken`: (offset, speaker) of tags whose own pronoun is resolved."""
        reach = max(0, offset - _LOOK_BACK)
        bounds = [reach, *_starts(self.text, reach, offset)]
        end = offset
        for bound in reversed(bounds):
            here = [n for n in self.people if bound <= n.start < end and self.fits(n.actor, pronoun)]
            told = [person for at, person in spoken if bound <= at < end and self.fits(person, pronoun)]
            here = here or [n for n in self.surnames if bound <= n.start < end]
            if here or told:
                return self._foremost(here, bound) or (told[-1] if told else here[0].actor)
            end = bound
        return None

    def _foremost(self, here: Sequence[Name], bound: int) -> str | None:
        """The first person of a sentence who acts in it rather than owning or undergoing something."""
        for name in here:
            owns = _OWNS.match(self.text[name.end : name.end + 2])
            if not owns and not _NO_SUBJECT.search(self.text[bound : name.start]):
                return name.actor
        return None


def _starts(text: str, begin: int, end: int) -> Iterator[int]:
    """Where sentences begin after the first, between two offsets of `text`."""
    for stop in _STOP.finditer(text, begin, end):
        if stop[0][0] != "." or not UNENDING.search(text, max(begin, stop.start() - 8), stop.start() + 1):
            yield stop.end()
