"""Ranges of numbers in their short form, "1950-53" or "pp. 112-18", and spans of years that dates come to."""

from __future__ import annotations

import re
from itertools import combinations

from explainery.patterns import regex

_SHORT = regex(r"(?<![\w.,/:–-])(?P<first>\d{3,4})(?P<between> ?[-–/] ?)(?P<last>\d{1,2})(?![\w/:–]|[.,-]\d)")
_YEAR = regex(r"(?<![\w.,$€£])(?:1[5-9]|20)\d\d(?!\d|,\d)")


def widened(text: str, *, years_only: bool = False) -> str:
    """A text with both numbers of each short range in full: "1950-53" is "1950 to 1953".

    Args:
        text: any text.
        years_only: whether "112-18" stays: it can be the score of a match.
    """

    def full(match: re.Match[str]) -> str:
        first, last = match["first"], match["last"]
        whole = first[: len(first) - len(last)] + last
        is_year = _YEAR.fullmatch(first) is not None and len(last) > 1
        if int(whole) <= int(first) or (years_only and not is_year):
            return match[0]
        return f"{first} to {whole}"

    return _SHORT.sub(full, text)


def year_spans(text: str) -> set[int]:
    """How many years lie between any two years of a text."""
    years = {int(year) for year in _YEAR.findall(widened(text))}
    return {abs(a - b) for a, b in combinations(years, 2)}
