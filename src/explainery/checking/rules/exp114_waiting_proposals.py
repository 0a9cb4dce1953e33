"""EXP114: no proposal of the build waits for a decision."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import Fault, Severity
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """A warning for each waiting proposal for this page, where its key is cited."""
    for key in sorted(context.decisions.waiting.get(page.inner, ())):
        number = next((line.number for line in page.shown.lines if key in line.keys), 1)
        message = (
            f"the build proposes other words for {key}: compare them with `explainery status`, then accept or keep"
        )
        yield Fault(number, message)


RULE = Rule(
    "EXP114",
    "no proposal of the build waits for a decision",
    """You edited a sentence, and later its sources changed. Your words stay on the page, and the build's words wait
until someone decides. `explainery status` shows both, `explainery accept` takes the build's, `explainery keep` keeps
yours.
Example: an edited sentence whose article now gives another figure.""",
    severity=Severity.WARNING,
    on_page=_check_page,
)
