"""Figures in whatever characters a page writes them, as plain digits: "¾", "⑨⑤", "15²", "Ⅸ", and "IX percent"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from explainery.patterns import regex

_SPECIAL = regex(r"(?P<whole>\d+ ?)?(?P<part>[¼-¾⅐-⅞↉])|(?P<number>[\d²³¹⁰⁴-⁹₀-₉]+)|(?P<roman>[Ⅰ-ↈ]+)|[^\x00-ÿ]")
_PARTS = ("", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTS = ("no", "a", "two", "three", "four", "five", "six", "seven")
# Roman figures in Latin letters are letters, too: they count only before what is counted.
_ROMAN = regex(
    r"\b(?=[IVXLC]{2})(?P<roman>C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
    r"(?=(?: ?%| ?‰| (?:percent|per cent|points?|million|billion|crowns|dollars|euros|people|days|weeks|months"
    r"|years)\b))"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@lru_cache(maxsize=8192)
def in_digits(text: str) -> str:
    """A text with every figure of special characters in digits, or in words where it is a part ("three quarters")."""
    if text.isascii():
        return _ROMAN.sub(lambda m: str(_roman(m["roman"])), text)
    text = _SPECIAL.sub(_plain, text)
    return _ROMAN.sub(lambda m: str(_roman(m["roman"])), text)


def _plain(match: re.Match[str]) -> str:
    if match["part"]:
        return _part(match["whole"], unicodedata.numeric(match["part"]))
    if match["number"]:
        is_power = not match["number"][0].isdecimal()  # the raised 2 of "km²" counts nothing
        return match[0] if is_power else "".join(str(unicodedata.digit(c)) for c in match["number"])
    if match["roman"]:
        letters = unicodedata.normalize("NFKC", match["roman"]).upper()
        return str(_roman(letters)) if set(letters) <= _VALUES.keys() else match[0]
    if unicodedata.category(match[0]) not in {"No", "Nd"}:
        return match[0]
    value = unicodedata.numeric(match[0])
    return str(int(value)) if value.is_integer() else f"{value:g}"


def _part(whole: str | None, value: float) -> str:
    """A fraction of one character: "¾" is "three quarters", "2½" is "2.5"."""
    if whole:
        return f"{int(whole) + value:g}"
    below = next((n for n in range(2, len(_PARTS)) if abs(value * n - round(value * n)) < 1e-6 and round(value * n)), 0)  # noqa: PLR2004
    count = round(value * below)
    if not below or count >= len(_COUNTS):
        return f"{value:g}"
    return "half" if below == 2 else f"{_COUNTS[count]} {_PARTS[below]}{'s' if count > 1 else ''}"  # noqa: PLR2004


def _roman(letters: str) -> int:
    """The value of a Roman figure: a letter before a greater one is taken off."""
    values = [_VALUES[letter] for letter in letters]
    return sum(-v if v < behind else v for v, behind in zip(values, [*values[1:], 0], strict=True))
