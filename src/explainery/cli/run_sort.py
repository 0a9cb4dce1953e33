"""`explainery sort`."""

from __future__ import annotations

import sys
from argparse import Namespace

from explainery.cli.exit_codes import ExitCode
from explainery.cli.format_sort import moved_lines, sorting_lines, sorting_text
from explainery.cli.opened_project import opened_project
from explainery.cli.output import report_left_out, show, show_json
from explainery.cli.progress import Progress
from explainery.commands.sort import sorting_of
from explainery.commands.sort_moves import Moved, apply_sorting


def run_sort(options: Namespace) -> ExitCode:
    """Say which story each article of a folder belongs to, and move them if that is asked."""
    project = opened_project(options)
    with Progress("sorting", sys.stderr) as progress:
        sorting = sorting_of(project, options.inbox, progress=progress)
    moved = apply_sorting(project, sorting) if options.apply else None
    if options.json:
        show_json(sorting_text(sorting, moved))
    else:
        show(sorting_lines(sorting, options.inbox))
        show(moved_lines(sorting, moved, options.inbox, project))
    return report_left_out([*sorting.unread, *(moved or Moved({}, (), ())).kept])
