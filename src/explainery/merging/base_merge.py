"""What the base settles, and what settles the base.

A base in which git left a conflict, because two branches built the page, is settled by what the page now shows.

The page and its base are merged in the same way. Where the page was put in order by a person, the base follows: what
only one of the two builds had, and the page does not show, was never deleted by anybody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from explainery.merging.proposals import Proposal
from explainery.merging.units import parsed
from explainery.patterns import regex

_CONFLICT = regex(
    r"^<{7}(?: [^\n]*)?\n(?P<ours>.*?)(?:^\|{7}(?: [^\n]*)?\n.*?)?^={7}\n(?P<theirs>.*?)^>{7}(?: [^\n]*)?(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


def settled_base(base: str, live: str) -> str:
    """The base without git's conflict markers.

    Args:
        base: its text, with markers or without.
        live: the page as people left it.
    """
    if "<<<<<<<" not in base:
        return base
    rows = live.split("\n")
    places = {row: number for number, row in reversed(list(enumerate(rows))) if row.strip()}

    def settled(conflict: re.Match[str]) -> str:
        ours, theirs = (_rows(conflict[side]) for side in ("ours", "theirs"))
        kept = _kept(ours, theirs, places)
        return "".join(f"{row}\n" for row in _with_gaps(kept, rows, places))

    return _CONFLICT.sub(settled, base)


def as_built(proposals: Iterable[Proposal], base: Mapping[str, str]) -> tuple[Proposal, ...]:
    """Proposals with the build's texts that the base has, whatever somebody changed in the file that shows them."""
    waiting = tuple(proposals)
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for page in {p.page for p in waiting} & base.keys():
        for unit in parsed(base[page]).units:
            texts[page, unit.id].append(unit.text)
    return tuple(_as_built(p, texts.get((p.page, p.id), [])) for p in waiting)


def _as_built(proposal: Proposal, texts: Sequence[str]) -> Proposal:
    is_clear = len(texts) == 1 and proposal.build not in texts
    return replace(proposal, build=texts[0]) if is_clear else proposal


def _rows(side: str) -> list[str]:
    return [row for row in side.split("\n") if row.strip()]


def _kept(ours: Sequence[str], theirs: Sequence[str], places: dict[str, int]) -> list[str]:
    """The rows that both builds have or the page shows, in the page's order; where it shows neither side, ours."""
    either = list(dict.fromkeys([*ours, *theirs]))
    kept = [row for row in either if row in places or (row in ours and row in theirs)]
    if not any(row in places for row in kept):
        return list(ours) if ours and theirs else []
    order, at = {}, -1
    for row in kept:
        at = places.get(row, at)
        order[row] = at
    return sorted(kept, key=order.__getitem__)


def _with_gaps(kept: Sequence[str], live: Sequence[str], places: dict[str, int]) -> Iterator[str]:
    """The rows, with a blank one before each that has one on the page."""
    for row in kept:
        if row in places and places[row] and not live[places[row] - 1].strip():
            yield ""
        yield row
