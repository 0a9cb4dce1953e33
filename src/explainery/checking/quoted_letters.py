"""Capital letters that a quotation has and its passage has not: “BOTH SIDES are talking” is not what somebody said."""

from __future__ import annotations

from explainery.patterns import regex

_WORD = regex(r"[^\W\d_]+")
_BRACKETS = regex(r"\[[^\]]*\]")
_STARTS = regex(r"(?:^|[.!?:…\]]|\.\.\.)[\s\"'“”‘’«»—–-]*$")  # behind these a word may begin with a capital letter


def shouted(words: str, passage: str) -> str:
    """The first word of a quotation that has more capital letters than the passage has it with; "" if there is none.

    Args:
        words: the words of a quotation that the passage contains, however they are capitalised.
        passage: the words of the passage.
    """
    written = set(_WORD.findall(passage))
    known = {word.casefold() for word in written}
    bare = _BRACKETS.sub(lambda m: " " * (len(m[0]) - 1) + "]", words)
    for match in _WORD.finditer(bare):
        word = match[0]
        if word in written or word.casefold() not in known or word.islower():
            continue
        is_first = word[1:].islower() or len(word) == 1
        if not (is_first and _STARTS.search(bare[max(0, match.start() - 8) : match.start()])) and not _is_louder(
            word, written
        ):
            return word
    return ""


def _is_louder(word: str, written: set[str]) -> bool:
    """Whether a passage has a word with as many capital letters or more: "BRACKWATER" for "Brackwater"."""
    capitals = sum(letter.isupper() for letter in word)
    same = [w for w in written if w.casefold() == word.casefold()]
    return any(sum(letter.isupper() for letter in w) >= capitals for w in same)
