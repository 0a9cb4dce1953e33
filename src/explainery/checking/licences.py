"""Licences: what a statement may say beside its passage's own words, because another place of the sources allows it.

A passage says "he", "the ministry" or "on Thursday"; a statement that stands alone says who and when. The name is
allowed where the text shortly before the passage has it, the date where it is what the passage's words come to, the
role where some sentence of the story gives it to the same person. Copy-editing makes these edits, and people do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from explainery.checking.evidence import Evidence
from explainery.checking.given_roles import is_called
from explainery.checking.tuning import TUNING
from explainery.checking.vocabulary import WORD
from explainery.copyediting.called import last_name, same_person
from explainery.copyediting.edits import Unfit
from explainery.copyediting.wording import worded
from explainery.lexicon.gazetteer import gazetteer
from explainery.lexicon.offices import Office, any_noun
from explainery.model import Passage, Sentence
from explainery.patterns import regex
from explainery.text import folded

_OFFICE = regex(rf"\bthe (?:\w+ )?({any_noun(Office.HELD)})\b(?!,? (?-i:[A-Z]))", re.IGNORECASE)
_ROLE = regex(r", (?P<role>[^:“]+): “")  # between a speaker's name and the words
_ROW = regex(r"(?P<who>[^;]+); (?P<role>.+)")  # of "who is who"


def put_in(passage: Passage, evidence: Evidence) -> str:
    """The words that copy-editing puts into a passage so that it stands alone; "" where it cannot, or needs none."""
    if evidence.locked:
        return ""
    if passage.id not in evidence.put_in:
        wording = worded(evidence.story, passage.id)
        words = "" if isinstance(wording, Unfit) else " ".join(e.after for e in wording.edits if e.after)
        evidence.put_in[passage.id] = words
    return evidence.put_in[passage.id]


def allows_name(name: str, text: str, cited: Iterable[Passage], evidence: Evidence) -> bool:
    """Whether a statement's name that no cited passage has is allowed by another place of the sources.

    Args:
        name: the name as the statement has it.
        text: the statement.
        cited: its passages.
        evidence: the story's sources.
    """
    words = folded(name)
    if evidence.locked:  # without articles, any passage that the pages cite may allow it, and a role is believed
        row = _ROW.match(text)
        role = _ROLE.search(text) or (row if row and row["who"] in evidence.people else None)
        in_role = role is not None and name in role["role"] and name not in evidence.people
        return in_role or any(_holds(passage, words) for passage in evidence.folded.values())
    places = (_stands_before, _is_full_name)
    if any(allows(words, p, evidence) for p in cited for allows in places):
        return True
    return any(_holds_office(name, p, evidence) for p in cited) or any(
        _is_in_role(words, folded(person), evidence) for person in _people_in(text, evidence) if folded(person) != words
    )


def _stands_before(words: str, passage: Passage, evidence: Evidence) -> bool:
    """Whether a name, or the surname of a person with that full name, stands in the sentences before a passage.

    A body may be named farther before.
    """
    if words in folded(put_in(passage, evidence)):
        return True
    rows = _before(passage)
    text = folded(" ".join(passage.marked.words_of(s) for s in rows))
    if _holds(text, words):
        return True
    if not any(same_person(words, folded(person)) for person in evidence.people):
        is_place = any(folded(place) == words for place in gazetteer())
        far = folded(passage.article.text[: passage.sentence.start])
        known = " " in words and any(words in text for text in evidence.texts.values())
        return not is_place and (_holds(far, words) or (known and _holds(text, f"the {last_name(words)}")))
    called = {n.actor for s in rows for n in passage.marked.names_in(s) if n.kind == "person"}
    called |= {who for s in rows for who in (s.speaker, s.voice) if who}
    if not any(words in text for text in evidence.texts.values()):
        return False
    alone = all(same_person(words, p) for p in map(folded, evidence.people) if last_name(p) == last_name(words))
    return any(same_person(words, folded(who)) for who in called) or (alone and _holds(text, last_name(words)))


def _before(passage: Passage) -> list[Sentence]:
    """The passage's paragraph up to it, and the sentences before it: as far as the last ones that name a person."""
    rows = list(passage.marked.sentences[: passage.number - 1])
    near = [s for s in rows if s.paragraph == passage.sentence.paragraph or s.number >= _first(passage)]
    named = [s for s in rows if any(n.kind == "person" for n in passage.marked.names_in(s))][-1:]
    return list(dict.fromkeys([*named, *near]))


def _first(passage: Passage) -> int:
    """The number of the first sentence that counts as shortly before a passage."""
    return passage.number - TUNING.sentences_before


def _is_full_name(words: str, passage: Passage, evidence: Evidence) -> bool:
    """Whether the passage has a part of a name that some article gives in full, and means nobody else by it."""
    parts = set(WORD.findall(words))
    passage_words = set(WORD.findall(folded(passage.words)))
    known = any(words in text for text in evidence.texts.values())
    if not known or not parts & passage_words:
        return False
    named = {folded(n.actor) for n in passage.marked.names_in(passage.sentence) if n.kind == "person"}
    others = {who for who in named if parts & set(WORD.findall(who)) and not same_person(who, words)}
    return not others or any(same_person(who, words) for who in named)


def _holds_office(name: str, passage: Passage, evidence: Evidence) -> bool:
    """Whether a passage, or the sentence before, speaks of "the director", and the story calls this person so."""
    before = passage.marked.sentences[max(0, passage.number - 2) : passage.number]
    nouns = {folded(noun) for s in before for noun in _OFFICE.findall(passage.marked.words_of(s))}
    people = [person for person in evidence.people if same_person(person, name)] if nouns else []
    return any(is_called(person, noun, evidence) for person in people for noun in nouns)


def _is_in_role(words: str, person: str, evidence: Evidence) -> bool:
    """Whether a sentence that names a person also has these words, as of an office or of where the person works."""
    surname = person.rsplit(maxsplit=1)[-1]
    return any(_holds(passage, surname) and _holds(passage, words) for passage in evidence.folded.values())


def _people_in(text: str, evidence: Evidence) -> list[str]:
    """The people of the story whom a statement names in full or by their last name."""
    line = folded(text)
    return [person for person in evidence.people if _holds(line, folded(person).rsplit(maxsplit=1)[-1])]


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
