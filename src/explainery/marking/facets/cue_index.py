"""Which cues a sentence contains, found by its words: few of the 1,300 words and phrases begin with any one of them.

Trying the pattern of each group on each sentence took half the time of marking. A cue begins where a word begins. So
only those phrases are tried that may begin with a word of the sentence and the letters behind it, and what a word by
itself is a cue of is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain

from explainery.lexicon.sieve import heads
from explainery.lexicon.tables import either
from explainery.marking.facets.cues import cue_words
from explainery.patterns import regex

_WORD = regex(r"(?<![\w<])<?\w+")  # "<money", too: a kind of name or figure is a word
_ONE_WORD = regex(r"(?:[a-z0-9|?*+)]|\(\?:|\\w|\[[a-z]+\])+")  # a pattern that fits within one word
_START = 3  # letters by which words and phrases are kept
_PLAIN_START = regex(r"[a-z<]{1,3}(?![?*{])")  # letters with which whatever fits a pattern begins
_GROUP = regex(r"\(\?:[^()]*\)")
_PLAIN_HEAD = regex(r"[a-z]+ [a-z]{2,}(?![a-z?*{])")
_HEAD = 12  # letters of a phrase by which it is sought: enough for its first word and the start of its second
_BEHIND = 2  # letters of the second word
_REMEMBERED = 1 << 14  # words: more than a newspaper uses in a week
_ByStart = dict[str, list[tuple[str, str]]]  # groups, each with the text of a pattern
_Tried = tuple[tuple[str, re.Pattern[str]], ...]  # groups, each with a pattern to try


def cues_in(words: str) -> set[str]:
    """The groups of cues of which a sentence contains one, as `cue_pattern` finds them. `words`: masked."""
    found: set[str] = set()
    for word in _WORD.finditer(words):
        alone, phrases = _opened_by(word[0])
        end = word.end()
        if alone and not words.startswith(">", end):
            found |= alone
        for behind in ("", words[end + 1 : end + 1 + _BEHIND]) if phrases else ():
            for cue, pattern in phrases.get(behind, ()):
                if cue not in found and pattern.match(words, word.start()):
                    found.add(cue)
    return found


@lru_cache(_REMEMBERED)
def _opened_by(word: str) -> tuple[frozenset[str], Mapping[str, _Tried]]:
    """The groups to which a word itself belongs, and the phrases that may begin with it.

    The phrases are by the letters that begin their second word, or "" where these are not known.
    """
    starts = [word[:length] for length in range(_START + 1)]
    alone = frozenset(cue for start in starts for cue, pattern in _single_words(start) if pattern.fullmatch(word))
    phrases: dict[str, dict[tuple[str, re.Pattern[str]], None]] = {}
    for cue, pattern in chain.from_iterable(_cues_by_start()[1].get(start, ()) for start in dict.fromkeys(starts)):
        for head in _heads(pattern):
            if _may_open(word, head):
                phrases.setdefault(_behind(word, head), {})[cue, _compiled(pattern)] = None
    return alone, {behind: tuple(found) for behind, found in phrases.items()}


def _may_open(word: str, head: str) -> bool:
    """Whether a phrase that begins so may begin with a whole word."""
    return word.startswith(head) or (head.startswith(word) and not _WORD.match(head[len(word) :]))


def _behind(word: str, head: str) -> str:
    """The letters behind the word and one blank in what a phrase begins with; "" if there are too few."""
    letters = head[len(word) + 1 :][:_BEHIND] if head.startswith(f"{word} ") else ""
    return letters if len(letters) == _BEHIND else ""


@lru_cache(_REMEMBERED)
def _single_words(start: str) -> _Tried:
    """For each group, a pattern of its single words that begin so."""
    by_cue: dict[str, list[str]] = {}
    for cue, pattern in _cues_by_start()[0].get(start, ()):
        by_cue.setdefault(cue, []).append(pattern)
    return tuple((cue, re.compile(either(patterns))) for cue, patterns in by_cue.items())


@cache
def _cues_by_start() -> tuple[_ByStart, _ByStart]:
    """The single words and the phrases of all groups, by their first letters, as far as these are sure."""
    words: _ByStart = {}
    phrases: _ByStart = {}
    for cue, patterns in cue_words().items():
        for pattern in patterns:
            kind = words if _ONE_WORD.fullmatch(pattern) else phrases
            plain = _PLAIN_START.match(pattern) if "|" not in _GROUP.sub("", pattern) else None
            for start in [plain[0]] if plain else _starts(pattern):
                kind.setdefault(start, []).append((cue, pattern))
    return words, phrases


def _starts(pattern: str) -> set[str]:
    """The first letters of the first word of whatever fits a pattern; "" if it may be any."""
    words = (_WORD.match(head) for head in heads(pattern, _START))
    return {word[0] if word else "" for word in words}


@cache
def _heads(pattern: str) -> tuple[str, ...]:
    """How phrases that fit a pattern begin."""
    plain = _PLAIN_HEAD.match(pattern)  # of most, no pattern has to be read
    return (plain[0],) if plain and "|" not in pattern else tuple(sorted(heads(pattern, _HEAD)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?![\w>])")
