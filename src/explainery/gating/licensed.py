"""Which words of a wording nothing allows: no passage, no row of the table of rewordings, no list of free words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import Word, akin, has, words_in
from explainery.lexicon.tables import table_rows
from explainery.lexicon.units import units

_FREE = "lexicon/data/free_words.tsv"


def unlicensed(wording: str, passages: Sequence[str], context: Sequence[str] = ()) -> Iterator[Refusal]:
    """The words of a wording (without quotations) that its passages do not allow. Names and figures have own rules.

    `context`: what stands in the story for a "he" or an "it" of the passages.
    """
    known = [word for passage in passages for word in words_in(passage)]
    around = [word for words in context for word in words_in(words)]
    for word in words_in(wording):
        if not (word.is_number or _is_allowed(word) or has(known, word) or _is_around(word, around)):
            if _is_half(word, wording, known):
                continue
            kind = Kind.NAME if _is_name(word, wording) else Kind.WORD
            yield Refusal(kind, f"“{word.text}” is in no passage, and no list allows it in place of their words")


def _is_around(word: Word, around: Sequence[Word]) -> bool:
    """Whether the story has a word itself where a passage says "it" or "she"; not one that only says the same."""
    return any(akin(word.text, other.text) for other in around if word.capital or not other.capital)


def _is_half(word: Word, text: str, known: Sequence[Word]) -> bool:
    """Whether a name is joined by a hyphen to one that a passage has, as "Lennish" for "Orrava-Lenn"."""
    other = next((w for w in words_in(text) if w.start == word.end + 1 and text[word.end] in "-‑"), None)
    return other is not None and word.capital and other.capital and has(known, other)


def _is_name(word: Word, text: str) -> bool:
    return word.capital and text[: word.start].strip(" “\"'‘") != ""


def _is_allowed(word: Word) -> bool:
    """Whether a word is free, or so general that it can stand in any story."""
    return is_free(word) or (word.text in free_words("general") and not word.capital)


def is_free(word: Word) -> bool:
    """Whether a word carries no fact by itself."""
    return word.text in free_words() and not (word.capital and word.start and word.text in {"may", "march"})


@cache
def free_words(*uses: str) -> frozenset[str]:
    """The free words of some uses; of all uses and the units of measure if none is given."""
    rows = [(use, words.split()) for _, use, words in table_rows(_FREE)]
    found = {word for use, words in rows if use in uses or (not uses and use != "general") for word in words}
    spelled = {part for unit in units() for part in unit.split()} if not uses else set()
    return frozenset(found | spelled)
