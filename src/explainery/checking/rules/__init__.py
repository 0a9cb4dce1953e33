"""The rules, one a module. To add a rule, import it here; its code gives its place in the order."""

# ruff: noqa: F401 (RULES is collected from the imported names)

from __future__ import annotations

from explainery.checking.rule import Rule
from explainery.checking.rules.exp101_citations import RULE as EXP101
from explainery.checking.rules.exp102_quotations import RULE as EXP102
from explainery.checking.rules.exp103_statements import RULE as EXP103
from explainery.checking.rules.exp104_uncited import RULE as EXP104
from explainery.checking.rules.exp105_quotation_share import RULE as EXP105
from explainery.checking.rules.exp106_unmarked_quotes import RULE as EXP106
from explainery.checking.rules.exp107_readable_page import RULE as EXP107
from explainery.checking.rules.exp108_locators import RULE as EXP108
from explainery.checking.rules.exp109_speakers import RULE as EXP109
from explainery.checking.rules.exp110_dates import RULE as EXP110
from explainery.checking.rules.exp111_links import RULE as EXP111
from explainery.checking.rules.exp112_unique_definitions import RULE as EXP112
from explainery.checking.rules.exp113_withdrawn_sources import RULE as EXP113
from explainery.checking.rules.exp114_waiting_proposals import RULE as EXP114
from explainery.checking.rules.exp115_conflict_marks import RULE as EXP115
from explainery.checking.rules.exp116_page_front_matter import RULE as EXP116
from explainery.checking.rules.exp117_suppressions import RULE as EXP117
from explainery.checking.rules.exp118_stale_lock import RULE as EXP118
from explainery.checking.rules.exp119_hedges import RULE as EXP119
from explainery.checking.rules.exp120_definition_texts import RULE as EXP120
from explainery.checking.rules.exp121_roles import RULE as EXP121
from explainery.checking.rules.exp122_units import RULE as EXP122
from explainery.checking.rules.exp123_opposites import RULE as EXP123
from explainery.checking.rules.exp124_summaries import RULE as EXP124
from explainery.checking.rules.exp125_layout import RULE as EXP125
from explainery.checking.rules.exp126_insertions import RULE as EXP126
from explainery.checking.rules.exp127_drafts import RULE as EXP127
from explainery.checking.rules.exp128_causes import RULE as EXP128
from explainery.checking.rules.exp129_additions import RULE as EXP129
from explainery.checking.rules.exp130_joined import RULE as EXP130
from explainery.checking.rules.exp131_markup import RULE as EXP131
from explainery.checking.rules.exp132_page_settings import RULE as EXP132
from explainery.checking.rules.exp133_site_files import RULE as EXP133
from explainery.checking.rules.exp134_other_sites import RULE as EXP134
from explainery.checking.rules.exp140_edited_base import RULE as EXP140
from explainery.checking.rules.exp141_answers import RULE as EXP141
from explainery.checking.rules.exp142_overlap import RULE as EXP142
from explainery.errors import ExplaineryError

# Every rule imported above, by its code, in the order of the codes.
RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted((r for r in tuple(globals().values()) if isinstance(r, Rule)), key=lambda rule: rule.code)
}
_SUGGESTED = 3  # codes in a message at most


def _agreement(one: str, two: str) -> int:
    """The number of positions in which two codes have the same character."""
    return sum(a == b for a, b in zip(one, two, strict=False))


def rule_named(code: str) -> Rule:
    """The rule with a code, in capitals or not. Raises ExplaineryError, which suggests similar codes."""
    rule = RULES.get(code.upper())
    if rule is None:
        similar = [known for known in RULES if _agreement(known, code.upper()) >= len(known) - 1][:_SUGGESTED]
        hint = f"Did you mean {' or '.join(similar)}" if similar else "`explainery explain` lists all rules"
        raise ExplaineryError(f"there is no rule {code!r}", hint=hint)
    return rule
