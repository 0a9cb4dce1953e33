"""What goes on which page: the values that curating hands to writing, and writing to merging. All are frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from explainery.config import Picture
from explainery.languages import ENGLISH, Words
from explainery.model import Claim, Exchange, Figure, Story


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that copy-editing makes to a passage's words, and the place in the sources that allows it.

    Attributes:
        kind: which rule made it: "names", "dates", "openings", "capitals", "tails" or "quotations".
        start: where it begins, in characters of the passage's words on one line (`Passage.words`).
        end: where it ends there, exclusive; the same as `start` for words put in.
        after: the words that stand there instead; "" where words are left out.
        licence: the id of the sentence whose words allow it; "" where the article's day of publication does, or
            where words are only left out.
        reason: why, in a few words that `inspect` prints.
    """

    kind: str
    start: int
    end: int
    after: str
    licence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How a page words a passage: the statement's text, and the edits that make it of the passage's words.

    `speaker` and `role` are given where the statement is a quotation alone; `text` is then the words between the
    marks. `by` names the model or person whose words they are, "" for those of the passage.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    speaker: str = ""
    role: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as it appears on a page: the passage shown, and every passage it cites (the shown one first).

    `wording` is what copy-editing made of the passage; without one the page shows the passage's words. `date` is that
    of an entry in order of time.
    """

    claim: Claim
    cites: tuple[str, ...]
    date: str = ""
    wording: Wording | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What the sources say against each other: one statement a side."""

    about: str
    sides: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class CastMember:
    """A line of "who is who": a person, the role that the articles give, the party they belong to ("" if none).

    `cites` are the sentences that give name and role, the first one shown.
    """

    name: str
    role: str
    side: str
    cites: tuple[str, ...]


class Label(NamedTuple):
    """Words of the interface over a section: their key, and the names that are put in."""

    key: str
    names: Mapping[str, str] = MappingProxyType({})

    def text(self, words: Words) -> str:
        """The words in a language."""
        return words.put(f"section.{self.key}", **self.names)


@dataclass(frozen=True, slots=True)
class Section:
    """Statements under a heading (none for a page's opening). `layout` is `prose`, `list` or `timeline`.

    `heading` is in English or, without a `label`, in the words of a source or a model.
    """

    heading: str
    statements: tuple[Statement, ...]
    layout: str = "prose"
    label: Label | None = None


def section(heading: str | Label, statements: Iterable[Statement], layout: str = "prose") -> Section:
    """A section under a heading, or under words of the interface."""
    if isinstance(heading, str):
        return Section(heading, tuple(statements), layout)
    return Section(heading.text(ENGLISH), tuple(statements), layout, heading)


@dataclass(frozen=True, slots=True)
class FacetPage:
    """What goes on the page of one facet."""

    facet: str
    sections: tuple[Section, ...]
    exchanges: tuple[Exchange, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement of the page, in order."""
        return tuple(s for section in self.sections for s in section.statements)


@dataclass(frozen=True, slots=True)
class Help:
    """What a language model, an encoder or a person answered for an explainer.

    Attributes:
        by: its name.
        day: when it answered last, as 2026-11-29; "" where nobody knows.
        labelled: how many sentences it sorted.
        worded: how many statements it worded that passed the gate.
    """

    by: str
    day: str
    labelled: int
    worded: int


@dataclass(frozen=True, slots=True)
class Explainer:
    """What goes on which page, in which order, within which length.

    Attributes:
        story: what was read.
        overview: the event in prose, the lead first.
        pages: a page for each other facet that has something to say.
        differences: what the sources say against each other.
        timeline: dated lines, in order of time.
        cast: who is who.
        figures: what the sources count and do not count alike.
        outlook: further sections of the overview: what is not known, what happens next.
        quoted: the words that are reproduced of each sentence under `rights: quote`, by its id.
        left: why a claim, by id, stands on no page.
        help: who helped, other than by the rules.
        picture: what a person gave for the overview.
        language: that of the site, in which its own words are written.
    """

    story: Story
    overview: Section
    pages: tuple[FacetPage, ...]
    differences: tuple[Difference, ...] = ()
    timeline: tuple[Statement, ...] = ()
    cast: tuple[CastMember, ...] = ()
    figures: tuple[Figure, ...] = ()
    outlook: tuple[Section, ...] = ()
    quoted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    left: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    help: tuple[Help, ...] = ()
    picture: Picture | None = None
    language: str = ENGLISH.code

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement of every page."""
        overview = (*self.overview.statements, *(s for section in self.outlook for s in section.statements))
        return overview + tuple(s for page in self.pages for s in page.statements)


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page: its path below `docs/`, with forward slashes, and its Markdown."""

    path: str
    text: str
