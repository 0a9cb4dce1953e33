"""EXP119: a statement is as cautious as its passages."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context, statements
from explainery.checking.evidence import passage_label
from explainery.checking.findings import Fault, Severity
from explainery.checking.hedges import all_for_some, lost, lost_bounds
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements that present as certain, exact or whole what their passages do not."""
    for statement in statements(page, context):
        if statement.line.cells:
            continue
        for problem in _problems(statement.line.text, [p.words for p in statement.cited]):
            yield Fault(statement.line.number, f"{problem}: {passage_label(statement.cited[0])}")
            break


def _problems(text: str, passages: list[str]) -> Iterator[str]:
    for hedge in lost(text, passages):
        yield f"this statement is certain, but its passage says “{hedge.sign}”"
    for figure, bound in lost_bounds(text, passages):
        yield f"“{figure}” is “{bound}” that in the passage"
    if whole := all_for_some(text, passages):
        yield f"this statement says “{whole[0]}”, but its passage “{whole[1]}”"


RULE = Rule(
    "EXP119",
    "a statement is as cautious as its passages",
    """“Reportedly”, “allegedly”, “may” and “is believed to” tell readers how certain something is. If every passage
cited contains such a word and the statement says the same without one, readers take a report for a fact. So it is with
“wants to” and “up to”, and with “some” where the statement says “all”. Restore the caution, or say whose claim it is.
This is a warning, because caution can be expressed in ways that no list covers.
Example: “North Korea wants cheap oil”, where the passage says “reportedly wants”.""",
    severity=Severity.WARNING,
    on_page=_check_page,
)
