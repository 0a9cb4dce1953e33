"""`explainery merge-file`, which git calls."""

from __future__ import annotations

from argparse import Namespace

from explainery.cli.exit_codes import ExitCode
from explainery.commands.merge_file import merge_files


def run_merge_file(options: Namespace) -> ExitCode:
    """Merge a page of two branches."""
    is_disputed = merge_files(options.base, options.ours, options.theirs)
    return ExitCode.FINDINGS if is_disputed else ExitCode.FINE
