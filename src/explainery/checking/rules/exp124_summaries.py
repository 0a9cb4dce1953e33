"""EXP124: texts without citations, such as titles, headings and links, say only what their page or story cites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, quotations, unquoted
from explainery.checking.findings import Fault
from explainery.checking.headings import cited_in_section
from explainery.checking.lead_ins import lines_below, unsaid_words
from explainery.checking.numerals import FIGURE, SMALL_NUMBERS, SPELLED, spelled, without_commas
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.checking.rules.exp104_uncited import guides, introduces, is_beside, needs_no_citation
from explainery.checking.sentence_forms import is_about_page, sentences_of
from explainery.checking.tuning import TUNING
from explainery.checking.unsaid import Said, page_keys, said_by, unsaid, without_own_counts
from explainery.checking.vocabulary import WORD
from explainery.marking.entities import entities_in
from explainery.page_format import dateline
from explainery.text import folded

_ASIDE = "the text of an image or a link, or what is struck out,"


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """The title and description of a story's page, and the texts on it that have no citation of their own."""
    if context.evidence.locked:
        return  # only the articles can tell that the story does not say something
    yield from _in_front_matter(page, context.evidence)
    if page.is_sources:
        return
    for line in page.shown.lines:
        if line.linked and not line.keys:
            for unknown in _unknown(line.linked, context.evidence):
                yield Fault(line.number, f"the link says {unknown}, which is not in any source of this story")
    yield from _without_citations(page, context.evidence)


def _in_front_matter(page: CheckedPage, evidence: Evidence) -> Iterator[Fault]:
    said = said_by(page_keys(page), page, evidence)
    for name in ("title", "description"):
        text = str(page.values.get(name, ""))
        unknown = list(_unknown(text, evidence))
        yield from (
            Fault(page.field_line(name), f"the {name} says {value}, which is not in any source of this story")
            for value in unknown
        )
        for value in unsaid(text, said, evidence) if not page.is_sources and not unknown else ():
            yield Fault(page.field_line(name), f"the {name} says {value}, which nothing that this page cites says")


def _without_citations(page: CheckedPage, evidence: Evidence) -> Iterator[Fault]:
    """Headings, questions, lead-ins, titles of notes, texts of images and of links that say what nothing cited says."""
    page_says = said_by(page_keys(page), page, evidence)
    for line, following in pairwise((*page.shown.lines, None)):
        if line is None:
            continue
        for text in line.asides:
            yield from _faults(line.number, _ASIDE, text, page_says, evidence)
        if line.is_heading:
            section = said_by(cited_in_section(line, page.shown), page, evidence)
            yield from _faults(
                line.number, "this heading", line.text, section if line.level > 1 else page_says, evidence
            )
        elif guides(line):
            yield from (
                Fault(line.number, f"this line says {unknown}, which is not in any source of this story")
                for unknown in _unknown(line.unlinked, evidence)
            )
        elif not line.keys and not dateline(line.text) and needs_no_citation(line, following):
            texts = (
                (c for c in line.cells if len(c.split()) >= TUNING.least_uncited_words) if line.cells else (line.text,)
            )
            for text in texts:
                yield from _faults(line.number, "this line", text, page_says, evidence)
    yield from _in_lead_ins(page, evidence)
    for line in page.shown.definitions.values():
        for text in line.asides:
            yield from _faults(line.number, _ASIDE, text, page_says, evidence)


def _in_lead_ins(page: CheckedPage, evidence: Evidence) -> Iterator[Fault]:
    """Lead-ins and sentences about the page that say what nothing below them, or on the page, says."""
    lines = page.shown.lines
    for at, line in enumerate(lines):
        sentence = (sentences_of(line.text) or [""])[-1]
        leads = introduces(line, lines[at + 1] if at + 1 < len(lines) else None)
        if line.keys or line.is_heading or is_beside(line) or not (leads or is_about_page(sentence)):
            continue
        below = list(lines_below(lines, at)) if leads else [row for row in lines if row.keys]
        if words := unsaid_words(sentence, below, page, evidence):
            what = "nothing in the lines below it says" if leads else "nothing that the page cites says"
            told = ", ".join(f"“{word}”" for word in words)
            yield Fault(line.number, f"this line says {told}, which {what}: cite it, or say less")


def _faults(number: int, what: str, text: str, said: Said, evidence: Evidence) -> Iterator[Fault]:
    for value in unsaid(text, said, evidence):
        yield Fault(number, f"{what} says {value}, which nothing that is cited there says: cite it, or say less")


def entry_faults(line: RenderedLine, evidence: Evidence) -> Iterator[Fault]:
    """Faults in a line of a story's entry on the home page."""
    if not evidence.locked:
        for unknown in _unknown(line.text, evidence):
            yield Fault(line.number, f"this entry says {unknown}, which is not in any source of the story")


def _unknown(text: str, evidence: Evidence) -> Iterator[str]:
    """The quotations, figures and names of a text that no source of the story contains."""
    for words in quotations(text):
        if len(words.split()) >= TUNING.least_quoted_words and not evidence.articles_with(words):
            yield f"“{words}”"
    bare, known = without_own_counts(unquoted(text), evidence), evidence.vocabulary
    figures = dict.fromkeys(f for f in FIGURE.findall(bare) if without_commas(f) not in known.figures)
    yield from (f"{figure!r}" for figure in figures)
    numbers = spelled(bare) - SMALL_NUMBERS - known.figures
    yield from (f"{SPELLED[int(number)]!r}" for number in sorted(numbers, key=int))
    for name in entities_in(bare, evidence.settings.parties):
        words = bare[name.start : name.end]
        if name.actor not in known.actors and not set(WORD.findall(folded(words))) <= known.words:
            yield f"{words!r}"


RULE = Rule(
    "EXP124",
    "texts without citations, such as titles, headings and links, say only what their page or story cites",
    """Search engines and the home page show the description without any citation, so a wrong figure there is read most
and checked least. Figures, names and quotations in the text of links and in a story's entry on the home page must be in
the story's sources. Those in a title, a description, a heading, a question, a line that introduces others, the title of
a note and the text of an image must be in what the page cites, and so must most words of a sentence there that names
someone or gives a figure. A page is free to say what it is about. Correct the text from a statement on the page.
Example: “an offer of 7 percent” in a description, where every source says 4.""",
    on_page=_check_page,
)
