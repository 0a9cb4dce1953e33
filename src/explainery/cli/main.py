"""The command. The only place that prints or exits.

Exit codes: 0 fine; 1 something was found that a person should look at (a check's findings, a page changed
both by hand and by the build); 2 wrong use or bad input.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explainery.cli.parser import parsed
from explainery.cli.progress import Progress
from explainery.errors import ExplaineryError, PageConflictError

if TYPE_CHECKING:
    from explainery.checking.check import Report
    from explainery.checking.story_evidence import Memory
    from explainery.project import Project

FINE, FOUND, BAD = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code. Every error becomes one line on standard error."""
    try:
        options = parsed(arguments)
        return COMMANDS[options.command](options)
    except ExplaineryError as error:
        _complain(str(error))
        return FOUND if isinstance(error, PageConflictError) else BAD
    except BrokenPipeError:  # `explainery inspect ... | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        _complain(f"{error.filename or 'the system'}: {error.strerror or error}.")
        return BAD
    except KeyboardInterrupt:
        return BAD


def _complain(what: str) -> None:
    from explainery.text import visible  # noqa: PLC0415 (`--help` should not pay for it)

    print(f"explainery: {' '.join(visible(what).split())}", file=sys.stderr)


def run_new(options: Namespace) -> int:
    """`explainery new`."""
    from explainery.commands.add import new_story  # noqa: PLC0415 (`--help` should not pay for it)

    folder = new_story(_project(options), options.story, options.title)
    print(f"Made {folder}/story.yml. Next: explainery add {options.story} FILE...")
    return FINE


def run_add(options: Namespace) -> int:
    """`explainery add`."""
    from explainery.commands.add import FIELDS, add_articles, added_line, next_step  # noqa: PLC0415

    project = _project(options)
    fields = {name: getattr(options, name) for name in FIELDS}
    with Progress("adding", sys.stderr) as progress:
        done = add_articles(project, options.story, options.files, fields, progress=progress)
    _print(added_line(article, project) for article in done)
    print(next_step(done, options.story))
    return FINE


def run_build(options: Namespace) -> int:
    """`explainery build`."""
    from explainery.cli.format_build import built_lines  # noqa: PLC0415
    from explainery.commands.build import Asked, build  # noqa: PLC0415

    project = _project(options)
    asked = Asked(options.keep, options.replace, options.restore, options.plan, options.keep_going)
    with Progress("building", sys.stderr) as progress:
        built = build(project, options.stories, asked, progress=progress)
    _print(built_lines(built, project))
    return _tell_unread(built.unread) or FINE


def _tell_unread(errors: Sequence[ExplaineryError]) -> int:
    """Say which sources were left out; the exit code where there are any."""
    for error in errors:
        _complain(f"left out: {error}")
    return FOUND if errors else FINE


def run_plan(options: Namespace) -> int:
    """`explainery plan`."""
    from explainery.cli.format_build import plan_lines, plan_summary  # noqa: PLC0415
    from explainery.commands.build import Asked, planned  # noqa: PLC0415

    project = _project(options)
    asked = Asked(options.keep, options.replace, options.restore, keep_going=options.keep_going)
    with Progress("planning", sys.stderr) as progress:
        found = planned(project, options.stories, asked, progress=progress)
    _print(plan_lines(found, project))
    print(plan_summary(found, project))
    return _tell_unread(found.unread) or (FOUND if found.writes else FINE)


def run_status(options: Namespace) -> int:
    """`explainery status`."""
    from explainery.cli.format_build import status_lines, status_summary  # noqa: PLC0415
    from explainery.commands.resolve import statuses  # noqa: PLC0415

    project = _project(options)
    found = statuses(project, options.stories)
    _print(status_lines(found, project))
    print(status_summary(found))
    return FINE


def run_answer(options: Namespace) -> int:
    """`explainery accept`, `keep` and `restore`."""
    from explainery.cli.format_build import answer_lines  # noqa: PLC0415
    from explainery.commands.resolve import decide  # noqa: PLC0415

    if bool(options.keys) == options.all:
        raise ExplaineryError("name the keys, or give --all", hint="`explainery status` lists them")
    project = _project(options)
    answers = decide(project, options.command, options.keys, options.story)
    lines = list(answer_lines(answers, project))
    _print(lines or ["Nothing waits."])
    return FINE


def run_merge_file(options: Namespace) -> int:
    """`explainery merge-file`, git's merge driver for pages."""
    from explainery.commands.resolve import merge_files  # noqa: PLC0415

    return FOUND if merge_files(options.base, options.ours, options.theirs) else FINE


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def run_check(options: Namespace) -> int:
    """`explainery check`."""
    if options.watch and (options.fix or options.output):
        raise ExplaineryError("--watch only looks", hint="Leave out --fix and --output")
    if options.watch:
        return _watch_checks(options)
    if options.fix:
        _fix(options)
    with Progress("checking", sys.stderr) as progress:
        report = _checked(options, progress)
    return _print_report(options, report)


