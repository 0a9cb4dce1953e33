"""Checks the pages of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from explainery.checking.cited_definition import passage_words
from explainery.checking.context import NOTHING_DECIDED, Context, Decisions
from explainery.checking.evidence import Evidence
from explainery.checking.findings import ERROR, WARNING, Finding
from explainery.checking.lock_file import lock_path, written
from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.checking.page import CheckedPage
from explainery.checking.rule_runner import check_apart, check_story
from explainery.checking.rules import RULES
from explainery.checking.rules.exp113_withdrawn_sources import is_withdrawn
from explainery.checking.rules.exp115_conflict_marks import marks_in
from explainery.checking.site_index import Site
from explainery.checking.story_evidence import Memory, current_lock, evidence_for, is_at_hand, stories_of
from explainery.errors import ExplaineryError
from explainery.project import Project
from explainery.store.page_files import read_raw
from explainery.text import folded

_KEPT = ("base/**/*.md", "decisions.yml", "lock/*.json")  # what people may merge below .explainery/


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, on how many pages, with how many citations.

    `locked`: the stories that were checked against their lock file, as their articles are not at hand.
    """

    findings: tuple[Finding, ...]
    pages: int
    citations: int
    locked: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(f.severity == ERROR for f in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(f.severity == WARNING for f in self.findings)


@dataclass(frozen=True, slots=True)
class Checked:
    """A story as it was checked: its pages by path, and what they were measured against."""

    name: str
    pages: dict[str, CheckedPage]
    context: Context


def check_project(
    project: Project,
    names: Iterable[str],
    progress: Callable[[str], None],
    decisions: Decisions = NOTHING_DECIDED,
    memory: Memory | None = None,
) -> Report:
    """Check the named stories; where none is named, all of them and the pages that belong to none.

    Raises ExplaineryError where a story has no pages, or neither articles nor a lock file.
    """
    site, wanted = site_of(project, memory), list(dict.fromkeys(names))
    found: list[Finding] = list(_left_conflicts(project))
    stories: dict[str, Context] = {}
    pages = citations = 0
    for name in wanted or stories_of(project):
        progress(name)
        inner = _inner_pages(project, site, name)
        broken, story = _story(project, site, name, decisions, memory)
        found += broken
        pages += len(inner)
        if story is None:
            continue
        stories[name] = story.context
        found += check_story(story.pages, story.context)
        found += _stale(project, name, story.context.evidence)
        citations += sum(len(p.shown.definitions) for p in story.pages.values())
    if not wanted and stories:
        for inner_page in site.apart({**stories, **dict.fromkeys(stories_of(project))}):
            found += _apart(site, inner_page, next(iter(stories.values())), stories)
            pages += 1
    locked = tuple(name for name, context in stories.items() if context.evidence.locked)
    return Report(tuple(sorted(dict.fromkeys(found))), pages, citations, locked)


def site_of(project: Project, memory: Memory | None = None) -> Site:
    """The project's pages, rendered as mkdocs.yml says."""
    config = project.root / "mkdocs.yml"
    extensions = extensions_of(config)
    if memory and memory.extensions != extensions:
        memory.pages, memory.extensions = {}, extensions
    before = memory.pages if memory else None
    return Site(project.docs, project.settings.docs, parser_of(extensions, config), before)


def _inner_pages(project: Project, site: Site, name: str) -> list[str]:
    inner = site.below(name)
    if not inner:
        is_at_hand(project, name)
        if not (project.sources / name).is_dir() and not lock_path(project.root, name).is_file():
            evidence_for(project, name, {})  # which says that there is no such story
        raise ExplaineryError(
            f"the story {name!r} has no pages", file=project.docs / name, hint="`explainery build` makes them"
        )
    return inner


def _story(
    project: Project, site: Site, name: str, decisions: Decisions, memory: Memory | None
) -> tuple[list[Finding], Checked | None]:
    """A finding for each file that cannot be read, and the pages with their context; None in an unfinished merge."""
    read = [_page(site, inner) for inner in site.below(name)]
    broken = [f for page in read if isinstance(page, list) for f in page]
    unfinished = _conflicts_in_sources(project, name)
    if unfinished:
        return broken + unfinished, None
    return broken, checked_story(project, site, name, readable_pages(site, name), decisions, memory)


def readable_pages(site: Site, name: str) -> dict[str, CheckedPage]:
    """A story's pages by path, without those that cannot be read."""
    read = (_page(site, inner) for inner in site.below(name))
    return {page.path: page for page in read if isinstance(page, CheckedPage)}


def checked_story(  # noqa: PLR0917 (one value each, in the order in which they are known)
    project: Project,
    site: Site,
    name: str,
    pages: dict[str, CheckedPage],
    decisions: Decisions = NOTHING_DECIDED,
    memory: Memory | None = None,
) -> Checked:
    """A story with what its pages are measured against. Raises ExplaineryError without articles and lock file."""
    evidence = evidence_for(project, name, pages, memory)
    context = Context(
        evidence=evidence,
        site=site,
        decisions=decisions,
        sources=f"{project.settings.sources}/{name}",
        originals=project.root / project.settings.originals / name,
        today=(datetime.now(UTC) + timedelta(days=1)).date(),  # somewhere it is tomorrow already
        withdrawn=frozenset(_withdrawn(pages.values(), evidence)),
    )
    return Checked(name, pages, context)


def _withdrawn(pages: Iterable[CheckedPage], evidence: Evidence) -> Iterator[str]:
    for page in pages:
        for key, unit in page.shown.definitions.items():
            words = passage_words(unit)
            if is_withdrawn(key, words, evidence):
                yield folded(words)


def _page(site: Site, inner: str) -> CheckedPage | list[Finding]:
    """A page, or what keeps it from being read."""
    try:
        page = site.page(inner)
    except ExplaineryError as error:
        path = site.path(inner)
        return _conflicts(path, site.raw(inner)) or [Finding(path, error.line or 1, "EXP107", _said(error))]
    return _conflicts(page.path, page.raw) or page


def _said(error: ExplaineryError) -> str:
    return f"{error.what}. {error.hint}".strip() if error.hint else error.what


def _apart(site: Site, inner: str, context: Context, stories: dict[str, Context]) -> list[Finding]:
    page = _page(site, inner)
    return page if isinstance(page, list) else check_apart(page, context, stories)


def _conflicts(path: str, text: str) -> list[Finding]:
    return [Finding(path, line, "EXP115", what) for line, what in marks_in(text)]


def _conflicts_in_sources(project: Project, name: str) -> list[Finding]:
    """Marks in a story's articles and settings: until they are gone the story cannot be read rightly."""
    folder = project.sources / name
    files = sorted(p for p in folder.glob("*") if p.is_file()) if folder.is_dir() else []
    return [f for p in files for f in _conflicts(f"{project.settings.sources}/{name}/{p.name}", _text(p))]


def _left_conflicts(project: Project) -> Iterator[Finding]:
    """Marks in what a build and people keep below .explainery/."""
    folder = project.root / ".explainery"
    for pattern in _KEPT:
        for path in sorted(folder.glob(pattern)):
            yield from _conflicts(path.relative_to(project.root).as_posix(), _text(path))


def _text(path: Path) -> str:
    """A file's text as far as it is text; marks of a merge are plain letters in every encoding that matters."""
    data = path.read_bytes()
    return data.decode("utf-8", "replace").replace("\r\n", "\n") if b"<<<<<<<" in data or b">>>>>>>" in data else ""


def _stale(project: Project, name: str, evidence: Evidence) -> list[Finding]:
    """A warning where a lock file is not that of the articles."""
    path = lock_path(project.root, name)
    if evidence.locked or not path.is_file():
        return []
    if read_raw(path) == written(current_lock(project, name, evidence)):
        return []
    file = path.relative_to(project.root).as_posix()
    what = f"this lock file is not that of the articles any more: `explainery lock {name}` makes it again"
    return [Finding(file, 1, "EXP118", what, RULES["EXP118"].severity)]
