"""One unit in three versions: the words, the citations and the cells of a row are merged part by part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import NamedTuple

from explainery.merging.units import CELL, Unit, UnitKind
from explainery.page_format import MARK, MARKS, POINTER_END, tidy_front_matter
from explainery.patterns import regex

_ITEM = regex(r"\s*(?:[-*+]|\d+[.)])\s+")
_FIELD = regex(r"[A-Za-z_][\w-]*\s*:")


class FieldConflict(NamedTuple):
    """A field of the front matter that both sides changed: its name, and its lines on the page and in the build."""

    name: str
    yours: str
    build: str


def merged(base: str, live: str, built: str, kind: UnitKind = UnitKind.TEXT) -> str | None:
    """The merge of one unit's three texts; None where both sides changed the same part of it.

    A citation that the build adds joins a sentence that a person reworded. One that it removes stays there, because
    the person's words may rest on it.
    """
    if live == base:
        return built
    if built in {base, live}:
        return live
    if kind in {UnitKind.ROW, UnitKind.HEAD}:
        return _row(base, live, built)
    if kind is UnitKind.DEFINITION:
        return None
    return _sentence(base, live, built)


def unchanged(base: str, built: str) -> bool:
    """Whether a build says the same as the last, or only points to the source now.

    Citations and list markers do not count.
    """
    words = [MARK.sub("", _ITEM.sub("", text)).strip() for text in (base, built)]
    return words[0] == words[1] or bool(POINTER_END.search(words[1]))


def with_marks(live: str, base: str, built: str) -> str:
    """The person's sentence with the citations that the build added."""
    runs = list(MARKS.finditer(live))
    added = [k for k in MARK.findall(built) if k not in MARK.findall(base) and k not in MARK.findall(live)]
    if not added or not runs:
        return live
    at = runs[-1].end()
    return live[:at] + "".join(f"[^{k}]" for k in dict.fromkeys(added)) + live[at:]


def _sentence(base: str, live: str, built: str) -> str | None:
    """The list marker, the words and the citations, each merged by itself, where citations are in one place."""
    base_marker, live_marker, built_marker = (marker(text) for text in (base, live, built))
    words = _words(base[len(base_marker) :], live[len(live_marker) :], built[len(built_marker) :])
    return None if words is None else (built_marker if live_marker == base_marker else live_marker) + words


def marker(text: str) -> str:
    """The marker of a list's item with the white space around it; "" of other text."""
    item = _ITEM.match(text)
    return item[0] if item else ""


class Cited(NamedTuple):
    """A sentence: the text before its citations, their keys, the text after them."""

    head: str
    keys: tuple[str, ...]
    tail: str

    @property
    def words(self) -> tuple[str, str]:
        """The text around the citations."""
        return self.head, self.tail


def _words(base: str, live: str, built: str) -> str | None:
    if unchanged(base, built) and POINTER_END.search(MARK.sub("", built)):
        return live  # the build would only point to the source where the person has words
    base_parts, live_parts, built_parts = (cited(text) for text in (base, live, built))
    if base_parts is None or live_parts is None or built_parts is None:
        return None
    untouched = live_parts.words == base_parts.words
    if not untouched and built_parts.words not in {base_parts.words, live_parts.words}:
        return None
    head, tail = built_parts.words if untouched else live_parts.words
    return head + _marks(base_parts.keys, live_parts.keys, built_parts.keys, drop=untouched) + tail


def cited(text: str) -> Cited | None:
    """The parts of a sentence; None with citations in several places."""
    runs = list(MARKS.finditer(text))
    if len(runs) > 1:
        return None
    if not runs:
        return Cited(text, (), "")
    return Cited(text[: runs[0].start()], tuple(MARK.findall(runs[0][0])), text[runs[0].end() :])


def _marks(base: Sequence[str], live: Sequence[str], built: Sequence[str], *, drop: bool) -> str:
    """The person's citations, with those that the build added, and without those that it removed if `drop`."""
    removed = set(base) - set(built) if drop else set()
    added = [k for k in built if k not in base and k not in live]
    return "".join(f"[^{k}]" for k in dict.fromkeys([*(k for k in live if k not in removed), *added]))


def _row(base: str, live: str, built: str) -> str | None:
    """A table row, cell by cell; both lines of a table's heading."""
    rows = [CELL.split(text) for text in (base, live, built)]
    if len({len(row) for row in rows}) > 1:
        return None
    cells = [_cell(*texts) for texts in zip(*rows, strict=True)]
    return "|".join(c for c in cells if c is not None) if None not in cells else None


def _cell(base: str, live: str, built: str) -> str | None:
    if live == base:
        return built
    return live if built in {base, live} else _sentence(base, live, built)


def merged_front(
    base: str, live: str, built: str, taken: Collection[str] = ()
) -> tuple[str, tuple[FieldConflict, ...]]:
    """The front matter, merged field by field, and the fields that both sides changed.

    Args:
        base: as last generated.
        live: as people left it.
        built: as generated now.
        taken: fields whose edit is given up.
    """
    live = tidy_front_matter(live)
    if live == base:
        return built, ()
    if not live or (built in {base, live} and not taken):
        return live, ()
    base_fields, live_fields, built_fields = (front_fields(t) for t in (base, live, built))
    fields: dict[str, str] = {}
    conflicts = []
    for name in [*live_fields, *(n for n in built_fields if n not in live_fields)]:
        base_field, yours, build = base_fields.get(name), live_fields.get(name), built_fields.get(name)
        text = build if name in taken or yours == base_field else yours
        if text is not None:
            fields[name] = text
        both = yours != base_field and build not in {base_field, yours}
        if both and name not in taken and yours is not None and build is not None:
            conflicts.append(FieldConflict(name, yours, build))
    return "\n".join(["---", *fields.values(), live.rsplit("\n", 1)[-1]]), tuple(conflicts)


def front_fields(front: str) -> dict[str, str]:
    """Each field with its lines; lines before the first under ""."""
    fields: dict[str, list[str]] = {}
    name = ""
    for line in front.split("\n")[1:-1]:
        if _FIELD.match(line):
            name = line.split(":")[0].strip()
        fields.setdefault(name, []).append(line)
    return {name: "\n".join(lines) for name, lines in fields.items()}


def changed_marks(one: Unit, two: Unit) -> bool:
    """Whether two units differ in nothing but their citations."""
    return all(a == b for a, b in zip_longest(MARKS.split(one.text), MARKS.split(two.text)))
