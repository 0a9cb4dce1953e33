"""EXP142: the passages that a statement cites speak of what it says."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context, statements
from explainery.checking.coverage import is_in_another_script
from explainery.checking.evidence import passage_label
from explainery.checking.findings import Fault, Severity
from explainery.checking.overlap import too_low
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule

_SHOWN = 5  # words in a message


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements that have next to nothing in common with what they cite."""
    for statement in statements(page, context):
        line, label = statement.line, passage_label(statement.cited[0])
        if is_in_another_script(line.text, statement.cited):
            message = f"this statement is in another script than the passage cited, {label}, and is not compared"
            yield Fault(line.number, message, Severity.WARNING)
            continue
        text = "; ".join(line.cells) if line.cells else line.text
        for found in too_low(text, statement.cited, context.evidence):
            words = ", ".join(f"“{word}”" for word in found.missing[:_SHOWN])
            yield Fault(line.number, f"the passage cited, {label}, says nothing of {words}: cite the one that does")


RULE = Rule(
    "EXP142",
    "the passages that a statement cites speak of what it says",
    """The other rules lay a statement beside its passage. One that has nothing in common with its passage, an invented
one or one with the wrong citation, leaves them nothing to compare. So most words of content must be the passage's, or
of the same family or group of synonyms; figures and words from around the passage count in part. Names are EXP103's.
A statement mostly in another script than its passage cannot be compared, which is a warning. Cite the passage that says
it, or say what the passage says. A true wording that shares no word with its passage needs a suppression and a reason.
Example: “The harbour master was convicted of fraud.”, citing a passage about a rise in fees.""",
    on_page=_check_page,
)
