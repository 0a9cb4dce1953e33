"""The script of a text: which letters it is written in, so that texts of two scripts are not compared word by word."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

LATIN = "LATIN"
# Scripts of one writing that are used side by side count as one.
_TOGETHER = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HALFWIDTH": "CJK", "IDEOGRAPHIC": "CJK", "BOPOMOFO": "CJK"}


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return _TOGETHER.get(name, name)


def letters_by_script(text: str) -> Counter[str]:
    """How many letters of each script a text has."""
    return Counter(_script(letter) for letter in text if letter.isalpha())


def main_script(text: str) -> str:
    """The script of more than half of a text's letters; "" where there is none."""
    counts = letters_by_script(text)
    script, number = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return script if 2 * number > counts.total() else ""
