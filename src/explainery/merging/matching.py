"""Which unit of one version of a page is which of another: by citation key, never by resemblance alone.

The same text is the same unit. Otherwise a claim is recognised by its citation keys, a table row also by what it is
about, a heading by its words or else by the claims under it, a line that leads to a page by that page. Only text
without any key is paired by its place. Likeness only decides between two units that cite the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from explainery.merging.parsed_pages import Pages, UnitRef, unit_at
from explainery.merging.units import Unit, UnitKind
from explainery.page_format import MARK
from explainery.story_memory import remembered
from explainery.text import words

_CLAIMS = frozenset({UnitKind.STATEMENT, UnitKind.ITEM, UnitKind.SIDE, UnitKind.TEXT})
_PARTS = {UnitKind.HEAD: UnitKind.ROW, UnitKind.NOTE: UnitKind.SIDE}
_MOVABLE = _CLAIMS | {UnitKind.ROW}
_LIKE = 0.5  # share of words that two texts without keys have in common, to be taken for one that was edited


@dataclass(frozen=True)
class Matched:
    """Where the units of the old pages are on the other ones.

    Attributes:
        at: the unit that each old one is.
        joined: units that a person put into another one, and which.
    """

    at: Mapping[UnitRef, UnitRef] = field(default_factory=dict)
    joined: Mapping[UnitRef, UnitRef] = field(default_factory=dict)


def match(old: Pages, other: Pages, *, edited: bool) -> Matched:
    """Match the units of all pages of a story.

    Args:
        old: the pages as last generated.
        other: the pages as people left them (`edited`), or as generated now.
        edited: people may cite any key in any place, and put two sentences into one.
    """
    at: dict[UnitRef, UnitRef] = {}
    for path, page in old.items():
        if path in other:
            pairs = matched_units(page.units, other[path].units, edited=edited)
            at |= {UnitRef(path, i): UnitRef(path, j) for i, j in pairs.items()}
    joined = dict(_joins(old, other, at)) if edited else {}
    at |= _across(old, other, at, joined, edited=edited)
    return Matched(at, joined)


def matched_units(old: Sequence[Unit], other: Sequence[Unit], *, edited: bool = True) -> dict[int, int]:
    """Pairs of units on one page, by their numbers, each in one pair at most."""
    pairs = _same_text(old, other)
    _greedy(pairs, _candidates(old, other, pairs, edited=edited))
    _titles(pairs, old, other)
    _headings(pairs, old, other)
    _by_place(pairs, old, other)
    return pairs


def sections(units: Sequence[Unit]) -> list[int]:
    """For each unit, the number of the heading that it is under; -1 before the first."""
    headings, heading = [], -1
    for i, unit in enumerate(units):
        headings.append(heading)
        if is_heading(unit):
            heading = i
    return headings


def is_heading(unit: Unit) -> bool:
    """Whether a unit opens a section. An entry of the home page does, too."""
    return unit.text.startswith("#") and unit.kind in {UnitKind.HEADING, UnitKind.LINK}


def members(units: Sequence[Unit], i: int) -> list[int]:
    """The units under a heading (not the page's title), in a table, in a note or behind its "They also differ:"."""
    unit = units[i]
    if is_heading(unit) and not unit.text.startswith("# "):
        return list(range(i + 1, next((k for k in range(i + 1, len(units)) if is_heading(units[k])), len(units))))
    part = UnitKind.SIDE if unit.kind is UnitKind.TEXT and unit.text.endswith(":") else _PARTS.get(unit.kind)
    end = next((k for k in range(i + 1, len(units)) if units[k].kind is not part), len(units))
    return list(range(i + 1, end)) if part else []


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common (Jaccard), without their citations."""
    a, b = _word_set(one), _word_set(other)
    return len(a & b) / len(a | b) if a | b else 1.0


@remembered(1 << 13)  # a row is compared with every row of the same person: 16,500 times in a story of 200 articles
def _word_set(text: str) -> frozenset[str]:
    return frozenset(words(MARK.sub("", text).casefold()))


def _same_text(old: Sequence[Unit], other: Sequence[Unit]) -> dict[int, int]:
    """Units with the same text, in order where it occurs several times."""
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


class _Candidate(NamedTuple):
    """A pair of units that may be one, and how surely: higher ranks are surer."""

    rank: tuple[float, ...]
    old: int
    other: int


def _candidates(
    old: Sequence[Unit], other: Sequence[Unit], pairs: Mapping[int, int], *, edited: bool
) -> Iterator[_Candidate]:
    """Pairs that share what identifies a unit."""
    by_name: dict[str, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for j, unit in enumerate(other):
        for name in _names(unit) if j not in taken else ():
            by_name[name].append(j)
    for i, unit in enumerate(old):
        wanted = [*unit.keys, f"{unit.kind} {unit.name}", f"to {unit.name}", f"row {unit.thing}", _uncited(unit)]
        for j in {j for name in wanted if i not in pairs for j in by_name.get(name, ())}:
            sureness = _sureness(unit, other[j], edited=edited)
            if sureness:
                likest = likeness(unit.text, other[j].text)
                yield _Candidate((sureness, unit.kind == other[j].kind, likest, -abs(i - j)), i, j)


def _names(unit: Unit) -> Iterator[str]:
    """Everything by which a unit may be recognised."""
    yield from unit.keys
    if unit.kind is UnitKind.LINK:
        yield f"to {unit.name}"
    if unit.thing:
        yield f"row {unit.thing}"
    if not unit.keys:
        yield _uncited(unit)
        if unit.name:
            yield f"{unit.kind} {unit.name}"


def _sureness(one: Unit, two: Unit, *, edited: bool) -> int:
    """How surely two units are one: 3 by the first key, 2 by one first key in the other, 1 by any; 0 not at all."""
    kinds = {one.kind, two.kind}
    if kinds & {UnitKind.LINK, UnitKind.DEFINITION} or not (one.keys or two.keys):
        named = one.first == two.first if UnitKind.DEFINITION in kinds else one.name == two.name
        return 3 * (len(kinds) == 1 and named)
    if (UnitKind.ROW in kinds and len(kinds) > 1) or (UnitKind.ROW in kinds and one.name != two.name and not edited):
        return 0
    if one.thing and one.thing == two.thing:  # the same person or exchange, perhaps in another article's words
        return max(1, _by_keys(one.keys, two.keys, edited=edited) if one.keys and two.keys else 0)
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
    for candidate in sorted(candidates, key=lambda c: (*(-x for x in c.rank), c.old, c.other)):
        if candidate.old not in pairs and candidate.other not in taken:
            pairs[candidate.old] = candidate.other
            taken.add(candidate.other)


def _titles(pairs: dict[int, int], old: Sequence[Unit], other: Sequence[Unit]) -> None:
    """A page has one title: the first heading of the first level."""
    first = [next((i for i, u in enumerate(units) if u.text.startswith("# ")), -1) for units in (old, other)]
    if -1 not in first and first[0] not in pairs and first[1] not in pairs.values():
        pairs[first[0]] = first[1]


def _headings(pairs: dict[int, int], old: Sequence[Unit], other: Sequence[Unit]) -> None:
    """A heading that was renamed still has claims under it that were there before."""
    other_sections = sections(other)
    common: dict[tuple[int, int], int] = defaultdict(int)
    for i, heading in enumerate(sections(old)):
        if i in pairs and heading >= 0 and other_sections[pairs[i]] >= 0:
            common[heading, other_sections[pairs[i]]] += 1
    free = {(i, j): n for (i, j), n in common.items() if i not in pairs and j not in pairs.values()}
    _greedy(pairs, [_Candidate((n,), i, j) for (i, j), n in free.items() if _level(old[i]) == _level(other[j])])


def _level(unit: Unit) -> int:
    return len(unit.text) - len(unit.text.lstrip("#"))


def _by_place(pairs: dict[int, int], old: Sequence[Unit], other: Sequence[Unit]) -> None:
    """Text without any key, under the same heading: the like, or where there is only one on each side."""
    old_sections, other_sections = sections(old), sections(other)
    headings = {-1: -1} | {i: j for i, j in pairs.items() if is_heading(old[i])}
    old_headings = {j: i for i, j in headings.items()}
    groups: dict[tuple[int, UnitKind], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, unit in enumerate(old):
        if i not in pairs and _is_plain(unit) and old_sections[i] in headings:
            groups[old_sections[i], unit.kind][0].append(i)
    taken = set(pairs.values())
    for j, unit in enumerate(other):
        if j not in taken and _is_plain(unit) and other_sections[j] in old_headings:
            groups[old_headings[other_sections[j]], unit.kind][1].append(j)
    for olds, others in groups.values():
        alike = [_Candidate((likeness(old[i].text, other[j].text),), i, j) for i in olds for j in others]
        alone = len(olds) == len(others) == 1
        _greedy(pairs, [c for c in alike if alone or c.rank[0] >= _LIKE])


def _is_plain(unit: Unit) -> bool:
    return not unit.keys and not is_heading(unit)


def _joins(old: Pages, other: Pages, at: Mapping[UnitRef, UnitRef]) -> Iterator[tuple[UnitRef, UnitRef]]:
    """Claims whose sentence is gone and whose key is now in another that did not cite it: a person joined the two."""
    old_refs = {other_ref: ref for ref, other_ref in at.items()}
    for path, page in old.items():
        gone: dict[str, list[int]] = defaultdict(list)
        for i, unit in enumerate(page.units):
            if unit.first and unit.kind in _MOVABLE and UnitRef(path, i) not in at:
                gone[unit.first].append(i)
        for j, unit in enumerate(other[path].units if path in other and gone else ()):
            ref = UnitRef(path, j)
            if ref in old_refs and unit.kind in _MOVABLE | {UnitKind.LINK}:
                keys = unit_at(old, old_refs[ref]).keys
                yield from ((UnitRef(path, i), ref) for k in unit.keys if k not in keys for i in gone.get(k, ()))


def _across(
    old: Pages, other: Pages, at: Mapping[UnitRef, UnitRef], joined: Collection[UnitRef], *, edited: bool
) -> dict[UnitRef, UnitRef]:
    """Claims that left their page and are on another one, as a unit that is none of that page's own."""
    taken = set(at.values())
    by_key: dict[str, list[UnitRef]] = defaultdict(list)
    for ref, unit in _movable(other):
        for key in unit.keys if edited else unit.keys[:1]:
            if ref not in taken:
                by_key[key].append(ref)
    moved: dict[UnitRef, UnitRef] = {}
    for ref, unit in _movable(old):
        if unit.first and ref not in at and ref not in joined:
            places = [r for r in by_key[unit.first] if r.page != ref.page and r not in taken]
            best = _likest(unit, {r: unit_at(other, r) for r in places})
            if best:
                moved[ref] = best
                taken.add(best)
    return moved


def _movable(pages: Pages) -> Iterator[tuple[UnitRef, Unit]]:
    """The units that a person may move to another page."""
    for path, page in pages.items():
        yield from ((UnitRef(path, i), unit) for i, unit in enumerate(page.units) if unit.kind in _MOVABLE)


def _likest(unit: Unit, places: Mapping[UnitRef, Unit]) -> UnitRef | None:
    """The unit that is most surely this one. A row is never a sentence."""
    same_kind = {ref: u for ref, u in places.items() if (u.kind is UnitKind.ROW) == (unit.kind is UnitKind.ROW)}
    return max(
        same_kind,
        key=lambda r: (same_kind[r].first == unit.first, likeness(unit.text, same_kind[r].text), r),
        default=None,
    )
