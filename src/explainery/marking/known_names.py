"""Names known in advance: those of the gazetteer and of a story's parties, found by the words that they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge

from explainery.lexicon.gazetteer import gazetteer
from explainery.lexicon.name_words import NameWord, any_name_word
from explainery.patterns import regex

Parties = tuple[tuple[str, tuple[str, ...]], ...]  # each with its other names
_WORD = regex(r"\w+")
_MARK = regex(r"\W")
_FULL_NAME = regex(r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}")
_AFTER_STATE = any_name_word(NameWord.AFTER_STATE)
_STORIES = 8  # whose parties are remembered, at some 52 KB: a build marks one story after the other


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names known in one story.

    Attributes:
        table: the actor that each name stands for.
        by_word: the names that begin with a word; under "" those that begin with none.
    """

    table: Mapping[str, str]
    by_word: Mapping[str, tuple[str, ...]]

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The longest of the names at `start`, where a word begins or a mark is."""
        names = self.by_word.get(_first_word(text, start))
        return pattern_of(names).match(text, start) if names else None

    def within(self, text: str) -> Iterator[re.Match[str]]:
        """All of the names in a text, in order."""
        words = (m.start() for m in _WORD.finditer(text) if m[0] in self.by_word)
        marks = (m.start() for m in _MARK.finditer(text)) if "" in self.by_word else ()
        end = 0
        for start in merge(words, marks):
            if start >= end and (found := self.match(text, start)):
                end = found.end()
                yield found


@lru_cache(_STORIES)
def known_names(parties: Parties) -> KnownNames:
    """The gazetteer's names and those of parties, which take precedence. A person's full name is not among them."""
    given = {alias: party for party, aliases in parties for alias in (party, *aliases)}
    own = {a: p for a, p in given.items() if a in gazetteer() or not _FULL_NAME.fullmatch(a)}
    table = {**gazetteer(), **own}
    return KnownNames(table, _by_word(table))


def _by_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names by the word that each begins with, the longest first."""
    by_word: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        by_word.setdefault(_first_word(name), []).append(name)
    return {word: tuple(listed) for word, listed in by_word.items()}


def _first_word(text: str, start: int = 0) -> str:
    word = _WORD.match(text, start)
    return word[0] if word else ""


@lru_cache(1 << 12)  # few of the gazetteer's names are in the news
def pattern_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of names, of which the first that fits is taken: no adjective or part of a longer word."""
    options = "|".join(re.escape(name).replace("'", "[’']") for name in names)
    return re.compile(rf"(?<![\w-])(?:{options})(?!\w|-\w|\.\w| {_AFTER_STATE}\b)")
