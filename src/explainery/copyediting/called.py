"""What people are called in a story: full names, short names, and who is the same person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from typing import TypeVar
from weakref import ref

from explainery.copyediting.lines import Line
from explainery.lexicon.calendar import MONTH, WEEKDAY
from explainery.lexicon.gazetteer import genders, is_given
from explainery.lexicon.name_words import NameWord, any_name_word
from explainery.lexicon.offices import Office, any_title
from explainery.model import Story
from explainery.patterns import regex

_HE_TITLE = regex(rf"\b(?:Mr\.?|{any_title(Office.HE)})\s+(?:[\w.’'-]+\s+)?$")
_SHE_TITLE = regex(rf"\b(?:Mrs\.?|Ms\.?|{any_title(Office.SHE)})\s+(?:[\w.’'-]+\s+)?$")
_Told = TypeVar("_Told")
_TITLE_REACH = 30
_REMEMBERED = 1 << 13  # names of people: several large stories
_NO_PERSON = regex(
    rf"\b(?:{WEEKDAY}|{MONTH}|{any_name_word(NameWord.BODY)}|{any_name_word(NameWord.THING)}|Rep|Sen|CEO|LLP|Pro)\b"
)
_SUFFIX = regex(r",? (?:Jr|Sr)\.?$|,? I{2,3}$")


def once_a_story(make: Callable[[Story], _Told]) -> Callable[[Story], _Told]:
    """`make`, whose value is kept as long as it is asked about the same story. A story cannot be hashed."""
    kept: list[tuple[ref[Story], _Told]] = []

    @wraps(make)
    def known(story: Story) -> _Told:
        if not kept or kept[0][0]() is not story:
            kept[:] = [(ref(story), make(story))]
        return kept[0][1]

    return known


def full_name(line: Line, actor: str) -> str:
    """A person's full name: the article's, or the only one in the story that ends in it."""
    return fullest(line.story, actor)


def fullest(story: Story, actor: str) -> str:
    """The full name of an actor: itself, or the story's only person of several names who has it as last name."""
    if " " in actor:
        return actor
    longer = set(_of_several(story).get(actor, ()))
    plain = {n for n in longer if not _SUFFIX.search(n)}
    return plain.pop() if len(plain) == 1 else longer.pop() if len(longer) == 1 and not plain else actor


def last_name(name: str) -> str:
    """A person's last name: the last word, without "Jr."."""
    return _SUFFIX.sub("", name).split()[-1]


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's.

    They may where they are equal, where one is a word of the other, or where first and last names agree and what
    stands between does not disagree. Hyphens and capitals do not count: "Kim Jong-un" is "Kim Jong Un".
    """
    a, b = _parts(one), _parts(other)
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] in b if len(a) == 1 else b[0] in a
    if bool(_SUFFIX.search(one)) != bool(_SUFFIX.search(other)) or (a[0], a[-1]) != (b[0], b[-1]):
        return False
    return all(x[0] == y[0] and (x == y or 1 in {len(x), len(y)}) for x, y in zip(a[1:-1], b[1:-1], strict=False))


@lru_cache(_REMEMBERED)  # people are compared with one another
def _parts(name: str) -> tuple[str, ...]:
    return tuple(_SUFFIX.sub("", name).lower().replace("-", " ").replace(".", "").split())


class People:
    """Names of people, to ask whether one of them may be the same person's as another name."""

    def __init__(self) -> None:
        self._by_part: dict[str, list[str]] = {}

    def add(self, name: str) -> None:
        """Add a name."""
        for part in set(_parts(name)):
            self._by_part.setdefault(part, []).append(name)

    def has(self, name: str) -> bool:
        """Whether one may be the same person's as `same_person` has it: two such names share a word."""
        return any(same_person(known, name) for part in _parts(name) for known in self._by_part.get(part, ()))


def is_surely_person(name: str) -> bool:
    """Whether a name of several words is a person's by more than its form: a given name, an initial or a hyphen."""
    first = name.split(maxsplit=1)[0]
    if is_given(first) or re.fullmatch(r"(?:[A-Z]\.)+", first):
        return not _NO_PERSON.search(name)
    hyphened = re.search(r"^[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+$", name)
    return bool(hyphened) and not _NO_PERSON.search(name)


def is_shared(story: Story, called: str) -> bool:
    """Whether two people of the story share a single name, or a person and a body, so that it tells neither."""
    if " " in called:
        return False
    named = [name for name in _having(story).get(called, ()) if " " in name and not _SUFFIX.search(name)]
    return any(not same_person(a, b) for a in named for b in named) or called in _of_bodies(story)


@once_a_story
def _of_several(story: Story) -> Mapping[str, list[str]]:
    """The people of several names, by their first and by their last."""
    people: dict[str, list[str]] = {}
    for name in (p.name for p in story.people if " " in p.name):
        for part in {last_name(name), name.split()[0]}:
            people.setdefault(part, []).append(name)
    return people


@once_a_story
def _having(story: Story) -> Mapping[str, list[str]]:
    """The names of people that contain a word."""
    names: dict[str, list[str]] = {}
    for person in story.people:
        for part in dict.fromkeys(person.name.split()):
            names.setdefault(part, []).append(person.name)
    return names


@once_a_story
def _of_bodies(story: Story) -> set[str]:
    """The words of names that are no person's: "Roe" where there is a "Roe Bank"."""
    names = (m.article.text[n.start : n.end] for m in story.articles for n in m.names if n.kind != "person")
    return {word for name in names if " " in name for word in name.split()}


def gender_of(line: Line, person: str) -> str:
    """A person's gender by a title anywhere in the article, or by given name: "m", "f" or ""."""
    text = line.passage.article.text
    for name in line.passage.marked.names:
        if name.actor == person:
            before = text[max(0, name.start - _TITLE_REACH) : name.start]
            if _HE_TITLE.search(before):
                return "m"
            if _SHE_TITLE.search(before):
                return "f"
    full = fullest(line.story, person)
    known = genders().get(full.split(" ", 1)[0].split("-", 1)[0], "") if " " in full else ""
    return known if len(known) == 1 else ""


def short_name(story: Story, full: str) -> str:
    """How the articles call a person after the first time ("Kramm"); the full name where it is not one person's."""
    seen: Counter[str] = Counter()
    for part in dict.fromkeys(full.split()):
        for actor, count in _called_singly(story).get(part, {}).items():
            seen[part] += count if same_person(actor, full) else 0
    short, count = max(seen.items(), key=lambda x: x[1], default=(full, 0))
    if not count:
        return full
    rivals = any(not same_person(name, full) for name in _having(story).get(short, ()))
    return full if rivals else short


@once_a_story
def _called_singly(story: Story) -> Mapping[str, Counter[str]]:
    """The people that each single name stands for in the articles, and how often."""
    seen: dict[str, Counter[str]] = {}
    for marked in story.articles:
        for name in marked.names:
            called = marked.article.text[name.start : name.end]
            if name.kind == "person" and " " not in called:
                seen.setdefault(called, Counter())[name.actor] += 1
    return seen
