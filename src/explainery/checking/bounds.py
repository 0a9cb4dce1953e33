"""Words of comparison before a figure: "more than 50,000" and "fewer than 50,000" are not 50,000.

"At least", "up to" and "about" include the figure, so that adding one of them says little. "More than", "fewer than"
and "nearly" exclude it: a passage must say so, or give another figure that lies there.
"""

from __future__ import annotations

from explainery.checking.quantities import ABOUT, AT_LEAST, AT_MOST, SOME, Quantity
from explainery.patterns import regex

MORE, LESS, NEARLY = "more", "less", "nearly"
_SIGNS = {
    MORE: r"(?:more|higher|greater|larger|longer|further) than|in excess of|upwards of|exceed(?:s|ed|ing)?|just over"
    r"|surpass(?:es|ed|ing)?",
    LESS: r"(?:fewer|less|lower|smaller|shorter) than|just under",
    NEARLY: r"nearly|almost|not quite|close on",
}
_BARE = {MORE: r"over|above", LESS: r"under|below"}  # "over 20 years" may be "during", "under two flags" a place
_PLACE = r"(?: an?)? (?:(?:us|a|c|nz|hk)?[$€£¥])?$"
_EXCLUDES = {kind: regex(rf"(?<!no )(?<!not )(?<!n't )\b(?:{words}){_PLACE}") for kind, words in _SIGNS.items()}
_BARELY = {kind: regex(rf"(?<!no )(?<!not )\b(?:{words}){_PLACE}") for kind, words in _BARE.items()}
_REACHED = regex(
    rf"\b(?:as (?:many|much) as|up to|at (?:most|least)|about|around|some|no (?:more|fewer|less) than){_PLACE}"
)
# "Ten fewer than 50" compares with the 50 and does not bound it.
_BY_HOW_MUCH = regex(
    r"(?:\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|far|times|percent|points?))"
    r"(?: [\w'-]+){0,3}? (?:more|higher|greater|larger|longer|further|fewer|less|lower|smaller|shorter) than(?: an?)? $"
)
# What says in other words that the true number is above or below a figure.
_SAYS = {
    MORE: regex(r"\b(?:pass|cross|top|surpass|exceed|beat|br(?:eak|oke)|outnumber|beyond|above|over|more|higher)\w*"),
    LESS: regex(r"\b(?:short|below|under|fewer|less|lower|miss|near|almost|not quite|shy)\w*"),
}
_LEAST_BARE = 100  # smallest number before which a bare "over" is no place or span of time. By taste.
_WORDS_BEFORE, _WORDS_BEHIND = 5, 4


def is_sharpened(quantity: Quantity, line: str, other: Quantity, passage: str) -> bool:
    """Whether a figure of a statement excludes what a passage gives as the number, or as a limit that can be reached.

    Args:
        quantity: the statement's figure.
        line: the statement, folded.
        other: the same figure in a passage.
        passage: the passage, folded.
    """
    kind = excluded(quantity, line)
    if not kind or excluded(other, passage) or quantity.is_part or _is_said(kind, other, passage):
        return False
    if kind == NEARLY:
        return not other.bound
    limits = {MORE: AT_MOST, LESS: AT_LEAST}
    is_reached = kind == LESS and other.bound == AT_MOST
    return other.bound in {"", ABOUT, SOME, limits[kind]} or is_reached


def excluded(quantity: Quantity, line: str) -> str:
    """On which side of a figure the number lies that a text speaks of: `MORE`, `LESS`, `NEARLY`; "" for neither."""
    before = line[: quantity.start]
    if _BY_HOW_MUCH.search(before):
        return ""
    is_large = quantity.value >= _LEAST_BARE and not any(u.family == "time" for u in quantity.units) and quantity.bound
    signs = [*_EXCLUDES.items(), *(_BARELY.items() if is_large else ())]
    return next((kind for kind, pattern in signs if pattern.search(before)), "")


def bounded(quantity: Quantity, line: str) -> str:
    """A figure with the words of comparison before it."""
    patterns = (*_EXCLUDES.values(), *_BARELY.values(), _REACHED)
    found = [m for p in patterns if (m := p.search(line[: quantity.start]))]
    return line[found[0].start() : quantity.end] if found else quantity.text


def _is_said(kind: str, other: Quantity, passage: str) -> bool:
    """Whether the words around a passage's figure say on which side of it the number lies."""
    near = [*passage[: other.start].split()[-_WORDS_BEFORE:], *passage[other.end :].split()[:_WORDS_BEHIND]]
    return _SAYS[MORE if kind == MORE else LESS].search(" ".join(near)) is not None
