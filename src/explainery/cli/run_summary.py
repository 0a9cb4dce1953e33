"""`explainery summary`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from explainery.cli.exit_codes import ExitCode
from explainery.cli.format_summary import told
from explainery.cli.opened_project import opened_project
from explainery.cli.output import show
from explainery.commands.foreign_bases import untrue_bases
from explainery.reviewing import summarised


def run_summary(options: Namespace) -> ExitCode:
    """Describe what a pull request changes for readers."""
    project = opened_project(options)
    summary = replace(summarised(project, options.since), untrue=untrue_bases(project, options.since))
    show(told(summary, options.format).split("\n"))
    return ExitCode.FINE
