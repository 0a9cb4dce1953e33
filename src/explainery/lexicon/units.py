"""Units of measure and money, as the table has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from explainery.lexicon.tables import table_rows


class Unit(NamedTuple):
    """A unit: its family (such as "length"), its name, and its size in that family's smallest unit; 0 for none."""

    family: str
    name: str
    size: float


@cache
def units() -> Mapping[str, tuple[Unit, ...]]:
    """The units by each spelling, in small letters and with blanks; "pounds" are two."""
    found: dict[str, list[Unit]] = {}
    for name, family, size, spellings in table_rows("lexicon/data/units.tsv"):
        for spelling in spellings.split():
            found.setdefault(spelling.replace("_", " "), []).append(Unit(family, name, float(size)))
    return MappingProxyType({spelling: tuple(listed) for spelling, listed in found.items()})
