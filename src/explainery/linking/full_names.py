"""Full names: one name for each person and body of a story, however its articles shorten or spell it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from explainery.lexicon.gazetteer import is_given
from explainery.lexicon.tables import table_rows
from explainery.model import MarkedArticle
from explainery.patterns import regex
from explainery.text import folded

_ACRONYM = regex(r"[A-Z]{2,6}")
_CAPITAL = regex(r"(?<![\w.])[A-Z](?=[a-z])")
_INITIAL = regex(r"\b[A-Z]\.\s")
_STATE_FIRST = regex(r"^(?:(?:U\.S\.|US|U\.K\.|UK|United States|American|British|The) )+")


def full_names(articles: Sequence[MarkedArticle]) -> Mapping[str, str]:
    """The name that stands for each short form or other spelling in a story's articles; names that stand for themselves are left out.

    A surname alone is a person's only where one person of the story bears it.
    """
    names = [n for m in articles for n in m.names]
    people = Counter(n.actor for n in names if n.kind == "person")
    bodies = Counter(n.actor for n in names if n.kind == "body")
    alike = dict(_alike(people))
    known = {alike.get(p, p) for p in people if " " in p}
    single = {n for n in (*people, *bodies) if " " not in n}
    sure = {p for p in known if is_given(p.split()[0]) or "-" in p}  # "Norsea Freight" may look like a person's name
    bearers = _by_word(known, -1), _by_word(known, 0)
    surnames = {s: owner for s in single if (owner := _owner(s, *bearers)) and (owner in sure or s in people)}
    spelled = _by_capitals(bodies)
    acronyms = {a: fits[0] for a in bodies if _ACRONYM.fullmatch(a) and len(fits := spelled.get(a, [])) == 1}
    return MappingProxyType({**acronyms, **surnames, **alike})


def _by_word(people: Iterable[str], at: int) -> Mapping[str, list[str]]:
    """People by the first or the last word of their names."""
    found: dict[str, list[str]] = {}
    for person in people:
        found.setdefault(person.split()[at], []).append(person)
    return found


def _owner(surname: str, by_last: Mapping[str, list[str]], by_first: Mapping[str, list[str]]) -> str | None:
    """The only person with a surname; where nobody bears it, the only one whose name begins with it."""
    owners = by_last.get(surname) or ([] if is_given(surname) else by_first.get(surname, []))
    return owners[0] if len(owners) == 1 else None


def _alike(people: Counter[str]) -> Iterable[tuple[str, str]]:
    """Each spelling of a full name that is not the one used most, with that one."""
    groups: dict[tuple[str, str], list[str]] = {}
    for person in people:
        if " " in person:
            groups.setdefault(_key(person), []).append(person)
    for spellings in groups.values():
        best = max(spellings, key=lambda p: (people[p], p))
        yield from ((p, best) for p in spellings if p != best)


def _key(person: str) -> tuple[str, str]:
    """What the spellings of one person's name share: "Jim Roe" and "James Roe", "Nam Sung-wook" and "Nam Sung Wook"."""
    first, rest = person.split(" ", 1)
    return _long_forms().get(first, first), re.sub(r"[\W_]", "", folded(_INITIAL.sub("", rest)))


@cache
def _long_forms() -> Mapping[str, str]:
    rows = table_rows("lexicon/data/nicknames.tsv")
    return MappingProxyType({short: given for given, listed in rows for short in listed.split()})


def _by_capitals(bodies: Iterable[str]) -> Mapping[str, list[str]]:
    """Bodies of several words by the capitals of their names, each name once however its state is put before it."""
    found: dict[str, list[str]] = {}
    for bare, body in {_STATE_FIRST.sub("", b): b for b in bodies if " " in b}.items():
        found.setdefault("".join(_CAPITAL.findall(bare)), []).append(body)
    return found
