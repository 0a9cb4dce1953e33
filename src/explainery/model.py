"""The values that pass between the steps. All are frozen; a step makes new ones and changes none.

Offsets are characters into `Article.text`, the end exclusive. A sentence's id is `ARTICLE:N`, N from 1.
Dates are ISO text: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType

from explainery.story_memory import remembered
from explainery.text import is_iso_day, one_line, spoken_date, unmarked

EVENT, BACKGROUND, MOTIVES, TRADE, REACTIONS = "event", "background", "motives", "trade", "reactions"
FACETS = (EVENT, BACKGROUND, MOTIVES, TRADE, REACTIONS)
_START = attrgetter("start")


class Rights(StrEnum):
    """What may be published of an article's words."""

    OPEN = "open"  # may be reproduced
    DIGEST = "digest"  # the file is our own words about the article
    QUOTE = "quote"  # someone else's text: attributed quotation only


class Status(StrEnum):
    """How far an exchange has come, by what the sources say of it."""

    HAPPENED = "happened"
    AGREED = "agreed"
    OFFERED = "offered"
    SOUGHT = "sought"
    ALLEGED = "alleged"
    DENIED = "denied"
    REFUSED = "refused"


class Support(StrEnum):
    """How well a claim is supported."""

    CORROBORATED = "corroborated"  # articles that are independent of each other
    SINGLE = "single"  # one source, however often it is printed
    DISPUTED = "disputed"  # a source contradicts it


@dataclass(frozen=True, slots=True)
class Locator:
    """The first and last words of the original's passage that a digest's sentence rests on.

    `start` and `end` are where the comment itself stands in the digest; `last` is empty where `first` is
    the whole passage.
    """

    start: int
    end: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Article:
    """One source file as published: metadata and text, nothing changed but line ends.

    `first_line` is the line of the file on which `text` begins, so that errors name the right line.
    `published` is the day (or month, or year) where the publisher is; `published_at` and `modified` are the moments
    as the publisher gives them (`2026-03-02T18:30:00+01:00`), as far as they are known. `language` is a language tag
    such as `en-GB`. `unknown` names what nothing in the file says and the program filled in to have something.
    `remarks` are sentences on how the file was read that a person should know.
    """

    id: str
    file: str
    text: str
    title: str
    publisher: str
    rights: Rights = Rights.QUOTE
    published: str | None = None
    author: str | None = None
    url: str | None = None
    locators: tuple[Locator, ...] = ()
    first_line: int = 1
    published_at: str | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def voice(self) -> str:
        """Its publisher as a heading names it: with low lines before it, it would have an id that the site keeps."""
        return self.publisher.lstrip("_")

    @property
    def label(self) -> str:
        """How an English page names the article: "TIME, 11 September 2023"."""
        return f"{self.voice}, {spoken_date(self.published)}" if self.published else self.voice

    @property
    def day(self) -> str | None:
        """The day of publication, where a day is known."""
        return self.published if self.published and is_iso_day(self.published) else None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the text that is not the article, and why it was taken out."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation: the span between its marks, its speaker and their role, and who reported it (`via`)."""

    start: int
    end: int
    speaker: str | None = None
    role: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar date in the text, resolved against the day of publication."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text and the actor it stands for ("Moscow" stands for "Russia")."""

    start: int
    end: int
    actor: str
    kind: str  # place, body or person


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's body, by the article's id and its number there, from 1.

    `facets`: best first, none where it serves no page. `chances`: how likely each of FACETS is its page, 0 to 1; empty
    where nothing says so. `speaker` is whose words a direct quotation in it is; `voice` is
    who says it at all, quoted or not.
    """

    article_id: str
    number: int
    start: int
    end: int
    paragraph: int
    facets: tuple[str, ...] = ()
    confidence: float = 0.0
    speaker: str | None = None
    voice: str | None = None
    reasons: tuple[str, ...] = ()
    chances: tuple[float, ...] = ()

    @property
    def id(self) -> str:
        """The sentence's id in a story: `ARTICLE:N`."""
        return f"{self.article_id}:{self.number}"


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with the spans found in it, each kind in order: sentences, furniture, quotations, dates and names."""

    article: Article
    sentences: tuple[Sentence, ...]
    dropped: tuple[Dropped, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateMention, ...] = ()
    names: tuple[Name, ...] = ()

    def words_of(self, sentence: Sentence) -> str:
        """The sentence's text on one line; of a Markdown file, without emphasis and link addresses."""
        return _words(self.article.text[sentence.start : sentence.end], self.article.file.endswith(".md"))

    def names_in(self, sentence: Sentence) -> tuple[Name, ...]:
        """The names that stand in the sentence."""
        first, end = (bisect_left(self.names, at, key=_START) for at in (sentence.start, sentence.end))
        return self.names[first:end]

    def dates_in(self, sentence: Sentence) -> tuple[DateMention, ...]:
        """The dates that stand in the sentence."""
        return tuple(d for d in self.dates if sentence.start <= d.start < sentence.end)

    def quotes_in(self, sentence: Sentence) -> tuple[Quote, ...]:
        """The direct quotations that overlap the sentence."""
        return tuple(q for q in self.quotes if q.start < sentence.end and q.end > sentence.start)


