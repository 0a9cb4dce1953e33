"""Pronouns: finds the person that a pronoun refers to, in the nearest earlier sentence that names one who fits.

Titles ("Mrs. Roe") and given names tell a person's gender; if neither does, any pronoun fits. Names inside quotation
marks do not count for the words outside: in '"I love Larry," he said', "he" is not Larry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainery.lexicon.abbreviations import UNENDING
from explainery.lexicon.gazetteer import genders
from explainery.lexicon.offices import Office, any_title
from explainery.lexicon.reporting_verbs import VERBS
from explainery.marking.offsets import starting_within
from explainery.marking.tuning import TUNING
from explainery.model import Name
from explainery.patterns import regex

PRONOUN = regex(r"\b(he|she|they|who)\b", re.IGNORECASE)
_NO_SUBJECT = regex(
    r"\b(?:of|in|on|at|to|from|with|by|for|against|about|like|than|over|and|or|between|under|toward|towards)\s+(?:the\s+|an?\s+|[\w.’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_SPEAKS = regex(rf" (?:{VERBS})\b")
_OWNS = regex(r"[’'](?:s\b|(?!\w))")
_STOP = regex(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z\0])|\n")
_CLOSES = regex(r"\0(?=[\"”’]\s)")
_MALE_TITLE = regex(rf"\b(?:Mr\.?|{any_title(Office.HE)})\s+(?:[\w.’'-]+\s+)?$")
_RECENT = TUNING.pronoun_reach // len("“A,” he")  # quotations with a speaker: no more fit into the reach
_FEMALE_TITLE = regex(rf"\b(?:Mrs\.?|Ms\.?|{any_title(Office.SHE)})\s+(?:[\w.’'-]+\s+)?$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """An earlier quotation: where its speaker is named, who that is, and the pronoun used there ("" for none)."""

    at: int
    who: str
    pronoun: str = ""


def qualifies(text: str, name: Name) -> bool:
    """Whether a person’s name only says which thing is meant: "the Roe campaign"."""
    return (
        name.kind == "person"
        and text[max(0, name.start - 4) : name.start].lower() == "the "
        and text[name.end : name.end + 2].islower()
    )


def gender(person: str, text: str, names: Sequence[Name]) -> str:
    """A person's gender by title and given name: "m", "f", or "" if unknown."""
    for name in names:
        if name.actor == person:
            before = text[max(0, name.start - TUNING.title_reach) : name.start]
            if _MALE_TITLE.search(before):
                return "m"
            if _FEMALE_TITLE.search(before):
                return "f"
    known = genders().get(person.split(" ", 1)[0].split("-", 1)[0], "") if " " in person else ""
    return known if len(known) == 1 else ""


@dataclass(frozen=True, slots=True)
class PronounResolver:
    """Resolves the pronouns of one article.

    Attributes:
        text: the article's text with each quoted character as NUL, so that offsets stay.
        people: the people named outside quotation marks, in order.
        surnames: single names with a reporting verb somewhere ("Roe said"), which may be people's. They count in a
            sentence that names no person.
        genders: "m", "f" or "" by person.
    """

    text: str
    people: Sequence[Name]
    surnames: Sequence[Name]
    genders: Mapping[str, str]

    @classmethod
    def of(cls, text: str, outside: str, names: Sequence[Name]) -> PronounResolver:
        """Prepares an article; `outside` is its text with each quoted character as NUL."""
        people = [n for n in names if n.kind == "person"]
        shown = [n for n in people if outside[n.start] != "\0"]
        single = [n for n in names if n.kind == "body" and n.actor.istitle() and " " not in n.actor]
        speaking = {n.actor for n in single if _SPEAKS.match(outside, n.end)}
        surnames = [n for n in single if n.actor in speaking and outside[n.start] != "\0"]
        return cls(_with_stops(text, outside), shown, surnames, _genders(text, people))

    def fits(self, person: str, pronoun: str) -> bool:
        """Whether a pronoun may refer to a person."""
        wanted = {"he": "m", "she": "f"}.get(pronoun.lower(), "")
        return not wanted or self.genders.get(person, "") in {"", wanted}

    def antecedent(self, offset: int, pronoun: str, spoken: Sequence[Spoken] = ()) -> str | None:
        """Finds the person that a pronoun refers to.

        Args:
            offset: where the pronoun is.
            pronoun: the pronoun, in any case.
            spoken: the earlier quotations.
        """
        other = {"he": "she", "she": "he"}.get(pronoun.lower(), "")
        paragraph = self.text.rfind("\n", 0, offset)
        reach = max(0, offset - TUNING.pronoun_reach)
        spoken = [s for s in spoken[-_RECENT:] if s.at >= reach]
        apart = {s.who for s in spoken if s.pronoun == other and s.at > paragraph}  # whom it calls "she" is no "he"
        bounds = [reach, *starts(self.text, reach, offset)]
        end = offset
        for bound in reversed(bounds):
            named = [n for n in starting_within(self.people, bound, end) if self.fits(n.actor, pronoun)]
            named = [n for n in named if n.actor not in apart and not qualifies(self.text, n)]
            speakers = [
                s.who for s in spoken if bound <= s.at < end and self.fits(s.who, pronoun) and s.who not in apart
            ]
            named = named or list(starting_within(self.surnames, bound, end))
            if named or speakers:
                return self._foremost(named, bound) or (speakers[-1] if speakers else named[0].actor)
            end = bound
        return None

    def _foremost(self, names: Sequence[Name], bound: int) -> str | None:
        """The first person of a sentence who can be its subject: not in the possessive or after a preposition."""
        for name in names:
            owns = _OWNS.match(self.text[name.end : name.end + 2])
            if not owns and not _NO_SUBJECT.search(self.text[bound : name.start]):
                return name.actor
        return None


def _genders(text: str, people: Sequence[Name]) -> dict[str, str]:
    """The gender of each person, "" if unknown."""
    mentions: dict[str, list[Name]] = {}
    for name in people:
        mentions.setdefault(name.actor, []).append(name)
    return {person: gender(person, text, named) for person, named in mentions.items()}


def _with_stops(text: str, outside: str) -> str:
    """`outside` with the full stops that close quotations: the sentence ends there, too."""
    letters = list(outside)
    for close in _CLOSES.finditer(outside):
        if text[close.start()] in ".!?":
            letters[close.start()] = text[close.start()]
    return "".join(letters)


def starts(text: str, begin: int, end: int) -> Iterator[int]:
    """Where sentences after the first begin, between two offsets of `text`."""
    for stop in _STOP.finditer(text, begin, end):
        reach = max(begin, stop.start() - TUNING.abbreviation_reach)
        if stop[0][0] != "." or not UNENDING.search(text, reach, stop.start() + 1):
            yield stop.end()
