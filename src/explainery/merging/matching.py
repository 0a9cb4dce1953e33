"""Which unit of one version of a page is which of another: by citation key, never by resemblance alone.

The same text is the same unit. Otherwise a claim is recognised by its citation keys, a table row also by its first
cell, a heading by its words or else by the claims under it, a line that leads to a page by that page. Only text
without any key is paired by where it stands. Likeness decides nothing but between two units that cite the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from explainery.merging.units import Kind, PageText, Unit
from explainery.page_format import MARK
from explainery.text import words

_CLAIMS = frozenset({Kind.STATEMENT, Kind.ITEM, Kind.SIDE, Kind.TEXT})
_PARTS = {Kind.HEAD: Kind.ROW, Kind.NOTE: Kind.SIDE}
_MOVABLE = _CLAIMS | {Kind.ROW}
_LIKE = 0.5  # share of words that two texts without keys have in common, to be taken for one that was edited
_Place = tuple[str, int]  # a page's path, and the number of a unit on it


@dataclass(frozen=True)
class Matched:
    """Where the units of the old pages are on the other ones: `at[path, i]` is a place there.

    `joined`: units that a person put into another one, and where that is.
    """

    at: Mapping[_Place, _Place] = field(default_factory=dict)
    joined: Mapping[_Place, _Place] = field(default_factory=dict)


def match(old: Mapping[str, PageText], other: Mapping[str, PageText], *, edited: bool) -> Matched:
    """Match the units of all pages of a story.

    Args:
        old: the pages as last generated.
        other: the pages as people left them (`edited`), or as generated now.
        edited: people may cite any key in any place, and put two sentences into one.
    """
    at: dict[_Place, _Place] = {}
    for path, page in old.items():
        if path in other:
            pairs = on_page(page.units, other[path].units, edited=edited)
            at |= {(path, i): (path, j) for i, j in pairs.items()}
    joined = dict(_joins(old, other, at)) if edited else {}
    at |= _across(old, other, at, joined, edited=edited)
    return Matched(at, joined)


def on_page(old: Sequence[Unit], other: Sequence[Unit], *, edited: bool = True) -> dict[int, int]:
    """Pairs of units on one page, each in one pair at most."""
    pairs = _same_text(old, other)
    _greedy(pairs, _candidates(old, other, pairs, edited=edited))
    _titles(pairs, old, other)
    _headings(pairs, old, other)
    _by_place(pairs, old, other)
    return pairs


def sections(units: Sequence[Unit]) -> list[int]:
    """For each unit, the number of the heading it stands under; -1 before the first."""
    rows, now = [], -1
    for i, unit in enumerate(units):
        rows.append(now)
        if is_heading(unit):
            now = i
    return rows


def is_heading(unit: Unit) -> bool:
    """Whether a unit opens a section; an entry of the home page does, too."""
    return unit.text.startswith("#") and unit.kind in {Kind.HEADING, Kind.LINK}


def members(units: Sequence[Unit], i: int) -> list[int]:
    """What stands under a heading (not the page's title), in a table or in a note; nothing for other units."""
    unit = units[i]
    if is_heading(unit) and not unit.text.startswith("# "):
        return list(range(i + 1, next((k for k in range(i + 1, len(units)) if is_heading(units[k])), len(units))))
    part = _PARTS.get(unit.kind)
    end = next((k for k in range(i + 1, len(units)) if units[k].kind is not part), len(units))
    return list(range(i + 1, end)) if part else []


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common (Jaccard), without their citations."""
    a, b = (set(words(MARK.sub("", t).casefold())) for t in (one, other))
    return len(a & b) / len(a | b) if a | b else 1.0


def _same_text(old: Sequence[Unit], other: Sequence[Unit]) -> dict[int, int]:
    """Units with one and the same text, in order where it stands there several times."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, unit in enumerate(other):
        places[unit.text].append(j)
    counts: dict[str, int] = defaultdict(int)
    pairs = {}
    for i, unit in enumerate(old):
        number = counts[unit.text]
        counts[unit.text] += 1
        if number < len(places[unit.text]):
            pairs[i] = places[unit.text][number]
    return pairs


_Candidate = tuple[tuple[float, ...], int, int]


def _candidates(
    old: Sequence[Unit], other: Sequence[Unit], pairs: Mapping[int, int], *, edited: bool
) -> Iterator[_Candidate]:
    """Pairs that share what identifies a unit, with how surely."""
    by_key: dict[str, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for j, unit in enumerate(other):
        for key in unit.keys if j not in taken else ():
            by_key[key].append(j)
        if j not in taken and not unit.keys and unit.name:
            by_key[f"{unit.kind} {unit.name}"].append(j)
        if j not in taken and unit.kind is Kind.LINK:
            by_key[f"to {unit.name}"].append(j)
        if j not in taken and not unit.keys:
            by_key[_uncited(unit)].append(j)
    for i, unit in enumerate(old):
        names = [*unit.keys, f"{unit.kind} {unit.name}", f"to {unit.name}", _uncited(unit)]
        near = {j for name in names if i not in pairs for j in by_key.get(name, ())}
        for j in near:
            rank = _rank(unit, other[j], edited=edited)
            if rank:
                yield (rank, unit.kind == other[j].kind, likeness(unit.text, other[j].text), -abs(i - j)), i, j


def _rank(one: Unit, two: Unit, *, edited: bool) -> int:
    """How surely two units are one: 3 by the first key, 2 by one first key in the other, 1 by any; 0 not at all."""
    kinds = {one.kind, two.kind}
    if kinds & {Kind.LINK, Kind.DEFINITION} or not (one.keys or two.keys):
        named = one.first == two.first if Kind.DEFINITION in kinds else one.name == two.name
        return 3 * (len(kinds) == 1 and named)
    if (Kind.ROW in kinds and len(kinds) > 1) or (Kind.ROW in kinds and one.name != two.name and not edited):
        return 0
    if not one.keys or not two.keys:  # a person took the citations away and left the words
        return int(edited and _uncited(one) == _uncited(two))
    return _by_keys(one.keys, two.keys, edited=edited)


def _by_keys(one: Sequence[str], two: Sequence[str], *, edited: bool) -> int:
    if one[0] == two[0]:
        return 3
    if one[0] in two or two[0] in one:
        return 2
    return int(edited and bool(set(one) & set(two)))


def _uncited(unit: Unit) -> str:
    return MARK.sub("", unit.text).strip()


def _greedy(pairs: dict[int, int], candidates: Iterable[_Candidate]) -> None:
    """Take the surest pair first; adds to `pairs`."""
    taken = set(pairs.values())
    for _, i, j in sorted(candidates, key=lambda c: (*(-x for x in c[0]), c[1], c[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _titles(pairs: dict[int, int], old: Sequence[Unit], other: Sequence[Unit]) -> None:
    """A page has one title: the first heading of the first level."""
    first = [next((i for i, u in enumerate(units) if u.text.startswith("# ")), -1) for units in (old, other)]
    if -1 not in first and first[0] not in pairs and first[1] not in pairs.values():
        pairs[first[0]] = first[1]


def _headings(pairs: dict[int, int], old: Sequence[Unit], other: Sequence[Unit]) -> None:
    """A heading that was renamed still has the claims under it that it had."""
    there = sections(other)
    common: dict[tuple[int, int], int] = defaultdict(int)
    for i, heading in enumerate(sections(old)):
        if i in pairs and heading >= 0 and there[pairs[i]] >= 0:
            common[heading, there[pairs[i]]] += 1
    free = {(i, j): n for (i, j), n in common.items() if i not in pairs and j not in pairs.values()}
    able = [((float(n),), i, j) for (i, j), n in free.items() if _level(old[i]) == _level(other[j])]
    _greedy(pairs, able)


def _level(unit: Unit) -> int:
    return len(unit.text) - len(unit.text.lstrip("#"))


def _by_place(pairs: dict[int, int], old: Sequence[Unit], other: Sequence[Unit]) -> None:
    """Text without any key, under the same heading: the like, or where there is only one on each side."""
    mine, theirs = sections(old), sections(other)
    under = {-1: -1} | {i: j for i, j in pairs.items() if is_heading(old[i])}
    groups: dict[tuple[int, Kind], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    back = {j: i for i, j in under.items()}
    for i, unit in enumerate(old):
        if i not in pairs and not unit.keys and not is_heading(unit) and mine[i] in under:
            groups[mine[i], unit.kind][0].append(i)
    taken = set(pairs.values())
    for j, unit in enumerate(other):
        if j not in taken and not unit.keys and not is_heading(unit) and theirs[j] in back:
            groups[back[theirs[j]], unit.kind][1].append(j)
    for ours, others in groups.values():
        alike = [((likeness(old[i].text, other[j].text),), i, j) for i in ours for j in others]
        alone = len(ours) == len(others) == 1
        _greedy(pairs, [row for row in alike if alone or row[0][0] >= _LIKE])


def _joins(
    old: Mapping[str, PageText], other: Mapping[str, PageText], at: Mapping[_Place, _Place]
) -> Iterator[tuple[_Place, _Place]]:
    """Claims whose sentence is gone and whose key now stands in one that had it not: a person joined the two."""
    was = {there: here for here, there in at.items()}
    for path, page in old.items():
        gone: dict[str, list[int]] = defaultdict(list)
        for i, unit in enumerate(page.units):
            if unit.first and unit.kind in _MOVABLE and (path, i) not in at:
                gone[unit.first].append(i)
        for j, unit in enumerate(other[path].units if path in other and gone else ()):
            before = was.get((path, j))
            if before is not None and unit.kind in _MOVABLE | {Kind.LINK}:
                had = old[before[0]].units[before[1]].keys
                yield from (((path, i), (path, j)) for k in unit.keys if k not in had for i in gone.get(k, ()))


def _across(
    old: Mapping[str, PageText],
    other: Mapping[str, PageText],
    at: Mapping[_Place, _Place],
    joined: Collection[_Place],
    *,
    edited: bool,
) -> dict[_Place, _Place]:
    """Claims that are gone from their page and stand on another, where nothing of that page's own is them."""
    taken = set(at.values())
    by_key: dict[str, list[_Place]] = defaultdict(list)
    for path, page in other.items():
        for j, unit in enumerate(page.units):
            if (path, j) not in taken and unit.kind in _MOVABLE:
                for key in unit.keys if edited else unit.keys[:1]:
                    by_key[key].append((path, j))
    found: dict[_Place, _Place] = {}
    for path, page in old.items():
        for i, unit in enumerate(page.units):
            if unit.first and unit.kind in _MOVABLE and (path, i) not in at and (path, i) not in joined:
                places = [p for p in by_key[unit.first] if p[0] != path and p not in taken]
                best = _likest(unit, {p: other[p[0]].units[p[1]] for p in places})
                if best:
                    found[path, i] = best
                    taken.add(best)
    return found


def _likest(unit: Unit, places: Mapping[_Place, Unit]) -> _Place | None:
    """The place of the unit that is most surely this one; a row is no sentence."""
    rows = {p: u for p, u in places.items() if (u.kind is Kind.ROW) == (unit.kind is Kind.ROW)}
    return max(rows, key=lambda p: (rows[p].first == unit.first, likeness(unit.text, rows[p].text), p), default=None)
