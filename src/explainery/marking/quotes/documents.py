"""Documents that speak: whose "the statement" is, and what "the zoo" is short for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from explainery.model import Name
from explainery.patterns import regex
from explainery.text import one_line

_PAPER = r"(?:(?:news|press) release|statement|letter|memo|e-?mail|announcement|(?:blog )?post)"
_ISSUED = regex(rf"(?:the|an?|their|its|his|her)? ?(?:\w+ )?{_PAPER}", re.IGNORECASE)
_ISSUES = regex(
    rf"\b(?:released|issued|published|put out|posted|sent|wrote|said in) (?:an?|the|this|their|its) (?:[\w-]+ ){{0,2}}{_PAPER}\b",
    re.IGNORECASE,
)
_BESIDE = regex(r"[A-Z][\w’' -]*[’']s (?:family|parents|relatives|lawyers?|office|estate|team)")
_THE_NOUN = regex(r"(?:^|\W)the (?P<noun>[a-z]{3,})\s*$", re.IGNORECASE)


def is_document(words: str) -> bool:
    """Whether words name something that somebody issued: "the news release"."""
    return _ISSUED.fullmatch(words) is not None


def issues(text: str, begin: int, end: int) -> Iterator[int]:
    """Where somebody issues such a thing between two offsets ("released a statement"), the last first."""
    yield from (m.start() for m in reversed(list(_ISSUES.finditer(text, begin, end))))


def those_beside(words: str) -> str:
    """Those beside somebody, where words are nothing else: "Roe’s family"; otherwise ""."""
    owned = _BESIDE.fullmatch(words.strip(" \0"))
    return one_line(owned[0]) if owned else ""


def named_in_short(words: str, names: Sequence[Name]) -> Name | None:
    """The body whose name ends in the noun that words end in: "the zoo" is the Arlen Zoo.

    None where another body that ends so is named more than half as often.
    """
    noun = _THE_NOUN.search(words)
    full = [n for n in names if noun and n.actor.lower().endswith(f" {noun['noun'].lower()}")]
    (most, often), (_, next_often) = [*Counter(n.actor for n in full).most_common(2), ("", 0), ("", 0)][:2]
    return next(n for n in full if n.actor == most) if often and often >= 2 * next_often else None
