"""`explainery plan` and `explainery build`."""

from __future__ import annotations

import sys
from argparse import Namespace

from explainery.cli.exit_codes import ExitCode
from explainery.cli.format_build import built_lines, plan_lines, plan_summary, stale_lines
from explainery.cli.opened_project import opened_project
from explainery.cli.output import report_left_out, show
from explainery.cli.progress import Progress
from explainery.commands.build import Asked, build, planned


def run_plan(options: Namespace) -> ExitCode:
    """Show what a build would do."""
    project = opened_project(options)
    asked = Asked(options.keep, options.replace, options.restore, keep_going=options.keep_going)
    with Progress("planning", sys.stderr) as progress:
        plan = planned(project, options.stories, asked, progress=progress, watch=progress, executor=options.executor)
    show(plan_lines(plan, project))
    show(stale_lines(plan, project))
    show([plan_summary(plan, project)])
    return report_left_out(plan.unread) or (ExitCode.FINDINGS if plan.writes else ExitCode.FINE)


def run_build(options: Namespace) -> ExitCode:
    """Build the pages of stories."""
    project = opened_project(options)
    asked = Asked(options.keep, options.replace, options.restore, options.plan, options.keep_going)
    with Progress("building", sys.stderr) as progress:
        plan = build(project, options.stories, asked, progress=progress, watch=progress, executor=options.executor)
    show(built_lines(plan, project))
    return report_left_out(plan.unread)
