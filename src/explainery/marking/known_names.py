"""Names known in advance: those of the gazetteer and of a story's parties, found by the words that they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import merge
from itertools import chain

from explainery.lexicon.gazetteer import gazetteer
from explainery.lexicon.name_words import NameWord, any_name_word

Parties = tuple[tuple[str, tuple[str, ...]], ...]  # each with its other names
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"\W")
_FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}")
_AFTER_STATE = any_name_word(NameWord.AFTER_STATE)
_STORIES = 256  # whose parties are remembered: a build marks one story after the other


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names known in one story.

    Attributes:
        table: the actor that each name stands for.
        patterns: a pattern of the names that begin with a word, longer ones first; under "" those that begin with none.
    """

    table: Mapping[str, str]
    patterns: Mapping[str, re.Pattern[str]]

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The longest of the names at `start`, where a word begins or a mark is."""
        pattern = self.patterns.get(_first_word(text, start))
        return pattern.match(text, start) if pattern else None

    def within(self, text: str) -> Iterator[re.Match[str]]:
        """All of the names in a text, in order."""
        words = (m.start() for m in _WORD.finditer(text) if m[0] in self.patterns)
        marks = (m.start() for m in _MARK.finditer(text)) if "" in self.patterns else ()
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
    words = {_first_word(name) for name in own}
    again = {word: pattern_of(n for n in chain(gazetteer(), own) if _first_word(n) == word) for word in words}
    return KnownNames({**gazetteer(), **own}, {**_of_gazetteer(), **again})


@cache
def _of_gazetteer() -> Mapping[str, re.Pattern[str]]:
    names: dict[str, list[str]] = {}
    for name in gazetteer():
        names.setdefault(_first_word(name), []).append(name)
    return {word: pattern_of(beginning) for word, beginning in names.items()}


def _first_word(text: str, start: int = 0) -> str:
    word = _WORD.match(text, start)
    return word[0] if word else ""


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern of names: the longest that fits, and no adjective or part of a longer word."""
    longest_first = sorted(set(names), key=lambda n: (-len(n), n))
    options = "|".join(re.escape(name).replace("'", "[’']") for name in longest_first)
    return re.compile(rf"(?<![\w-])(?:{options})(?!\w|-\w|\.\w| {_AFTER_STATE}\b)")
