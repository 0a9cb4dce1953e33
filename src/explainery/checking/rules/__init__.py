"""The rules, one a module, in the order of their codes."""

from __future__ import annotations

from explainery.checking.rule import Rule
from explainery.checking.rules import (
    exp101_citations,
    exp102_quotations,
    exp103_statements,
    exp104_uncited,
    exp105_quotation_share,
    exp106_unmarked_quotes,
    exp107_readable_page,
    exp108_locators,
    exp109_speakers,
    exp110_dates,
    exp111_links,
    exp112_unique_definitions,
    exp113_withdrawn_sources,
    exp114_waiting_proposals,
    exp115_conflict_marks,
    exp116_page_front_matter,
    exp117_suppressions,
    exp118_stale_lock,
    exp119_hedges,
    exp120_definition_texts,
    exp121_roles,
    exp122_units,
    exp123_opposites,
    exp124_summaries,
    exp125_layout,
)
from explainery.errors import ExplaineryError

_MODULES = (
    exp101_citations,
    exp102_quotations,
    exp103_statements,
    exp104_uncited,
    exp105_quotation_share,
    exp106_unmarked_quotes,
    exp107_readable_page,
    exp108_locators,
    exp109_speakers,
    exp110_dates,
    exp111_links,
    exp112_unique_definitions,
    exp113_withdrawn_sources,
    exp114_waiting_proposals,
    exp115_conflict_marks,
    exp116_page_front_matter,
    exp117_suppressions,
    exp118_stale_lock,
    exp119_hedges,
    exp120_definition_texts,
    exp121_roles,
    exp122_units,
    exp123_opposites,
    exp124_summaries,
    exp125_layout,
)
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
