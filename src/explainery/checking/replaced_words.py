"""What a statement puts in place of a passage's words: "Kramm" for "he", "Norsea" for "the company"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from explainery.checking.tuning import TUNING
from explainery.patterns import regex
from explainery.text import folded

_TOKEN = regex(r"[^\W_]+(?:[’'.-][^\W_]+)*(?:[’']|\b)")
_QUOTED = regex(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A stretch of a passage and what a statement has in its place; offsets into both texts, the end exclusive."""

    start: int
    end: int
    by_start: int
    by_end: int


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, folded, and its place."""

    word: str
    start: int
    end: int


def replaced(passage: str, statement: str) -> Iterator[Replaced]:
    """The stretches outside quotation marks that differ, between words that are the same or at an end of the texts.

    Nothing is given where the two have too little in common to be laid side by side.

    Args:
        passage: the words of a passage.
        statement: a statement that rests on it.
    """
    one, two = _tokens(passage), _tokens(statement)
    matcher = SequenceMatcher(None, [t.word for t in one], [t.word for t in two], autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    if shared < TUNING.aligned_share * len(one):
        return
    quoted = [m.span() for m in _QUOTED.finditer(passage)]
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "replace" and not any(start < one[b - 1].start < end for start, end in quoted):
            yield Replaced(one[a].start, one[b - 1].end, two[c].start, two[d - 1].end)


def _tokens(text: str) -> list[_Token]:
    return [_Token(folded(m[0]), *m.span()) for m in _TOKEN.finditer(text)]
