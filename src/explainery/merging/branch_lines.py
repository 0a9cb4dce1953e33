"""One thing of several lines that two branches both changed, such as an item with a list below it: line by line."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.merging.branch_text import merged_text
from explainery.merging.branch_units import merged_units
from explainery.merging.units import Unit, UnitKind, kind_now, unparsed_units
from explainery.page_format import MARK
from explainery.patterns import regex

_FIELD = regex(r"\s*(?:- )?(?P<name>[A-Za-z_][\w-]*)\s*:(?:\s|$)")


def merged_by_lines(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """The merge of one thing by its lines, and whether a person has to decide something in it."""
    old, mine, yours = (list(line_units(text)) for text in (base, ours, theirs))
    rows = merged_units(old, mine, yours, merged_text, lines=True)
    return unparsed_units(rows.units), rows.disputed


def line_units(text: str) -> Iterator[Unit]:
    """The lines of a text as units, with the blank lines between them."""
    gap = ""
    for number, line in enumerate(text.split("\n")):
        gap += "\n" * bool(number)
        if line.strip():
            yield _line(line, gap)
            gap = ""


def _line(line: str, gap: str) -> Unit:
    unit = Unit(line, gap, UnitKind.TEXT, tuple(dict.fromkeys(MARK.findall(line))))
    kind = kind_now(unit, line)
    field = _FIELD.match(line)
    name = field["name"] if field and kind is UnitKind.TEXT else ""
    return Unit(line, gap, kind, unit.keys, name)
