"""People with their roles in the articles, and dated events."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.lexicon.offices import Office, any_noun
from explainery.linking.tuning import TUNING
from explainery.model import EVENT, DateMention, Event, Name, Passage, Person
from explainery.text import one_line

_TUNING = TUNING.people
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


def people_of(passages: Sequence[Passage]) -> tuple[Person, ...]:
    """Every person named, most named first, with the first role that an article gives."""
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
    """The role beside a name, after a comma or before the name; "" if there is none."""
    text = passage.article.text
    after = _AFTER.match(text[name.end : name.end + _TUNING.role_after])
    if after:
        return one_line(after[1])
    before = _BEFORE.search(text[max(passage.sentence.start, name.start - _TUNING.role_before) : name.start])
    return _TITLE_START.sub("", one_line(before[1])) if before else ""


def timeline_of(passages: Sequence[Passage]) -> tuple[Event, ...]:
    """The dated sentences that have a facet, in the order of their dates, with one entry for each date."""
    rows: dict[str, list[Passage]] = {}
    for passage in passages:
        dated = dated_in(passage)
        if dated and passage.sentence.facets:
            value = max((d.value for d in dated), key=len)
            rows.setdefault(value, []).append(passage)
    return tuple(Event(value, _first(dated).words, tuple(p.id for p in dated)) for value, dated in sorted(rows.items()))


def dated_in(passage: Passage) -> tuple[DateMention, ...]:
    """The dates of what a sentence tells: not 1948 in "the worst since 1948"."""
    text = passage.article.text
    dates = passage.marked.dates_in(passage.sentence)
    return tuple(d for d in dates if not _SINCE.search(text[max(0, d.start - _TUNING.comparison_before) : d.start]))


def _first(passages: Sequence[Passage]) -> Passage:
    """The first passage about the event itself, or the first of all."""
    return next((p for p in passages if p.sentence.facets[:1] == (EVENT,)), passages[0])
