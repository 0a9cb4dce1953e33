"""The rules, one a module, in the order of their codes."""

from __future__ import annotations

from explainery.checking.rule import Rule
from explainery.checking.rules import (
    citations,
    conflicts,
    dates,
    definition_texts,
    definitions,
    frontmatter,
    hedges,
    layout,
    links,
    locators,
    opposites,
    quotations,
    reading,
    roles,
    share,
    speakers,
    stale,
    statement,
    summaries,
    suppressions,
    uncited,
    units,
    unmarked,
    waiting,
    withdrawn,
)
from explainery.errors import ExplaineryError

_MODULES = (
    citations, quotations, statement, uncited, share, unmarked, reading, locators, speakers, dates, links, definitions,
    withdrawn, waiting, conflicts, frontmatter, suppressions, stale, hedges, definition_texts, roles, units, opposites,
    summaries, layout,
)  # fmt: skip
RULES: dict[str, Rule] = {rule.code: rule for rule in (module.RULE for module in _MODULES)}


def _same_places(one: str, two: str) -> int:
    """How many letters of two codes are the same in the same place."""
    return sum(a == b for a, b in zip(one, two, strict=False))


def rule_named(code: str) -> Rule:
    """The rule of a code, in capitals or not. Raises ExplaineryError, with the codes that are near."""
    found = RULES.get(code.upper())
    if found is None:
        near = [known for known in RULES if _same_places(known, code.upper()) >= len(known) - 1][:3]
        hint = f"Did you mean {' or '.join(near)}" if near else "`explainery explain` lists them all"
        raise ExplaineryError(f"there is no rule {code!r}", hint=hint)
    return found
