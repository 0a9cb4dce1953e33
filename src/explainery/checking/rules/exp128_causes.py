"""EXP128: a cause is one that a passage gives."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.causes import wrong_cause
from explainery.checking.changed_objects import other_purpose
from explainery.checking.context import Context, statements
from explainery.checking.evidence import passage_label, unquoted
from explainery.checking.findings import Fault, Severity
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements that give a cause of their own, or make the effect the cause."""
    for statement in statements(page, context):
        passages = [p.words for p in statement.cited]
        place = f"{passage_label(statement.cited[0])}, “{statement.cited[0].words}”"
        if purpose := other_purpose(unquoted(statement.line.text), passages):
            message = f"“to {purpose[0]}” stands here in place of “to {purpose[1]}” in the passage cited: {place}"
            yield Fault(statement.line.number, message, Severity.ERROR)
        found = wrong_cause(statement.line.text, passages)
        if statement.line.cells or not found:
            continue
        if found.kind == "turned":
            problem = f"cause and effect around “{found.sign}” are the other way round in the passage"
        else:
            problem = f"no passage cited gives what stands with “{found.sign}” as a cause"
        severity = Severity.ERROR if found.is_certain else Severity.WARNING
        yield Fault(statement.line.number, f"{problem}: {place}", severity)


RULE = Rule(
    "EXP128",
    "a cause is one that a passage gives",
    """“Because”, “due to” and “led to” say why something happened, which is more than that it happened. The cause must
be in a passage cited, and on the same side of the word. It is an error if nothing of the cause is in any passage, if
cause and effect have changed places, or if something is raised or cut for another purpose; a warning if little of it
is, or if the passage gives no cause at all.
Say what the passage says, or cite the passage that gives the cause.
Example: “the port closed because of a fire”, where the passage only says that it closed on Monday.""",
    severity=Severity.WARNING,
    on_page=_check_page,
)
