"""EXP104: a statement of fact cites a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, passage_label
from explainery.checking.findings import Fault
from explainery.checking.numerals import FIGURE
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.checking.unsaid import facts_in
from explainery.linking.similarity import stems
from explainery.marking.entities import entities_in
from explainery.page_format import dateline

_LEADS = re.compile(r":[\"”’)*_]*$")
_ASKS = re.compile(r"\?[\"”’)*_]*$")
_STOPS = re.compile(r"[.!…;,?:][\"”’)*_]*$")
_GUIDES = re.compile(r"\W*(?:see|read|more|back|continue|next|previous|for more)\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!…][\"”’)*_]*$")
_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]{2,}\b")
_LOWER = re.compile(r"\b[a-z][\w'’-]*")
_WORD = re.compile(r"\w+")


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Lines without a citation that name someone or give a figure, outside their links."""
    if page.is_sources:
        return
    for line, following in pairwise((*page.shown.lines, None)):
        if line is not None and not line.is_heading and not line.keys and not needs_no_citation(line, following):
            yield from _uncited_fact(line, context.evidence)


def needs_no_citation(line: RenderedLine, following: RenderedLine | None) -> bool:
    """Whether a line is no statement of its own: EXP124 compares what it says with what its page cites.

    Such are a dateline, a label, a table's heading, a question, a line that introduces cited ones, and one that leads
    on to another page.
    """
    introduces = _LEADS.search(line.text) and following is not None and (following.keys or following.is_label)
    is_head = bool(line.cells) and not line.header
    is_aside = dateline(line.text) or line.is_label or is_head or guides(line)
    return bool(is_aside or introduces or _ASKS.search(line.text))


def guides(line: RenderedLine) -> bool:
    """Whether a line sends readers to another page: "See also ..."."""
    return bool(_GUIDES.match(line.text) and line.links)


def _uncited_fact(line: RenderedLine, evidence: Evidence) -> Iterator[Fault]:
    text = line.unlinked
    facts = [*facts_in(text, evidence), *_people_called(text, evidence)]
    is_long = len(text.split()) >= TUNING.least_uncited_words
    if facts and (_says_something(text, evidence) if is_long else _is_short_sentence(text, evidence)):
        _, closest = evidence.closest(line.text)
        hint = f"; the closest passage is {passage_label(closest)}" if closest else ""
        yield Fault(line.number, f"this statement names {facts[0]} but has no citation{hint}")


def _people_called(text: str, evidence: Evidence) -> list[str]:
    """The people of the story whom a text calls by one name: "Roe resigned". A word of the language is no name."""
    names = {part for person in evidence.people for part in person.split()}
    called = dict.fromkeys(word for word in _CAPITAL.findall(text) if word in names)
    return [
        word
        for word in called
        if not any(re.search(rf"\b{word.lower()}\b", m.article.text) for m in evidence.story.articles)
    ]


def _says_something(text: str, evidence: Evidence) -> bool:
    """Whether a text is more than a name: it ends as a sentence, gives a figure, or has other words of content."""
    if _STOPS.search(text) or FIGURE.search(text):
        return True
    return len(_told_stems(text, evidence)) >= TUNING.least_told_stems


def _is_short_sentence(text: str, evidence: Evidence) -> bool:
    """Whether a few words are a sentence: "Roe resigned.", "Roe resigned yesterday"; not "Roe, 2023" or "Roe Ltd."."""
    told = _told_stems(" ".join(_LOWER.findall(text)), evidence)
    return len(told) >= (1 if _ENDS.search(text) else TUNING.least_told_stems)


def _told_stems(text: str, evidence: Evidence) -> set[str]:
    """The stems of the words of content in a text that are no part of a name."""
    named = {
        word
        for name in entities_in(text, evidence.settings.parties)
        for word in stems(" ".join(_WORD.findall(text[name.start : name.end])))
    }
    named |= set(stems(" ".join(_people_called(text, evidence))))
    return set(stems(text)) - named


RULE = Rule(
    "EXP104",
    "a statement of fact cites a source",
    """A line that names someone or gives a figure states a fact, with a full stop or without, and readers must be able
to see where it comes from. Add the citation of the passage that says so; the message suggests the closest one.
Headings, questions, titles of notes and tables, and lines that introduce cited ones with a colon need no citation:
EXP124 compares them with what the page cites. The dateline under the title needs none either.
Example: “Olle Brandt wants 12 new ships.” without a citation.""",
    on_page=_check_page,
)
