"""EXP114: the build has another wording that nobody has decided on."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import WARNING, Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """A warning for each proposal that waits for this page, where its key is cited."""
    for key in sorted(context.decisions.waiting.get(page.inner, ())):
        line = next((u.line for u in page.shown.units if key in u.keys), 1)
        what = f"the build has something else for {key}: `explainery status` shows both, accept or keep decides"
        yield Fault(line, what)


RULE = Rule(
    "EXP114",
    "no proposal of the build waits for a decision",
    """You edited a sentence, and then its sources changed too. Your wording stays, and the build's waits until
somebody decides: `explainery status` shows both, `explainery accept` takes the build's, `explainery keep` keeps yours.
Example: an edited sentence whose article now prints another figure.""",
    severity=WARNING,
    on_page=check,
)
