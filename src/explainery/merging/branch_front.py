"""The front matter of two branches: field by field, lists entry by entry."""

from __future__ import annotations

from collections.abc import Sequence

from explainery.merging.branch_lines import merged_by_lines
from explainery.merging.branch_units import merged_units
from explainery.merging.line_merge import conflict
from explainery.merging.units import Unit, UnitKind, unparsed_units
from explainery.merging.wording import front_fields
from explainery.patterns import regex

_INLINE = regex(r"(?P<head>[^\n:]+:[ \t]*\[)(?P<entries>[^\[\]\n\"']*)(?P<tail>\][ \t]*)")


def merged_fields(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """The merge of three versions of the front matter with its rules, and whether a person has to decide in it."""
    if ours in {base, theirs} or theirs == base:
        return (theirs if ours == base else ours), False
    rows = merged_units(_fields(base), _fields(ours), _fields(theirs), _field, lines=True)
    if not rows.units:
        return "", rows.disputed
    ends = [text.rsplit("\n", 1)[-1] for text in (base, ours, theirs)]
    end = ends[2] if ends[1] == ends[0] and ends[2] else ends[1] or ends[2]
    return f"---\n{unparsed_units(rows.units).removeprefix(rows.units[0].gap)}\n{end}", rows.disputed


def _fields(front: str) -> list[Unit]:
    fields = front_fields(front).items()
    return [Unit(text, "\n" * bool(n), UnitKind.DEFINITION, (name,)) for n, (name, text) in enumerate(fields)]


def _field(base: str, ours: str, theirs: str, _: UnitKind) -> tuple[str, bool]:
    """One field that both sides changed."""
    if ours in {base, theirs} or theirs == base:
        return (theirs if ours == base else ours), False
    inline = [_INLINE.fullmatch(text) for text in (base, ours, theirs)]
    old, mine, yours = inline
    if old and mine and yours:
        entries = [_entries(m["entries"]) for m in (old, mine, yours)]
        rows = merged_units(entries[0], entries[1], entries[2], _undecided, lines=True)
        if not rows.disputed:
            return mine["head"] + ", ".join(u.text for u in rows.units) + mine["tail"], False
    if all("\n" in text for text in (base, ours, theirs)):
        return merged_by_lines(base, ours, theirs)
    return conflict(ours, theirs), True


def _entries(text: str) -> Sequence[Unit]:
    rows = [entry.strip() for entry in text.split(",")]
    return [Unit(row, "\n", UnitKind.ITEM) for row in rows if row]


def _undecided(base: str, ours: str, theirs: str, _: UnitKind) -> tuple[str, bool]:
    if ours in {base, theirs} or theirs == base:
        return (theirs if ours == base else ours), False
    return ours, True
