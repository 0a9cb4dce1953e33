"""`explainery new` and `explainery add`."""

from __future__ import annotations

import sys
from argparse import Namespace

from explainery.cli.exit_codes import ExitCode
from explainery.cli.opened_project import opened_project
from explainery.cli.output import show
from explainery.cli.progress import Progress
from explainery.commands.add import FIELDS, add_articles, added_line, new_story, next_step, rights_hint


def run_new(options: Namespace) -> ExitCode:
    """Make a story's folder."""
    folder = new_story(opened_project(options), options.story, options.title)
    show([f"Made {folder}/story.yml. Next: explainery add {options.story} FILE..."])
    return ExitCode.FINE


def run_add(options: Namespace) -> ExitCode:
    """Copy articles into a story, or fetch them."""
    project = opened_project(options)
    fields = {name: getattr(options, name) for name in FIELDS}
    with Progress("adding", sys.stderr) as progress:
        added = add_articles(project, options.story, options.files, fields, progress=progress)
    show(added_line(article, project) for article in added)
    show(line for line in (rights_hint(added, options.story), next_step(added, options.story)) if line)
    return ExitCode.FINE
