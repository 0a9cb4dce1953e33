"""Actors: who acts in a story. States and bodies act; a leader acts for the state or body they lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from explainery.lexicon.agencies import MEDIA
from explainery.lexicon.gazetteer import gazetteer
from explainery.lexicon.offices import Office, any_noun
from explainery.linking.tuning import TUNING
from explainery.model import MarkedArticle, Name, Passage
from explainery.patterns import regex

_HEAD = rf"(?:(?:[\w-]+ ){{0,3}}?{any_noun(Office.ACTS_FOR)})"
_PRESS = regex(rf"(?:the )?(?:{MEDIA})")  # news media report; they are not actors
_TUNING = TUNING.people


def leaders(articles: Sequence[MarkedArticle], parties: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The actor that each person acts for, if an article says so: "Russian President Vladimir Putin" is Russia.

    An alias of a party in story.yml acts for that party.
    """
    seen: dict[str, Counter[str]] = {}
    for marked in articles:
        for place, person in _side_by_side(marked):
            seen.setdefault(person, Counter())[place] += 1
    commonest = {person: max(sorted(c), key=c.__getitem__) for person, c in seen.items()}
    return commonest | {alias: party for party, aliases in parties.items() for alias in aliases}


def _side_by_side(marked: MarkedArticle) -> Iterable[tuple[str, str]]:
    """(place, person) where a role connects them: "Russian President NAME", "NAME, the Russian president"."""
    text, states = marked.article.text, set(gazetteer().values())
    for place, person in zip(marked.names, marked.names[1:], strict=False):
        between = text[place.end : person.start]
        able = place.actor in states and person.kind == "person"
        of_theirs = person.kind == "place" and place.kind == "person" and person.actor in states
        if (
            of_theirs
            and re.fullmatch(r", (?:the )?", between)
            and re.match(rf"(?:[’']s?)? {_HEAD}\b", text[person.end :])
        ):
            yield person.actor, place.actor
        if able and re.fullmatch(rf"(?:[’']s?)? {_HEAD} ", between, re.IGNORECASE):
            yield place.actor, person.actor


def acting(name: Name, led: Mapping[str, str]) -> str:
    """The actor behind a name: for a leader, the state or body they lead."""
    return led.get(name.actor, name.actor)


def main_actors(passages: Sequence[Passage], led: Mapping[str, str], parties: Iterable[str]) -> tuple[str, ...]:
    """The story's actors: first the parties of story.yml, then the others, most named first."""
    given = tuple(parties)
    count: Counter[str] = Counter()
    for passage in passages:
        names = passage.marked.names_in(passage.sentence)
        count.update({acting(n, led) for n in names if n.kind != "person" or n.actor in led})
    often = [a for a, n in sorted(count.items(), key=lambda x: (-x[1], x[0])) if n >= _TUNING.least_mentions]
    press = {m.article.publisher for m in {p.article.id: p.marked for p in passages}.values()}
    return given + tuple(a for a in often if a not in given and a not in press and not _PRESS.fullmatch(a))
