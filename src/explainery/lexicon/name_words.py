"""Words of proper names that tell what is named, and words in capitals that belong to no name."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from explainery.lexicon.abbreviations import Abbreviation, abbreviations
from explainery.lexicon.calendar import MONTHS, SHORT_MONTHS, WEEKDAYS
from explainery.lexicon.numbers import up_to
from explainery.lexicon.tables import by_use, either


class NameWord(StrEnum):
    """What a word tells of a name that contains it."""

    BODY = "body"  # a body's name: "the Harbour Board"
    PUBLIC = "public"  # a body that is no company
    PLACE = "place"  # a place's name ends in it
    THING = "thing"  # a name of several words that ends in it is no person's
    PARTICLE = "particle"  # a person's name may begin with it
    AFTER_STATE = "after_state"  # behind a state's or city's name it makes another name: "Boston Herald"


class Opener(StrEnum):
    """What a word in capitals at the beginning of a sentence tells."""

    NAMELESS = "nameless"  # it is no name, nor the first word of one
    OPENS = "opens"  # after an abbreviation, a sentence begins with it


def name_words(use: NameWord) -> tuple[str, ...]:
    """The words of a use, the longest first."""
    return by_use("lexicon/data/name_words.tsv")[use]


def any_name_word(use: NameWord) -> str:
    """A pattern for any word of a use."""
    return either(name_words(use))


def openers(use: Opener) -> frozenset[str]:
    """The words in capitals that begin sentences and no names, with numbers; of those without a name also days, months and titles."""
    listed = by_use("lexicon/data/openers.tsv")[use]
    return frozenset([*listed, *(_timely() if use is Opener.NAMELESS else (n.title() for n in up_to(5)[1:]))])


def _timely() -> Iterator[str]:
    yield from (*MONTHS, *WEEKDAYS, *(f"{month}." for month in SHORT_MONTHS))
    yield from (number.title() for number in up_to(10))
    yield from abbreviations(Abbreviation.NAMELESS)
