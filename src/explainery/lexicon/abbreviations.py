"""Abbreviations that end in a full stop, which may or may not end a sentence."""

from __future__ import annotations

import re
from enum import StrEnum

from explainery.lexicon.calendar import SHORT_MONTH
from explainery.lexicon.tables import by_use, either
from explainery.patterns import regex


class Abbreviation(StrEnum):
    """What an abbreviation stands for, or where it counts."""

    TITLE = "title"  # never ends a sentence: titles and ranks before a name, and what points onwards
    FIGURE = "figure"  # ends no sentence before a figure: "No. 7"
    EITHER = "either"  # may end a sentence: companies, streets, "etc."
    STATE = "state"  # a state or province, behind a town
    INSIDE = "inside"  # taken to end no sentence where only a speaker is sought
    CLAUSE = "clause"  # ends no clause of an exchange
    NAME = "name"  # a part of a run of capitalised words
    RANK = "rank"  # a title before a name, always with its stop
    FORM = "form"  # a form of address before a name, with or without its stop
    NAMELESS = "nameless"  # no name, nor the first word of one, where it has no stop


def abbreviations(use: Abbreviation) -> tuple[str, ...]:
    """The abbreviations of a use without their stop, the longest first."""
    return by_use("lexicon/data/abbreviations.tsv")[use]


def any_abbreviation(use: Abbreviation) -> str:
    """A pattern for any abbreviation of a use, without its stop."""
    return either(map(re.escape, abbreviations(use)))


# An abbreviation at the end of a text that ends in a full stop and ends no sentence, or an initial.
UNENDING = regex(rf"(?:\b(?:{any_abbreviation(Abbreviation.INSIDE)}|{SHORT_MONTH})|(?<![A-Za-z])[A-Z])\.$")
