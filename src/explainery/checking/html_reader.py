"""Takes the HTML of a page apart: its lines with their citations and links, its footnote definitions, its ids."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from explainery.text import one_line

_BLOCKS = frozenset("p li td th h1 h2 h3 h4 h5 h6 dd dt blockquote pre figcaption tr div".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset(("td", "th"))
_NOT_TEXT = frozenset(("footnote-ref", "footnote-backref", "headerlink"))  # classes of links that the theme adds
_TARGETS = {"a": "href", "img": "src"}
_MADE = {"br": "\n", "q": "“"}  # tags for which readers see something that is not in the text
_FOOTNOTE_ID = "fn:"


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """A line of a block.

    Attributes:
        text: the visible text.
        keys: the keys of the footnotes that it cites.
        level: the level of a heading; 0 for anything but a heading.
        linked: the text of its links.
        links: the targets of its links and images.
        cells: the texts of the cells, if it is a row of a table.
        header: the cells of that table's first row.
        is_quoted: whether it stands in a block quotation.
    """

    text: str
    keys: tuple[str, ...]
    level: int = 0
    linked: str = ""
    links: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    is_quoted: bool = False


class HtmlReader(HTMLParser):
    """Collects the lines of a page's blocks, its footnote definitions with their links, and every id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[HtmlLine] = []
        self.definitions: dict[str, str] = {}
        self.definition_links: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self._text, self._linked = "", ""
        self._keys: list[str] = []
        self._links: list[str] = []
        self._cells: list[str] = []
        self._header: tuple[str, ...] = ()
        self._footnote: str | None = None
        self._open_links: list[bool] = []  # True if the link's text is not text of the page
        self._open_rows = self._level = self._open_quotations = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a link, a cell or a footnote."""
        values = {k: v or "" for k, v in attrs}
        if tag in _BLOCKS and not self._open_rows:
            self._end_block()
        if "id" in values:
            self.ids.add(values["id"])
        self._open_quotations += tag == "blockquote"
        if tag in _TARGETS:
            self._open_link(tag, values)
        elif tag == "li" and values.get("id", "").startswith(_FOOTNOTE_ID):
            self._footnote = values["id"].removeprefix(_FOOTNOTE_ID)
            self.definitions[self._footnote] = ""
        else:
            self._open_table_part(tag)
        self._level = self._level or _HEADINGS.get(tag, 0)
        if tag in _MADE:
            self._add(_MADE[tag])

    def _open_table_part(self, tag: str) -> None:
        if tag == "table":
            self._header = ()
        elif tag == "tr":
            self._open_rows, self._cells = self._open_rows + 1, []
        elif tag in _CELLS:
            self._cells.append("")

    def _open_link(self, tag: str, values: dict[str, str]) -> None:
        """Note the target of a link or an image, or the key of a footnote mark."""
        classes = set(values.get("class", "").split())
        target = values.get(_TARGETS[tag], "")
        if tag == "a":
            self._open_links.append(bool(classes & _NOT_TEXT))
            if values.get("name"):
                self.ids.add(values["name"])
        if "footnote-ref" in classes:
            self._keys.append(target.removeprefix(f"#{_FOOTNOTE_ID}"))
        elif not classes & _NOT_TEXT and _TARGETS[tag] in values:
            footnote = self._footnote
            links = self._links if footnote is None else self.definition_links.setdefault(footnote, [])
            links.append(target)

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag opened."""
        if tag == "a" and self._open_links:
            self._open_links.pop()
        if tag in _CELLS or tag == "q":
            self._add("”" if tag == "q" else " ")
        if tag == "tr":
            self._open_rows = max(0, self._open_rows - 1)
        if tag in _BLOCKS and not self._open_rows:
            self._end_block()
        self._open_quotations -= tag == "blockquote" and self._open_quotations > 0
        if tag == "thead":
            self._header = self.lines[-1].cells if self.lines else ()
        if tag == "ol" and self._footnote:
            self._footnote = None

    def handle_data(self, data: str) -> None:
        """Take in text, except a footnote's number and the sign beside a heading."""
        if not any(self._open_links):
            self._add(data)

    def close(self) -> None:
        """Take in the rest."""
        super().close()
        self._end_block()

    def _add(self, data: str) -> None:
        if self._footnote is not None:
            self.definitions[self._footnote] += data
            return
        if "\n" in data and not self._open_rows:
            for piece in data.split("\n")[:-1]:
                self._text += piece
                self._end_line()
            data = data.rsplit("\n", 1)[-1]
        self._text += data
        if self._cells:
            self._cells[-1] += data
        if self._open_links:
            self._linked += f" {data}"

    def _end_line(self) -> None:
        if self._text.strip() or self._keys or self._links:
            cells = tuple(one_line(c) for c in self._cells)
            line = HtmlLine(
                text=one_line(self._text),
                keys=tuple(self._keys),
                level=self._level,
                linked=one_line(self._linked),
                links=tuple(self._links),
                cells=cells,
                header=self._header if cells else (),
                is_quoted=self._open_quotations > 0,
            )
            self.lines.append(line)
        self._text, self._linked = "", ""
        self._keys, self._links, self._cells = [], [], []

    def _end_block(self) -> None:
        if self._footnote is None:
            self._end_line()
            self._level = 0
