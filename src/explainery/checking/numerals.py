"""Figures in text, in digits and in words."""

from __future__ import annotations

import re

from explainery.lexicon.numbers import up_to

FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w-])")
SPELLED = ["zero", *up_to(20)]
_NUMBER = {word: str(i) for i, word in enumerate(SPELLED)}
_WORDS = re.compile(r"[a-z]+")


def spelled(text: str) -> set[str]:
    """The figures that are written as words, as digits."""
    rows = set(_WORDS.findall(text.lower()))
    return {_NUMBER[word] for word in rows & _NUMBER.keys()}


def digits(text: str) -> set[str]:
    """The figures that are written in digits, without their commas, and every row of digits inside them."""
    return {f.replace(",", "") for f in FIGURE.findall(text)} | set(re.findall(r"\d+", text))
