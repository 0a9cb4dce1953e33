"""Developments: what articles of different days count, so that the newest figure leads and older ones are dated.

Two figures count one thing if both count the dead, the hurt or another such group of one event, or have one unit and
share the words around them. Where a sentence holds two figures of one kind, nothing says which is meant: it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from types import MappingProxyType

from explainery.lexicon.stems import STOP_WORDS, stem
from explainery.linking.assertions import dates_agree
from explainery.linking.quantities import Figure as Quantity
from explainery.linking.quantities import differ
from explainery.linking.quantities import figures as quantities_of
from explainery.linking.tuning import TUNING
from explainery.model import BACKGROUND, Figure, Passage, Story
from explainery.patterns import regex
from explainery.story_memory import remembered
from explainery.text import folded

_TUNING = TUNING.developments
_GROUP_NAMES = {
    "dead": "people killed",
    "hurt": "people hurt",
    "missing": "people missing",
    "held": "people held",
}
_TOLL = regex(r"\b(?:death )?toll\b")
_PEOPLE = regex(
    r"people|persons|dead|deaths|bodies|victims|passengers|workers|employees|residents|staff|civilians|soldiers|troops|"
    r"police|officers|miners|migrants|children|women|men|students|patients|protesters|crew|injured"
)
_OTHERS = regex(r"\b(?:other|another|further|more|additional|in|of|least|than)\s$")
_VAGUE = frozenset({"dozens", "hundreds", "thousands", "scores"})
_RISING = frozenset({"dead", "hurt"})  # a lower figure in a later article is of something else
_UNITS = regex(r"[a-z]{4,}")
_LOOSE = frozenset("people figure times others more half".split())


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure with its sentence: what it counts (a group or a unit's stem) and where."""

    what: str
    quantity: Quantity
    passage: Passage


def overtaken(story: Story) -> Mapping[str, str]:
    """Sentence id -> id of the sentence in the newest later article that counts the same thing with another figure."""
    newer: dict[str, str] = {}
    for counts in _one_thing(story):
        if counts[0].what not in _GROUP_NAMES:
            continue  # a later article may count something else in the same unit
        newest = max(counts, key=lambda c: (c.passage.article.day or "", -c.passage.number))
        for count in counts:
            if _overtakes(newest, count):
                newer.setdefault(count.passage.id, newest.passage.id)
    return MappingProxyType(newer)


def figures(story: Story) -> tuple[Figure, ...]:
    """What two or more articles count and do not count alike, with each value: the newest first, one value once."""
    apart = (c for c in _one_thing(story) if any(differ(a.quantity, b.quantity) for a, b in combinations(c, 2)))
    found = (_side_by_side(counts) for counts in apart)
    return tuple(f for f in found if len(f.entries) > 1)


def _side_by_side(counts: Sequence[_Count]) -> Figure:
    ordered = sorted(counts, key=lambda c: c.passage.article.day or "", reverse=True)
    entries: dict[str, str] = {}
    for count in ordered:
        entries.setdefault(_as_told(count), count.passage.id)
    return Figure(_named(counts), tuple(entries.items()))


def _as_told(count: _Count) -> str:
    """The figure's words in the letters of the sentence."""
    found = re.search(re.escape(count.quantity.told), count.passage.words, re.IGNORECASE)
    return found[0] if found else count.quantity.told


def _named(counts: Sequence[_Count]) -> str:
    """What is counted, as a noun phrase."""
    return _GROUP_NAMES.get(counts[0].what) or counts[0].quantity.unit


def _overtakes(newest: _Count, count: _Count) -> bool:
    """Whether a later article gives another figure. What a later article counts alike is no newer figure."""
    days = newest.passage.article.day, count.passage.article.day
    later = bool(days[0] and days[1] and days[0] > days[1]) and differ(newest.quantity, count.quantity)
    return later and (newest.what not in _RISING or newest.quantity.low > count.quantity.low)


