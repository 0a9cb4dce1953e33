"""Names that are known beforehand: states and bodies with their other names, places, and people's given names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from explainery.lexicon.tables import table_rows


@cache
def gazetteer() -> Mapping[str, str]:
    """Every name of every actor, by the name that the actor has here: "Norwegian" is "Norway"."""
    return MappingProxyType(
        {name: actor for actor, *others in table_rows("lexicon/data/actors.tsv") for name in (actor, *others)}
    )


@cache
def places() -> frozenset[str]:
    """Places that act in few stories."""
    return frozenset(name for (name,) in table_rows("lexicon/data/places.tsv"))


@cache
def genders() -> Mapping[str, str]:
    """Given names, each with the pronoun that usually goes with it: "m", "f", or "mf" for either."""
    return MappingProxyType({name: pronoun for name, pronoun in table_rows("lexicon/data/given_names.tsv")})  # noqa: C416 (rows have any number of cells)


def is_given(word: str) -> bool:
    """Whether a word is a given name, or a double name that begins with one."""
    return word.split("-", 1)[0] in genders()
