"""`explainery serve`."""

from __future__ import annotations

import sys
from argparse import Namespace

from explainery.cli.exit_codes import ExitCode
from explainery.cli.format_build import built_lines
from explainery.cli.opened_project import opened_project
from explainery.cli.output import complain, show
from explainery.cli.printable import printable
from explainery.commands.build import build
from explainery.commands.serve import preview
from explainery.errors import ExplaineryError


def run_serve(options: Namespace) -> ExitCode:
    """Preview the site until it is stopped."""
    project = opened_project(options)

    def rebuild() -> str:
        try:
            plan = build(project)
        except (ExplaineryError, OSError) as error:  # the preview goes on with the pages that it has
            complain(str(error))
            return printable(str(error))
        show(built_lines(plan, project))
        return ""

    ended_well = preview(project.root, project.sources, options.address, rebuild, lambda line: show([line], sys.stderr))
    return ExitCode.FINE if ended_well else ExitCode.WRONG_USE
