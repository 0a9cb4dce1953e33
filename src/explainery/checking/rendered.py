"""A page as readers get it: rendered by Python-Markdown with the extensions of mkdocs.yml, and taken apart."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import yaml

from explainery.errors import ExplaineryError
from explainery.text import one_line

Extensions = tuple[list[str], dict[str, Any]]
DEFAULT_EXTENSIONS: tuple[str | dict[str, Any], ...] = (
    "admonition",
    "attr_list",
    "footnotes",
    "tables",
    "toc",
)
_BLOCKS = frozenset("p li td th h1 h2 h3 h4 h5 h6 dd dt blockquote pre figcaption tr div".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_DEFINITION = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_LINK = re.compile(r"\]\([^)\s]*\)")
_LETTERS = re.compile(r"[^\W_]+")
_COMPARED = 60  # letters by which a rendered line is found again in the source


@dataclass(frozen=True, slots=True)
class Unit:
    """A rendered line: its visible text, the keys it cites, its source line, and the text of its links."""

    text: str
    keys: tuple[str, ...]
    line: int
    heading: bool = False
    linked: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's statements, its footnote definitions (key -> unit), and its marks without one (key, line).

    `twice`: the keys that are defined a second time, with the line of that.
    """

    units: tuple[Unit, ...]
    definitions: Mapping[str, Unit] = field(default_factory=dict)
    undefined: tuple[tuple[str, int], ...] = ()
    twice: tuple[tuple[str, int], ...] = ()


def extensions_of(config: Path) -> Extensions:
    """The Markdown extensions that `mkdocs.yml` names, and their settings. Runs nothing that the file asks for."""
    rows: Any = DEFAULT_EXTENSIONS
    if config.is_file():
        try:
            values = yaml.load(config.read_text("utf-8"), Loader=_ConfigLoader)  # noqa: S506 (a safe loader)
        except (yaml.YAMLError, UnicodeError, ValueError, LookupError, TypeError, RecursionError) as error:
            raise ExplaineryError(f"this cannot be read ({one_line(str(error))})", file=config) from None
        rows = values.get("markdown_extensions") if isinstance(values, dict) else None
    names, settings = ["toc"], {}
    for row in rows if isinstance(rows, list | tuple) else ():
        pair = next(iter(row.items()), None) if isinstance(row, dict) else (row, None)
        if not pair or not isinstance(pair[0], str) or not isinstance(pair[1], dict | None):
            raise ExplaineryError(f"{row!r} names no Markdown extension", file=config)
        names.append(pair[0])
        if pair[1]:
            settings[pair[0]] = pair[1]
    found = list(dict.fromkeys(names)), settings
    try:
        markdown.Markdown(extensions=found[0], extension_configs=found[1])
    except Exception as error:  # noqa: BLE001 (an extension may raise anything)
        raise ExplaineryError(
            f"a Markdown extension cannot be used ({one_line(str(error))})", file=config, hint="Is it installed"
        ) from None
    return found


class _ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without running anything: of its tags only names from Markdown's own packages count."""


def _named(_: yaml.SafeLoader, suffix: str, __: yaml.Node) -> object:
    module, _dot, name = suffix.rpartition(".")
    if module.split(".")[0] not in {"markdown", "pymdownx"}:
        return None
    return getattr(importlib.import_module(module), name, None)


def _ignored(_: yaml.SafeLoader, __: str, ___: yaml.Node) -> None:
    return None


_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/name:", _named)
_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", _ignored)
_ConfigLoader.add_multi_constructor("!", _ignored)


def rendered(text: str, first_line: int, extensions: Extensions) -> RenderedPage:
    """The page whose Markdown (without front matter) is `text`, which begins on `first_line` of its file."""
    names, settings = extensions
    html = markdown.markdown(text, extensions=names, extension_configs=settings)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    finder = _LineFinder(text, first_line)
    definitions = {
        key: Unit(one_line(body), (key,), finder.definition(key), links=tuple(reader.links.get(key, ())))
        for key, body in reader.definitions.items()
    }
    shown = [*(r.text for r in reader.rows), *(d.text for d in definitions.values())]
    undefined = tuple(_undefined(text, first_line, shown, definitions))
    units = tuple(_unit(row, finder, {key for key, _ in undefined}) for row in reader.rows)
    return RenderedPage(units, definitions, undefined, tuple(_twice(text, first_line)))