def _checked(options: Namespace, progress: Callable[[str], None], memory: Memory | None = None) -> Report:
    from explainery.checking.check import check_project  # noqa: PLC0415
    from explainery.commands.resolve import decisions_for_checks  # noqa: PLC0415

    project = _project(options)
    return check_project(project, options.stories, progress, decisions=decisions_for_checks(project), memory=memory)


def _print_report(options: Namespace, report: Report) -> int:
    """Findings to standard output or a file, the summary of an unclean text report to standard error."""
    from explainery.cli import format_findings  # noqa: PLC0415

    text = format_findings.FORMATS[options.format](report, format_findings.lines_of(report, options.root))
    if options.output:
        options.output.write_text(f"{text}\n" if text else "", "utf-8")
    elif text:
        print(text)
    is_clean = options.format == "text" and not report.findings and not options.output
    print(format_findings.summary(report), file=sys.stdout if is_clean else sys.stderr)
    return FOUND if report.errors or (options.strict and report.warnings) else FINE


def _fix(options: Namespace) -> None:
    from explainery.checking.fix import fix_project  # noqa: PLC0415
    from explainery.commands.resolve import decisions_for_checks  # noqa: PLC0415
    from explainery.text import visible  # noqa: PLC0415

    out = sys.stdout if options.format == "text" and not options.output else sys.stderr
    project = _project(options)
    with Progress("mending", sys.stderr) as progress:
        done = fix_project(project, options.stories, progress, decisions=decisions_for_checks(project))
    for mended in done:
        print(f"mended {visible(str(mended))}", file=out)


def _watch_checks(options: Namespace) -> int:
    from explainery.checking.story_evidence import Memory  # noqa: PLC0415
    from explainery.checking.watch import watch_until_stopped  # noqa: PLC0415

    project, memory = _project(options), Memory()

    def check() -> None:
        try:
            report = _checked(options, lambda _: None, memory)
        except (ExplaineryError, OSError) as error:  # half a save, perhaps; the next one may be whole
            _complain(str(error))
        else:
            _print_report(options, report)
        print("Waiting for the next save.", file=sys.stderr)
        sys.stdout.flush()

    watch_until_stopped(project, check)
    return FINE


def run_explain(options: Namespace) -> int:
    """`explainery explain`."""
    from explainery.checking.explain import explained, listed  # noqa: PLC0415

    print("\n".join(explained(options.code) if options.code else listed()))
    return FINE


def run_lock(options: Namespace) -> int:
    """`explainery lock`."""
    from explainery.checking.lock import lock_stories  # noqa: PLC0415

    with Progress("locking", sys.stderr) as progress:
        done = lock_stories(_project(options), options.stories, progress)
    _print(map(str, done))
    return FINE


def run_inspect(options: Namespace) -> int:
    """`explainery inspect`."""
    from explainery.cli import story_json  # noqa: PLC0415
    from explainery.commands.inspect import articles_at, story_at  # noqa: PLC0415

    project = _project(options)
    if options.articles_only or Path(options.what).is_file():
        found, errors = articles_at(project, options.what)
        print(story_json.articles_text(found, as_json=options.json))
        for error in errors:
            _complain(str(error))
        return BAD if errors else FINE
    unread: list[ExplaineryError] = []
    story = story_at(project, options.what, unread.append if options.keep_going else None)
    print(story_json.story_text(story, as_json=options.json))
    return _tell_unread(unread)


def run_summary(options: Namespace) -> int:
    """`explainery summary`."""
    from explainery.cli.format_summary import told  # noqa: PLC0415
    from explainery.reviewing import summarised  # noqa: PLC0415

    print(told(summarised(_project(options), options.since), options.format))
    return FINE


def run_serve(options: Namespace) -> int:
    """`explainery serve`."""
    from explainery.cli.format_build import built_lines  # noqa: PLC0415
    from explainery.commands.build import build  # noqa: PLC0415
    from explainery.commands.serve import preview  # noqa: PLC0415

    project = _project(options)

    def rebuild() -> None:
        try:
            built = build(project)
        except (ExplaineryError, OSError) as error:  # the preview goes on with what it has
            _complain(str(error))
        else:
            _print(built_lines(built, project))

    rebuild()
    return FINE if preview(project.root, project.sources, options.address, rebuild) else BAD


def _project(options: Namespace) -> Project:
    from explainery.project import Project  # noqa: PLC0415
    from explainery.store.transaction import finish  # noqa: PLC0415

    finish(options.root)  # what a killed command had decided to write is written before anything is read
    return Project.at(options.root)


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "new": run_new,
    "add": run_add,
    "plan": run_plan,
    "build": run_build,
    "status": run_status,
    "accept": run_answer,
    "keep": run_answer,
    "restore": run_answer,
    "merge-file": run_merge_file,
    "check": run_check,
    "explain": run_explain,
    "lock": run_lock,
    "inspect": run_inspect,
    "summary": run_summary,
    "serve": run_serve,
}

if __name__ == "__main__":
    sys.exit(main())
