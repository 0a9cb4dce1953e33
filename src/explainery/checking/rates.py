"""Rates that a statement adds to a figure: "15 percent a month" where the passage counts by nothing."""

from __future__ import annotations

import re

from explainery.checking.quantities import Quantity

_RIGHT_BEHIND = re.compile(r"[ ,/]*(?:an?|per|each|every)?[ /]*$")
_ADVERBS = {
    "hour": "hourly",
    "day": "daily|days?|nightly",
    "night": "nightly",
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "year": "yearly|annual|annually|per annum",
}


def added_rate(quantity: Quantity, line: str, passages: list[str]) -> str:
    """The figure with its rate, if no passage speaks of what it is counted by; "" otherwise. All texts are folded."""
    every = quantity.every
    if not every:
        return ""
    at = re.compile(rf"\b{every}\b").search(line, quantity.end)
    if at is None or not _RIGHT_BEHIND.fullmatch(line[quantity.end : at.start()]):
        return ""
    known = re.compile(rf"\b(?:{every}s?|{_ADVERBS.get(every, every)}|each|every|per|apiece)\b|/|\b\w*ph\b")
    return "" if any(known.search(p) for p in passages) else line[quantity.start : at.end()]
