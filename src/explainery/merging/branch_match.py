"""Which unit of a page is which on two branches, where neither branch is a build.

The same text is the same unit where it stands once. A citation key, a heading or the name of a field identifies a unit
that was reworded, as long as one unit alone has it. Lines that stand several times, such as a rule or a label, are told
apart by their neighbours. Only between two units that are surely the same does likeness pair what is left.

Source of the method: patience diff (Cohen, 2005), which begins at the lines that stand once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from explainery.merging.line_merge import same_rows
from explainery.merging.ordering import moved
from explainery.merging.units import Unit, UnitKind
from explainery.page_format import MARK
from explainery.patterns import regex
from explainery.text import words

_LIKE = 0.5  # share of words that two units have in common, to be taken for one that was reworded
_TOLD_TWICE = 0.4  # the same, for two additions that cite one source
_MANY = 40_000  # pairs that are compared at most between two units that are surely the same
_TELLING = 4  # words of a line that two people do not add by chance
ADDRESS = regex(r"https?://[^\s)>\]\"'|]+")
_PROSE = frozenset({UnitKind.STATEMENT, UnitKind.ITEM, UnitKind.SIDE, UnitKind.TEXT})
Pairs = dict[int, int]


def name_of(unit: Unit) -> str:
    """What identifies a unit beside its text, "" for nothing."""
    if unit.kind in _PROSE and unit.keys:
        return f"claim {unit.first}"
    return f"{unit.kind} {unit.id}" if unit.keys or unit.name else ""


def same_units(base: Sequence[Unit], side: Sequence[Unit]) -> tuple[Pairs, set[int]]:
    """The base unit that each unit of a side is, by their numbers, and the base units that stand elsewhere there."""
    sure = _alike_once(base, side, lambda u: u.text)
    sure |= _alike_once(base, side, name_of, sure)
    order = sorted(sure)
    elsewhere = {sure[order[n]] for n in moved([sure[j] for j in order])}
    in_place = {j: i for j, i in sure.items() if i not in elsewhere}
    for step in (_repeated, _reworded, _alone):
        found: Pairs = {}
        for rows in _between(in_place, sure, base, side):
            found |= step(base, side, *rows)
        in_place |= found
        sure |= found
    return sure, elsewhere


def shared_additions(
    ours: Mapping[int, Unit], theirs: Mapping[int, Unit], known: Iterable[str], near: Callable[[int, int], bool]
) -> Pairs:
    """The units that both sides added, each by its number, as theirs to ours.

    Args:
        ours: what is new on our side, by its number.
        theirs: what is new on theirs.
        known: the texts of the base: lines that a page repeats anyway identify nothing.
        near: whether a unit of ours and one of theirs are in one section.
    """
    old = set(known)
    mine, other = ({n: u for n, u in side.items() if u.text not in old} for side in (ours, theirs))
    found: Pairs = {}
    for name in (_telling, name_of):
        here = _once((n, name(u)) for n, u in mine.items() if n not in found.values())
        there = _once((n, name(u)) for n, u in other.items() if n not in found)
        same = ((there[key], here[key]) for key in there.keys() & here.keys())
        found |= {j: i for j, i in sorted(same) if _is_shared(mine[i], other[j], near=near(i, j))}
    return found


def _is_shared(one: Unit, other: Unit, *, near: bool) -> bool:
    """Whether two additions with one text or name are one thing: sources are cited, and headings used, repeatedly."""
    if one.kind is other.kind is UnitKind.DEFINITION:
        return True
    if UnitKind.HEADING in {one.kind, other.kind}:
        return near
    return one.text == other.text or (near and likeness(one, other) >= _TOLD_TWICE)


def likeness(one: Unit, other: Unit) -> float:
    """The share of words that two units have in common (Jaccard), without their citations."""
    a, b = _words(one.text), _words(other.text)
    both = len(a & b)
    return both / (len(a) + len(b) - both) if a or b else 0.0


@lru_cache(maxsize=4096)  # each unit is compared with several others
def _words(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in words(MARK.sub(" ", text)))


def is_telling(unit: Unit) -> bool:
    """Whether two people hardly write a unit's text by chance: it is no label such as "Links:"."""
    return bool(name_of(unit) or ADDRESS.search(unit.text)) or len(words(unit.text)) >= _TELLING


def _telling(unit: Unit) -> str:
    return unit.text if is_telling(unit) else ""


def _once(named: Iterable[tuple[int, str]]) -> dict[str, int]:
    """The numbers of the names that stand once."""
    rows = [(n, name) for n, name in named if name]
    counts = Counter(name for _, name in rows)
    return {name: n for n, name in rows if counts[name] == 1}


def _alike_once(
    base: Sequence[Unit], side: Sequence[Unit], name: Callable[[Unit], str], known: Mapping[int, int] | None = None
) -> Pairs:
    """Pairs by a name that one unit alone has on each side."""
    known = known or {}
    taken = set(known.values())
    old, new = _once((i, name(u)) for i, u in enumerate(base)), _once((j, name(u)) for j, u in enumerate(side))
    same = {new[key]: old[key] for key in new if key in old}
    return {j: i for j, i in same.items() if j not in known and i not in taken}


def _between(
    in_place: Mapping[int, int], paired: Mapping[int, int], base: Sequence[Unit], side: Sequence[Unit]
) -> Iterator[tuple[list[int], list[int]]]:
    """What is left between two neighbours in place: the numbers in the base and on the side."""
    taken = set(paired.values())
    i = j = 0
    for at_side, at_base in [*sorted(in_place.items()), (len(side), len(base))]:
        olds = [n for n in range(i, at_base) if n not in taken]
        news = [n for n in range(j, at_side) if n not in paired]
        if olds and news:
            yield olds, news
        i, j = at_base + 1, at_side + 1


def _repeated(base: Sequence[Unit], side: Sequence[Unit], olds: Sequence[int], news: Sequence[int]) -> Pairs:
    """Units with the same text, in order."""
    rows = same_rows([base[i].text for i in olds], [side[j].text for j in news])
    return {news[n]: olds[k] for k, n in rows}


def _reworded(base: Sequence[Unit], side: Sequence[Unit], olds: Sequence[int], news: Sequence[int]) -> Pairs:
    """Units with the like words, in order; the likest first."""
    if len(olds) * len(news) > _MANY:
        return {}
    both = ((i, j) for i in olds for j in news if _may_be(base[i], side[j]))
    ranked = sorted((-share, i, j) for i, j in both if (share := likeness(base[i], side[j])) >= _LIKE)
    found: Pairs = {}
    for _, i, j in ranked:
        if all((i < old) == (j < new) and i != old and j != new for new, old in found.items()):
            found[j] = i
    return found


def _alone(base: Sequence[Unit], side: Sequence[Unit], olds: Sequence[int], news: Sequence[int]) -> Pairs:
    """One unit that is alone between two others on both sides was rewritten."""
    alone = len(olds) == len(news) == 1 and _may_be(base[olds[0]], side[news[0]])
    return {news[0]: olds[0]} if alone else {}


def _may_be(one: Unit, other: Unit) -> bool:
    """Whether two units may be one: of one kind, and not two claims."""
    names = name_of(one), name_of(other)
    fixed = UnitKind.HEADING not in {one.kind, other.kind} and all(names) and names[0] != names[1]
    return not fixed and (one.kind is other.kind or {one.kind, other.kind} <= _PROSE)
