"""Checks the pages of a project's stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from explainery.checking.evidence import evidence_of
from explainery.checking.findings import Finding
from explainery.checking.rendered import extensions_of
from explainery.checking.run import check_locators, check_pages
from explainery.errors import ExplaineryError
from explainery.files import pages_in
from explainery.running import Project, read_and_link
from explainery.settings import story_settings


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, on how many pages, with how many citations."""

    findings: tuple[Finding, ...]
    pages: int
    citations: int


def check_project(project: Project, names: Iterable[str], progress: Callable[[str], None]) -> Report:
    """Check the named stories (all, where none is named). Raises ExplaineryError where a story has no pages."""
    extensions = extensions_of(project.root / "mkdocs.yml")
    found: list[Finding] = []
    count = citations = 0
    for name in list(names) or project.stories():
        progress(name)
        story = read_and_link(project, name)
        pages = pages_in(project.docs / name)
        if not pages:
            raise ExplaineryError(
                f"the story {name!r} has no pages",
                file=project.docs / name,
                hint="`explainery build` makes them",
            )
        evidence = evidence_of(story, story_settings(project.sources / name), project.settings.quote_share)
        named = {f"{project.settings.docs}/{name}/{path}": text for path, text in pages.items()}
        found += check_pages(named, evidence, extensions)
        found += check_locators(
            evidence, f"{project.settings.sources}/{name}", project.root / project.settings.originals / name
        )
        count += len(pages)
        citations += sum(text.count("\n[^") for text in pages.values())
    return Report(tuple(sorted(found)), count, citations)
