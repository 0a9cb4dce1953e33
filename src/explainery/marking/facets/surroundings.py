"""What stands around a sentence: its place, who speaks, who acts, when, and how near it is to the lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from explainery.lexicon.stems import stem
from explainery.marking.entities import names_in
from explainery.marking.quotes.attribution import Around
from explainery.model import Article, DateMention, Name, Quote, Rights
from explainery.text import count_words

QUOTED_WORDS = 3  # a quotation this long speaks; a shorter one is a term in quotation marks
_DAYS_RECENT = 8
_NEARLY_A_YEAR = 300  # days
_CONTENT = 4  # letters of a word that says something
_PARTS = re.compile(r"\w{3,}")
_FILLING = frozenset("the and for house new".split())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a sentence beside its words.

    Attributes:
        number: its number in the article, from 1.
        place: from 0 (first sentence) to 1.
        said: the share of its words that stands in quotation marks.
        speaker: whether somebody is known to say what it quotes.
        voice: whether somebody is known to say it, quoted or not.
        ages: the years between its dates and publication.
        recent: whether one of its dates lies within the week.
        ahead: whether one lies after publication.
        begins: whether it begins a paragraph.
        previous: whether the sentence before holds a quotation.
        goes_on: whether whoever says it also says the sentence before.
        agent: whether who says it is whom the headline or the first sentence names first.
        subject: whether the first name in it is one of the headline's or the lead's, and what it names.
        cast: whether its names are none, known from headline and lead, partly so, or new.
        after: how old the last date in its paragraph is, where it has none itself.
        lead_words: how many words of the first two sentences it repeats.
        lead_share: their share of its own words.
        digest: whether the article is our own digest of one.
    """

    number: int
    place: float
    said: float = 0.0
    speaker: bool = False
    voice: bool = False
    ages: tuple[int, ...] = ()
    recent: bool = False
    ahead: bool = False
    begins: bool = True
    previous: bool = False
    goes_on: bool = False
    agent: str = "other"
    subject: str = "none"
    cast: str = "none"
    after: str = ""
    lead_words: int = 0
    lead_share: float = 0.0
    digest: bool = False

    @property
    def quoted(self) -> bool:
        """Whether it holds a direct quotation."""
        return self.said > 0


def _parts(name: str) -> frozenset[str]:
    return frozenset(p.lower() for p in _PARTS.findall(name)) - _FILLING


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in re.findall("[a-z]+", text.lower()) if len(w) >= _CONTENT)


