"""The surroundings of a sentence: its position, who speaks, who acts, when, and how similar it is to the lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from explainery.lexicon.stems import stem
from explainery.marking.entities import entities_in
from explainery.marking.offsets import overlapping, starting_within
from explainery.marking.quotes.attribution import SpeakerFinder
from explainery.marking.tuning import TUNING
from explainery.model import Article, DateMention, Name, Quote, Rights
from explainery.patterns import regex
from explainery.story_memory import remembered
from explainery.text import count_words

_PARTS = regex(r"\w{3,}")
_LONG_WORD = regex(rf"[a-z]{{{TUNING.lead_word_letters},}}")
_FILLING = frozenset("the and for house new".split())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known about a sentence apart from its words.

    Attributes:
        number: its number in the article, from 1.
        place: its position, from 0 (first sentence) to 1 (last).
        said: the share of its words, 0 to 1, inside quotations.
        speaker: whether the speaker of its quotation is known.
        voice: whether it is known who says it, quoted or not.
        ages: for each of its dates, whole years before publication; 0 if the date is later.
        recent: whether one of its dates is within a week or so of publication.
        ahead: whether one of its dates is after publication.
        begins: whether it begins a paragraph.
        previous: whether the sentence before it contains a quotation.
        goes_on: whether the person who says it also says the sentence before.
        agent: whether the person who says it is named first in the headline or the lead.
        subject: whether its first name is in the headline or the lead, and the kind of that name.
        cast: whether the headline and lead know all of its names, some, or none, or it has no name.
        after: how old the last date before it in its paragraph is, if it has no date itself.
        lead_words: how many words of the lead it repeats.
        lead_share: the share of its own words, 0 to 1, that these are.
        digest: whether the article is our own digest.
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
        """Whether it contains a direct quotation."""
        return self.said > 0


@remembered(1 << 12)  # an article names its people again and again
def _parts(name: str) -> frozenset[str]:
    return frozenset(p.lower() for p in _PARTS.findall(name)) - _FILLING


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, _LONG_WORD.findall(text.lower())))


class SentenceSpan(NamedTuple):
    """A sentence as offsets into its article's text, the end exclusive, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What an article's sentences need to know about the article.

    Attributes:
        article: the article.
        spans: its sentences, in order.
        finder: finds who says a sentence.
        quotes: its direct quotations.
        dates: its dates.
        headline: parts of names in the headline, in lower case.
        first: parts of the first name in the headline, and of the first name in the lead.
        lead: parts of all names in the lead.
        lead_stems: stems of the lead's words.
    """

    article: Article
    spans: Sequence[SentenceSpan]
    finder: SpeakerFinder
    quotes: Sequence[Quote]
    dates: Sequence[DateMention]
    headline: frozenset[str] = field(init=False)
    first: tuple[frozenset[str], frozenset[str]] = field(init=False)
    lead: frozenset[str] = field(init=False)
    lead_stems: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Reads the headline and the lead once."""
        title, text = self.article.title, self.article.text
        opening = self.spans[: TUNING.lead_sentences]
        named = [n for a, b, _ in opening for n in self._names(a, b)]
        put = object.__setattr__
        put(self, "headline", _parts(title))
        put(self, "first", (self._foremost(entities_in(title, {}), title), self._foremost(named, text)))
        put(self, "lead", frozenset().union(*(self._called(n, text) for n in named)))
        put(self, "lead_stems", frozenset().union(*(_stems(text[a:b]) for a, b, _ in opening)))

    @staticmethod
    def _called(name: Name, text: str) -> frozenset[str]:
        return _parts(name.actor) | _parts(text[name.start : name.end])

    def _foremost(self, names: Sequence[Name], text: str) -> frozenset[str]:
        return self._called(names[0], text) if names else frozenset()

    def _names(self, start: int, end: int) -> list[Name]:
        """The names between two offsets, outside quotation marks."""
        return [n for n in starting_within(self.finder.names, start, end) if self.finder.outside[n.start] != "\0"]

    def surroundings(self, speakers: Sequence[str | None], voices: Sequence[str | None]) -> Iterator[Surroundings]:
        """The surroundings of every sentence, given the speaker that each quotes and the voice that says each."""
        previous: Surroundings | None = None
        previous_voice, paragraph_age, paragraph = None, "", -1
        for i, (start, end, block) in enumerate(self.spans):
            voice, begins = voices[i], block != paragraph
            paragraph_age = "" if begins else paragraph_age
            said = self._said(start, end)
            ages, recent, ahead = self._ages(start, end)
            words = _stems(self.article.text[start:end])
            shared = len(words & self.lead_stems)
            subject, cast = self._about(start, end)
            previous = Surroundings(
                number=i + 1,
                place=i / max(1, len(self.spans) - 1),
                said=said,
                speaker=speakers[i] is not None,
                voice=voice is not None,
                ages=ages,
                recent=recent,
                ahead=ahead,
                begins=begins,
                previous=previous is not None and previous.quoted,
                goes_on=voice is not None and voice == previous_voice,
                agent=self._agent(voice),
                subject=subject,
                cast=cast,
                after="" if ages else paragraph_age,
                lead_words=shared,
                lead_share=shared / max(1, len(words)),
                digest=self.article.rights is Rights.DIGEST,
            )
            yield previous
            if ages:
                paragraph_age = "recent" if recent else "old" if max(ages) else "same year"
            previous_voice, paragraph = voice if voice or not said else previous_voice, block

    def _said(self, start: int, end: int) -> float:
        """The share of a sentence's words inside quotations."""
        text = self.article.text
        spoken = [
            q for q in overlapping(self.quotes, start, end) if count_words(text[q.start : q.end]) >= TUNING.quoted_words
        ]
        inside = sum(count_words(text[max(q.start, start) : min(q.end, end)]) for q in spoken)
        return inside / max(1, count_words(text[start:end]))

    def _ages(self, start: int, end: int) -> tuple[tuple[int, ...], bool, bool]:
        """Years between a sentence's dates and publication; whether one is recent; whether one lies ahead."""
        day = self.article.day
        dates = starting_within(self.dates, start, end)
        # "doubled since 2020" is about now, not about 2020.
        dated = [d for d in dates if self.article.text[max(0, d.start - 6) : d.start].lower() != "since "]
        ages = [_age(d, day) for d in dated]
        ahead = any(day is not None and d.value > day[: len(d.value)] for d in dates)
        return tuple(max(0, years) for years, _ in ages), any(recent for _, recent in ages), ahead

    def _agent(self, voice: str | None) -> str:
        parts = _parts(voice or "")
        head, lead = (bool(parts & first) for first in self.first)
        return "of headline and lead" if head and lead else "of headline" if head else "of lead" if lead else "other"

    def _about(self, start: int, end: int) -> tuple[str, str]:
        """Where a sentence's first name is known from, and how many of its names headline and lead contain."""
        names, text = self._names(start, end), self.article.text
        if not names:
            return "none", "none"
        foremost = self._called(names[0], text)
        known = self.headline | self.lead
        known_from = "headline" if foremost & self.headline else "lead" if foremost & self.lead else "other"
        every = frozenset().union(*(_parts(n.actor) for n in names))
        cast = "known" if every <= known else "partly known" if every & known else "new"
        return f"{known_from}, {names[0].kind}", cast


def _age(mention: DateMention, published: str | None) -> tuple[int, bool]:
    """Years from a date to publication, and whether they are within a week or so of each other."""
    if published is None:
        return 0, False
    years = int(published[:4]) - int(mention.value[:4])
    if len(mention.value) < len("2023-09-11"):
        return years, False
    gap = (date.fromisoformat(published) - date.fromisoformat(mention.value)).days
    return years if gap >= TUNING.year_old_days else 0, abs(gap) <= TUNING.recent_days
