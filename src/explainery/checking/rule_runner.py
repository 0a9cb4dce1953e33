"""Runs the rules over pages, and leaves out what people suppressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from explainery.checking.context import Context
from explainery.checking.findings import Fault, Finding, FindingPlace
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.rules import RULES, exp107_readable_page, exp117_suppressions, exp124_summaries
from explainery.checking.suppressions import Suppression
from explainery.checking.tuning import TUNING
from explainery.page_format import OVERVIEW_FILE
from explainery.time_limit import OutOfTimeError, time_limit


def check_story(pages: Mapping[str, CheckedPage], context: Context) -> list[Finding]:
    """Every finding on a story's pages and sources that is not suppressed. `pages`: by the path from the project."""
    return unsuppressed(pages, all_findings(pages, context), is_complete=not context.evidence.locked)


def all_findings(pages: Mapping[str, CheckedPage], context: Context) -> list[Finding]:
    """Every finding on a story's pages and sources, suppressed or not."""
    findings = [finding for page in pages.values() for finding in _in_time(page, context)]
    for rule in RULES.values():
        if rule.on_story:
            findings += [_finding(rule, file, fault) for file, fault in rule.on_story(pages, context)]
    return list(dict.fromkeys(findings))


def _in_time(page: CheckedPage, context: Context) -> list[Finding]:
    """The findings on a page; the one that it takes too long, where it does."""
    found: list[Finding] = []
    try:
        with time_limit(TUNING.page_seconds):
            found.extend(_page_findings(page, context))
    except OutOfTimeError:
        lines = page.raw.split("\n")
        longest = max(range(len(lines)), key=lambda n: len(lines[n])) + 1
        told = (
            f"comparing this page takes longer than {TUNING.page_seconds} seconds; this is its longest line: split it"
        )
        found.append(Finding(page.path, longest, exp107_readable_page.RULE.code, told))
    return found


def _page_findings(page: CheckedPage, context: Context) -> Iterator[Finding]:
    for rule in RULES.values():
        for check in filter(None, (rule.on_page, rule.on_any)):
            yield from (_finding(rule, page.path, fault) for fault in check(page, context))


def check_page_apart(page: CheckedPage, context: Context, stories: Mapping[str, Context]) -> list[Finding]:
    """Every finding on a page that belongs to no story. `stories`: the context of each story that it may introduce."""
    findings = [_finding(r, page.path, f) for r in RULES.values() if r.on_any for f in r.on_any(page, context)]
    findings += [_finding(exp124_summaries.RULE, page.path, fault) for fault in _entry_faults(page, stories)]
    return unsuppressed({page.path: page}, findings)


def _entry_faults(page: CheckedPage, stories: Mapping[str, Context]) -> Iterator[Fault]:
    """Faults in each story's entry on the home page: from the heading that links to the story to the next heading."""
    context: Context | None = None
    for line in page.shown.lines if page.inner == OVERVIEW_FILE else ():
        if line.is_heading:
            context = next((stories[s] for s in stories if f"{s}/{OVERVIEW_FILE}" in line.links), None)
        if context:
            yield from exp124_summaries.entry_faults(line, context.evidence)


def unsuppressed(
    pages: Mapping[str, CheckedPage], findings: Iterable[Finding], *, is_complete: bool = True
) -> list[Finding]:
    """The findings that no comment suppresses, and the faults of the suppressions themselves (EXP117).

    Args:
        pages: the pages by path.
        findings: all findings on them.
        is_complete: whether every rule could run, so that a suppression without a finding is unused.
    """
    findings = list(findings)
    suppressed = suppressed_places(pages, findings)
    about_suppressions = [
        _finding(exp117_suppressions.RULE, page.path, fault)
        for page in pages.values()
        for fault in _suppression_faults(page, suppressed, is_complete=is_complete)
    ]
    return [*(finding for finding in findings if finding.place not in suppressed), *about_suppressions]


def _suppression_faults(page: CheckedPage, suppressed: set[FindingPlace], *, is_complete: bool) -> Iterator[Fault]:
    for suppression in page.suppressions:
        faults = list(exp117_suppressions.invalid(suppression, RULES))
        if is_complete and not faults:
            codes = [c for c in suppression.codes if not suppresses(suppression, c, page, suppressed)]
            faults += exp117_suppressions.unused(suppression.line, codes)
        yield from faults


def suppressed_places(pages: Mapping[str, CheckedPage], findings: Iterable[Finding]) -> set[FindingPlace]:
    """The place of every finding that a comment on its line suppresses."""
    return {f.place for f in findings if f.file in pages and _is_suppressed(pages[f.file], f)}


def _is_suppressed(page: CheckedPage, finding: Finding) -> bool:
    if not RULES[finding.code].is_suppressible:
        return False
    start = page.start_line(finding.line)
    on_line = (s for s in page.suppressions if page.start_line(s.line) == start)
    return any(s.reason and finding.code in s.codes for s in on_line)


def suppresses(suppression: Suppression, code: str, page: CheckedPage, places: Iterable[FindingPlace]) -> bool:
    """Whether a suppression suppresses a finding of a rule: one on any line of the statement that it follows."""
    start = page.start_line(suppression.line)
    own = (place for place in places if place.file == page.path and place.code == code)
    return any(page.start_line(place.line) == start for place in own)


def _finding(rule: Rule, file: str, fault: Fault) -> Finding:
    return Finding(file, fault.line, rule.code, fault.message, fault.severity or rule.severity)
