"""The pages and files of the site, and the anchors of each page, so that links can be followed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import markdown

from explainery.checking.interface_words import judged
from explainery.checking.page import CheckedPage, checked_page
from explainery.checking.tuning import TUNING
from explainery.errors import ExplaineryError
from explainery.store.page_files import read_page
from explainery.time_limit import OutOfTimeError, time_limit

Pages = dict[str, CheckedPage]


class Site:
    """The pages below docs/. Each is read and rendered once, when it is first needed.

    Args:
        docs: the folder of the pages.
        name: that folder's path from the project's folder, with forward slashes.
        parser: Python-Markdown with the site's extensions.
        rendered: pages of an earlier check; a page whose text is unchanged is taken from here. It is kept up to date.
    """

    def __init__(self, docs: Path, name: str, parser: markdown.Markdown, rendered: Pages | None = None) -> None:
        self._docs, self._name, self.parser = docs, name, parser
        self._pages: dict[str, CheckedPage | ExplaineryError] = {}
        self._rendered = {} if rendered is None else rendered

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file below docs/, with forward slashes."""
        return frozenset(p.relative_to(self._docs).as_posix() for p in self._docs.rglob("*") if p.is_file())

    def page(self, inner: str) -> CheckedPage:
        """The page at a path below docs/. Raises ExplaineryError if it cannot be read."""
        if inner not in self._pages:
            self._pages[inner] = self._read(inner)
        page = self._pages[inner]
        if isinstance(page, ExplaineryError):
            raise page
        return page

    def _read(self, inner: str) -> CheckedPage | ExplaineryError:
        try:
            raw = read_page(self._docs / inner)
            page = self._rendered.get(inner)
            if page is None or page.raw != raw:
                page = self._rendered[inner] = self._checked(inner, raw)
        except ExplaineryError as error:
            return error
        return page

    def _checked(self, inner: str, raw: str) -> CheckedPage:
        """The page, rendered. Raises ExplaineryError where it cannot be, or takes too long."""
        try:
            with time_limit(TUNING.page_seconds):
                return judged(checked_page(self.path(inner), inner, raw, self.parser))
        except OutOfTimeError:
            raise ExplaineryError(
                f"a Markdown parser needs more than {TUNING.page_seconds} seconds for this page",
                hint="Shorten its longest line, or part the page",
            ) from None

    def path(self, inner: str) -> str:
        """A page's path from the project's folder."""
        return f"{self._name}/{inner}"

    def raw(self, inner: str) -> str:
        """A page's text; bytes that are not UTF-8 are replaced."""
        return (self._docs / inner).read_bytes().decode("utf-8", "replace")

    def ids(self, inner: str) -> frozenset[str] | None:
        """The anchors of a page; None if it cannot be read."""
        try:
            return self.page(inner).shown.ids
        except ExplaineryError:
            return None

    @cached_property
    def _by_folder(self) -> Mapping[str, list[str]]:
        """The pages in order, by the first folder of their path ("" for pages at the top)."""
        pages: dict[str, list[str]] = {}
        for file in sorted(self.files):
            if file.endswith(".md"):
                pages.setdefault(file.split("/")[0] if "/" in file else "", []).append(file)
        return pages

    def below(self, folder: str) -> list[str]:
        """The paths of a story's pages, in order."""
        return self._by_folder.get(folder, [])

    def apart(self, stories: Mapping[str, object]) -> list[str]:
        """The paths of the pages that belong to no story, in order."""
        return [f for folder, files in self._by_folder.items() if folder not in stories for f in files]
