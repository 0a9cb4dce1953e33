"""Word starts: which of many groups of patterns fit a text, tried only where a word begins with the right letters.

A sentence has twenty words, and most of the patterns of a group begin with none of them. To look up the first letters
of each word takes a fraction of what it takes to search for every group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from explainery.lexicon.sieve import heads
from explainery.patterns import regex

_LETTERS = 5
_REMEMBERED = 1 << 12  # the first letters of words
_STARTS = regex(rf"(?<!\w)(?=(\w.{{0,{_LETTERS - 1}}}))", re.DOTALL)
_Tried = tuple[str, re.Pattern[str]]  # a group, with the pattern of its branches


@dataclass(frozen=True)
class WordStarts:
    """Groups of patterns by the letters with which whatever fits them begins.

    Attributes:
        by_start: the groups that may fit where a word begins with these letters, five or fewer.
        anywhere: the groups of which nothing is known, or that may begin with a mark.
    """

    by_start: Mapping[str, tuple[_Tried, ...]]
    anywhere: tuple[_Tried, ...]

    @classmethod
    def of(cls, groups: Mapping[str, tuple[Iterable[str], str]]) -> WordStarts:
        """The groups by name, each with the patterns of its branches, and one pattern of them all.

        That pattern fits lower case, and never inside a word.
        """
        by_start: dict[str, list[_Tried]] = {}
        anywhere: list[_Tried] = []
        for name, (branches, pattern) in groups.items():
            tried = name, re.compile(pattern)
            starts = {start for branch in branches for start in heads(branch, _LETTERS)}
            if all(start[:1].isalnum() for start in starts):
                for start in sorted(starts):
                    by_start.setdefault(start, []).append(tried)
            else:
                anywhere.append(tried)
        return cls({start: tuple(found) for start, found in by_start.items()}, tuple(anywhere))

    def fitting(self, text: str) -> frozenset[str]:
        """The groups of which a pattern fits somewhere in a text in lower case."""
        found = {name for name, pattern in self.anywhere if pattern.search(text)}
        for at, (name, pattern) in self._openings(text):
            if name not in found and pattern.match(text, at):
                found.add(name)
        return frozenset(found)

    def _openings(self, text: str) -> Iterator[tuple[int, _Tried]]:
        """Where a word begins as a group does, with that group."""
        for word in _STARTS.finditer(text):
            for tried in self._beginning_with(word[1]):
                yield word.start(), tried

    @cached_property
    def _beginning_with(self) -> Callable[[str], tuple[_Tried, ...]]:
        """The groups that may fit a word, by its first letters. Remembered, because most words come again and again."""
        return lru_cache(_REMEMBERED)(
            lambda letters: tuple(
                tried for length in range(1, len(letters) + 1) for tried in self.by_start.get(letters[:length], ())
            )
        )
