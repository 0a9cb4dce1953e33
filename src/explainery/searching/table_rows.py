"""The rows of tables as results show them: the site engine's index runs their cells together, heads and all."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from explainery.patterns import regex
from explainery.searching.sections import Section, page_of, plain

BETWEEN_CELLS = " · "
_ROW = regex(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = regex(r"<(t[hd])\b[^>]*>(.*?)</\1>", re.DOTALL)


def with_rows(sections: list[Section], site: Path) -> list[Section]:
    """The sections with each row of a table on a line of its own, its cells set apart, and without the heads."""
    rows: dict[str, list[tuple[str, str]]] = {}
    found = []
    for section in sections:
        page = page_of(section.address)
        if page not in rows:
            rows[page] = _rows_of(site / (page if page.endswith(".html") else f"{page}index.html"))
        text = section.text
        for run_together, apart in rows[page]:
            text = text.replace(run_together, f"\n{apart}\n")
        lines = "\n".join(line.strip() for line in text.split("\n") if line.strip())
        found.append(replace(section, text=lines))
    return found


def _rows_of(page: Path) -> list[tuple[str, str]]:
    """Each row as the index has it, and as it is shown."""
    rows = []
    for row in _ROW.findall(page.read_text("utf-8") if page.is_file() else ""):
        kinds = [kind for kind, _ in _CELL.findall(row)]
        cells = [cell for _, text in _CELL.findall(row) if (cell := " ".join(plain(text).split()))]
        if len(cells) > 1:
            rows.append((" ".join(cells), "" if "td" not in kinds else BETWEEN_CELLS.join(cells)))
    return rows
