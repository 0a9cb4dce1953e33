"""EXP130: a clause says what one of its passages says, not half of one and half of another."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context, statements
from explainery.checking.evidence import passage_label, unquoted
from explainery.checking.findings import Fault, Severity
from explainery.checking.joined_halves import joined_clauses
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements that cite a few passages, with a clause that only two of them together have."""
    for statement in statements(page, context) if not context.evidence.locked else ():
        line, cited = statement.line, statement.cited
        if line.cells or not 1 < len(cited) <= TUNING.most_joined:
            continue
        for joined in joined_clauses(unquoted(line.text), cited, context.evidence):
            said = f"“{joined.taken}” is said in {passage_label(joined.other)}, of something else"
            yield Fault(line.number, f"“{joined.clause}” is in no passage as it stands: {said}")
            break


RULE = Rule(
    "EXP130",
    "a clause takes its matter from one passage, not half from one and half from another",
    """A statement may cite two passages, and each clause then says what one of them says. A clause that takes who acts
from one and what is done from the other says something that no source says, although all its words have one.
A passage that points back (“it”, “the ban”) may be filled in from the one before it. This is a warning, because two
passages can speak of one thing without saying so. Give each passage its own clause, or cite the one that says it.
Example: “The union lost 3 million crowns”, where the union walked out and the company lost 3 million crowns.""",
    severity=Severity.WARNING,
    on_page=_check_page,
)