def _twice(text: str, first_line: int) -> Iterator[tuple[str, int]]:
    """Definitions of a key that has one already."""
    seen: set[str] = set()
    for match in _DEFINITION.finditer(text):
        if match[1] in seen:
            yield match[1], first_line + text.count("\n", 0, match.start())
        seen.add(match[1])


def _unit(row: _Row, finder: _LineFinder, undefined: AbstractSet[str]) -> Unit:
    """A row with its line. A mark that nothing defines stays text on the page; it is a citation all the same."""
    line = finder.find(row)
    literal = tuple(key for key in _MARK.findall(row.text) if key in undefined)
    text = one_line(_MARK.sub(lambda m: "" if m[1] in undefined else m[0], row.text))
    return Unit(text, row.keys + literal, line, row.heading, row.linked)


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    keys: tuple[str, ...]
    heading: bool
    linked: str


class _Reader(HTMLParser):
    """Collects the lines of a page's blocks and its footnote definitions."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[_Row] = []
        self.definitions: dict[str, str] = {}
        self.links: dict[str, list[str]] = {}
        self._text, self._keys, self._linked = "", [""][:0], ""
        self._footnote: str | None = None
        self._skip = self._links = self._row = 0
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {k: v or "" for k, v in attrs}
        classes = values.get("class", "").split()
        if tag in _BLOCKS and not self._row:
            self._end_block()
        if tag == "tr":
            self._row += 1
        if tag == "li" and values.get("id", "").startswith("fn:"):
            self._footnote = values["id"][3:]
            self.definitions[self._footnote] = ""
        if tag == "a":
            self._links += 1
            if self._footnote is not None:
                self.links.setdefault(self._footnote, []).append(values.get("href", ""))
            if "footnote-ref" in classes:
                self._keys.append(values.get("href", "").removeprefix("#fn:"))
            if {"footnote-ref", "footnote-backref", "headerlink"} & set(classes):
                self._skip += 1
        self._heading = self._heading or tag in _HEADINGS
        if tag == "br":
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            self._links -= 1
            self._skip = max(0, self._skip - 1)
        if tag in {"td", "th"}:
            self._add(" ")
        if tag == "tr":
            self._row = max(0, self._row - 1)
        if tag in _BLOCKS and not self._row:
            self._end_block()
        if tag == "ol" and self._footnote:
            self._footnote = None

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._add(data)

    def close(self) -> None:
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
        if self._links:
            self._linked += f" {data}"

    def _end_line(self) -> None:
        if self._text.strip() or self._keys:
            self.rows.append(_Row(one_line(self._text), tuple(self._keys), self._heading, one_line(self._linked)))
        self._text, self._keys, self._linked = "", [], ""

    def _end_block(self) -> None:
        if self._footnote is None:
            self._end_line()
            self._heading = False


class _LineFinder:
    """Finds the source line of a rendered one: the next that has its letters and its marks."""

    def __init__(self, text: str, first_line: int) -> None:
        self._first = first_line
        rows = text.split("\n")
        self._marks = [tuple(_MARK.findall(r)) for r in rows]
        self._letters = ["".join(_LETTERS.findall(_LINK.sub("]", _MARK.sub("", r)))) for r in rows]
        self._at = 0
        self._definitions = {m[1]: text.count("\n", 0, m.start()) for m in _DEFINITION.finditer(text)}

    def definition(self, key: str) -> int:
        """The line on which a footnote is defined."""
        return self._first + self._definitions.get(key, 0)

    def find(self, row: _Row) -> int:
        """The line of a rendered one; the current line where none fits."""
        letters = "".join(_LETTERS.findall(row.text))[:_COMPARED]
        for rows in (range(self._at, len(self._marks)), range(self._at)):
            for i in rows:
                if set(row.keys) <= set(self._marks[i]) and self._fits(letters, i):
                    self._at = i
                    return self._first + i
        return self._first + self._at

    def _fits(self, letters: str, i: int) -> bool:
        return bool(letters) and (letters[:20] in self._letters[i] or self._letters[i][:_COMPARED] == letters)


def _undefined(text: str, first_line: int, shown: Iterable[str], defined: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Marks that stayed literal text because nothing defines them; an escaped one is text and no mark."""
    literal = set(_MARK.findall("\n".join(shown))) - set(defined)
    for match in re.finditer(rf"(?<!\\){_MARK.pattern}", text):
        if match[1] in literal:
            yield match[1], first_line + text.count("\n", 0, match.start())
