"""Takes the HTML of a page apart: its lines with their citations and links, its footnote definitions, its ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from explainery.checking.set_apart import TAGS as SET_APART
from explainery.checking.set_apart import with_marks
from explainery.patterns import regex
from explainery.text import one_line

_BLOCKS = frozenset(
    "p li td th h1 h2 h3 h4 h5 h6 dd dt dl ul ol blockquote pre figure figcaption caption table tr div details summary "
    "section article header footer aside main nav address fieldset legend form center hr".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset(("td", "th"))
_TARGETS = {"a": "href", "img": "src"}
_MADE = {"br": "\n", "q": "“"}  # tags for which readers see something that is not in the text
_STRUCK = frozenset(("s", "del", "strike"))
_FOOTNOTE_ID = "fn:"
# What the site's own links have as their text: a footnote's number, the way back, the sign beside a heading. A person
# can write a link with their classes, too: its text is text of the page.
_SIGNS = {
    "footnote-ref": regex(r"\d*"),
    "footnote-backref": regex(r"\W*\d*"),
    "headerlink": regex(r"\W*"),
}
_OWN_TARGETS = {"footnote-ref": "#fn:", "footnote-backref": "#fnref", "headerlink": "#"}


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """A line of a block, or a footnote's definition.

    Attributes:
        text: the visible text, without what is struck out: that is not said.
        keys: the keys of the footnotes that it cites.
        level: the level of a heading; 0 for anything but a heading.
        is_label: whether it is the title of a note, or what a folded text shows.
        linked: the text of its links.
        unlinked: the visible text without that of its links.
        links: the targets of its links and images.
        images: the targets of its images.
        asides: the texts that it has for those who point at it or cannot see it: of images, and titles of links; and
            what is struck out.
        cells: the texts of the cells, if it is a row of a table.
        header: the cells of that table's first row.
        is_quoted: whether it stands in a block quotation.
    """

    text: str
    keys: tuple[str, ...]
    level: int = 0
    is_label: bool = False
    linked: str = ""
    unlinked: str = ""
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    is_quoted: bool = False


@dataclass(slots=True)
class _OpenLine:
    """A line as far as it was read."""

    text: str = ""
    linked: str = ""
    unlinked: str = ""
    struck: str = ""
    is_label: bool = False
    keys: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    set_apart: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.keys or self.links or self.asides or self.struck.strip())

    def closed(self, level: int = 0, header: tuple[str, ...] = (), *, is_quoted: bool = False) -> HtmlLine:
        """The whole line."""
        return HtmlLine(
            text=one_line(with_marks(self.text, self.set_apart)),
            keys=tuple(self.keys),
            level=level,
            is_label=self.is_label,
            linked=one_line(self.linked),
            unlinked=one_line(self.unlinked),
            links=tuple(self.links),
            images=tuple(self.images),
            asides=tuple(filter(None, map(one_line, [*self.asides, self.struck]))),
            cells=tuple(one_line(c) for c in self.cells),
            header=header if self.cells else (),
            is_quoted=is_quoted,
        )


class HtmlReader(HTMLParser):
    """Collects the lines of a page's blocks, its footnote definitions, and every id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[HtmlLine] = []
        self.definitions: dict[str, HtmlLine] = {}
        self.ids: set[str] = set()
        self._line = _OpenLine()
        self._header: tuple[str, ...] = ()
        self._footnote: str | None = None
        self._is_below = False  # whether the footnotes have begun
        self._open_links: list[str] = []  # the site's own class of each, "" for any other link
        self._open_rows = self._open_lists = self._level = self._open_quotations = 0
        self._open_struck = 0
        self._open_apart: list[tuple[_OpenLine, int]] = []  # where words that are set apart begin

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a link, a cell or a footnote."""
        values = {k: v or "" for k, v in attrs}
        classes = set(values.get("class", "").split())
        if tag in _BLOCKS and not self._open_rows:
            self._end_block()
        if "id" in values:
            self.ids.add(values["id"])
        self._is_below = self._is_below or (tag == "div" and "footnote" in classes)
        self._open_lists += tag == "ol"
        self._open_quotations += tag == "blockquote"
        if tag in _TARGETS:
            self._open_link(tag, values, classes)
        elif tag == "li" and self._is_below and values.get("id", "").startswith(_FOOTNOTE_ID):
            self._end_footnote()
            self._footnote, self._open_lists = values["id"].removeprefix(_FOOTNOTE_ID), 1
        else:
            self._open_table_part(tag)
        if tag not in _TARGETS or not _own_class(tag, values, classes):
            self._line.asides += [values[name] for name in ("alt", "title", "aria-label") if values.get(name)]
        self._line.is_label = self._line.is_label or tag == "summary" or "admonition-title" in classes
        self._level = self._level or _HEADINGS.get(tag, 0)
        if tag in _MADE:
            self._add(_MADE[tag])
        self._open_struck += tag in _STRUCK
        if tag in SET_APART:
            self._open_apart.append((self._line, len(self._line.text)))

    def _open_table_part(self, tag: str) -> None:
        if tag == "table":
            self._header = ()
        elif tag == "tr":
            self._open_rows, self._line.cells = self._open_rows + 1, []
        elif tag in _CELLS:
            self._line.cells.append("")

    def _open_link(self, tag: str, values: dict[str, str], classes: set[str]) -> None:
        """Note the target of a link or an image, or the key of a footnote mark."""
        target, own = values.get(_TARGETS[tag], ""), _own_class(tag, values, classes)
        if tag == "a":
            self._open_links.append(own)
            if values.get("name"):
                self.ids.add(values["name"])
        if own == "footnote-ref":
            self._line.keys.append(target.removeprefix(f"#{_FOOTNOTE_ID}"))
        elif not own and _TARGETS[tag] in values:
            self._line.links.append(target)
            self._line.images += [target] if tag == "img" else []

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
        self._open_struck -= tag in _STRUCK and self._open_struck > 0
        if tag in SET_APART and self._open_apart:
            self._close_apart()
        if tag == "thead":
            self._header = self.lines[-1].cells if self.lines else ()
        if tag == "ol":
            self._open_lists -= 1
            if not self._open_lists:
                self._end_footnote()

    def _close_apart(self) -> None:
        """Note the words that the outermost of several tags sets apart, if they are on one line."""
        line, start = self._open_apart.pop()
        if not self._open_apart and line is self._line and self._footnote is None:
            line.set_apart.append((start, len(line.text)))

    def handle_data(self, data: str) -> None:
        """Take in text, except a footnote's number and the sign beside a heading."""
        own = next(filter(None, self._open_links), "")
        if not own or not _SIGNS[own].fullmatch(data.strip()):
            self._add(data)

    def close(self) -> None:
        """Take in the rest."""
        super().close()
        self._end_footnote()
        self._end_block()

    def _add(self, data: str) -> None:
        if "\n" in data and not self._open_rows and self._footnote is None:
            for piece in data.split("\n")[:-1]:
                self._add_piece(piece)
                self._end_line()
            data = data.rsplit("\n", 1)[-1]
        self._add_piece(data)

    def _add_piece(self, data: str) -> None:
        if self._open_struck:
            self._line.struck += data
        else:
            self._line.text += data
        if self._line.cells and not self._open_struck:
            self._line.cells[-1] += data
        if self._open_links:
            self._line.linked += f" {data}"
        self._line.unlinked += " " if self._open_links else data

    def _end_line(self) -> None:
        if not self._line.is_empty:
            is_quoted = self._open_quotations > 0
            self.lines.append(self._line.closed(self._level, self._header, is_quoted=is_quoted))
        self._line = _OpenLine()

    def _end_block(self) -> None:
        if self._footnote is None:
            self._end_line()
            self._level = 0

    def _end_footnote(self) -> None:
        if self._footnote is not None:
            self.definitions[self._footnote] = self._line.closed()
            self._line, self._footnote = _OpenLine(), None


def _own_class(tag: str, values: dict[str, str], classes: set[str]) -> str:
    """The class of a link that the site itself puts into a page; "" for every other link."""
    target = values.get(_TARGETS[tag], "")
    own = (name for name, begins in _OWN_TARGETS.items() if name in classes and target.startswith(begins))
    return next(own, "") if tag == "a" else ""
