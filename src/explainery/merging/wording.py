"""One unit in three versions: the words, the citations and the cells of a row are merged part by part."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import zip_longest

from explainery.merging.units import Kind, Unit
from explainery.page_format import MARK, MARKS, POINTER_END

_CELL = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
# How a build names a passage that it may not reproduce (writing/layout.py).
_FIELD = re.compile(r"[A-Za-z_][\w-]*\s*:")


def merged(base: str, live: str, new: str, kind: Kind = Kind.TEXT) -> str | None:
    """The merge of one unit's three texts; None where both sides changed the same part of it.

    A citation that the build adds joins a sentence that a person reworded; one that it takes away stays there,
    for the person's words may rest on it.
    """
    if live == base:
        return new
    if new in {base, live}:
        return live
    if kind in {Kind.ROW, Kind.HEAD}:
        return _row(base, live, new)
    if kind is Kind.DEFINITION:
        return None
    return _sentence(base, live, new)


def unchanged(base: str, new: str) -> bool:
    """Whether a build says the same as the last: but for citations, for standing in a list, for only pointing there."""
    words = [MARK.sub("", _ITEM.sub("", text)).strip() for text in (base, new)]
    return words[0] == words[1] or bool(POINTER_END.search(words[1]))


def with_marks(live: str, base: str, new: str) -> str:
    """The person's sentence with the citations that the build added."""
    runs = list(MARKS.finditer(live))
    added = [k for k in MARK.findall(new) if k not in MARK.findall(base) and k not in MARK.findall(live)]
    if not added or not runs:
        return live
    at = runs[-1].end()
    return live[:at] + "".join(f"[^{k}]" for k in dict.fromkeys(added)) + live[at:]


def _sentence(base: str, live: str, new: str) -> str | None:
    """The list marker, the words and the citations, each merged by itself, where citations are in one place."""
    markers = [_marker(text) for text in (base, live, new)]
    rest = [text[len(m) :] for text, m in zip((base, live, new), markers, strict=True)]
    words = _words(rest[0], rest[1], rest[2])
    return None if words is None else (markers[2] if markers[1] == markers[0] else markers[1]) + words


def _marker(text: str) -> str:
    found = _ITEM.match(text)
    return found[0] if found else ""


def _words(base: str, live: str, new: str) -> str | None:
    if unchanged(base, new) and POINTER_END.search(MARK.sub("", new)):
        return live  # it would only point where the person has words
    parts = [_parts(text) for text in (base, live, new)]
    if any(p is None for p in parts):
        return None
    (before, was, after), (left, marks, right), (fresh, now, rest) = (p for p in parts if p)
    untouched = (left, right) == (before, after)
    if not untouched and (fresh, rest) not in {(before, after), (left, right)}:
        return None
    head, tail = (fresh, rest) if untouched else (left, right)
    return head + _marks(was, marks, now, drop=untouched) + tail


def _parts(text: str) -> tuple[str, tuple[str, ...], str] | None:
    """The text before its citations, the keys, the text after; None with citations in several places."""
    runs = list(MARKS.finditer(text))
    if len(runs) > 1:
        return None
    if not runs:
        return text, (), ""
    return text[: runs[0].start()], tuple(MARK.findall(runs[0][0])), text[runs[0].end() :]


def _marks(base: Sequence[str], live: Sequence[str], new: Sequence[str], *, drop: bool) -> str:
    """The person's citations, with those that the build added, and without those it took away if `drop`."""
    gone = set(base) - set(new) if drop else set()
    added = [k for k in new if k not in base and k not in live]
    return "".join(f"[^{k}]" for k in dict.fromkeys([*(k for k in live if k not in gone), *added]))


def _row(base: str, live: str, new: str) -> str | None:
    """A table row, cell by cell; both lines of a table's heading."""
    rows = [_CELL.split(text) for text in (base, live, new)]
    if len({len(r) for r in rows}) > 1:
        return None
    cells = [c if c is not None else _cell(*cs) for cs in zip(*rows, strict=True) for c in [_simple(*cs)]]
    return "|".join(c for c in cells if c is not None) if None not in cells else None


def _simple(base: str, live: str, new: str) -> str | None:
    return new if live == base else live if new in {base, live} else None


def _cell(base: str, live: str, new: str) -> str | None:
    return _sentence(base, live, new)


def merged_front(
    base: str, live: str, new: str, taken: Collection[str] = ()
) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """The front matter, field by field; with it (field, the person's, the build's) where both changed one.

    `taken`: fields whose edit is given up.
    """
    if live == base:
        return new, ()
    if not live or (new in {base, live} and not taken):
        return live, ()
    before, mine, theirs = (_fields(t) for t in (base, live, new))
    rows: dict[str, str] = {}
    waiting = []
    for name in [*mine, *(n for n in theirs if n not in mine)]:
        was, own, now = before.get(name), mine.get(name), theirs.get(name)
        text = now if name in taken or own == was else own
        if text is not None:
            rows[name] = text
        if name not in taken and own is not None and now is not None and own != was and now not in {was, own}:
            waiting.append((name, own, now))
    return "\n".join(["---", *rows.values(), live.rsplit("\n", 1)[-1]]), tuple(waiting)


def _fields(front: str) -> dict[str, str]:
    """Each field with its lines; lines before the first under ""."""
    rows: dict[str, list[str]] = {}
    name = ""
    for line in front.split("\n")[1:-1]:
        if _FIELD.match(line):
            name = line.split(":")[0].strip()
        rows.setdefault(name, []).append(line)
    return {k: "\n".join(v) for k, v in rows.items()}


def changed_marks(one: Unit, two: Unit) -> bool:
    """Whether two units differ in nothing but their citations."""
    return all(a == b for a, b in zip_longest(MARKS.split(one.text), MARKS.split(two.text)))
