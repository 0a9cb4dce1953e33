"""A page's HTML taken apart: its lines with what they cite and link, its footnote definitions, its anchors."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from explainery.text import one_line

_BLOCKS = frozenset("p li td th h1 h2 h3 h4 h5 h6 dd dt blockquote pre figcaption tr div".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NO_TEXT = {"footnote-ref", "footnote-backref", "headerlink"}
_TARGETS = {"a": "href", "img": "src"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a block. `level`: of a heading, else 0. `cells` and `header`: of a table's row, else none."""

    text: str
    keys: tuple[str, ...]
    level: int = 0
    linked: str = ""
    links: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()


class Reader(HTMLParser):
    """Collects the lines of a page's blocks, its footnote definitions and every id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.definitions: dict[str, str] = {}
        self.links: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self._text, self._linked = "", ""
        self._keys: list[str] = []
        self._links: list[str] = []
        self._cells: list[str] = []
        self._header: tuple[str, ...] = ()
        self._footnote: str | None = None
        self._anchors: list[bool] = []  # the open links; True where their text is none of the page's
        self._row = self._level = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a link, a cell or a footnote."""
        values = {k: v or "" for k, v in attrs}
        if tag in _BLOCKS and not self._row:
            self._end_block()
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "table":
            self._header = ()
        if tag == "tr":
            self._row, self._cells = self._row + 1, []
        if tag in {"td", "th"}:
            self._cells.append("")
        if tag == "li" and values.get("id", "").startswith("fn:"):
            self._footnote = values["id"][3:]
            self.definitions[self._footnote] = ""
        if tag in _TARGETS:
            self._target(tag, values)
        self._level = self._level or _HEADINGS.get(tag, 0)
        if tag == "br":
            self._add("\n")

    def _target(self, tag: str, values: dict[str, str]) -> None:
        """A link or an image: where it leads, and whether it is a footnote's mark."""
        classes = set(values.get("class", "").split())
        target = values.get(_TARGETS[tag], "")
        if tag == "a":
            self._anchors.append(bool(classes & _NO_TEXT))
            self.ids.add(values.get("name", "")) if values.get("name") else None
        if "footnote-ref" in classes:
            self._keys.append(target.removeprefix("#fn:"))
        elif not classes & _NO_TEXT and _TARGETS[tag] in values:
            found = self._links if self._footnote is None else self.links.setdefault(self._footnote, [])
            found.append(target)

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag opened."""
        if tag == "a" and self._anchors:
            self._anchors.pop()
        if tag in {"td", "th"}:
            self._add(" ")
        if tag == "tr":
            self._row = max(0, self._row - 1)
        if tag in _BLOCKS and not self._row:
            self._end_block()
        if tag == "thead":
            self._header = self.rows[-1].cells if self.rows else ()
        if tag == "ol" and self._footnote:
            self._footnote = None

    def handle_data(self, data: str) -> None:
        """Take in text, but for the number of a footnote and the sign beside a heading."""
        if not any(self._anchors):
            self._add(data)

    def close(self) -> None:
        """Take in what is left."""
        super().close()
        self._end_block()

    def _add(self, data: str) -> None:
        if self._footnote is not None:
            self.definitions[self._footnote] += data
            return
        if "\n" in data and not self._row:
            for piece in data.split("\n")[:-1]:
                self._text += piece
                self._end_line()
            data = data.rsplit("\n", 1)[-1]
        self._text += data
        if self._cells:
            self._cells[-1] += data
        if self._anchors:
            self._linked += f" {data}"

    def _end_line(self) -> None:
        if self._text.strip() or self._keys or self._links:
            cells = tuple(one_line(c) for c in self._cells)
            linked, links = one_line(self._linked), tuple(self._links)
            header = self._header if cells else ()
            self.rows.append(Row(one_line(self._text), tuple(self._keys), self._level, linked, links, cells, header))
        self._text, self._linked = "", ""
        self._keys, self._links, self._cells = [], [], []

    def _end_block(self) -> None:
        if self._footnote is None:
            self._end_line()
            self._level = 0
