"""EXP104: a statement of fact has a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, where
from explainery.checking.findings import Fault
from explainery.checking.numerals import FIGURE
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.marking.entities import names_in

_LEAST_WORDS = 4


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Lines without a mark that name somebody or count something, outside their links."""
    if page.is_sources:
        return
    for unit in page.shown.units:
        if not unit.heading and not unit.keys:
            yield from _uncited(unit, context.evidence)


def _uncited(unit: Unit, evidence: Evidence) -> Iterator[Fault]:
    """A line that ends in a colon introduces the cited lines after it; one without a full stop goes on in the next."""
    text = unit.text
    if re.search(r"[:?]$", text) or (re.search(r"\w$", text) and not unit.linked):
        return  # it introduces, it asks, or its sentence goes on in the next line with the mark
    for piece in filter(None, unit.linked.split("  ")):
        text = text.replace(piece, " ")
    facts = [n.actor for n in names_in(text, evidence.settings.parties)] + FIGURE.findall(text)
    if facts and len(text.split()) >= _LEAST_WORDS and "[^" not in text:
        _, best = evidence.likest(unit.text)
        hint = f"; {where(best)} comes nearest" if best else ""
        yield Fault(unit.line, f"this statement names {facts[0]} and cites nothing{hint}")


RULE = Rule(
    "EXP104",
    "a statement of fact has a citation",
    """A sentence that names somebody or counts something says a fact, and a reader must be able to see where it comes
from. Put the mark of the passage behind it; the check names the passage that comes nearest. Lines that introduce
others (they end in a colon) and questions need none.
Example: “Olle Brandt wants 12 new ships.” without a mark.""",
    on_page=check,
)
