"""Checks the pages of a project: those of each story, then those that belong to none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from explainery.checking.answers_files import answers_findings
from explainery.checking.cited_definition import passage_words
from explainery.checking.conflict_markers import conflict_findings, conflicts_in_sources, conflicts_in_store
from explainery.checking.context import NOTHING_DECIDED, Context, Decisions
from explainery.checking.coverage import Coverage, coverage_of, joined
from explainery.checking.edited_bases import edited_base_findings
from explainery.checking.evidence import Evidence
from explainery.checking.findings import Finding, Severity
from explainery.checking.lock_file import lock_path, lock_text
from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.checking.page import CheckedPage
from explainery.checking.rule_runner import check_page_apart, check_story
from explainery.checking.rules import exp107_readable_page, exp118_stale_lock
from explainery.checking.rules.exp113_withdrawn_sources import is_withdrawn
from explainery.checking.site_files import file_findings, git_findings
from explainery.checking.site_index import Site
from explainery.checking.story_evidence import Memory, current_lock, evidence_for, is_at_hand, stories_of
from explainery.checking.suppressions import without_suppressions
from explainery.errors import ExplaineryError
from explainery.merging.line_layout import in_lines
from explainery.merging.relayout import loose
from explainery.merging.units import parsed
from explainery.project import Project
from explainery.store.page_files import read_page, read_raw
from explainery.text import folded


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check.

    Attributes:
        findings: ordered by file and line.
        pages: how many pages were checked.
        citations: how many footnote definitions the stories' pages contain.
        locked: the stories that were checked against their lock file because their articles are not available.
        coverage: how many statements were compared with what they cite, and why others were not.
    """

    findings: tuple[Finding, ...]
    pages: int
    citations: int
    locked: tuple[str, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(f.severity == Severity.ERROR for f in self.findings)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return sum(f.severity == Severity.WARNING for f in self.findings)


@dataclass(frozen=True, slots=True)
class CheckedStory:
    """A story's pages, by path, and what they are compared with."""

    name: str
    pages: dict[str, CheckedPage]
    context: Context


def check_project(
    project: Project,
    names: Iterable[str],
    progress: Callable[[str], None],
    decisions: Decisions = NOTHING_DECIDED,
    memory: Memory | None = None,
    *,
    foreign: Collection[str] = (),
) -> Report:
    """Check the pages of the named stories; without names, all pages.

    Args:
        project: the project.
        names: of stories.
        progress: called with the name of each story before it is checked.
        decisions: what people decided.
        memory: what an earlier check read; it is kept up to date.
        foreign: the base files with a person's words, although their hash fits, by the page's path.

    Raises:
        ExplaineryError: a story has no pages, or neither articles nor a lock file.
    """
    project.require_plain()
    site, wanted = site_at(project, memory), list(dict.fromkeys(names))
    checked = wanted or stories_of(project)
    findings = [*conflicts_in_store(project), *file_findings(project, site.files), *git_findings(project)]
    findings += [*edited_base_findings(project, foreign), *answers_findings(project)]
    stories: list[CheckedStory] = []
    for name in checked:
        progress(name)
        _require_pages(project, site, name)
        findings += _unreadable(site, name)
        conflicts = conflicts_in_sources(project, name)
        findings += conflicts
        if not conflicts:
            stories.append(checked_story(project, site, name, readable_pages(site, name), decisions, memory))
            findings += _story_findings(project, stories[-1])
    contexts = {story.name: story.context for story in stories}
    apart = [] if wanted or not stories else site.apart({**contexts, **dict.fromkeys(checked)})
    findings += [finding for inner in apart for finding in _check_apart(site, inner, contexts)]
    return Report(
        findings=tuple(sorted(dict.fromkeys(findings))),
        pages=sum(len(site.below(name)) for name in checked) + len(apart),
        citations=sum(len(page.shown.definitions) for story in stories for page in story.pages.values()),
        locked=tuple(name for name, context in contexts.items() if context.evidence.locked),
        coverage=joined(coverage_of(story.pages, story.context) for story in stories),
    )


def site_at(project: Project, memory: Memory | None = None) -> Site:
    """The project's pages, rendered with the extensions of mkdocs.yml."""
    config = project.root / "mkdocs.yml"
    extensions = extensions_of(config)
    if memory and memory.extensions != extensions:
        memory.pages, memory.extensions = {}, extensions
    rendered = memory.pages if memory else None
    return Site(project.docs, project.settings.docs, parser_of(extensions, config), rendered)


def _require_pages(project: Project, site: Site, name: str) -> None:
    """Raise ExplaineryError if a story has no pages."""
    if site.below(name):
        return
    is_at_hand(project, name)
    if not (project.sources / name).is_dir() and not lock_path(project.root, name).is_file():
        evidence_for(project, name, {})  # raises an error that says that there is no such story
    raise ExplaineryError(
        f"the story {name!r} has no pages", file=project.docs / name, hint="`explainery build` makes them"
    )


def _unreadable(site: Site, name: str) -> list[Finding]:
    """The findings on a story's pages that cannot be read."""
    pages = [_page_or_findings(site, inner) for inner in site.below(name)]
    return [finding for page in pages if isinstance(page, list) for finding in page]


def readable_pages(site: Site, name: str) -> dict[str, CheckedPage]:
    """The pages of a story that can be read, by path."""
    pages = (_page_or_findings(site, inner) for inner in site.below(name))
    return {page.path: page for page in pages if isinstance(page, CheckedPage)}


def checked_story(  # noqa: PLR0917 (one value each, in the order in which they are known)
    project: Project,
    site: Site,
    name: str,
    pages: dict[str, CheckedPage],
    decisions: Decisions = NOTHING_DECIDED,
    memory: Memory | None = None,
) -> CheckedStory:
    """A story with what its pages are compared with. Raises ExplaineryError without articles and lock file."""
    evidence = evidence_for(project, name, pages, memory)
    context = Context(
        evidence=evidence,
        site=site,
        decisions=decisions,
        sources=f"{project.settings.sources}/{name}",
        originals=project.root / project.settings.originals / name,
        today=(datetime.now(UTC) + timedelta(days=1)).date(),  # in some time zone it is already tomorrow
        withdrawn=frozenset(_withdrawn(pages.values(), evidence)),
        drafts={page.path: frozenset(_generated_lines(project, page)) for page in pages.values()},
    )
    return CheckedStory(name, pages, context)


def _generated_lines(project: Project, page: CheckedPage) -> Iterator[str]:
    """The lines of a page as the last build wrote them, before anybody edited them, in the form that `loose` gives."""
    path = project.base / page.inner
    text = without_suppressions(read_page(path)) if path.is_file() else ""
    body = text.removeprefix(parsed(text).front)
    return (loose(line) for line in in_lines(body).text.split("\n") if line.strip())


def _withdrawn(pages: Iterable[CheckedPage], evidence: Evidence) -> Iterator[str]:
    """The words (folded) of definitions whose passages are no longer in the sources."""
    for page in pages:
        for key, definition in page.shown.definitions.items():
            words = passage_words(definition)
            if is_withdrawn(key, words, evidence):
                yield folded(words)


def _page_or_findings(site: Site, inner: str) -> CheckedPage | list[Finding]:
    """A page, or the findings that say why it cannot be read."""
    try:
        page = site.page(inner)
    except ExplaineryError as error:
        path, code = site.path(inner), exp107_readable_page.RULE.code
        return conflict_findings(path, site.raw(inner)) or [Finding(path, error.line or 1, code, _message(error))]
    return conflict_findings(page.path, page.raw) or page


def _message(error: ExplaineryError) -> str:
    return f"{error.what}. {error.hint}".strip() if error.hint else error.what


def _check_apart(site: Site, inner: str, contexts: dict[str, Context]) -> list[Finding]:
    """The findings on a page that belongs to no story."""
    page = _page_or_findings(site, inner)
    return page if isinstance(page, list) else check_page_apart(page, next(iter(contexts.values())), contexts)


def _story_findings(project: Project, story: CheckedStory) -> list[Finding]:
    """The findings on a story's pages and sources, and on its lock file."""
    findings = check_story(story.pages, story.context)
    return [*findings, *_stale_lock(project, story.name, story.context.evidence)]


def _stale_lock(project: Project, name: str, evidence: Evidence) -> list[Finding]:
    """A warning if the lock file of a story does not match its articles."""
    path = lock_path(project.root, name)
    if evidence.locked or not path.is_file():
        return []
    if read_raw(path) == lock_text(current_lock(project, name, evidence)):
        return []
    rule = exp118_stale_lock.RULE
    message = f"this lock file does not match the articles any more; `explainery lock {name}` writes it again"
    return [Finding(path.relative_to(project.root).as_posix(), 1, rule.code, message, rule.severity)]
