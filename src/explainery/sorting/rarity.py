"""How telling a word is: the fewer articles use it, the more it says which story an article belongs to.

Counted in the pile alone, a word that names the story of a small pile would seem common. So articles are added that
are not there, with words as frequent as in `common_words.tsv`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from explainery.lexicon.tables import table_rows
from explainery.sorting.tuning import TUNING

_FUNCTION_WORD = 0.6  # share of articles of its language that contain a word such as "und"


@cache
def _shares() -> Mapping[str, float]:
    """The share of articles, 0 to 1, that contain a stem or, after "@", a name."""
    shares = {word: int(thousandth) / 1000 for word, thousandth in table_rows("sorting/common_words.tsv")}
    for _, words in table_rows("sorting/function_words.tsv"):
        for word in words.split():
            shares[word] = max(shares.get(word, 0.0), _FUNCTION_WORD)
    return shares


def commonness(word: str) -> float:
    """The share of articles in general that contain a stem or a name; 0 for rare ones."""
    return _shares().get(word, 0.0)


class Rarity:
    """How rare each word is among a pile's articles and those that are added to them."""

    def __init__(self, articles: Iterable[Iterable[str]]) -> None:
        self._frequency: Counter[str] = Counter()
        count = 0
        for words in articles:
            self._frequency.update(words)
            count += 1
        self._total = count + TUNING.prior_articles

    def frequency(self, word: str) -> int:
        """The number of the pile's articles with a word."""
        return self._frequency[word]

    def of(self, word: str) -> float:
        """The weight of a word: the logarithm of how many articles there are to one that contains it."""
        holders = self._frequency[word] + TUNING.prior_articles * commonness(word)
        return max(0.0, math.log((self._total + 1) / max(holders, 1.0)))
