"""EXP124: what a description, a link's text or the home page says is somewhere in the story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, quotations, unquoted
from explainery.checking.figures import FIGURE, SPELLED, digits, spelled
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered import Unit
from explainery.checking.rule import Rule
from explainery.marking.names import names_in
from explainery.text import folded, spoken_date

_NO_COUNT = {"0", "1", "2"}
_LEAST_QUOTED = 2
_WORD = re.compile(r"[a-z]{2,}")


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
    sources = " ".join(evidence.texts.values())
    for words in quotations(text):
        if len(words.split()) >= _LEAST_QUOTED and not evidence.articles_with(words):
            yield f"“{words}”"
    bare = unquoted(text)
    figures, numbers = FIGURE.findall(bare), spelled(bare) - _NO_COUNT
    names = names_in(bare, evidence.settings.parties)
    if not figures and not numbers and not names:
        return
    known = f"{sources} {_about(evidence)}"
    there = digits(known) | spelled(known)
    yield from (f"{f!r}" for f in dict.fromkeys(figures) if f.replace(",", "") not in there)
    yield from (f"{SPELLED[int(n)]!r}" for n in sorted(numbers - there, key=int))
    words_known = set(_WORD.findall(known))
    actors = {n.actor for m in evidence.story.articles for n in m.names} | set(evidence.story.led.values())
    for name in names:
        said = bare[name.start : name.end]
        if name.actor not in actors and not set(_WORD.findall(folded(said))) <= words_known:
            yield f"{said!r}"


def _about(evidence: Evidence) -> str:
    """What is known about the story and its articles: title, publishers, dates, how many they are."""
    articles = [m.article for m in evidence.story.articles]
    dates = [d.value for m in evidence.story.articles for d in m.dates]
    parts = [
        evidence.story.title,
        *(f"{a.publisher} {a.title} {spoken_date(a.published)} {a.author or ''}" for a in articles),
    ]
    count = len(articles)
    return folded(" ".join([*parts, *map(spoken_date, dates), str(count), *evidence.settings.parties]))


RULE = Rule(
    "EXP124",
    "a description, a link's text and the home page say nothing that no source of the story has",
    """The description is what search engines and the home page show, without any citation: a wrong figure there is read
most and checked least. Figures, names and quotations in it, in the text of links, and in a story's entry on the home
page stand somewhere in the story's sources. Correct them; the sentence on the page has the right one.
Example: “an offer of 7 percent” in a description, where every source has 4.""",
    on_page=check,
)
