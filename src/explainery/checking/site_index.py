"""The site's pages and files, as far as links need them: which stand where, and which anchors they have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import markdown

from explainery.checking.page import CheckedPage, page_of
from explainery.errors import ExplaineryError
from explainery.store.page_files import read_page

Pages = dict[str, CheckedPage]


class Site:
    """Pages below docs/, read and rendered when somebody first asks for them, each once.

    `before`: pages that were rendered for an earlier check; one whose text is the same is not rendered again.
    """

    def __init__(self, docs: Path, name: str, parser: markdown.Markdown, before: Pages | None = None) -> None:
        self._docs, self._name, self.parser = docs, name, parser
        self._pages: dict[str, CheckedPage | ExplaineryError] = {}
        self._before = {} if before is None else before

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file below docs/, with forward slashes."""
        return frozenset(p.relative_to(self._docs).as_posix() for p in self._docs.rglob("*") if p.is_file())

    def page(self, inner: str) -> CheckedPage:
        """The page at a path below docs/. Raises ExplaineryError where it cannot be read."""
        if inner not in self._pages:
            self._pages[inner] = self._read(inner)
        found = self._pages[inner]
        if isinstance(found, ExplaineryError):
            raise found
        return found

    def _read(self, inner: str) -> CheckedPage | ExplaineryError:
        try:
            raw = read_page(self._docs / inner)
            known = self._before.get(inner)
            if known is None or known.raw != raw:
                known = self._before[inner] = page_of(self.path(inner), inner, raw, self.parser)
        except ExplaineryError as error:
            return error
        return known

    def path(self, inner: str) -> str:
        """A page's path from the project's folder."""
        return f"{self._name}/{inner}"

    def raw(self, inner: str) -> str:
        """A page's text as far as it is text."""
        return (self._docs / inner).read_bytes().decode("utf-8", "replace")

    def ids(self, inner: str) -> frozenset[str] | None:
        """The anchors of a page; None where it cannot be read."""
        try:
            return self.page(inner).shown.ids
        except ExplaineryError:
            return None

    @cached_property
    def _by_folder(self) -> Mapping[str, list[str]]:
        """The pages in order, by the first folder of their path ("" for those at the top)."""
        out: dict[str, list[str]] = {}
        for file in sorted(self.files):
            if file.endswith(".md"):
                out.setdefault(file.split("/")[0] if "/" in file else "", []).append(file)
        return out

    def below(self, folder: str) -> list[str]:
        """The pages of a story, in order."""
        return self._by_folder.get(folder, [])

    def apart(self, stories: Mapping[str, object]) -> list[str]:
        """The pages that belong to no story, in order."""
        return [f for folder, files in self._by_folder.items() if folder not in stories for f in files]
