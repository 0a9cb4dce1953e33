"""Which cues a sentence contains, found by its words: few of the 1,300 words and phrases begin with any one of them.

Trying the pattern of each group on each sentence took half the time of marking. A cue begins where a word begins. So
only those phrases are tried that may begin with a word of the sentence and the letters behind it, and what a word by
itself is a cue of is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from explainery.lexicon.sieve import heads
from explainery.lexicon.tables import either
from explainery.marking.facets.cues import cue_words

_WORD = re.compile(r"(?<![\w<])<?\w+")  # "<money", too: a kind of name or figure is a word
_ONE_WORD = re.compile(r"(?:[a-z0-9|?*+)]|\(\?:|\\w|\[[a-z]+\])+")  # a pattern that fits within one word
_PLAIN_START = re.compile(r"[a-z](?![?*{|])[^|]*(?:\(|$)")  # a pattern whose first letter is sure
_HEAD = 12  # letters of a phrase by which it is sought: enough for its first word and the start of its second
_BEHIND = 2  # letters of the second word
_LETTERS = 1 << 8  # whose words and phrases are kept: all that words begin with
_REMEMBERED = 1 << 14  # words: more than a newspaper uses in a week
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
    alone = frozenset(cue for cue, pattern in _single_words(word[0]) if pattern.fullmatch(word))
    phrases: dict[str, dict[tuple[str, re.Pattern[str]], None]] = {}
    for head, cue, pattern in _phrases(word[0]):
        if _may_open(word, head):
            phrases.setdefault(_behind(word, head), {})[cue, pattern] = None
    return alone, {behind: tuple(found) for behind, found in phrases.items()}


def _may_open(word: str, head: str) -> bool:
    """Whether a phrase that begins so may begin with a whole word."""
    return word.startswith(head) or (head.startswith(word) and not _WORD.match(head[len(word) :]))


def _behind(word: str, head: str) -> str:
    """The letters behind the word and one blank in what a phrase begins with; "" if there are too few."""
    letters = head[len(word) + 1 :][:_BEHIND] if head.startswith(f"{word} ") else ""
    return letters if len(letters) == _BEHIND else ""


@lru_cache(_LETTERS)
def _single_words(first: str) -> _Tried:
    """For each group, a pattern of its single words that begin with a letter."""
    rows = ((cue, [p for p in patterns if _is_word_with(p, first)]) for cue, patterns in cue_words().items())
    return tuple((cue, re.compile(either(fitting))) for cue, fitting in rows if fitting)


def _is_word_with(pattern: str, first: str) -> bool:
    return _ONE_WORD.fullmatch(pattern) is not None and any(first.startswith(letter) for letter in _firsts(pattern))


def _firsts(pattern: str) -> Iterator[str]:
    """The letters that whatever fits a pattern begins with; "" if it may be any."""
    yield from pattern[0] if _PLAIN_START.match(pattern) else heads(pattern, 1)


@lru_cache(_LETTERS)
def _phrases(first: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The phrases that begin with a letter: how each may begin, its group and its pattern."""
    found = ((cue, p) for cue, patterns in cue_words().items() for p in patterns if not _ONE_WORD.fullmatch(p))
    return tuple(
        (head, cue, re.compile(rf"(?:{pattern})(?![\w>])"))
        for cue, pattern in found
        if any(first.startswith(letter) for letter in _firsts(pattern))
        for head in sorted(heads(pattern, _HEAD))
        if first.startswith(head[:1])
    )
