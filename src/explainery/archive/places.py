"""The places that a story is about: known names of states, regions and cities that its overview repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from explainery.lexicon.gazetteer import gazetteer, places
from explainery.patterns import regex

# Of the actors that act under a place's name, all but these are states.
_BODIES = frozenset(
    "European Union;NATO;Palestinians;United Nations;UN Security Council;Hamas;Hezbollah;Houthis;Taliban".split(";")
)
_CAPITALS = regex(r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|and|the))*")
_OWNED = regex(r"[’']s?$")
_LONGEST = 4  # words: "the Democratic Republic of ..." is listed by its short name
_MENTIONS = 2  # a place named once in passing is not what a story is about; by reading ten overviews


def places_in(about: str, body: str) -> tuple[str, ...]:
    """The places that a title or description names, or the page more than once; the most frequent first.

    Args:
        about: title and description.
        body: the page.
    """
    counts = Counter(_named(body))
    for name in _named(about):
        counts[name] += _MENTIONS
    return tuple(name for name, count in sorted(counts.items(), key=lambda r: (-r[1], r[0])) if count >= _MENTIONS)


@cache
def _known() -> frozenset[str]:
    return places() | (frozenset(gazetteer().values()) - _BODIES)


def _named(text: str) -> Iterator[str]:
    for run in _CAPITALS.findall(text):
        words = [_OWNED.sub("", word) for word in run.split(" ")]
        at = 0
        while at < len(words):
            length = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[at : at + n]) in _known()), 0)
            if length:
                yield " ".join(words[at : at + length])
            at += length or 1
