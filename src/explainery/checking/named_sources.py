"""Whom a sentence names as saying it: "X said that", "according to X", "..., said X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainery.checking.acting_nouns import is_acting_noun, is_participant
from explainery.checking.frames import is_verb_form
from explainery.checking.word_kin import Word, words_in
from explainery.lexicon.reporting_verbs import SAYING
from explainery.patterns import regex

_VERBS = frozenset(w for verb in SAYING for w in verb.split()) | {"claims", "claimed", "estimates", "estimated"}
_NO_VERB = frozenset(["according", "report", "reports", "say", "state", "claim", "notes"])
_SAID_TO = frozenset(["said", "reported", "stated", "claimed", "estimated", "rumoured", "alleged"])
_ADDRESSED = frozenset("tell tells told assure assures assured inform informs informed".split())  # always say to whom
_CHUNK = regex(r"[,;:“”\"‘«»]|(?<=\w)’(?=\s)| (?:but|and|while|whereas|although|though|because|that|which|who) ")
_LABEL = regex(r"(?P<who>[^“”\"‘«:]{2,80}): ?[“\"‘«„'‹»]")
_CLAUSE = regex(r";|,? (?:but|while|whereas|although|though) |, and ")
_ARTICLES = frozenset("the a an its his her their one".split())
_CLOSING = ("”", '"', "’", "»", "'")
_FINITE = frozenset("is are was were has have had will would can could may might did does do".split())
_PRONOUNS = frozenset("he she it they who we i you which both".split())


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source that a sentence names, and what it says: the words of each that tell something."""

    who: tuple[Word, ...]
    what: tuple[Word, ...]


def sources_in(text: str) -> list[NamedSource]:
    """The sources that a sentence names, with what each says; none for "he said"."""
    return [s for s in _sources(text) if any(map(is_participant, s.who))]


def has_source(text: str) -> bool:
    """Whether a sentence has a verb of saying or an "according to", also with a pronoun."""
    words = words_in(text)
    return any(_is_saying(words, i) or w.text == "according" for i, w in enumerate(words))


def _sources(text: str) -> Iterator[NamedSource]:
    words = words_in(text)
    chunks = _chunks(words, text, _CHUNK)
    clauses = _chunks(words, text, _CLAUSE)
    if label := _LABEL.match(text):
        named = [w for w in words if w.end <= label.end("who")]
        yield NamedSource(*(tuple(w for w in words if (w in named) == side and _tells(w)) for side in (True, False)))
    for i, word in enumerate(words):
        is_account = word.text == "according" and i + 2 < len(words) and words[i + 1].text == "to"
        if is_account or _is_saying(words, i):
            who = _behind(words, i + 2, chunks) if is_account else _speaker(words, i, chunks, text)
            said = [w for w, c in zip(words, clauses, strict=True) if c == clauses[i] and w not in who]
            behind = [w for w in said if w.start > word.end]
            what = behind if not is_account and sum(w.has_weight for w in behind) > 1 else said
            yield NamedSource(*(tuple(w for w in side if _tells(w)) for side in (who, what)))


def _speaker(words: Sequence[Word], i: int, chunks: Sequence[int], text: str) -> Sequence[Word]:
    """The words beside a verb of saying that name who says it."""
    starts_chunk = i == 0 or chunks[i] != chunks[i - 1]
    same = [k for k in range(i + 1, len(words)) if chunks[k] == chunks[i]]
    names = bool(same) and (words[i + 1].capital or words[i + 1].text in _ARTICLES)
    is_tag = text[: words[i].start].rstrip().endswith(_CLOSING)
    clause = any(words[k].text in _FINITE or is_verb_form(words[k].text) for k in same)
    if starts_chunk and names and words[i].text not in _ADDRESSED and (is_tag or not clause):
        return _behind(words, i + 1, chunks)
    return _before(words, i, chunks)


def _is_saying(words: Sequence[Word], i: int) -> bool:
    word = words[i].text
    last = words[i - 1].text if i else ""
    if word in _SAID_TO and i + 1 < len(words) and words[i + 1].text == "to":
        return False  # "a contract said to be worth"
    if (
        word not in _VERBS
        or word.endswith("ing")
        or _is_owned(words, i)
        or last in _ARTICLES | {"be", "is", "was", "are", "were", "of", "in", "to", "as", "been"}
    ):
        return False
    return word not in _NO_VERB or last.endswith("s")


def _is_owned(words: Sequence[Word], i: int) -> bool:
    """Whether a possessive stands right before a word: "Roe's warning"."""
    return i > 0 and words[i - 1].end - words[i - 1].start > len(words[i - 1].text)


def _chunks(words: Sequence[Word], text: str, between: re.Pattern[str]) -> list[int]:
    """For each word the number of its stretch between the places of a pattern."""
    ends = [m.start() for m in between.finditer(text)]
    return [sum(end < w.start for end in ends) for w in words]


def _behind(words: Sequence[Word], i: int, chunks: Sequence[int]) -> Sequence[Word]:
    """The stretch that begins at a word, with a name in apposition behind it."""
    first = [w for w, c in zip(words, chunks, strict=True) if c == chunks[i] and w.start >= words[i].start]
    behind = [w for w, c in zip(words, chunks, strict=True) if c == chunks[i] + 1]
    return [*first, *(behind if behind and (behind[0].capital or behind[0].text in _ARTICLES) else [])]


def _before(words: Sequence[Word], i: int, chunks: Sequence[int]) -> Sequence[Word]:
    """The stretch before a verb; where a comma stands between, also what the name is in apposition to."""
    near = [k for k in range(i) if chunks[k] == chunks[i]]
    if any(words[k].text in _PRONOUNS for k in near[-3:]):
        return []
    if near and any(_tells(words[k]) for k in near):
        return [words[k] for k in near]
    if near or not i:
        return []
    last = chunks[i - 1]
    return [words[k] for k in range(i) if last - 1 <= chunks[k] <= last]


def _tells(word: Word) -> bool:
    return word.has_weight or is_acting_noun(word.text)
