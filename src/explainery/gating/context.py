"""What a wording may say for a "he", an "it" or "the ministry" of its passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from explainery.checking.acting_nouns import is_acting_noun, is_body_noun
from explainery.checking.evidence import Evidence
from explainery.checking.given_roles import is_called
from explainery.checking.licences import put_in
from explainery.gating.called import described, stands_for
from explainery.gating.licensed import free_words
from explainery.gating.tuning import TUNING
from explainery.gating.words import words_in
from explainery.model import Passage
from explainery.patterns import regex

_PERSON = regex(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_THING = regex(r"\b(?:it|its|they|their|them)\b", re.IGNORECASE)


def context_of(wording: str, passages: Sequence[Passage], evidence: Evidence) -> list[str]:
    """Words that stand for those of the passages: what copy-editing puts in, names, offices, what a story is about."""
    words = [words for p in passages for words in _of(p, evidence) if words]
    return [*words, *_offices(wording, passages, evidence), *described(wording, evidence)]


def _offices(wording: str, passages: Sequence[Passage], evidence: Evidence) -> Iterator[str]:
    """The nouns of offices in a wording by which the story calls who speaks or is named in full."""
    people = {who for p in passages for who in (p.sentence.speaker, p.sentence.voice) if who}
    people |= {person for person in evidence.people if person in wording}
    for word in words_in(wording):
        is_office = is_acting_noun(word.text) and not is_body_noun(word.text)
        if is_office and any(is_called(person, word.text, evidence) for person in people):
            yield word.text


def _of(passage: Passage, evidence: Evidence) -> Iterator[str]:
    yield put_in(passage, evidence)
    yield from (name.actor for name in passage.marked.names_in(passage.sentence))
    yield from stands_for(passage)
    if _opens_with_person(passage.words):
        yield from _people_before(passage)
    if _THING.search(passage.words):
        yield _topics(evidence)


def _opens_with_person(text: str) -> bool:
    """Whether a "he" or "she" stands in a passage before any name."""
    pronoun = _PERSON.search(text)
    names = [w.start for w in words_in(text)[1:] if w.capital]
    return pronoun is not None and pronoun.start() < min(names, default=len(text))


def _people_before(passage: Passage) -> Iterator[str]:
    """The people whom the sentences right before a passage name."""
    first = max(0, passage.number - 1 - TUNING.sentences_before)
    for sentence in passage.marked.sentences[first : passage.number - 1]:
        yield from (n.actor for n in passage.marked.names_in(sentence) if n.kind == "person")


def _topics(evidence: Evidence) -> str:
    """The things of which several sentences of a story speak; no people and no bodies."""
    counts = Counter(w for stems in _sentences(evidence) for w in stems)
    return " ".join(
        w for w, n in counts.items() if n >= TUNING.topic_sentences and not is_acting_noun(w) and w not in free_words()
    )


def _sentences(evidence: Evidence) -> Iterator[set[str]]:
    for passage in evidence.by_key.values():
        yield {w.text for w in words_in(passage.words) if not w.capital and not w.is_number}
