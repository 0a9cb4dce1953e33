"""The words of a text in a form in which two texts can be compared: each by its base, with its place and its clause.

A base is no dictionary word: "proved", "proves" and "prove" share one, and so do "sold" and "sell". Nobody reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from explainery.lexicon.stems import STOP_WORDS
from explainery.lexicon.verbs import verb_of
from explainery.patterns import regex
from explainery.text import folded

_TOKEN = regex(r"(?P<break>[,;:()?!]|\.(?=\s|$|'| )| -+ )|(?P<word>[^\W_]+(?:[.,']?[^\W_]+|-(?=[^\W_]))*)")
NO_ADVERBS = frozenset("apply comply imply multiply reply supply rely fly rally ally bully tally".split())  # in "ly"
_IRREGULAR = {
    **{verb: verb for verb in NO_ADVERBS},
    "upheld": "uphold",
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "feet": "foot",
    "lives": "life",
    "understood": "understand",
    "forgot": "forget",
    "forgotten": "forget",
    "meant": "mean",
    "slept": "sleep",
}
# What "un" in front of it denies: "unlikely" is "likely", denied.
UNDONE = regex(r"un(?=(?:likely|able|willing|clear|known|happy|safe|aware|usual|certain|fair|true|lawful|wise)$)")
_LEAST = 3  # letters that a base keeps
# Words that join clauses. "That" and "whether" open one, too, but a "not" before them reaches into it.
_JOINING = frozenset("and but or although though while whereas because since unless however which who whose".split())
# A "did not say" turns on its verb; "yet" and "already" say nothing that can be denied.
_LIGHT = (STOP_WORDS - {"said", "says", "say"}) | frozenset("yet already ever even still always".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        text: the word, folded.
        base: the form in which it is compared.
        start: its place in the folded text.
        clause: the number of its clause, from 0.
    """

    text: str
    base: str
    start: int
    clause: int

    @property
    def is_content(self) -> bool:
        """Whether it says more than how other words hang together."""
        return self.text not in _LIGHT and not self.text.endswith("n't")


@lru_cache(maxsize=4096)
def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text, quotations included."""
    words: list[Word] = []
    clause = 0
    for match in _TOKEN.finditer(folded(text)):
        word = match["word"]
        if not word or word in _JOINING:
            clause += 1
        if word:
            words.append(Word(word, base(word), match.start(), clause))
    return tuple(words)


@lru_cache(maxsize=16384)
def base(word: str) -> str:
    """The form in which a folded word is compared with others."""
    word = word.removesuffix("'s").removesuffix("'")
    return _bare(_irregular().get(word) or _uninflected(UNDONE.sub("", word)))


def _uninflected(word: str) -> str:
    """A word without the ending of a verb, a plural or an adverb."""
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("ly", "")):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEAST - bool(instead) and re.search("[aeiouy]", rest):
            return rest + instead
    is_plural = len(word) > _LEAST and word[-1] == "s" and word[-2] not in "sui"
    return word[:-1] if is_plural else word


def _bare(word: str) -> str:
    """A word without a silent "e" or a doubled consonant at its end."""
    word = word.removesuffix("e") if len(word) > _LEAST else word
    is_doubled = len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "aeiou"
    return word[:-1] if is_doubled else word


@cache
def _irregular() -> Mapping[str, str]:
    return MappingProxyType({**verb_of(), **_IRREGULAR})


def content(words: tuple[Word, ...]) -> list[Word]:
    """The words of them that say something by themselves."""
    return [w for w in words if w.is_content]
