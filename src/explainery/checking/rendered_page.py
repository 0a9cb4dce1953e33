"""A page as readers get it: rendered by Python-Markdown with the extensions of mkdocs.yml, then taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import markdown

from explainery.checking.html_reader import HtmlLine, HtmlReader
from explainery.checking.line_numbers import LineFinder
from explainery.errors import ExplaineryError
from explainery.merging.line_layout import LineLayout
from explainery.page_format import MARK
from explainery.text import one_line
from explainery.time_limit import OutOfTimeError


@dataclass(frozen=True, slots=True)
class RenderedLine:
    """A line of a page as readers see it, or the text of a footnote definition.

    Attributes:
        text: the visible text, without footnote numbers and what is struck out.
        keys: the citation keys; for a definition, its own.
        number: the line of the page's file, from 1.
        source: that line, with one statement on it.
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
    number: int
    source: str = ""
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

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.level > 0


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """What readers get of a page.

    Attributes:
        lines: the lines of the page, in order, without the footnotes.
        definitions: each footnote definition, by its key.
        undefined: (key, line of the file) for each mark without a definition.
        ids: the anchors.
        html: the page as Markdown renders it.
        pieces: the pieces of HTML that the page contains as a person wrote them.
    """

    lines: tuple[RenderedLine, ...]
    definitions: Mapping[str, RenderedLine] = field(default_factory=dict)
    undefined: tuple[tuple[str, int], ...] = ()
    ids: frozenset[str] = frozenset()
    html: str = ""
    pieces: tuple[str, ...] = ()

    @property
    def all_lines(self) -> tuple[RenderedLine, ...]:
        """The lines of the page and the footnote definitions below them."""
        return (*self.lines, *self.definitions.values())

    def says_the_same(self, other: RenderedPage) -> bool:
        """Whether readers get the same of two layouts of one page: words, links, citations, cells and anchors."""
        return self.ids == other.ids and self._content() == other._content()

    def _content(self) -> list[object]:
        """Everything but where lines break."""
        text = one_line(" ".join(line.text for line in self.lines))
        parts = [("keys", "links", "images", "asides", "cells")]
        flat = [[value for line in self.lines for value in getattr(line, part)] for part in parts[0]]
        below = [(key, line.text, line.links, line.images, line.asides) for key, line in self.definitions.items()]
        headings = [(line.text, line.level) for line in self.lines if line.level]
        return [text, flat, below, headings, sorted(key for key, _ in self.undefined)]


def rendered(layout: LineLayout, first_line: int, parser: markdown.Markdown) -> RenderedPage:
    """Render a page.

    Args:
        layout: the page's Markdown without front matter.
        first_line: the file's line on which it begins.
        parser: Python-Markdown with the site's extensions.

    Raises:
        ExplaineryError: the parser gives up.
    """
    reader = HtmlReader()
    html = _converted(layout.text, parser)
    reader.feed(html)
    reader.close()
    finder = LineFinder(layout, first_line)
    definitions = {
        key: _line(body, finder.definition(key), finder, body.text, (key,)) for key, body in reader.definitions.items()
    }
    shown = [*(line.text for line in reader.lines), *(d.text for d in definitions.values())]
    undefined = tuple(_undefined(layout, first_line, shown, definitions))
    lines = tuple(_located(line, finder, {key for key, _ in undefined}) for line in reader.lines)
    pieces = tuple(p for p in parser.htmlStash.rawHtmlBlocks if isinstance(p, str))
    return RenderedPage(lines, definitions, undefined, frozenset(reader.ids), html, pieces)


def _converted(text: str, parser: markdown.Markdown) -> str:
    """The HTML of a text. Raises ExplaineryError where the parser, or an extension of it, gives up."""
    try:
        return parser.reset().convert(text)
    except OutOfTimeError:
        raise
    except Exception as error:  # noqa: BLE001 (an extension may raise anything)
        raise ExplaineryError(
            f"a Markdown parser cannot read this page ({type(error).__name__})",
            hint="Take out what was written last, a part at a time, until it can",
        ) from None


def _located(line: HtmlLine, finder: LineFinder, undefined: AbstractSet[str]) -> RenderedLine:
    """A line with its number. An undefined mark stays literal text on the page, but is still a citation."""
    literal = tuple(key for key in MARK.findall(line.text) if key in undefined)
    text = one_line(MARK.sub(lambda m: "" if m[1] in undefined else m[0], line.text))
    return _line(line, finder.find(line), finder, text, line.keys + literal)


def _line(line: HtmlLine, at: int, finder: LineFinder, text: str, keys: tuple[str, ...]) -> RenderedLine:
    return RenderedLine(
        text,
        keys,
        finder.number(at),
        finder.source(at),
        level=line.level,
        is_label=line.is_label,
        linked=line.linked,
        unlinked=line.unlinked,
        links=line.links,
        images=line.images,
        asides=line.asides,
        cells=line.cells,
        header=line.header,
        is_quoted=line.is_quoted,
    )


def _undefined(
    layout: LineLayout, first_line: int, shown: Iterable[str], defined: Iterable[str]
) -> Iterator[tuple[str, int]]:
    """Marks that stayed literal text because no definition has their key; EXP101 looks for escaped ones."""
    literal = set(MARK.findall("\n".join(shown))) - set(defined)
    for number, line in zip(layout.starts, layout.text.split("\n"), strict=True) if literal else ():
        for match in re.finditer(rf"(?<!\\){MARK.pattern}", line):
            if match[1] in literal:
                yield match[1], first_line + number
