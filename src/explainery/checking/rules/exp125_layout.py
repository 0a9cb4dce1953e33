"""EXP125: lists, tables and text after footnotes follow a blank line, and table rows are complete."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.merging.units import Unit, UnitKind, parsed
from explainery.patterns import regex

_PROSE = frozenset({UnitKind.STATEMENT, UnitKind.TEXT, UnitKind.LINK, UnitKind.HEADING})
_CELL_END = regex(r"(?<!\\)\|")


def _check_page(page: CheckedPage, _: Context) -> Iterator[Fault]:
    """Missing blank lines, and table rows with too few or too many cells."""
    number, before, columns = page.first_line, None, 0
    for unit in parsed(page.body).units:
        number += unit.gap.count("\n")
        if before is not None and unit.gap.count("\n") == 1:
            problem = _missing_blank_line(before, unit)
            if problem:
                yield Fault(number, problem)
        if unit.kind is UnitKind.HEAD:
            columns = _cells(unit.text.split("\n")[0])
        elif unit.kind is UnitKind.ROW and _cells(unit.text) != columns:
            yield Fault(number, f"this row has {_cells(unit.text)} cells, but its table has {columns} columns")
        number += unit.text.count("\n")
        before = unit


def _missing_blank_line(before: Unit, unit: Unit) -> str:
    """What goes wrong without a blank line between two units; "" if nothing does."""
    if before.kind is UnitKind.DEFINITION and unit.kind is not UnitKind.DEFINITION:
        return "this line becomes part of the footnote above and disappears: put a blank line before it"
    if before.kind not in _PROSE or before.text.lstrip().startswith(("<", "!")) or before.text.startswith(">"):
        return ""
    if unit.kind in {UnitKind.ITEM, UnitKind.HEAD} and before.kind is not UnitKind.HEADING:
        block = "list" if unit.kind is UnitKind.ITEM else "table"
        return f"this {block} appears as running text: put a blank line before it"
    return ""


def _cells(row: str) -> int:
    return len(_CELL_END.split(row.strip().strip("|")))


RULE = Rule(
    "EXP125",
    "lists, tables and text after footnotes follow a blank line, and table rows have all their cells",
    """Markdown recognises a list or a table by the blank line before it. Without one, its items run into the text
above; and a line directly below a footnote becomes part of that footnote, where no one sees it. If a row has too few
cells, the rest of them move under the wrong headings. Add the blank line or the cell.
Example: “They agreed on this:” and, on the next line, “- a pay rise”.""",
    on_any=_check_page,
)
