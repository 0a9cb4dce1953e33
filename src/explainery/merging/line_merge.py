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

from explainery.merging.ordering import moved
from explainery.patterns import regex

_OURS, _MIDDLE, _THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"
_BLOCK = regex(rf"^{_OURS}\n((?:.*\n)*?){_MIDDLE}\n((?:.*\n)*?){_THEIRS}(?:\n|\Z)", re.MULTILINE)
_Lines = Sequence[str]
_MANY = 100_000  # pairs of lines that are compared at most between two that are surely the same


def chosen(text: str, side: int) -> str:
    """A text with one side of each conflict taken: 0 for ours, 1 for theirs."""
    return _BLOCK.sub(lambda m: m[1 + side], text)


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
            rows += _trimmed(mine, other)
            disputed = True
    return "\n".join(rows), disputed


def conflict(ours: str, theirs: str) -> str:
    """Two texts between git's marks, an empty one left out, and around them the lines that both begin or end with."""
    return "\n".join(_trimmed(ours.split("\n"), theirs.split("\n")))


def _trimmed(ours: _Lines, theirs: _Lines) -> _Lines:
    head, tail = common_head(ours, theirs), common_head(ours[::-1], theirs[::-1])
    tail = min(tail, min(len(ours), len(theirs)) - head)
    middle = ("\n".join(side[head : len(side) - tail]) for side in (ours, theirs))
    return [*ours[:head], _marked(*middle), *ours[len(ours) - tail :]]


def _marked(ours: str, theirs: str) -> str:
    return "\n".join(row for row in (_OURS, ours, _MIDDLE, theirs, _THEIRS) if row)


def common_head(one: Sequence[object], other: Sequence[object]) -> int:
    """How many rows two texts have in common at their beginning."""
    return next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


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
    """The lines of a text that are unchanged in another: first those that stand once in both, then those between."""
    olds, news = _once(base), _once(other)
    sure = sorted((olds[row], news[row]) for row in olds.keys() & news.keys() if row.strip())
    out_of_order = moved([j for _, j in sure])
    anchors = [pair for n, pair in enumerate(sure) if n not in out_of_order]
    pairs = dict(anchors)
    i = j = 0
    for at_base, at_other in [*anchors, (len(base), len(other))]:
        pairs |= {i + k: j + n for k, n in same_rows(base[i:at_base], other[j:at_other])}
        i, j = at_base + 1, at_other + 1
    return pairs


def _once(rows: _Lines) -> dict[str, int]:
    counts = Counter(rows)
    return {row: n for n, row in enumerate(rows) if counts[row] == 1}


def same_rows(base: _Lines, other: _Lines) -> Iterator[tuple[int, int]]:
    """The rows of a text that are unchanged in another, in order; of two long texts those at both ends."""
    head = common_head(base, other)
    tail = min(common_head(base[::-1], other[::-1]), min(len(base), len(other)) - head)
    yield from ((n, n) for n in range(head))
    middle = base[head : len(base) - tail], other[head : len(other) - tail]
    if len(middle[0]) * len(middle[1]) <= _MANY:
        for block in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
            yield from ((head + block.a + n, head + block.b + n) for n in range(block.size))
    yield from ((len(base) - n, len(other) - n) for n in range(tail, 0, -1))


def is_kept(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether each line that all three versions have equally often is as often in the merge, however it is decided."""
    kept = _kept(base, ours, theirs)
    afters = [_counts(chosen(merged, side)) for side in (0, 1)]
    return all(after[row] == count for row, count in kept.items() for after in afters)


def is_once(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether it is also as often there before anything is decided: no conflict shows it to both sides."""
    after = _counts(merged)
    kept = _kept(base, ours, theirs)
    return is_kept(base, ours, theirs, merged) and all(after[row] == count for row, count in kept.items())


def _kept(base: str, ours: str, theirs: str) -> dict[str, int]:
    old, mine, other = (_counts(text) for text in (base, ours, theirs))
    return {row: count for row, count in old.items() if mine[row] == other[row] == count}


def _counts(text: str) -> Counter[str]:
    return Counter(row for row in text.split("\n") if row.strip())
