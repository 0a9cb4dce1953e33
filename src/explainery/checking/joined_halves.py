"""Clauses of a statement that are made of words of two passages, and so say what neither says.

"The union struck, and the company lost 3 million" takes each clause from one passage. "The union lost 3 million" takes
the actor from one and the deed from the other. Where a passage speaks of "it" or "the ban", a word of the passage
before it may take that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainery.checking.acting_nouns import is_participant
from explainery.checking.evidence import Evidence
from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import Word, base, is_among, words_in
from explainery.model import Passage
from explainery.patterns import regex
from explainery.text import folded

_FINITE = (
    r"\w+ed|has|had|have|was|were|is|are|will|would|said|says|gave|took|made|put|won|lost|told|left|went|came|saw|met|fell"
    r"|rose|led|held|began|set|kept|sent|paid|sold|bought"
)
_SEPARATOR = regex(
    r"[;:()—–“”\"]"
    r"|,? (?:but|while|whereas|although|though|yet|which|who|whom|whose|where|before|after|until) "
    r"|, (?:and|or|so|as|with|including|an?|the|its|his|her|their|\w+ed|\w+ing) "
    rf"|,? and (?=(?:\w+ly )?(?:{_FINITE})\b)"
    rf"|, (?=(?:{_FINITE})\b)"  # behind "who ..."
    r"|,? (?:if|unless) "
    r"|(?<=[a-z]), (?=[A-Z][^,]*\b(?:said|says|will|would|has|had|was|were|is|are|\w+ed)\b)"  # "While ..., Roe said"
)
_PRONOUN = regex(r"\b(?:he|she|it|they|him|her|them|this|these|its|his|their|both|the (?:two|latter|former))\b")
_DEFINITE = regex(r"\bthe (\w{3,})")

_NEIGHBOURS = 2  # sentences between two passages of which one may point back to the other, and one
_ONE_EVENT = 2  # words of a clause that both passages have, from which they tell one event
# What points back to a whole sentence.
_POINTING = frozenset(
    """
    accusation agreement allegation announcement attack charge claim company comment condition decision deal demand
    document fall figure finding group idea incident increase letter measure meeting move offer order plan plans pledge
    promise proposal report request result rise rule statement step suggestion text threat
    """.split()
)


@dataclass(frozen=True, slots=True)
class Joined:
    """A clause, what it takes from one passage only, and what from another."""

    clause: str
    one: Passage
    other: Passage
    taken: str  # the words of the other passage


def joined_clauses(text: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Joined]:
    """The clauses of a statement that join words of different passages.

    Args:
        text: the statement.
        cited: two or more of its passages.
        evidence: the story's sources.
    """
    there = {p.key: [w.text for w in words_in(p.words)] for p in cited}
    for clause in filter(None, (c.strip() for c in _SEPARATOR.split(text))):
        telling = [w for w in words_in(clause) if w.has_weight or w.is_number]
        shares = {key: {w.text for w in telling if is_among(w.text, words)} for key, words in there.items()}
        best = max(cited, key=lambda p: len(shares[p.key]))
        stems = {key: {base(w) for w in words} for key, words in there.items()}
        for other in cited:
            taken = _taken(telling, shares, best, other, evidence) if other is not best else []
            if not any(base(w.text) in stems[other.key] for w in taken):
                continue  # only words of like meaning: "require" for "may demand", and not for "needs"
            if len(taken) == 1 and _is_the(taken[0], text) and _stands_before(taken[0], best):
                continue
            if taken and not _continues(text, best, other):
                yield Joined(clause, best, other, " ".join(w.text for w in taken))
                break


def _taken(
    telling: Sequence[Word], shares: Mapping[str, set[str]], best: Passage, other: Passage, evidence: Evidence
) -> list[Word]:
    """The words that a clause has of another passage than its best; none where both may tell one event.

    Args:
        telling: the clause's words of weight and its figures.
        shares: by a passage's key, those of them that it has.
        best: the passage that has most.
        other: another one.
        evidence: the story's sources.
    """
    alike, only = shares[best.key] & shares[other.key], shares[best.key] - shares[other.key]
    elsewhere = {w for key, share in shares.items() if key not in {best.key, other.key} for w in share}
    words = [w for w in telling if w.text in shares[other.key] - shares[best.key]]
    taken = [w for w in words if not _is_known_person(w, best, evidence)]
    if not only or elsewhere >= {w.text for w in words}:
        return []
    if alike and all(w.capital for w in taken):
        return []
    actor = next((w for w in telling if is_participant(w)), None)
    if (
        len(taken) == 1
        and taken[0] is not telling[0]
        and not (taken[0].capital or taken[0].is_number or is_participant(taken[0]))
    ):
        return []  # a single common word can stand for another
    if actor and actor.text in alike and not any(map(is_participant, taken)):
        return []  # two deeds of one actor
    if len({w.text for w in telling if w.text in alike and not w.capital}) >= _ONE_EVENT:
        return []
    return taken


def _is_the(word: Word, text: str) -> bool:
    """Whether a word is a name, or something that a statement takes for known: "the mediator"."""
    return word.capital or re.search(rf"\bthe {re.escape(word.text)}\b", folded(text)) is not None


def _stands_before(word: Word, passage: Passage) -> bool:
    """Whether one of the sentences shortly before a passage has a word: what "it" or "the mediator" there may be."""
    first = max(0, passage.number - 1 - TUNING.sentences_before)
    rows = passage.marked.sentences[first : passage.number - 1]
    before = [w.text for s in rows for w in words_in(passage.marked.words_of(s))]
    return not word.is_number and is_among(word.text, before)


def _is_known_person(word: Word, passage: Passage, evidence: Evidence) -> bool:
    """Whether a word is of a person's or body's name, of whom the passage has another part, or may speak."""
    names = {n.actor for n in passage.marked.names}
    parts = {w for name in names for w in folded(name).split()} | {
        w for p in evidence.people for w in folded(p).split()
    }
    return (
        word.capital and word.text in parts and bool(_PRONOUN.search(folded(passage.words)) or _in_name(word, passage))
    )


def _in_name(word: Word, passage: Passage) -> bool:
    """Whether the passage has another word of a name with this word."""
    here = set(folded(passage.words).replace("'s", "").replace(",", "").split())
    return any(word.text in (parts := set(folded(n.actor).split())) and parts & here for n in passage.marked.names)


def _continues(text: str, one: Passage, other: Passage) -> bool:
    """Whether one of two neighbouring passages points back to the other with words that the statement replaces."""
    if one.article.id != other.article.id or abs(one.number - other.number) > _NEIGHBOURS:
        return False
    later = max((one, other), key=lambda p: p.number)
    statement, words = folded(text), folded(later.words)
    if len(_PRONOUN.findall(words)) > len(_PRONOUN.findall(statement)):
        return True
    own = [w.text for w in words_in(text)]
    earlier = [w.text for w in words_in(min((one, other), key=lambda p: p.number).words)]
    lost = [noun for noun in _DEFINITE.findall(words) if not is_among(noun, own)]
    return any(noun in _POINTING or is_among(noun, earlier) for noun in lost)
