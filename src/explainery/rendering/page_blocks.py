"""The HTML of a page as the wall leaves it, taken apart into its outermost elements, and the tables in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from explainery.markup.allowed import VOID
from explainery.markup.tree import PageHtml, parsed
from explainery.text import one_line

_CELLS = frozenset(("td", "th"))


@dataclass
class Block:
    """An outermost element: its name and its HTML, which may be drawn anew. The rest is read where it is asked for."""

    tag: str
    html: str
    element: Element

    @cached_property
    def text(self) -> str:
        """Its text without citation marks."""
        return one_line("".join(piece for piece in _read(self.element) if isinstance(piece, str)))

    @cached_property
    def rows(self) -> list[list[str]]:
        """Of a table, its rows of cells."""
        rows: list[list[str]] = []
        for piece in _read(self.element):
            if not isinstance(piece, str) and piece.tag == "tr":
                rows.append([])
            elif not isinstance(piece, str) and rows:
                rows[-1].append("")
            elif isinstance(piece, str) and rows and rows[-1]:
                rows[-1][-1] += piece
        return [[one_line(cell) for cell in row] for row in rows]


def _read(element: Element) -> Iterator[str | Element]:
    """The rows and cells of an element and its text, in order; text of citation marks is none of it."""
    marks = 0  # open ones
    ahead: list[str | Element | None] = [element]  # what comes next is last; None: a mark ends
    while ahead:
        node = ahead.pop()
        if node is None:
            marks -= 1
        elif isinstance(node, str):
            if not marks:
                yield node
        else:
            if node.tag == "tr" or node.tag in _CELLS:
                yield node
            is_mark = node.tag == "sup" or node.get("class") == "headerlink"
            marks += is_mark
            ahead += [None] if is_mark else []
            for child in reversed(node):
                ahead += [child.tail or "", child]
            ahead.append(node.text or "")


class _Outermost(HTMLParser):
    """Finds where each outermost element begins and ends; what stands between them is not kept."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._html = html
        self._starts = [0]  # where each line begins
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._depth = self._begin = 0
        self.feed(html)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the parser's)
        """An element begins."""
        if self._depth == 0:
            self._begin = self._here()
        self._depth += tag not in VOID

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that has no end."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the parser's)
        """An element ends."""
        self._depth -= 1
        if self._depth == 0:
            end = self._html.index(">", self._here()) + 1
            self.found.append(self._html[self._begin : end])


def blocks_of(html: str) -> list[Block]:
    """The outermost elements of a page, in order, but for those without an end.

    The HTML is the wall's, or was made of a tree behind it: every element that begins also ends.
    """
    if isinstance(html, PageHtml):
        return [Block(element.tag, text, element) for element, text in html.blocks if element.tag not in VOID]
    return [Block(element.tag, text, element) for text in _Outermost(html).found for element in parsed(text)]


def sections_of(blocks: list[Block]) -> Iterator[tuple[int, int]]:
    """Where each section begins and ends: a heading of the second level with what is below it."""
    begins = [i for i, block in enumerate(blocks) if block.tag in {"h1", "h2"}]
    for i, end in zip(begins, [*begins[1:], len(blocks)], strict=True):
        if blocks[i].tag == "h2":
            yield i, end
