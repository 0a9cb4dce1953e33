"""A wide table as narrow screens show it: an entry for each row, each cell below the name of its column.

The style sheet decides by the width of the screen. The names are in the page from the start: a script that adds them
later moves everything below the table.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from explainery.markup.tree import fill, html_of, made, nodes_of, parsed, text_of

_LEAST_COLUMNS = 3  # of two, a narrow screen has room for both
_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


def as_entries(html: str) -> str:
    """The HTML of a table with roles, which hold whatever the style sheet makes of it, and each cell's column."""
    root = parsed(html)
    table = root.find("table")
    heads = [text_of(head).strip() for head in table.iter("th")] if table is not None else []
    if table is None or len(heads) < _LEAST_COLUMNS:
        return html
    for element in table.iter():
        if element.tag in _ROLES:
            element.set("role", _ROLES[element.tag])
    for row in table.iter("tr"):
        for name, cell in zip(heads, row.findall("td"), strict=False):
            _name(cell, name)
    table.set("data-entries", "")
    return html_of(root)


def _name(cell: Element, name: str) -> None:
    shown = made("span", [name], class_="ex-cell-name", aria_hidden="true")
    fill(cell, [shown, made("span", nodes_of(cell))])
