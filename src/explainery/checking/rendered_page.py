"""A page as readers get it: rendered by Python-Markdown with the extensions of mkdocs.yml, then taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import markdown

from explainery.checking.html_reader import HtmlLine, HtmlReader
from explainery.checking.line_numbers import LineFinder
from explainery.page_format import MARK
from explainery.text import one_line


@dataclass(frozen=True, slots=True)
class RenderedLine:
    """A line of a page as readers see it, or the text of a footnote definition.

    Attributes:
        text: the visible text, without footnote numbers.
        keys: the citation keys; for a definition, its own.
        number: the line of the page's file, from 1.
        level: the level of a heading; 0 for anything but a heading.
        linked: the text of its links.
        links: the targets of its links and images.
        cells: the texts of the cells, if it is a row of a table.
        header: the cells of that table's first row.
        is_quoted: whether it stands in a block quotation.
    """

    text: str
    keys: tuple[str, ...]
    number: int
    level: int = 0
    linked: str = ""
    links: tuple[str, ...] = ()
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
    """

    lines: tuple[RenderedLine, ...]
    definitions: Mapping[str, RenderedLine] = field(default_factory=dict)
    undefined: tuple[tuple[str, int], ...] = ()
    ids: frozenset[str] = frozenset()

    @property
    def all_lines(self) -> tuple[RenderedLine, ...]:
        """The lines of the page and the footnote definitions below them."""
        return (*self.lines, *self.definitions.values())


def rendered(text: str, first_line: int, parser: markdown.Markdown) -> RenderedPage:
    """Render a page.

    Args:
        text: the page's Markdown without front matter.
        first_line: the file's line on which `text` begins.
        parser: Python-Markdown with the site's extensions.
    """
    reader = HtmlReader()
    reader.feed(parser.reset().convert(text))
    reader.close()
    finder = LineFinder(text, first_line)
    definitions = {
        key: RenderedLine(
            one_line(body), (key,), finder.definition(key), links=tuple(reader.definition_links.get(key, ()))
        )
        for key, body in reader.definitions.items()
    }
    shown = [*(line.text for line in reader.lines), *(d.text for d in definitions.values())]
    undefined = tuple(_undefined(text, first_line, shown, definitions))
    lines = tuple(_located(line, finder, {key for key, _ in undefined}) for line in reader.lines)
    return RenderedPage(lines, definitions, undefined, frozenset(reader.ids))


def _located(line: HtmlLine, finder: LineFinder, undefined: AbstractSet[str]) -> RenderedLine:
    """A line with its number. An undefined mark stays literal text on the page, but is still a citation."""
    literal = tuple(key for key in MARK.findall(line.text) if key in undefined)
    text = one_line(MARK.sub(lambda m: "" if m[1] in undefined else m[0], line.text))
    return RenderedLine(
        text,
        line.keys + literal,
        finder.find(line),
        level=line.level,
        linked=line.linked,
        links=line.links,
        cells=line.cells,
        header=line.header,
        is_quoted=line.is_quoted,
    )


def _undefined(text: str, first_line: int, shown: Iterable[str], defined: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Marks that stayed literal text because no definition has their key; escaped ones are meant as text."""
    literal = set(MARK.findall("\n".join(shown))) - set(defined)
    for match in re.finditer(rf"(?<!\\){MARK.pattern}", text) if literal else ():
        if match[1] in literal:
            yield match[1], first_line + text.count("\n", 0, match.start())
