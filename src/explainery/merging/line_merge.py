"""A three-way merge by lines, with git's marks around what both sides changed.

`merge-file` merges units. It falls back on lines inside a unit that both sides changed, as in a paragraph that an
editor broke over several lines, and on pages where the two sides cut the same lines into different units.

Source of the method: diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_OURS, _MIDDLE, _THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"
_MARKS = re.compile(rf"^(?:{_OURS}|{_MIDDLE}|{_THEIRS})$", re.MULTILINE)
_Lines = Sequence[str]


def conflict(ours: str, theirs: str) -> str:
    """Two texts between git's marks; an empty one is left out."""
    return "\n".join(row for row in (_OURS, ours, _MIDDLE, theirs, _THEIRS) if row)


def has_conflict(text: str) -> bool:
    """Whether a text is left to a person already."""
    return _OURS in text


def sides(text: str) -> list[str]:
    """The parts of a text between git's marks; the whole text where it has none."""
    return _MARKS.split(text)


def merged_lines(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """The merge of one text, and whether a person has to decide something in it."""
    rows: list[str] = []
    disputed = False
    for old, mine, other in _segments(base.split("\n"), ours.split("\n"), theirs.split("\n")):
        if mine in (old, other):
            rows += other
        elif other == old:
            rows += mine
        else:
            rows.append(conflict("\n".join(mine), "\n".join(other)))
            disputed = True
    return "\n".join(rows), disputed


def _segments(base: _Lines, ours: _Lines, theirs: _Lines) -> Iterator[tuple[_Lines, _Lines, _Lines]]:
    """The three texts cut into parts that belong together: lines that all three share, and what is between them."""
    mine, other = _pairs(base, ours), _pairs(base, theirs)
    shared = [(i, mine[i], other[i]) for i in range(len(base)) if i in mine and i in other]
    i = j = k = 0
    for at_base, at_ours, at_theirs in [*shared, (len(base), len(ours), len(theirs))]:
        yield base[i:at_base], ours[j:at_ours], theirs[k:at_theirs]
        i, j, k = at_base + 1, at_ours + 1, at_theirs + 1
        yield (base[at_base:i],) * 3  # the shared line; nothing at the end


def _pairs(base: _Lines, other: _Lines) -> dict[int, int]:
    """The lines of a text that are unchanged in another."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def is_kept(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether each line that all three versions contain equally often is as often in the merge."""
    old, mine, other, after = (
        Counter(row for row in t.split("\n") if row.strip()) for t in (base, ours, theirs, merged)
    )
    return all(after[row] == count for row, count in old.items() if mine[row] == other[row] == count)
