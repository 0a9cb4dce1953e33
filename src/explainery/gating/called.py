"""How a story calls people, bodies and things: a wording may call them so, too, where their name stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from explainery.checking.acting_nouns import is_body_noun
from explainery.checking.evidence import Evidence
from explainery.checking.frames import is_verb_form
from explainery.gating.licensed import is_free
from explainery.gating.tuning import TUNING
from explainery.gating.words import Word, akin, words_in
from explainery.model import Name, Passage
from explainery.patterns import regex

_THING = regex(r"\b(?:it|its|they|their|them)\b", re.IGNORECASE)
_BACK = frozenset("he she it they his her its their this these both neither none all".split())
_SUBJECT = 60  # characters at the beginning of a sentence in which its subject is named


def described(wording: str, evidence: Evidence) -> Iterator[str]:
    """The nouns of a wording that stand right beside a name, and do so in the story: "the satellite Pluvia-2"."""
    own = words_in(wording)
    for i, word in enumerate(own):
        is_noun = not (word.capital or word.is_number or is_free(word) or is_verb_form(word.text))
        names = {w.text for w in _around(own, i, 1)} if is_noun else set()
        if names and any(_is_beside(word, names, p.words) for p in evidence.by_key.values()):
            yield word.text


def _is_beside(noun: Word, names: Collection[str], text: str) -> bool:
    """Whether a sentence has a noun right beside one of some names."""
    words = words_in(text)
    places = [i for i, w in enumerate(words) if not w.capital and akin(w.text, noun.text)]
    return any(near.text in names for i in places for near in _around(words, i, 1))


def _around(words: Sequence[Word], i: int, reach: int) -> list[Word]:
    """The names near a word."""
    return [w for w in words[max(0, i - reach) : i + reach + 1] if _is_name(w)]


def _is_name(word: Word) -> bool:
    return word.capital and not is_free(word) and not word.is_number


def stands_for(passage: Passage) -> Iterator[str]:
    """The name before a passage for which its "its" or "the company" plainly stands."""
    pronoun = _opens_with_thing(passage.words)
    if not pronoun and not _has_bare_body(passage.words):
        return
    first = max(0, passage.number - 1 - TUNING.sentences_before)
    for sentence in reversed(passage.marked.sentences[first : passage.number - 1]):
        names = [n for n in passage.marked.names_in(sentence) if not _is_possessive(n, passage.article.text)]
        if names:
            subject = [n.actor for n in names if n.start - sentence.start <= _SUBJECT][:1]
            yield from subject if pronoun or len({n.actor for n in names}) == 1 else ()
            return


def _is_possessive(name: Name, text: str) -> bool:
    return text[name.end : name.end + 1] in {"’", "'"}


def _opens_with_thing(text: str) -> bool:
    """Whether an "it" or "their" stands in a passage before any name."""
    pronoun = _THING.search(text)
    return pronoun is not None and pronoun.start() < min(
        (w.start for w in words_in(text)[1:] if _is_name(w)), default=len(text)
    )


def _has_bare_body(text: str) -> bool:
    """Whether a passage says "the company", with no name beside it."""
    words = words_in(text)
    return any(is_body_noun(w.text) and not w.capital and not _around(words, i, 2) for i, w in enumerate(words))


def going_on(passages: Sequence[Passage]) -> Iterator[str]:
    """Passages that follow each other, as one text, where the second goes on with "she", "this" or "the storm"."""
    for one in passages:
        for other in passages:
            is_next = other.article is one.article and other.number == one.number + 1
            if is_next and _goes_on(other.words, one.words):
                yield f"{one.words} {other.words}"


def _goes_on(text: str, before: str) -> bool:
    """Whether a sentence begins with what stands for something in the one before it."""
    words = words_in(text)
    first = words[0].text if words else ""
    if first in _BACK:
        return True
    noun = next((w for w in words[1:4] if not is_free(w)), None) if first == "the" else None
    is_plain = noun is not None and not noun.capital and not any(_is_name(w) for w in words[1:4])
    if noun is None or not is_plain:
        return False
    earlier = words_in(before)
    other_body = any(is_body_noun(w.text) and not akin(w.text, noun.text) for w in earlier)
    is_named = is_body_noun(noun.text) and not other_body and any(_is_name(w) for w in earlier)
    return is_named or any(akin(noun.text, w.text) for w in earlier)
