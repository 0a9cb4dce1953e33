"""Verbs and their forms: those that inflect by rule, and the irregular ones of the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from explainery.lexicon.tables import table_rows

GROUPS = "lexicon/data/verbs.tsv"


@cache
def past_forms() -> Mapping[str, frozenset[str]]:
    """The past forms of each irregular verb."""
    return MappingProxyType(
        {verb: frozenset(past.split()) for verb, past in table_rows("lexicon/data/irregular_verbs.tsv")}
    )


@cache
def verb_of() -> Mapping[str, str]:
    """The verb of each irregular past form."""
    return MappingProxyType({form: verb for verb, past in past_forms().items() for form in past})


@cache
def grouped_verbs() -> frozenset[str]:
    """The verbs of the news, those that tell one deed in one row of their table."""
    return frozenset(verb for _, verbs in table_rows(GROUPS) for verb in verbs.split())


def forms(word: str) -> frozenset[str]:
    """The forms of a verb, or of a verb with a particle (`step_down`)."""
    verb, mark, particle = word.partition("_")
    return frozenset(f"{form}{mark}{particle}" for form in _inflected(verb) | past_forms().get(verb, frozenset()))


def _inflected(verb: str) -> frozenset[str]:
    """The forms of a verb by rule; some of them are no words, which does no harm."""
    if verb.endswith("e"):
        return frozenset({verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"})
    if re.search(r"[^aeiou]y$", verb):
        return frozenset({verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"})
    third = f"{verb}es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else f"{verb}s"
    doubled = verb + verb[-1] if re.search(r"[aeiou][bdgklmnprt]$", verb) else verb
    return frozenset({verb, third, f"{verb}ed", f"{verb}ing", f"{doubled}ed", f"{doubled}ing"})
