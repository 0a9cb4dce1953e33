"""`check --fix`: applies the corrections that need no decision, on all pages or none, and lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explainery.checking.check import checked_story, readable_pages, site_at
from explainery.checking.context import NOTHING_DECIDED, Context, Decisions
from explainery.checking.corrections import Correction, anchor_corrections, corrections
from explainery.checking.page import CheckedPage, checked_page
from explainery.checking.rule_runner import all_findings, suppressed_places, suppresses
from explainery.checking.site_index import Site
from explainery.checking.story_evidence import stories_of
from explainery.checking.suppressions import Suppression
from explainery.errors import ExplaineryError
from explainery.project import Project
from explainery.store.page_files import read_raw
from explainery.store.transaction import write_all

_ROUNDS = 20  # each corrects a line once; the next one corrects what the last one made visible
_Corrector = Callable[[CheckedPage, Context], Iterator[Correction]]


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A line that was corrected: the page, the line's number before the correction, and what was done."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


def fix_project(
    project: Project, names: Iterable[str], progress: Callable[[str], None], decisions: Decisions = NOTHING_DECIDED
) -> list[AppliedCorrection]:
    """Correct the pages of the named stories; without names, all pages.

    Raises:
        ExplaineryError: a story cannot be read.
        WritingError: the pages cannot be written; none is changed.
    """
    site, wanted = site_at(project), list(dict.fromkeys(names))
    fixing = _Fixing(site)
    context: Context | None = None
    for name in wanted or stories_of(project):
        progress(name)
        pages = readable_pages(site, name)
        context = checked_story(project, site, name, dict(pages), decisions).context
        fixing.correct_story(pages, context)
    if not wanted and context:
        for page in _pages_apart(site, set(stories_of(project))):
            fixing.correct_page(page, context, anchor_corrections)
    _write(project, fixing.before, fixing.changed())
    return fixing.applied


@dataclass(slots=True)
class _Fixing:
    """The pages before and after their corrections, by path, and the corrections that were applied."""

    site: Site
    before: dict[str, CheckedPage] = field(default_factory=dict)
    after: dict[str, CheckedPage] = field(default_factory=dict)
    applied: list[AppliedCorrection] = field(default_factory=list)

    def correct_story(self, pages: dict[str, CheckedPage], context: Context) -> None:
        """Apply every correction to the pages of a story, then remove the suppressions that suppress nothing."""
        for page in pages.values():
            self.correct_page(page, context, corrections)
        corrected = {path: self.after[path] for path in pages}
        for page in corrected.values():
            self._remove_unused_suppressions(page, corrected, context)

    def correct_page(self, page: CheckedPage, context: Context, corrector: _Corrector) -> None:
        """Apply corrections to a page until there are none left."""
        self.before[page.path] = page
        for _ in range(_ROUNDS):
            by_line = {c.line: c for c in reversed(list(corrector(page, context)))}
            if not by_line:
                break
            self.applied += [AppliedCorrection(page.path, n, by_line[n].reason) for n in sorted(by_line)]
            page = self._with_text(page, _corrected(page.raw, by_line))
        self.after[page.path] = page

    def _remove_unused_suppressions(self, page: CheckedPage, pages: dict[str, CheckedPage], context: Context) -> None:
        """Remove the codes that suppress nothing. Without the articles it is not known which ones do."""
        if not page.suppressions or context.evidence.locked:
            return
        suppressed = suppressed_places(pages, all_findings(pages, context))
        raw = page.raw
        for suppression in reversed(page.suppressions):
            unused = [code for code in suppression.codes if not suppresses(suppression, code, page, suppressed)]
            if unused and suppression.reason:
                raw = raw[: suppression.start] + _without_codes(raw, suppression, unused) + raw[suppression.end :]
                reason = f"removed the suppression of {', '.join(unused)}, which suppressed nothing"
                self.applied.append(AppliedCorrection(page.path, suppression.line, reason))
        if raw != page.raw:
            self.after[page.path] = self._with_text(page, raw)

    def _with_text(self, page: CheckedPage, raw: str) -> CheckedPage:
        return checked_page(page.path, page.inner, raw, self.site.parser)

    def changed(self) -> dict[str, str]:
        """The new text of each page that changed, by path."""
        return {path: page.raw for path, page in self.after.items() if page.raw != self.before[path].raw}


def _corrected(raw: str, by_line: dict[int, Correction]) -> str:
    covered = {number + i for number, correction in by_line.items() for i in range(1, correction.lines)}
    numbered = [(number, line) for number, line in enumerate(raw.split("\n"), 1) if number not in covered]
    texts = (by_line[number].text if number in by_line else line for number, line in numbered)
    return "\n".join(text for text in texts if text is not None)


def _without_codes(raw: str, suppression: Suppression, unused: list[str]) -> str:
    """A suppression's comment without some of its codes; "" if no others are left."""
    comment = raw[suppression.start : suppression.end]
    used = [code for code in suppression.codes if code not in unused]
    head, _, reason = comment.partition(" because ")
    return f"{head.split('allow')[0]}allow {', '.join(used)} because {reason}" if used else ""


def _pages_apart(site: Site, stories: set[str]) -> Iterator[CheckedPage]:
    """The pages that belong to no story and can be read; the check reports the others."""
    for inner in site.apart(dict.fromkeys(stories)):
        try:
            yield site.page(inner)
        except ExplaineryError:
            continue


def _write(project: Project, before: dict[str, CheckedPage], changed: dict[str, str]) -> None:
    """Write all changed pages or none, each with the line ends that it had."""
    paths = {path: project.docs / before[path].inner for path in changed}
    ends = {path: "\r\n" if "\r\n" in read_raw(file) else "\n" for path, file in paths.items()}
    texts: dict[Path, str | None] = {paths[path]: text.replace("\n", ends[path]) for path, text in changed.items()}
    if texts:
        write_all(project.root, texts, {paths[path]: before[path].raw for path in changed})
