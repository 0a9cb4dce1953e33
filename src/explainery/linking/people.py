"""People and the roles that the articles give them; dated events."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.lexicon.offices import Office, any_noun
from explainery.model import EVENT, DateMention, Event, Name, Passage, Person
from explainery.text import one_line

_ROLE_NOUN = any_noun(Office.ROLE)
_BEFORE = re.compile(rf"((?:[\w.’'-]+\s){{0,5}}(?i:{_ROLE_NOUN}))\s$")
_AFTER = re.compile(
    rf"^,\s((?:an?|the|former|chief|senior|[\w’'-]+)\s?[^,.“”\"]{{0,90}}?(?i:{_ROLE_NOUN})[^,“”\".;]{{0,80}})[,.]"
)
_SINCE = re.compile(r"\b(?:since|than in|unlike in|as in|compared (?:with|to))\s+(?:\w+\s+)?$", re.IGNORECASE)
_TITLE_START = re.compile(
    r"^(?:.*\b(?:and|that|by|to|with|when|as|said|told|of its|met|meet|meets|visit|visited|asked|urged|against|from|for|between|like)\s)",
    re.IGNORECASE,
)


_NEAR = 200  # characters before a name among which its role stands


def people_of(passages: Sequence[Passage]) -> tuple[Person, ...]:
    """Everybody named, most named first, with the first role that an article gives."""
    seen: dict[str, tuple[int, str, list[str]]] = {}
    for passage in passages:
        for name in passage.marked.names_in(passage.sentence):
            if name.kind == "person":
                count, role, where = seen.get(name.actor, (0, "", []))
                role = role or role_of(passage, name)
                seen[name.actor] = (count + 1, role, where if passage.id in where else [*where, passage.id])
    ranked = sorted(seen.items(), key=lambda x: (-x[1][0], x[0]))
    return tuple(Person(name, role, tuple(where)) for name, (_, role, where) in ranked)


def role_of(passage: Passage, name: Name) -> str:
    """The role beside a name: after a comma, or before it."""
    text = passage.article.text
    after = _AFTER.match(text[name.end : name.end + 180])
    if after:
        return one_line(after[1])
    before = _BEFORE.search(text[max(passage.sentence.start, name.start - _NEAR) : name.start])
    return _TITLE_START.sub("", one_line(before[1])) if before else ""


def timeline_of(passages: Sequence[Passage]) -> tuple[Event, ...]:
    """Dated sentences in the order of their dates; sentences on one event of one day as one entry."""
    rows: dict[str, list[Passage]] = {}
    for passage in passages:
        dated = dated_in(passage)
        if dated and passage.sentence.facets:
            value = max((d.value for d in dated), key=len)
            rows.setdefault(value, []).append(passage)
    return tuple(Event(value, _first(dated).words, tuple(p.id for p in dated)) for value, dated in sorted(rows.items()))


def dated_in(passage: Passage) -> tuple[DateMention, ...]:
    """The dates of what a sentence tells: not of "the worst since 1948", which tells of now."""
    text = passage.article.text
    dates = passage.marked.dates_in(passage.sentence)
    return tuple(d for d in dates if not _SINCE.search(text[max(0, d.start - 24) : d.start]))


def _first(passages: Sequence[Passage]) -> Passage:
    """The passage that tells of the event itself rather than of talk about it."""
    return next((p for p in passages if p.sentence.facets[:1] == (EVENT,)), passages[0])
