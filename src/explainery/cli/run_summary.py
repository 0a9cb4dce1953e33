"""`explainery summary`."""

from __future__ import annotations

from argparse import Namespace

from explainery.cli.exit_codes import ExitCode
from explainery.cli.format_summary import told
from explainery.cli.opened_project import opened_project
from explainery.cli.output import show
from explainery.reviewing import summarised


def run_summary(options: Namespace) -> ExitCode:
    """Describe what a pull request changes for readers."""
    show(told(summarised(opened_project(options), options.since), options.format).split("\n"))
    return ExitCode.FINE
