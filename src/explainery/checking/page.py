"""A page as rules see it: its text, its front matter, what readers get, and the switches on its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import markdown

from explainery.checking.rendered_page import RenderedPage, rendered
from explainery.checking.suppressions import Allowance, allowances, without
from explainery.page_format import SOURCES_FILE
from explainery.reading.front_matter import line_of_field, split_front_matter


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A page.

    Attributes:
        path: from the project's folder, with forward slashes.
        inner: from docs/, such as port/trade.md.
        raw: the file's text, its line ends as line feeds.
        body: the text below the front matter, without switches.
        first_line: the file's line on which `body` begins.
        values: the front matter.
        shown: what readers get.
        allowed: the switches on its lines.
    """

    path: str
    inner: str
    raw: str
    body: str
    first_line: int
    values: Mapping[str, Any]
    shown: RenderedPage
    allowed: tuple[Allowance, ...] = field(default=())

    @property
    def is_sources(self) -> bool:
        """Whether it is a story's page of sources."""
        return self.inner.endswith(f"/{SOURCES_FILE}")

    def field_line(self, name: str) -> int:
        """The line of a field of the front matter; 1 where it has none."""
        return line_of_field(self.raw, name)


def page_of(path: str, inner: str, raw: str, parser: markdown.Markdown) -> CheckedPage:
    """The page in `raw`. Raises SourceError where its front matter is broken."""
    bare = without(raw)
    header = split_front_matter(bare, Path(path))
    shown = rendered(header.text, header.first_line, parser)
    return CheckedPage(path, inner, raw, header.text, header.first_line, header.values, shown, tuple(allowances(raw)))
