"""One unit that two branches both changed: its words, citations, cells, sentences and lines, each merged by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeVar

from explainery.merging.branch_match import ADDRESS
from explainery.merging.line_merge import conflict, merged_lines
from explainery.merging.units import CELL, UnitKind
from explainery.merging.wording import cited, marker
from explainery.patterns import regex

_SENTENCE = regex(r"(?<=[.!?…])(?P<gap>[ \t]+)(?=[\"“‘'(\[]?[A-Z0-9])|(?<=[.!?…][\"”’])(?P<after>[ \t]+)(?=\S)")
_T = TypeVar("_T")
_FLOWING = frozenset({UnitKind.STATEMENT, UnitKind.ITEM, UnitKind.SIDE, UnitKind.TEXT})


def merged_text(base: str, ours: str, theirs: str, kind: UnitKind) -> tuple[str, bool]:
    """The merge of one unit's three texts, and whether a person has to decide something in it."""
    text = _certain(base, ours, theirs, kind)
    if text is not None:
        return text, False
    if any("\n" in t for t in (base, ours, theirs)):
        return merged_lines(base, ours, theirs)
    return conflict(ours, theirs), True


def _certain(base: str, ours: str, theirs: str, kind: UnitKind) -> str | None:
    """The merge; None where both sides changed the same part."""
    if ours in {base, theirs} or theirs == base:
        return theirs if ours == base else ours
    if kind in {UnitKind.ROW, UnitKind.HEAD}:
        return _cells(base, ours, theirs)
    if kind not in _FLOWING:
        return None
    ways = (way(base, ours, theirs) for way in (_sentence, _sentences, _addresses))
    return next((text for text in ways if text is not None), None)


def _cells(base: str, ours: str, theirs: str) -> str | None:
    """A table row, cell by cell."""
    rows = [CELL.split(text) for text in (base, ours, theirs)]
    if len({len(row) for row in rows}) > 1:
        return None
    cells = [_certain(old, mine, yours, UnitKind.STATEMENT) for old, mine, yours in zip(*rows, strict=True)]
    return "|".join(c for c in cells if c is not None) if None not in cells else None


def _sentence(base: str, ours: str, theirs: str) -> str | None:
    """The list marker, the words and the citations of a sentence, where its citations are in one place."""
    texts = base, ours, theirs
    markers = [marker(text) for text in texts]
    parts = [cited(text[len(m) :]) for text, m in zip(texts, markers, strict=True)]
    sign = _taken(*markers)
    if sign is None or any(p is None for p in parts):
        return None
    old, mine, yours = (p for p in parts if p is not None)
    words = old.words, mine.words, yours.words
    keys = _keys(old.keys, mine.keys, yours.keys)
    both = _taken(*words)
    if both is None or keys is None or _is_unsupported(words, (old.keys, mine.keys, yours.keys)):
        return None
    return sign + both[0] + "".join(f"[^{k}]" for k in keys) + both[1]


def _is_unsupported(words: Sequence[object], keys: Sequence[Sequence[str]]) -> bool:
    """Whether one side took a citation away from words that the other changed: they may rest on it."""
    return any(set(keys[0]) - set(keys[n]) and words[3 - n] != words[0] for n in (1, 2))


def _keys(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Sequence[str] | None:
    taken = _taken(base, ours, theirs)
    if taken is not None:
        return taken
    stays = [k for k in base if k in ours and k in theirs]
    return [*stays, *sorted(({*ours, *theirs}) - {*base})]


def _taken(base: _T, ours: _T, theirs: _T) -> _T | None:
    """What one side alone changed, or both alike; None otherwise."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _sentences(base: str, ours: str, theirs: str) -> str | None:
    """A paragraph on one line, sentence by sentence, where both sides left its other sentences in their order."""
    rows = [_split(text) for text in (base, ours, theirs)]
    if any("\n" in t for t in (base, ours, theirs)) or len(rows[0]) < 2 or len({len(r) for r in rows}) > 1:  # noqa: PLR2004
        return None
    merged = [_taken(*texts) for texts in zip(*rows, strict=True)]
    return "".join(t for t in merged if t is not None) if None not in merged else None


def _addresses(base: str, ours: str, theirs: str) -> str | None:
    """The addresses of a line's links, and all the rest."""
    rows = [ADDRESS.findall(text) for text in (base, ours, theirs)]
    rest = _taken(*(ADDRESS.sub("\0", text) for text in (base, ours, theirs)))
    if not rows[0] or len({len(row) for row in rows}) > 1 or rest is None:
        return None
    addresses = [_taken(*texts) for texts in zip(*rows, strict=True)]
    if None in addresses:
        return None
    return "".join(a + (b or "") for a, b in zip_longest(rest.split("\0"), addresses))


def _split(text: str) -> list[str]:
    """The sentences of a line, each with the white space after it."""
    ends = [m.end() for m in _SENTENCE.finditer(text)]
    return [text[i:j] for i, j in zip([0, *ends], [*ends, len(text)], strict=True)]
