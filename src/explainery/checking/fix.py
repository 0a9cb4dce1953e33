"""`check --fix`: mends what has one right answer, all pages at once or none, and says what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import markdown

from explainery.checking.check import checked_story, readable_pages, site_of
from explainery.checking.context import NOTHING_DECIDED, Context, Decisions
from explainery.checking.corrections import Edit, dead_anchors, edits
from explainery.checking.page import CheckedPage, page_of
from explainery.checking.rule_runner import everything, used_switches
from explainery.checking.site_index import Site
from explainery.checking.story_evidence import stories_of
from explainery.checking.suppressions import Allowance
from explainery.errors import ExplaineryError
from explainery.project import Project
from explainery.store.page_files import read_raw
from explainery.store.transaction import write_all

_ROUNDS = 20  # each mends a line once; what one mend lays bare the next round sees


@dataclass(frozen=True, slots=True)
class Mended:
    """A line that was mended: the page, the line as it was counted then, and what was done."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


def fix_project(
    project: Project, names: Iterable[str], progress: Callable[[str], None], decisions: Decisions = NOTHING_DECIDED
) -> list[Mended]:
    """Mend the pages of the named stories (all pages, where none is named). Raises ExplaineryError, WritingError."""
    site, wanted = site_of(project), list(dict.fromkeys(names))
    before: dict[str, CheckedPage] = {}
    after: dict[str, str] = {}
    done: list[Mended] = []
    context: Context | None = None
    for name in wanted or stories_of(project):
        progress(name)
        pages = readable_pages(site, name)
        context = checked_story(project, site, name, dict(pages), decisions).context
        before |= pages
        mended = {path: _mended(page, context, site.parser, edits, done) for path, page in pages.items()}
        mended = {path: _without_idle(page, mended, context, site.parser, done) for path, page in mended.items()}
        after |= {path: page.raw for path, page in mended.items()}
    if not wanted and context:
        for page in _apart(site, set(stories_of(project))):
            before[page.path] = page
            after[page.path] = _mended(page, context, site.parser, dead_anchors, done).raw
    _write(project, before, {p: t for p, t in after.items() if t != before[p].raw})
    return done


def _mended(
    page: CheckedPage,
    context: Context,
    parser: markdown.Markdown,
    find: Callable[[CheckedPage, Context], Iterator[Edit]],
    done: list[Mended],
) -> CheckedPage:
    """The page with every edit made; what was done is added to `done`."""
    for _ in range(_ROUNDS):
        chosen = {edit.line: edit for edit in reversed(list(find(page, context)))}
        if not chosen:
            break
        done += [Mended(page.path, line, chosen[line].what) for line in sorted(chosen)]
        page = page_of(page.path, page.inner, _edited(page.raw, chosen), parser)
    return page


def _edited(raw: str, chosen: dict[int, Edit]) -> str:
    rows = enumerate(raw.split("\n"), 1)
    texts = (chosen[i].text if i in chosen else row for i, row in rows)
    return "\n".join(t for t in texts if t is not None)


def _without_idle(
    page: CheckedPage, pages: dict[str, CheckedPage], context: Context, parser: markdown.Markdown, done: list[Mended]
) -> CheckedPage:
    """The page without the switches that switch off nothing. Where articles are not at hand nobody can say which."""
    if not page.allowed or context.evidence.locked:
        return page
    used = used_switches(pages, everything(pages, context))
    raw = page.raw
    for allowance in reversed(page.allowed):
        idle = [c for c in allowance.codes if (page.path, allowance.line, c) not in used]
        if idle and allowance.why:
            raw = raw[: allowance.start] + _left(raw, allowance, idle) + raw[allowance.end :]
            done.append(Mended(page.path, allowance.line, f"took away the switch of {', '.join(idle)}, which was idle"))
    return page if raw == page.raw else page_of(page.path, page.inner, raw, parser)


def _left(raw: str, allowance: Allowance, idle: list[str]) -> str:
    """A switch without its idle codes; nothing where it has no others."""
    comment = raw[allowance.start : allowance.end]
    stays = [c for c in allowance.codes if c not in idle]
    head, _, reason = comment.partition(" because ")
    return f"{head.split('allow')[0]}allow {', '.join(stays)} because {reason}" if stays else ""


def _apart(site: Site, stories: set[str]) -> Iterator[CheckedPage]:
    for inner in site.apart(dict.fromkeys(stories)):
        try:
            yield site.page(inner)
        except ExplaineryError:
            continue  # the check says what is wrong with it


def _write(project: Project, before: dict[str, CheckedPage], changed: dict[str, str]) -> None:
    """Write all pages or none, their line ends as they were."""
    paths = {path: project.docs / before[path].inner for path in changed}
    ends = {path: "\r\n" if "\r\n" in read_raw(file) else "\n" for path, file in paths.items()}
    texts: dict[Path, str | None] = {paths[path]: text.replace("\n", ends[path]) for path, text in changed.items()}
    if texts:
        write_all(project.root, texts, {paths[path]: before[path].raw for path in changed})
