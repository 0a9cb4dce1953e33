"""What brackets put into a quotation: they may explain a word, not change what is said."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.evidence import pieces_of, spans_of_pieces
from explainery.checking.word_kin import is_among, words_in
from explainery.linking.assertions import negated
from explainery.patterns import regex

_BRACKETS = regex(r"\[([^\]]*)\]")
_SPOKEN = frozenset(
    "i we me us our my you your he she it they him her them his its their this that these those".split()
)


def bracketed(words: str, passage: str) -> Iterator[tuple[str, str]]:
    """The words in a quotation's brackets that change its sense, each with the passage's words in their place.

    Args:
        words: a quotation that the passage contains but for the brackets.
        passage: the passage, folded.
    """
    pieces = pieces_of(words)
    spans = spans_of_pieces(passage, pieces) or []
    parts = _BRACKETS.split(words)
    for i in range(1, len(parts), 2):
        before = len(pieces_of("…".join(parts[:i:2])))
        start = spans[before - 1][1] if 0 < before <= len(spans) else None
        end = spans[before][0] if before < len(spans) else len(passage)
        there = passage[start:end].strip(" ,") if start is not None else passage[:end] if before == 0 else ""
        if _changes(parts[i], there if len(there.split()) <= len(parts[i].split()) + 2 else "", passage):
            yield parts[i], there


def _changes(put: str, there: str, passage: str) -> bool:
    if negated(put.lower()) and not negated(there):
        return True
    told = [w.text for w in words_in(passage)]
    new = [w for w in words_in(put) if w.has_weight and not w.capital and not is_among(w.text, told)]
    replaced = [w for w in words_in(there) if w.has_weight and w.text not in _SPOKEN]
    return bool(new and replaced)
