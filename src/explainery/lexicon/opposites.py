"""Words and their opposites, as the table of the news has them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from explainery.lexicon.tables import table_rows


class Opposites(NamedTuple):
    """Some words and what says the opposite of each; a word of several words has "_" for a blank.

    Attributes:
        kind: "v" for verbs, "w" for words as they stand, "n" for words that compare only before the same word.
        words: the one side.
        opposites: the other.
    """

    kind: str
    words: tuple[str, ...]
    opposites: tuple[str, ...]


@cache
def opposites() -> tuple[Opposites, ...]:
    """Every row of the table, from both sides."""
    rows = [(kind, tuple(a.split()), tuple(b.split())) for a, b, kind in table_rows("lexicon/data/opposites.tsv")]
    return tuple(Opposites(kind, *sides) for kind, a, b in rows for sides in ((a, b), (b, a)))