@remembered(1 << 15)  # every step asks for the same sentences again and again
def _words(text: str, is_markdown: bool) -> str:  # noqa: FBT001 (a cached function)
    return one_line(unmarked(text) if is_markdown else text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A body sentence with its article and its citation key. `words`: the sentence on one line, as published."""

    marked: MarkedArticle
    sentence: Sentence
    key: str
    words: str = field(init=False, repr=False, compare=False)  # every step asks for them again and again

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.marked.words_of(self.sentence))

    @property
    def id(self) -> str:
        """The sentence's id."""
        return self.sentence.id

    @property
    def number(self) -> int:
        """The sentence's number in its article, from 1."""
        return self.sentence.number

    @property
    def article(self) -> Article:
        """The article that contains it."""
        return self.marked.article

    @property
    def locator(self) -> Locator | None:
        """The locator that follows the sentence in a digest, if there is one."""
        text = self.article.text
        for locator in self.article.locators:
            if locator.start >= self.sentence.end and not text[self.sentence.end : locator.start].strip():
                return locator
        return None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is said, and every sentence that says it. `id` is the shown sentence's citation key.

    `also` are sentences that say it among other things: they count where it is asked what was told already, and
    are not cited for it.
    """

    id: str
    facet: str | None
    sentences: tuple[str, ...]
    shown: str
    also: tuple[str, ...] = ()
    support: Support = Support.SINGLE
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """What passes, or would pass, from a giver to a receiver."""

    giver: str
    item: str
    receiver: str
    status: Status
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event of the timeline."""

    date: str
    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims that cannot both be so; each side is a claim's sentences."""

    about: str
    sides: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What two or more articles count: a short noun phrase, and each value as it is told with its sentence's id.

    The newest article's value comes first.
    """

    what: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the story, with the role that the articles give."""

    name: str
    role: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """Everything that linking finds across the articles of one story.

    `passages` is by sentence id. `independent_groups` maps an article's id to its group: articles of one group count as
    one source, because they have one publisher or one text. `dated` and `needed` are recorded by a model or a
    person: the date of the event that a sentence tells ("" for none), and sentences with facts that no explainer may
    leave out. `helped_by`: whose answers about several sentences were used.
    """

    slug: str
    title: str
    articles: tuple[MarkedArticle, ...]
    passages: Mapping[str, Passage] = field(default_factory=lambda: MappingProxyType({}))
    independent_groups: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    actors: tuple[str, ...] = ()
    led: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # person -> actor
    description: str = ""
    claims: tuple[Claim, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    timeline: tuple[Event, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    people: tuple[Person, ...] = ()
    dated: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    needed: frozenset[str] = frozenset()
    helped_by: frozenset[str] = frozenset()

    def passage(self, sentence_id: str) -> Passage:
        """The passage of a sentence id."""
        return self.passages[sentence_id]
