"""The HTML of a page as the wall leaves it, taken apart into its outermost elements, and the tables in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from explainery.markup.allowed import VOID
from explainery.text import one_line


@dataclass(slots=True)
class Block:
    """An outermost element: its name, its HTML, its text without citation marks, and of a table its rows of cells."""

    tag: str
    html: str = ""
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads blocks one by one; what stands between them is not kept."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._html = html
        self._starts = [0]  # where each line begins
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._depth = self._marks = self._begin = 0
        self.feed(html)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if self._depth == 0:
            self._begin = self._here()
            self.blocks.append(Block(tag))
        block = self.blocks[-1]
        if tag == "tr":
            block.rows.append([])
        elif tag in {"td", "th"} and block.rows:
            block.rows[-1].append("")
        is_mark = tag == "sup" or ("class", "headerlink") in attrs
        self._marks += bool(self._marks or is_mark) and tag not in VOID
        self._depth += tag not in VOID

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that has no end."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._depth or self._marks:
            return
        block = self.blocks[-1]
        block.text += data
        if block.rows and block.rows[-1]:
            block.rows[-1][-1] += data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the parser's)
        """An element ends."""
        self._depth -= 1
        self._marks -= bool(self._marks)
        if self._depth == 0:
            end = self._html.index(">", self._here()) + 1
            self.blocks[-1].html = self._html[self._begin : end]


def blocks_of(html: str) -> list[Block]:
    """The outermost elements of a page, in order. The HTML is the wall's: every element that begins also ends."""
    blocks = _Reader(html).blocks
    for block in blocks:
        block.text = one_line(block.text)
        block.rows = [[one_line(cell) for cell in row] for row in block.rows]
    return [block for block in blocks if block.html]


def sections_of(blocks: list[Block]) -> Iterator[tuple[int, int]]:
    """Where each section begins and ends: a heading of the second level with what is below it."""
    begins = [i for i, block in enumerate(blocks) if block.tag in {"h1", "h2"}]
    for i, end in zip(begins, [*begins[1:], len(blocks)], strict=True):
        if blocks[i].tag == "h2":
            yield i, end
