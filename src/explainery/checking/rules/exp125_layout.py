"""EXP125: a list, a table and text after footnotes have the blank line that they need, and a row all its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.merging.units import Kind, Unit, parsed

_PROSE = frozenset({Kind.STATEMENT, Kind.TEXT, Kind.LINK, Kind.HEADING})
_SPLIT = re.compile(r"(?<!\\)\|")


def check(page: CheckedPage, _: Context) -> Iterator[Fault]:
    """Where a blank line is missing, or a cell."""
    line, before, cells = page.first_line, None, 0
    for unit in parsed(page.body).units:
        line += unit.gap.count("\n")
        if before is not None and unit.gap.count("\n") == 1:
            what = _glued(before, unit)
            if what:
                yield Fault(line, what)
        if unit.kind is Kind.HEAD:
            cells = _cells(unit.text.split("\n")[0])
        elif unit.kind is Kind.ROW and _cells(unit.text) != cells:
            yield Fault(line, f"this row has {_cells(unit.text)} cells, and its table {cells} columns")
        line += unit.text.count("\n")
        before = unit


def _glued(before: Unit, unit: Unit) -> str:
    """What a missing blank line does."""
    if before.kind is Kind.DEFINITION and unit.kind is not Kind.DEFINITION:
        return "this line belongs to the footnote above it, and vanishes there: put a blank line before it"
    if before.kind not in _PROSE or before.text.lstrip().startswith(("<", "!")) or before.text.startswith(">"):
        return ""
    if unit.kind in {Kind.ITEM, Kind.HEAD} and before.kind is not Kind.HEADING:
        what = "list" if unit.kind is Kind.ITEM else "table"
        return f"a {what} needs a blank line before it; without one it shows as running text"
    return ""


def _cells(row: str) -> int:
    return len(_SPLIT.split(row.strip().strip("|")))


RULE = Rule(
    "EXP125",
    "a list or table has a blank line before it, text after footnotes too, and a row all its cells",
    """Markdown sees where a list or a table begins by the blank line before it. Without it the items run into the text
above, and a line right below a footnote becomes part of that footnote, where nobody sees it. A row with a cell too few
moves what stands in it under another heading. Add the blank line, or the cell.
Example: “They agreed on this:” and, on the next line, “- a pay rise”.""",
    on_any=check,
)
