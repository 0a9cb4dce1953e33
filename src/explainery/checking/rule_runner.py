"""Runs the rules over pages, and takes out what people switched off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from explainery.checking.context import Context
from explainery.checking.findings import Fault, Finding
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.rules import RULES, exp117_suppressions, exp124_summaries
from explainery.page_format import OVERVIEW_FILE


def check_story(pages: Mapping[str, CheckedPage], context: Context) -> list[Finding]:
    """Every finding on a story's pages and sources. `pages`: by the path that findings name."""
    return allowed(pages, everything(pages, context), is_whole=not context.evidence.locked)


def everything(pages: Mapping[str, CheckedPage], context: Context) -> list[Finding]:
    """The same with what people switched off."""
    found = [f for page in pages.values() for f in on_page(page, context)]
    for rule in RULES.values():
        if rule.on_story:
            found += [_finding(rule, file, fault) for file, fault in rule.on_story(pages, context)]
    return list(dict.fromkeys(found))


def on_page(page: CheckedPage, context: Context) -> Iterator[Finding]:
    """What every rule for pages finds on one of a story."""
    for rule in RULES.values():
        for look in filter(None, (rule.on_page, rule.on_any)):
            yield from (_finding(rule, page.path, fault) for fault in look(page, context))


def check_apart(page: CheckedPage, context: Context, stories: Mapping[str, Context]) -> list[Finding]:
    """Every finding on a page that belongs to no story. `stories`: the context of each whose entry may be on it."""
    found = [_finding(r, page.path, f) for r in RULES.values() if r.on_any for f in r.on_any(page, context)]
    found += [_finding(exp124_summaries.RULE, page.path, fault) for fault in _entries(page, stories)]
    return allowed({page.path: page}, found)


def _entries(page: CheckedPage, stories: Mapping[str, Context]) -> Iterator[Fault]:
    """What the home page says of each story, from the heading that links to it to the next heading."""
    context: Context | None = None
    for unit in page.shown.units if page.inner == OVERVIEW_FILE else ():
        if unit.heading:
            context = next((stories[s] for s in stories if f"{s}/index.md" in unit.links), None)
        if context:
            yield from exp124_summaries.in_entry(unit, context.evidence)


def allowed(pages: Mapping[str, CheckedPage], found: Iterable[Finding], *, is_whole: bool = True) -> list[Finding]:
    """The findings that nobody switched off, and what is wrong with the switches.

    `is_whole`: whether everything was looked at, so that a switch that switched off nothing is idle.
    """
    findings = list(found)
    used = used_switches(pages, findings)
    out = [f for f in findings if (f.file, f.line, f.code) not in used]
    for path, page in pages.items():
        here = {(line, code) for file, line, code in used if file == path} if page.allowed else set()
        for allowance in page.allowed:
            faults = [*exp117_suppressions.badly_said(allowance, RULES)]
            if is_whole and not faults:
                faults += exp117_suppressions.idle(allowance, here, RULES)
            out += [_finding(exp117_suppressions.RULE, path, fault) for fault in faults]
    return out


def used_switches(pages: Mapping[str, CheckedPage], found: Iterable[Finding]) -> set[tuple[str, int, str]]:
    """(file, line, code) of every finding that a switch on its line switches off."""
    rows = ((f, pages.get(f.file)) for f in found)
    return {(f.file, f.line, f.code) for f, page in rows if page and page.allowed and _is_off(page, f)}


def _is_off(page: CheckedPage, finding: Finding) -> bool:
    rows = [a for a in page.allowed if a.line == finding.line]
    return any(a.why and finding.code in a.codes and finding.code != exp117_suppressions.CODE for a in rows)


def _finding(rule: Rule, file: str, fault: Fault) -> Finding:
    return Finding(file, fault.line, rule.code, fault.what, fault.severity or rule.severity)
