"""The documentation of the rules, as `explainery explain` prints it."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.rules import RULES, rule_named


def explained(code: str) -> Iterator[str]:
    """A rule's code, severity, title and explanation, and how to suppress it. Raises ExplaineryError if unknown."""
    rule = rule_named(code)
    yield f"{rule.code} ({rule.severity}): {rule.title}"
    yield ""
    yield from rule.explanation.splitlines()
    yield ""
    if rule.is_suppressible:
        yield "To suppress it on one line, put this at the end of the line, with your reason:"
        yield f"<!-- explainery: allow {rule.code} because … -->"
    else:
        yield "It cannot be suppressed."


def listed() -> Iterator[str]:
    """A line for each rule: code, severity, title."""
    for code, rule in RULES.items():
        yield f"{code}  {rule.severity:7}  {rule.title}"