def _one_thing(story: Story) -> Iterator[list[_Count]]:
    """The counts of one thing by two or more articles."""
    ordered = sorted(_counts(story), key=lambda c: c.what)
    for _, listed in groupby(ordered, key=lambda c: c.what):
        for counts in _clusters(list(listed)):
            if len({c.passage.article.id for c in counts}) > 1:
                yield counts


def _clusters(counts: Sequence[_Count]) -> list[list[_Count]]:
    """Counts that fit another of their cluster; of one article only its first."""
    clusters: list[list[_Count]] = []
    for count in counts:
        home = next((c for c in clusters if _joins(count, c)), None)
        if home is None:
            clusters.append([count])
        else:
            home.append(count)
    return clusters


def _joins(count: _Count, cluster: Sequence[_Count]) -> bool:
    """Whether a count fits one of another article; an article that counts twice is not in the cluster twice."""
    known = {c.passage.article.id for c in cluster}
    return count.passage.article.id not in known and any(_fits(count, other) for other in cluster)


def _fits(a: _Count, b: _Count) -> bool:
    """Whether two counts of one group or unit are of one thing."""
    shared = len((a.quantity.around & b.quantity.around) - {stem(a.what)})
    values = sorted((a.quantity.high, b.quantity.high))
    near = values[1] <= _TUNING.most_apart * max(values[0], 1.0)
    return near and shared >= (_TUNING.shared_group if a.what in _GROUP_NAMES else _TUNING.shared) and _of_one_day(a, b)


def _of_one_day(a: _Count, b: _Count) -> bool:
    """Whether no two dates say that they count at different events.

    What a sentence dates in another month than it was written is another event, unless both dates agree.
    """
    dates = [
        frozenset(d.value for d in c.passage.marked.dates_in(c.passage.sentence) if d.value[:7] != _month(c))
        for c in (a, b)
    ]
    return not (dates[0] or dates[1]) or (bool(dates[0] and dates[1]) and dates_agree(*dates))


def _month(count: _Count) -> str:
    return (count.passage.article.day or "")[:7]


def _counts(story: Story) -> Iterator[_Count]:
    """Every count of things in a sentence that is not about an earlier event."""
    for passage in story.passages.values():
        if passage.sentence.facets[:1] == (BACKGROUND,) or "?" in passage.words:
            continue
        named = [(what, q) for q in quantities_of(passage.words) if (what := _what(q, passage))]
        for what, quantity in named:
            if sum(other == what for other, _ in named) <= _TUNING.most_figures:
                yield _Count(what, quantity, passage)


def _what(quantity: Quantity, passage: Passage) -> str | None:
    """What a figure counts: a group, or a unit; None for money, shares, times, parts of a count, and what has no noun."""
    line = folded(passage.words)
    told = _told_in(line, quantity.told)
    if quantity.kind != "things" or told is None or _OTHERS.search(line[: told.start()]):
        return None
    behind = told["behind"].split()
    if behind[:1] == ["of"] or quantity.told in _VAGUE:
        return None
    group = next((g for g in _GROUP_NAMES if g in quantity.counts), None)
    if group is None and _TOLL.search(line) and not quantity.unit:
        group = "dead"
    if group:
        alone = not behind or behind[0] in STOP_WORDS
        return group if alone or any(_PEOPLE.fullmatch(w) for w in behind) else None
    known = quantity.unit in behind and _UNITS.fullmatch(quantity.unit) and quantity.unit not in _LOOSE
    return stem(quantity.unit) if known else None


@remembered(1 << 13)  # asked again when the title, the lead and the figures are chosen
def _told_in(line: str, told: str) -> re.Match[str] | None:
    """Where a figure stands in a line, with up to three words behind it."""
    return re.search(rf"(?<![\w.,]){re.escape(told)}(?P<behind>(?:[\s-][\w'-]+){{0,3}})", line)
