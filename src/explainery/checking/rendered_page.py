"""A page as readers get it: rendered by Python-Markdown with the extensions of mkdocs.yml, and taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import markdown

from explainery.checking.html_reader import Reader, Row
from explainery.checking.line_numbers import LineFinder
from explainery.page_format import MARK
from explainery.text import one_line


@dataclass(frozen=True, slots=True)
class Unit:
    """A rendered line: its visible text, the keys it cites, its source line, the text and the targets of its links.

    `level`: of a heading, else 0. `cells` and `header`: of a table's row and its first row, else none.
    """

    text: str
    keys: tuple[str, ...]
    line: int
    level: int = 0
    linked: str = ""
    links: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.level > 0


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's statements, its footnote definitions (key -> unit), its marks without one (key, line), and its ids."""

    units: tuple[Unit, ...]
    definitions: Mapping[str, Unit] = field(default_factory=dict)
    undefined: tuple[tuple[str, int], ...] = ()
    ids: frozenset[str] = frozenset()


def rendered(text: str, first_line: int, parser: markdown.Markdown) -> RenderedPage:
    """The page whose Markdown (without front matter) is `text`, which begins on `first_line` of its file."""
    reader = Reader()
    reader.feed(parser.reset().convert(text))
    reader.close()
    finder = LineFinder(text, first_line)
    definitions = {
        key: Unit(one_line(body), (key,), finder.definition(key), links=tuple(reader.links.get(key, ())))
        for key, body in reader.definitions.items()
    }
    shown = [*(r.text for r in reader.rows), *(d.text for d in definitions.values())]
    undefined = tuple(_undefined(text, first_line, shown, definitions))
    units = tuple(_unit(row, finder, {key for key, _ in undefined}) for row in reader.rows)
    return RenderedPage(units, definitions, undefined, frozenset(reader.ids))


def _unit(row: Row, finder: LineFinder, undefined: AbstractSet[str]) -> Unit:
    """A row with its line. A mark that nothing defines stays text on the page; it is a citation all the same."""
    line = finder.find(row)
    literal = tuple(key for key in MARK.findall(row.text) if key in undefined)
    text = one_line(MARK.sub(lambda m: "" if m[1] in undefined else m[0], row.text))
    return Unit(text, row.keys + literal, line, row.level, row.linked, row.links, row.cells, row.header)


def _undefined(text: str, first_line: int, shown: Iterable[str], defined: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Marks that stayed literal text because nothing defines them; an escaped one is text and no mark."""
    literal = set(MARK.findall("\n".join(shown))) - set(defined)
    for match in re.finditer(rf"(?<!\\){MARK.pattern}", text) if literal else ():
        if match[1] in literal:
            yield match[1], first_line + text.count("\n", 0, match.start())
