"""Numbers in text, in digits and in words."""

from __future__ import annotations

import re

from explainery.checking.ranges import widened
from explainery.checking.tuning import TUNING
from explainery.lexicon.numbers import up_to
from explainery.patterns import regex

FIGURE = regex(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w-])")
SPELLED = ["zero", *up_to(20)]
SMALL_NUMBERS = frozenset(map(str, range(TUNING.least_number_in_words)))  # "one of them", "the two" count nothing
_NUMBER = {word: str(i) for i, word in enumerate(SPELLED)}
_WORDS = regex(r"[a-z]+")


def spelled(text: str) -> set[str]:
    """The numbers from zero to twenty that are written as words, as digits."""
    words = set(_WORDS.findall(text.lower()))
    return {_NUMBER[word] for word in words & _NUMBER.keys()}


def digits(text: str) -> set[str]:
    """The numbers written in digits, without their commas, the digits inside them, and both ends of short ranges."""
    whole = {without_commas(f) for f in FIGURE.findall(text)} | set(re.findall(r"\d+", text))
    return whole | set(re.findall(r"\d+", widened(text)))


def without_commas(figure: str) -> str:
    """A figure as it is compared: "50,000" is "50000"."""
    return figure.replace(",", "")
