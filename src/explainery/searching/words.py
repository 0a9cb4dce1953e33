"""The words of a text as search compares them. `search.js` cuts words in the same way; a test holds the two equal."""

from __future__ import annotations

import unicodedata

from explainery.patterns import regex

_WORD = regex(r"\d+(?:[.,]\d+)+|[^\W_]+")
_POSSESSIVE = regex(r"['’]s(?![^\W_])")


def words(text: str) -> list[str]:
    """The words in order: small letters without accents, "Kim’s" as "kim", "50,000" as "50000"."""
    plain = _POSSESSIVE.sub(" ", unicodedata.normalize("NFC", text))
    return [_folded(match) for match in _WORD.findall(plain)]


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower().replace(",", "")
    apart = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M")).lower().replace(",", "")
