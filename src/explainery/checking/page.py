"""A page as rules see it: its text, its front matter, what readers get, and the suppressions on its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import markdown

from explainery.checking.rendered_page import RenderedPage, rendered
from explainery.checking.suppressions import Suppression, suppressions_in, without_suppressions
from explainery.merging.line_layout import LineLayout, in_lines, unchanged_layout
from explainery.page_format import SOURCES_FILE
from explainery.reading.front_matter import line_of_field, split_front_matter


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A page.

    Attributes:
        path: from the project's folder, with forward slashes.
        inner: from docs/, such as port/trade.md.
        raw: the file's text, its line ends as line feeds.
        body: the text below the front matter, without suppressions.
        first_line: the file's line on which `body` begins.
        values: the front matter.
        layout: `body` with one statement on each line, however it was wrapped.
        shown: what readers get.
        suppressions: the suppressions on its lines.
    """

    path: str
    inner: str
    raw: str
    body: str
    first_line: int
    values: Mapping[str, Any]
    layout: LineLayout
    shown: RenderedPage
    suppressions: tuple[Suppression, ...] = field(default=())

    @property
    def is_sources(self) -> bool:
        """Whether it is a story's page of sources."""
        return self.inner.endswith(f"/{SOURCES_FILE}")

    def start_line(self, number: int) -> int:
        """The line of the file on which the statement begins that goes over line `number`."""
        below = number - self.first_line
        return self.layout.start_of(below) + self.first_line if below >= 0 else number

    def lines_of(self, number: int) -> int:
        """How many lines of the file the statement has that begins on line `number`."""
        below = number - self.first_line
        end = min((start for start in self.layout.starts if start > below), default=self.body.count("\n") + 1)
        return end - below

    def field_line(self, name: str) -> int:
        """The line of a front matter field; 1 if the field is missing."""
        return line_of_field(self.raw, name)


def checked_page(path: str, inner: str, raw: str, parser: markdown.Markdown) -> CheckedPage:
    """The page whose file contains `raw`. Raises SourceError if its front matter is broken.

    It is read with one statement on each line if readers get the same, and as it is otherwise.
    """
    header = split_front_matter(without_suppressions(raw), Path(path))
    layout = in_lines(header.text)
    shown = rendered(layout, header.first_line, parser)
    if layout.text != header.text:
        as_it_is = unchanged_layout(header.text)
        written = rendered(as_it_is, header.first_line, parser)
        if shown.says_the_same(written):
            shown = replace(shown, html=written.html, pieces=written.pieces)  # markup is judged as it is published
        else:
            layout, shown = as_it_is, written
    return CheckedPage(
        path=path,
        inner=inner,
        raw=raw,
        body=header.text,
        first_line=header.first_line,
        values=header.values,
        layout=layout,
        shown=shown,
        suppressions=tuple(suppressions_in(raw)),
    )
