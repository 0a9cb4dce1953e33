"""EXP126: a name, date or role that a statement puts in for its passage's words is the right one."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import CitedStatement, Context, statements
from explainery.checking.evidence import Evidence, passage_label, unquoted
from explainery.checking.findings import Fault
from explainery.checking.given_roles import ungiven_roles
from explainery.checking.page import CheckedPage
from explainery.checking.publisher_names import without_publishers
from explainery.checking.rule import Rule
from explainery.checking.source_cells import told_text
from explainery.checking.stand_ins import wrong_stand_ins
from explainery.checking.told_dates import untold_dates, untold_years


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements whose names, dates or roles are others than the sources tell."""
    for statement in statements(page, context):
        label = passage_label(statement.cited[0])
        for problem in dict.fromkeys(_problems(statement, context.evidence)):
            yield Fault(statement.line.number, f"{problem}: {label}")


def _problems(statement: CitedStatement, evidence: Evidence) -> Iterator[str]:
    line, cited = statement.line, statement.cited
    text = without_publishers(unquoted(told_text(line, cited) if line.cells else line.text), evidence)
    for date in untold_dates(text, cited, evidence):
        yield f"{date.text!r} is not a date that the passage tells"
    for year in untold_years(text, cited, evidence):
        yield f"{year!r} is not a year that the passage tells"
    if evidence.locked:
        return  # who is meant, and who holds an office, can stand in sentences that are not here
    if not line.cells:
        yield from wrong_stand_ins(line.text, cited, evidence)
    for stated in ungiven_roles(line, evidence):
        yield f"no sentence of the story calls {stated.person} “{stated.role}”"


RULE = Rule(
    "EXP126",
    "a name, date or role that stands for a passage's words is the one that they mean",
    """A statement must stand alone: “he” becomes a name, “on Thursday” a date, and a person gets a role at the first
mention. Each of these says something that the passage itself does not, so each can be wrong. An error is reported if a
date is not what the passage's words come to by the day of its article, if a name cannot be who is meant (another gender
or kind, or another person than the sentences before tell), and if no sentence of the story gives the person this role.
Example: “Olle Brandt said”, where the passage says “she said” and the sentence before speaks of Mara Lindqvist.""",
    on_page=_check_page,
)
