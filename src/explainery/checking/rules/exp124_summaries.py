"""EXP124: figures, names and quotations in descriptions, links and on the home page are in the story's sources."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, quotations, unquoted
from explainery.checking.findings import Fault
from explainery.checking.numerals import FIGURE, SMALL_NUMBERS, SPELLED, spelled, without_commas
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.checking.vocabulary import WORD
from explainery.marking.entities import entities_in
from explainery.text import folded


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """The title and description of a story's page, and the text of links in lines without a citation."""
    if context.evidence.locked:
        return  # only the articles can tell that the story does not say something
    for name in ("title", "description"):
        for unknown in _unknown(str(page.values.get(name, "")), context.evidence):
            yield Fault(page.field_line(name), f"the {name} says {unknown}, which is not in any source of this story")
    for line in page.shown.lines if not page.is_sources else ():
        if line.linked and not line.keys:
            for unknown in _unknown(line.linked, context.evidence):
                yield Fault(line.number, f"the link says {unknown}, which is not in any source of this story")


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
    bare, known = unquoted(text), evidence.vocabulary
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
    "figures, names and quotations in descriptions, links and on the home page are in the story's sources",
    """Search engines and the home page show the description without any citation, so a wrong figure there is read most
and checked least. Figures, names and quotations in a title or description, in the text of links and in a story's entry
on the home page must be in the story's sources. Correct them from the statement on the page.
Example: “an offer of 7 percent” in a description, where every source says 4.""",
    on_page=_check_page,
)
