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
from explainery.checking.scripts import LATIN, main_script
from explainery.checking.sentence_forms import asks, has_verb, is_about_page, is_sentence, is_topic, sentences_of
from explainery.checking.tuning import TUNING
from explainery.checking.unsaid import facts_in
from explainery.linking.similarity import stems
from explainery.marking.entities import entities_in
from explainery.page_format import CREDIT, dateline
from explainery.patterns import regex
from explainery.text import shortened

_LEADS = regex(r"[:：][\"”’)*_]*$")
_STOPS = regex(r"[.!…;,?:][\"”’)*_]*$")
_GUIDES = regex(r"\W*(?:see|read|more|back|continue|next|previous|for more)\b", re.IGNORECASE)
_CALLS = regex(r"\W*(?:see|read|go|continue|for more)\b", re.IGNORECASE)  # an order, which has no subject
_ENDS = regex(r"[.!…][\"”’)*_]*$")
_CAPITAL = regex(r"\b[A-Z][^\W\d_]{2,}\b")
_LOWER = regex(r"\b[a-z][\w'’-]*")
_WORD = regex(r"\w+")
_SHOWN = 80  # characters of a statement in a message


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Lines without a citation that name someone, give a figure or say anything else, outside guides to other pages."""
    if page.is_sources:
        return
    for line, following in pairwise((*page.shown.lines, None)):
        if line is None or line.is_heading or line.keys or is_beside(line) or _is_credit(line, context.evidence):
            continue
        is_led = bool(_LEADS.search(line.text)) and not introduces(line, following)
        found = list(_uncited_fact(line, context.evidence)) if not needs_no_citation(line, following) else []
        yield from found or _uncited_sentence(line, is_led=is_led)


def needs_no_citation(line: RenderedLine, following: RenderedLine | None) -> bool:
    """Whether a line is no statement of its own: EXP124 compares what it says with what its page cites.

    Such are a dateline, a label, a table's heading, a question, a line that introduces cited ones, one that leads
    on to another page, and one that speaks of the page itself.
    """
    return is_beside(line) or introduces(line, following) or asks(line.text) or is_about_page(line.text)


def is_beside(line: RenderedLine) -> bool:
    """Whether a line is a dateline, a label, a table's heading or a guide to another page."""
    is_head = bool(line.cells) and not line.header
    return dateline(line.text) or line.is_label or is_head or guides(line)


def _is_credit(line: RenderedLine, evidence: Evidence) -> bool:
    """Whether a line is the credit of the picture that `story.yml` gives, and no statement."""
    picture = evidence.settings.picture
    credit = CREDIT.fullmatch(line.text)
    told = credit is not None and picture is not None and credit["credit"] == picture.credit
    return told and not is_sentence(credit["credit"] if credit else "")


def introduces(line: RenderedLine, following: RenderedLine | None) -> bool:
    """Whether a line ends in a colon, and the next one cites."""
    return bool(_LEADS.search(line.text) and following is not None and (following.keys or following.is_label))


def guides(line: RenderedLine) -> bool:
    """Whether a line sends readers to another page: "See also ...". "More people died" does not."""
    if not _GUIDES.match(line.text) or not line.links or len(sentences_of(line.text)) > 1:
        return False
    is_short = len(line.unlinked.split()) <= TUNING.least_uncited_words
    return bool(_CALLS.match(line.text)) or (is_short and not has_verb(line.text))


def _uncited_fact(line: RenderedLine, evidence: Evidence) -> Iterator[Fault]:
    text = line.unlinked
    facts = [*facts_in(text, evidence), *_people_called(text, evidence)]
    is_long = len(text.split()) >= TUNING.least_uncited_words
    if facts and (_says_something(text, evidence) if is_long else _is_short_sentence(text, evidence)):
        _, closest = evidence.closest(line.text)
        hint = f"; the closest passage is {passage_label(closest)}" if closest else ""
        yield Fault(line.number, f"this statement names {facts[0]} but has no citation{hint}")


def _uncited_sentence(line: RenderedLine, *, is_led: bool) -> Iterator[Fault]:
    """The first sentence of a line that says something, whoever its subject is.

    Args:
        line: the line.
        is_led: whether it ends in a colon, and nothing that cites follows.
    """
    for cell in line.cells or (line.text,):
        for sentence in sentences_of(cell):
            says = has_verb(sentence) if _LEADS.search(sentence) else is_sentence(sentence)
            if _LEADS.search(sentence) and not is_led:
                continue  # EXP124 compares it with the lines below it
            if line.links and _is_title(sentence, line):
                continue
            if says and not is_about_page(sentence):
                yield Fault(line.number, f"“{shortened(sentence.strip(), _SHOWN)}” is a statement without a citation")
                return


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


def _is_title(sentence: str, line: RenderedLine) -> bool:
    """Whether a sentence only names the page to which its line links: "All the sources, and what was taken"."""
    beside = line.unlinked.strip(" ,;:*_").removeprefix("and ")
    names = is_topic(sentence) or is_topic(beside) or not _WORD.search(beside)
    return names and not has_verb(sentence) and main_script(sentence) == LATIN


RULE = Rule(
    "EXP104",
    "a statement of fact cites a source",
    """Every sentence on a story's page states a fact, whoever its subject is and in whatever script, and so does a line
that names someone or gives a figure, with a full stop or without. Readers must be able to see where it comes from. Add
the citation of the passage that says so; where the message can, it suggests the closest one.
Headings, questions, titles of notes and tables, sentences about the page itself, and lines that introduce cited ones
with a colon need no citation: EXP124 compares them with what the page cites. Nor do the dateline, guides to other
pages, and the credit of the picture that story.yml names. A link whose text is a sentence is a statement.
Example: “Olle Brandt wants 12 new ships.” without a citation.""",
    on_page=_check_page,
)
