"""EXP104: a statement of fact cites a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, passage_label
from explainery.checking.findings import Fault
from explainery.checking.numerals import FIGURE
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.marking.entities import entities_in
from explainery.page_format import dateline


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Lines without a citation that name someone or give a figure, outside their links."""
    if page.is_sources:
        return
    for line in page.shown.lines:
        if not line.is_heading and not line.keys and not _needs_no_citation(line):
            yield from _uncited_fact(line, context.evidence)


def _needs_no_citation(line: RenderedLine) -> bool:
    """Whether a line is a dateline, introduces others, asks a question, or continues on the next line."""
    return dateline(line.text) or bool(
        re.search(r"[:?]$", line.text) or (re.search(r"\w$", line.text) and not line.linked)
    )


def _uncited_fact(line: RenderedLine, evidence: Evidence) -> Iterator[Fault]:
    text = line.text
    for piece in filter(None, line.linked.split("  ")):
        text = text.replace(piece, " ")
    facts = [n.actor for n in entities_in(text, evidence.settings.parties)] + FIGURE.findall(text)
    if facts and len(text.split()) >= TUNING.least_uncited_words and "[^" not in text:
        _, closest = evidence.closest(line.text)
        hint = f"; the closest passage is {passage_label(closest)}" if closest else ""
        yield Fault(line.number, f"this statement names {facts[0]} but has no citation{hint}")


RULE = Rule(
    "EXP104",
    "a statement of fact cites a source",
    """A sentence that names someone or gives a figure states a fact, and readers must be able to see where it comes
from. Add the citation of the passage that says so; the message suggests the closest one. Questions, lines that end in a
colon because they introduce others, and the dateline under the title need no citation.
Example: “Olle Brandt wants 12 new ships.” without a citation.""",
    on_page=_check_page,
)
