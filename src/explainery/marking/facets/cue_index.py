"""Which cues a sentence contains, found by its words: few of the 1,300 words and phrases begin with any one of them.

Trying the pattern of each group on each sentence took half the time of marking. A phrase begins where a word begins, so
only those that begin with a word of the sentence are tried, and what a word by itself is a cue of is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from explainery.lexicon.tables import either
from explainery.marking.facets.cues import cue_words

_WORD = re.compile(r"(?<![\w<])<?\w+")  # "<money", too: a kind of name or figure is a word
_ONE_WORD = re.compile(r"(?:[a-z0-9|?*+)]|\(\?:|\\w|\[[a-z]+\])+")  # a pattern that fits within one word
_LEAD = re.compile(r"<?[a-z0-9]*[ ]?")
_GROUP = "(?:"
_REPEATS = tuple("?*+{")
_REMEMBERED = 1 << 14  # words: more than a newspaper uses in a week
_LETTERS = 1 << 8
_Tried = tuple[tuple[str, re.Pattern[str]], ...]  # groups, each with a pattern to try


def cues_in(words: str) -> set[str]:
    """The groups of cues of which a sentence contains one, as `cue_pattern` finds them. `words`: masked."""
    found: set[str] = set()
    for word in _WORD.finditer(words):
        alone, longer = _opened_by(word[0])
        if alone and not words.startswith(">", word.end()):
            found |= alone
        found.update(cue for cue, pattern in longer if cue not in found and pattern.match(words, word.start()))
    return found


@lru_cache(_REMEMBERED)
def _opened_by(word: str) -> tuple[frozenset[str], _Tried]:
    """The groups to which a word itself belongs, and the phrases that may begin with it."""
    alone = frozenset(cue for cue, pattern in _single_words(word[0]) if pattern.fullmatch(word))
    spaced = f"{word} "
    return alone, tuple((cue, pattern) for lead, cue, pattern in _phrases(word[0]) if spaced.startswith(lead))


@lru_cache(_LETTERS)
def _single_words(first: str) -> _Tried:
    """For each group, a pattern of its single words that begin with a letter."""
    rows = ((cue, [p for p in patterns if _fits_one_word(p, first)]) for cue, patterns in cue_words().items())
    return tuple((cue, re.compile(either(fitting))) for cue, fitting in rows if fitting)


def _fits_one_word(pattern: str, first: str) -> bool:
    return _ONE_WORD.fullmatch(pattern) is not None and any(first.startswith(lead[:1]) for lead in leads(pattern))


@lru_cache(_LETTERS)
def _phrases(first: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The phrases that begin with a letter: how each begins, its group and its pattern."""
    return tuple(
        (lead, cue, re.compile(rf"(?:{pattern})(?![\w>])"))
        for cue, patterns in cue_words().items()
        for pattern in patterns
        if not _ONE_WORD.fullmatch(pattern)
        for lead in leads(pattern)
        if first.startswith(lead[:1])
    )


def leads(pattern: str) -> tuple[str, ...]:
    """How the texts that fit a pattern begin: the letters of its first word, with the blank behind it if one is sure.

    A group at the start gives one for each of its branches: those of "(?:his|her) aides?" are "his " and "her ".
    A lead is "" where nothing is sure.
    """
    if not pattern.startswith(_GROUP):
        lead = _LEAD.match(pattern)
        found = lead[0] if lead else ""
        return (found[:-1] if pattern.startswith(_REPEATS, len(found)) else found,)
    *cuts, end = _cuts(pattern)
    rest = pattern[end + 1 :]
    if rest.startswith(_REPEATS):
        return ("",)
    branches = (pattern[a + 1 : b] for a, b in pairwise([len(_GROUP) - 1, *cuts, end]))
    return tuple(dict.fromkeys(lead for branch in branches for lead in leads(branch + rest)))


def _cuts(pattern: str) -> Iterator[int]:
    """Where the group at a pattern's start divides into branches, and at last where it ends."""
    depth = 0
    for at, mark in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if depth == 0 or (depth == 1 and mark == "|"):
            yield at
        if depth == 0:
            return
