"""What the rules say of themselves."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.rules import RULES, rule_named


def explained(code: str) -> Iterator[str]:
    """A rule's lines: code, severity, title, explanation, how to switch it off. Raises ExplaineryError for no rule."""
    rule = rule_named(code)
    yield f"{rule.code} ({rule.severity}): {rule.title}"
    yield ""
    yield from rule.explanation.splitlines()
    yield ""
    if rule.code in {"EXP107", "EXP117"}:
        yield "It cannot be switched off."
    else:
        yield "To switch it off for one line, put this at the line's end, with your reason:"
        yield f"<!-- explainery: allow {rule.code} because … -->"


def listed() -> Iterator[str]:
    """A line for each rule."""
    for code, rule in sorted(RULES.items()):
        yield f"{code}  {rule.severity:7}  {rule.title}"
