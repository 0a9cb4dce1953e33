"""`explainery ask`."""

from __future__ import annotations

import sys
from argparse import Namespace

from explainery.asking.keys import taken_key
from explainery.cli.exit_codes import ExitCode
from explainery.cli.format_ask import (
    asked_lines,
    asking_lines,
    doubted_lines,
    explained_lines,
    gate_lines,
    planned_lines,
)
from explainery.cli.opened_project import opened_project
from explainery.cli.output import show
from explainery.cli.progress import Progress
from explainery.commands.ask import Wanted, ask, ask_plan, tasks_named
from explainery.commands.ask_explain import explained
from explainery.commands.story_questions import doubted_labels
from explainery.commands.wordings import gate_tally
from explainery.errors import ExplaineryError


def run_ask(options: Namespace) -> ExitCode:
    """Have a model answer what is not answered yet, or say what would be asked, or what was."""
    if options.limit is not None and options.limit < 0:
        raise ExplaineryError("--limit should be a number from 0")
    project = opened_project(options)
    if options.explain:
        show(explained_lines(explained(project, options.story, options.explain)))
        return ExitCode.FINE
    wanted = Wanted(options.story, tasks_named(options.task), options.model, options.limit)
    if options.plan:
        show(planned_lines(ask_plan(project, wanted), options.story))
        return ExitCode.FINE
    key = taken_key(project.settings.model.host)
    show(asking_lines(project.settings.model, options.model), sys.stderr)
    with Progress("asking:", sys.stderr) as progress:
        asked = ask(project, wanted, key, progress=progress)
    show(asked_lines(asked, options.story))
    show(gate_lines(*gate_tally(project, options.story), options.story) if asked.tally.answered else ())
    if asked.tally.answered:
        show(doubted_lines(doubted_labels(project, options.story, project.answers(options.story))))
    if asked.tally.error:
        raise asked.tally.error
    return ExitCode.FINE if asked.tally.is_fine else ExitCode.FINDINGS
