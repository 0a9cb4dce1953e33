"""People with their roles in the articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.lexicon.offices import Office, any_noun
from explainery.linking.tuning import TUNING
from explainery.model import Name, Passage, Person
from explainery.text import one_line

_TUNING = TUNING.people
_ROLE_NOUN = any_noun(Office.ROLE)
_BEFORE = re.compile(rf"((?:[\w.’'-]+\s){{0,5}}(?i:{_ROLE_NOUN}))\s$")
_AFTER = re.compile(
    rf"^,\s((?:an?|the|former|chief|senior|[\w’'-]+)\s?[^,.“”\"]{{0,90}}?(?i:{_ROLE_NOUN})[^,“”\".;]{{0,80}})[,.]"
)
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
