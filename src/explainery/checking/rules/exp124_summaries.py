"""EXP124: what a description, a link's text or the home page says is somewhere in the story."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, quotations, unquoted
from explainery.checking.findings import Fault
from explainery.checking.numerals import FIGURE, SPELLED, spelled
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.checking.vocabulary import WORD
from explainery.marking.entities import names_in
from explainery.text import folded

_NO_COUNT = {"0", "1", "2"}
_LEAST_QUOTED = 2


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """The description of a story's page, its title, and the text of links in lines that cite nothing."""
    if context.evidence.locked:
        return  # without the articles nobody can say that a story does not have something
    for name in ("title", "description"):
        for what in unknown(str(page.values.get(name, "")), context.evidence):
            yield Fault(page.field_line(name), f"the {name} says {what}, which no source of this story has")
    for unit in page.shown.units if not page.is_sources else ():
        if unit.linked and not unit.keys:
            for what in unknown(unit.linked, context.evidence):
                yield Fault(unit.line, f"the link says {what}, which no source of this story has")


def in_entry(unit: Unit, evidence: Evidence) -> Iterator[Fault]:
    """A line of the home page's entry of a story."""
    if not evidence.locked:
        for what in unknown(unit.text, evidence):
            yield Fault(unit.line, f"this says {what}, which no source of the story has")


def unknown(text: str, evidence: Evidence) -> Iterator[str]:
    """The figures, names and quotations of a text that no source of the story has."""
    for words in quotations(text):
        if len(words.split()) >= _LEAST_QUOTED and not evidence.articles_with(words):
            yield f"“{words}”"
    bare, there = unquoted(text), evidence.vocabulary
    figures = dict.fromkeys(f for f in FIGURE.findall(bare) if f.replace(",", "") not in there.figures)
    yield from (f"{f!r}" for f in figures)
    yield from (f"{SPELLED[int(n)]!r}" for n in sorted(spelled(bare) - _NO_COUNT - there.figures, key=int))
    for name in names_in(bare, evidence.settings.parties):
        said = bare[name.start : name.end]
        if name.actor not in there.actors and not set(WORD.findall(folded(said))) <= there.words:
            yield f"{said!r}"


RULE = Rule(
    "EXP124",
    "a description, a link's text and the home page say nothing that no source of the story has",
    """The description is what search engines and the home page show, without any citation: a wrong figure there is read
most and checked least. Figures, names and quotations in it, in the text of links, and in a story's entry on the home
page stand somewhere in the story's sources. Correct them; the sentence on the page has the right one.
Example: “an offer of 7 percent” in a description, where every source has 4.""",
    on_page=check,
)