@dataclass(frozen=True, slots=True)
class Setting:
    """An article as its sentences see it. `spans`: (start, end, paragraph) of each sentence."""

    article: Article
    spans: Sequence[tuple[int, int, int]]
    around: Around
    quotes: Sequence[Quote]
    dates: Sequence[DateMention]
    headline: frozenset[str] = field(init=False)
    first: tuple[frozenset[str], frozenset[str]] = field(init=False)
    lead: frozenset[str] = field(init=False)
    lead_stems: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Read the headline and the lead once."""
        title, text = self.article.title, self.article.text
        opening = self.spans[:2]
        named = [n for a, b, _ in opening for n in self._names(a, b)]
        put = object.__setattr__
        put(self, "headline", _parts(title))
        put(self, "first", (self._foremost(names_in(title, {}), title), self._foremost(named, text)))
        put(self, "lead", frozenset().union(*(self._called(n, text) for n in named)))
        put(self, "lead_stems", frozenset().union(*(_stems(text[a:b]) for a, b, _ in opening)))

    @staticmethod
    def _called(name: Name, text: str) -> frozenset[str]:
        return _parts(name.actor) | _parts(text[name.start : name.end])

    def _foremost(self, names: Sequence[Name], text: str) -> frozenset[str]:
        return self._called(names[0], text) if names else frozenset()

    def _names(self, start: int, end: int) -> list[Name]:
        """Names between two offsets, outside quotation marks."""
        return [n for n in self.around.names if start <= n.start < end and self.around.outside[n.start] != "\0"]

    def all(self, speakers: Sequence[str | None], voices: Sequence[str | None]) -> Iterator[Surroundings]:
        """The surroundings of every sentence, given who is quoted in it and who says it."""
        before: Surroundings | None = None
        voice_before, when, paragraph = None, "", -1
        for i, (start, end, block) in enumerate(self.spans):
            voice, begins = voices[i], block != paragraph
            when = "" if begins else when
            said = self._said(start, end)
            ages, recent, ahead = self._ages(start, end)
            words = _stems(self.article.text[start:end])
            shared = len(words & self.lead_stems)
            subject, cast = self._about(start, end)
            before = Surroundings(
                number=i + 1,
                place=i / max(1, len(self.spans) - 1),
                said=said,
                speaker=speakers[i] is not None,
                voice=voice is not None,
                ages=ages,
                recent=recent,
                ahead=ahead,
                begins=begins,
                previous=before is not None and before.quoted,
                goes_on=voice is not None and voice == voice_before,
                agent=self._agent(voice),
                subject=subject,
                cast=cast,
                after="" if ages else when,
                lead_words=shared,
                lead_share=shared / max(1, len(words)),
                digest=self.article.rights is Rights.DIGEST,
            )
            yield before
            if ages:
                when = "recent" if recent else "old" if max(ages) else "same year"
            voice_before, paragraph = voice if voice or not said else voice_before, block

    def _said(self, start: int, end: int) -> float:
        """The share of a sentence's words that stands in quotation marks."""
        text = self.article.text
        here = [q for q in self.quotes if q.start < end and q.end > start]
        spoken = [q for q in here if count_words(text[q.start : q.end]) >= QUOTED_WORDS]
        inside = sum(count_words(text[max(q.start, start) : min(q.end, end)]) for q in spoken)
        return inside / max(1, count_words(text[start:end]))

    def _ages(self, start: int, end: int) -> tuple[tuple[int, ...], bool, bool]:
        """Years between a sentence's dates and publication; whether one is of this week; whether one lies ahead."""
        day = self.article.day
        here = [d for d in self.dates if start <= d.start < end]
        # "doubled since 2020" tells of now, not of 2020.
        told = [d for d in here if self.article.text[max(0, d.start - 6) : d.start].lower() != "since "]
        dated = [_age(d, day) for d in told]
        ahead = any(day is not None and d.value > day[: len(d.value)] for d in here)
        return tuple(max(0, years) for years, _ in dated), any(recent for _, recent in dated), ahead

    def _agent(self, voice: str | None) -> str:
        parts = _parts(voice or "")
        head, lead = (bool(parts & first) for first in self.first)
        return "of headline and lead" if head and lead else "of headline" if head else "of lead" if lead else "other"

    def _about(self, start: int, end: int) -> tuple[str, str]:
        """Whose name comes first in a sentence, and how many of its names headline and lead know."""
        names, text = self._names(start, end), self.article.text
        if not names:
            return "none", "none"
        foremost = self._called(names[0], text)
        known = self.headline | self.lead
        where = "headline" if foremost & self.headline else "lead" if foremost & self.lead else "other"
        every = frozenset().union(*(_parts(n.actor) for n in names))
        cast = "known" if every <= known else "partly known" if every & known else "new"
        return f"{where}, {names[0].kind}", cast


def _age(mention: DateMention, published: str | None) -> tuple[int, bool]:
    """Years between a date and publication, and whether it lies within the week before or after it."""
    if published is None:
        return 0, False
    years = int(published[:4]) - int(mention.value[:4])
    if len(mention.value) < len("2023-09-11"):
        return years, False
    gap = (date.fromisoformat(published) - date.fromisoformat(mention.value)).days
    return years if gap >= _NEARLY_A_YEAR else 0, abs(gap) <= _DAYS_RECENT
