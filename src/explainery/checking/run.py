"""Runs the rules over a story's pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from explainery.checking import citations, share, support, verbatim
from explainery.checking.evidence import Evidence
from explainery.checking.findings import Finding
from explainery.checking.rendered import RenderedPage, rendered
from explainery.errors import ExplaineryError
from explainery.model import Rights
from explainery.reading.frontmatter import line_of_field, split
from explainery.reading.locators import stands_in
from explainery.text import line_of

_BY_PAGE = (citations.check, verbatim.check, support.check, share.check)


def check_pages(
    pages: Mapping[str, str], evidence: Evidence, extensions: tuple[list[str], dict[str, Any]]
) -> list[Finding]:
    """Every finding on a story's pages. `pages`: their Markdown, by the path that findings name."""
    found: list[Finding] = []
    shown: dict[str, RenderedPage] = {}
    for path, text in sorted(pages.items()):
        try:
            header = split(text, Path(path))
        except ExplaineryError as error:
            found.append(Finding(path, error.line or 1, "EXP107", f"{error.what}. {error.hint}"))
            continue
        shown[path] = rendered(header.text, header.first_line, extensions)
        found += _on_page(path, shown[path], evidence)
        for name, value in header.values.items():
            taken = share.unmarked(str(value), evidence)
            if taken:
                what = f"“{taken[0]}” is the text of {taken[1]}: the {name} should say it in other words"
                found.append(Finding(path, line_of_field(text, name), "EXP106", what))
    found += [Finding(*row) for row in share.check_story(shown, evidence)]
    return sorted(dict.fromkeys(found))


def _on_page(path: str, page: RenderedPage, evidence: Evidence) -> Iterator[Finding]:
    rules = (citations.check, verbatim.check_sources, share.check) if path.endswith("/sources.md") else _BY_PAGE
    for rule in rules:
        for line, code, what in rule(page, evidence):
            yield Finding(path, line, code, what)


def check_locators(evidence: Evidence, sources: str, originals: Path) -> list[Finding]:
    """EXP108: each locator of a digest whose original lies in `originals` (ID.txt)."""
    found = []
    for marked in evidence.story.articles:
        article, original = marked.article, originals / f"{marked.article.id}.txt"
        if article.rights is not Rights.DIGEST or not original.is_file():
            continue
        text = original.read_text("utf-8", "replace")
        for locator in article.locators:
            if not stands_in(locator, text):
                line = article.first_line + line_of(article.text, locator.start) - 1
                what = f"the original has no passage from “{locator.first}” to “{locator.last or locator.first}”"
                found.append(Finding(f"{sources}/{article.file}", line, "EXP108", what))
    return found
