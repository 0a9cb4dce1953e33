"""`explainery digest`."""

from __future__ import annotations

from argparse import Namespace

from explainery.cli.exit_codes import ExitCode
from explainery.cli.opened_project import opened_project
from explainery.cli.output import show
from explainery.commands.digest import open_digest


def run_digest(options: Namespace) -> ExitCode:
    """Put an empty digest in an article's place."""
    digest, original = open_digest(opened_project(options), options.story, options.article)
    show(
        [
            f"Opened {digest}: write a sentence of your own above each comment.",
            f"The full text is in {original}, which is not committed. Next: explainery build {options.story}",
        ]
    )
    return ExitCode.FINE
