"""`explainery status`, `accept`, `keep` and `restore`."""

from __future__ import annotations

from argparse import Namespace

from explainery.cli.exit_codes import ExitCode
from explainery.cli.format_status import answer_lines, status_lines, status_summary
from explainery.cli.opened_project import opened_project
from explainery.cli.output import show
from explainery.commands.resolve import decide, statuses
from explainery.errors import ExplaineryError


def run_status(options: Namespace) -> ExitCode:
    """List people's edits, and what waits for a decision."""
    project = opened_project(options)
    stories = statuses(project, options.stories)
    show(status_lines(stories, project))
    show([status_summary(stories)])
    return ExitCode.FINE


def run_answer(options: Namespace) -> ExitCode:
    """Accept, keep or restore."""
    if bool(options.keys) == options.all:
        raise ExplaineryError("name the keys, or give --all", hint="`explainery status` lists them")
    project = opened_project(options)
    answers = decide(project, options.command, options.keys, options.story)
    show(list(answer_lines(answers, project)) or ["Nothing waits."])
    return ExitCode.FINE
