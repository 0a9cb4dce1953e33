"""`explainery check`, with --fix and --watch; `explain` and `lock`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from explainery.checking.check import Report, check_project
from explainery.checking.explain import explained, listed
from explainery.checking.fix import fix_project
from explainery.checking.lock import lock_stories
from explainery.checking.story_evidence import Memory
from explainery.cli import format_findings
from explainery.cli.exit_codes import ExitCode
from explainery.cli.opened_project import opened_project
from explainery.cli.output import complain, show, show_commands, show_json
from explainery.cli.progress import Progress
from explainery.commands.base_mend import mend_bases
from explainery.commands.foreign_bases import foreign_bases
from explainery.commands.resolve import decisions_for_checks
from explainery.errors import ExplaineryError


def run_check(options: Namespace) -> ExitCode:
    """Check the pages: once, after fixing them, or after every save."""
    if options.watch and (options.fix or options.output):
        raise ExplaineryError("--watch does not go with --fix or --output", hint="Leave them out")
    if options.against:
        return _check_against(options)
    if options.watch:
        return _check_after_saves(options)
    if options.fix:
        _fix(options)
    with Progress("checking", sys.stderr) as progress:
        report = _checked(options, progress)
    return _print_report(options, report)


def _check_against(options: Namespace) -> ExitCode:
    """Check one page against a folder of articles."""
    from explainery.checking.against import check_against  # noqa: PLC0415 (few need it)

    if options.watch or options.fix:
        raise ExplaineryError("--against does not go with --fix or --watch", hint="Leave them out")
    if len(options.stories) != 1:
        raise ExplaineryError("--against takes one page", hint="explainery check PAGE.md --against FOLDER")
    return _print_report(options, check_against(Path(options.stories[0]), options.against))


def _checked(options: Namespace, progress: Callable[[str], None], memory: Memory | None = None) -> Report:
    project = opened_project(options)
    return check_project(
        project,
        options.stories,
        progress,
        decisions=decisions_for_checks(project),
        memory=memory,
        foreign=foreign_bases(project),
    )


def _print_report(options: Namespace, report: Report) -> ExitCode:
    """Print findings to standard output or a file, and the summary of a text report with findings to standard error."""
    text = format_findings.FORMATS[options.format](report, format_findings.cited_lines(report, options.root))
    if options.output:
        options.output.write_text(f"{text}\n" if text else "", "utf-8")
    elif text:
        _SHOW.get(options.format, _show_lines)(text)
    is_clean = options.format == "text" and not report.findings and not options.output
    show([format_findings.summary(report)], sys.stdout if is_clean else sys.stderr)
    return ExitCode.FINDINGS if report.errors or (options.strict and report.warnings) else ExitCode.FINE


def _show_lines(text: str) -> None:
    show(text.split("\n"))


_SHOW: Mapping[str, Callable[[str], None]] = {
    "json": show_json,
    "sarif": show_json,
    "github": lambda text: show_commands(text.split("\n")),
}


def _fix(options: Namespace) -> None:
    stream = sys.stdout if options.format == "text" and not options.output else sys.stderr
    project = opened_project(options)
    show((f"fixed {base}" for base in mend_bases(project)), stream)
    with Progress("fixing", sys.stderr) as progress:
        corrections = fix_project(project, options.stories, progress, decisions=decisions_for_checks(project))
    show((f"fixed {correction}" for correction in corrections), stream)


def _check_after_saves(options: Namespace) -> ExitCode:
    from explainery.checking.watch import watch_until_stopped  # noqa: PLC0415 (only --watch needs watchdog)

    project, memory = opened_project(options), Memory()

    def check_again() -> None:
        try:
            report = _checked(options, lambda _: None, memory)
        except (ExplaineryError, OSError) as error:  # a file may be half saved; the next save may complete it
            complain(str(error))
        else:
            _print_report(options, report)
        show(["Waiting for the next save."], sys.stderr)
        sys.stdout.flush()

    watch_until_stopped(project, check_again)
    return ExitCode.FINE


def run_explain(options: Namespace) -> ExitCode:
    """Explain a rule, or list all rules."""
    show(explained(options.code) if options.code else listed())
    return ExitCode.FINE


def run_lock(options: Namespace) -> ExitCode:
    """Write the lock files of stories."""
    with Progress("locking", sys.stderr) as progress:
        locked = lock_stories(opened_project(options), options.stories, progress)
    show(map(str, locked))
    return ExitCode.FINE
