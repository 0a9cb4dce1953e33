"""Cues: groups of words that suggest a facet in any story, such as words of giving, reason, pressure or law.

`cues.tsv` contains the words of each group, collected by hand. The weights of a group are learnt (see `classify.py`).
`cue_index.py` finds the groups that a sentence contains.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from explainery.lexicon.tables import by_group, either


@cache
def cue_words() -> Mapping[str, tuple[str, ...]]:
    """The patterns of each group's words and phrases."""
    return by_group("marking/facets/cues.tsv")


@cache
def cue_pattern(name: str) -> re.Pattern[str]:
    """The pattern of one group, for words as `features.masked_words` makes them."""
    return re.compile(rf"(?<![\w<]){either(cue_words()[name])}(?![\w>])")


# Themes: groups of cues. A theme is present if one of its cues is.
THEMES = {
    "passes": frozenset("giving selling receiving goods".split()),
    "terms": frozenset("swap deal offering asking".split()),
    "money": frozenset("money price tax invest pay profits".split()),
    "gain": frozenset("gains losses jobs".split()),
    "burden": frozenset("sanction penalty".split()),
    "want": frozenset("wants hopes aims".split()),
    "need": frozenset("needing pressure fear".split()),
    "why": frozenset("because reason purpose".split()),
    "interest": frozenset("interest|standing in the world|strategy".split("|")),
    "verdict": frozenset("praises|glad|condemns|outrage|stance".split("|")),
    "advice": frozenset("warns urges should".split()),
    "opinion": frozenset("judges|expects|first person".split("|")),
    "others": frozenset("experts groups politicians public markets".split()),
    "said": frozenset("statement told response denial".split()),
    "past": frozenset("years ago since once".split()),
    "standing": frozenset("is a|called|made of|lies|founded|usually|employs|biography".split("|")),
    "rules": frozenset("law treaty rule".split()),
    "thread": frozenset("comes after|first time|series|conflict".split("|")),
    "day": frozenset("weekday today now".split()),
    "act": frozenset("announces moves begins decides".split()),
    "case": frozenset("harm justice".split()),
    "open": frozenset("next unsure detail".split()),
}
