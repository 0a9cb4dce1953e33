"""Quotations of a wording: word for word in one passage, not cut short, and by the speaker whom the passage gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.checking.evidence import pieces_of, quotations, quotations_with_spans, spans_of_pieces
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import Word, same, words_in
from explainery.patterns import regex
from explainery.text import folded

_NO_NAMES = frozenset("the a an in on at he she it they according asked and but while when after before".split())
_EDGES = " .,;:!?'\"-"
_FRAGMENT = 5  # words up to which a quotation may be a part of the passage's
_MARKS = regex(r"[“”\"„‟«»]")
_TAG = regex(
    r"\b(?:said|says|say|told|tells|according|words?|replied|answered|added|asked|warned|wrote|explained|announced"
    r"|call(?:s|ed|ing)?|describ\w+|declared|insisted|dismiss\w+|spoke|speaking|complained|argued|stated|claimed)\b"
)


def misquoted(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The quotations of a wording that no passage has in quotation marks, in full, by the same speaker."""
    if len(_MARKS.findall(wording)) != 2 * len(quotations(wording)):
        yield Refusal(Kind.QUOTATION, "a quotation mark has no partner")
    for words, _ in quotations_with_spans(wording):
        holding = [p for p in passages if _is_quoted(words, p)]
        if not holding:
            yield Refusal(Kind.QUOTATION, f"no passage quotes these words so, and in full: “{words}”")
        elif not any(_has_speaker(wording, words, p) for p in holding):
            yield Refusal(Kind.QUOTATION, f"another person than the passage’s is given as the speaker of “{words}”")


def _is_quoted(words: str, passage: str) -> bool:
    """Whether a passage quotes some words: the whole of a quotation or, of few words, a part of one."""
    pieces = pieces_of(words)
    if len(pieces) != 1:
        return False
    for quotation in quotations(passage):
        if folded(quotation).strip(_EDGES) == pieces[0]:
            return True
        is_part = spans_of_pieces(folded(quotation), pieces) is not None
        if is_part and len(words.split()) <= _FRAGMENT and not words.rstrip().endswith((".", "!", "?")):
            return True
    return False


def _has_speaker(wording: str, words: str, passage: str) -> bool:
    """Whether a wording gives a quotation the speaker that its passage gives it, as far as both name one."""
    own, told = _speaker(wording, words), _speaker(passage, words)
    if own and told:
        return any(same(a, b) for a in own for b in told)
    return not _tags(passage) or bool(_tags(wording))


def _speaker(text: str, words: str) -> list[Word]:
    """The name nearest to the verb of saying that is nearest to a quotation."""
    place = text.lower().find(words.lower())
    tags = _tags(text)
    bare = _without(text)
    names = [w for w in words_in(bare) if w.capital and w.text not in _NO_NAMES]
    if place < 0 or not tags or not names:
        return []
    tag = min(tags, key=lambda m: min(abs(m.start() - place - len(words)), abs(m.end() - place)))
    nearest = min(names, key=lambda w: min(abs(w.start - tag.end()), abs(w.end - tag.start())))
    return _whole_name(names, nearest)


def _whole_name(names: Sequence[Word], one: Word) -> list[Word]:
    """The words that stand side by side with one of a name."""
    at = names.index(one)
    first = last = at
    while first and names[first].start - names[first - 1].end <= 1:
        first -= 1
    while last + 1 < len(names) and names[last + 1].start - names[last].end <= 1:
        last += 1
    return list(names[first : last + 1])


def _tags(text: str) -> list[re.Match[str]]:
    return list(_TAG.finditer(_without(text)))


def _without(text: str) -> str:
    """A text with blanks for its quotations."""
    for _, (start, end) in quotations_with_spans(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text
