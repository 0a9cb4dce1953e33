"""The project that a command works on."""

from __future__ import annotations

from argparse import Namespace

from explainery.plain_files import require_plain
from explainery.project import KEPT, Project
from explainery.store.transaction import finish


def opened_project(options: Namespace) -> Project:
    """The project in the folder that `--root` names.

    A command that was killed may have decided to write files and not written them all: they are written first.

    Raises:
        ExplaineryError: there are links among the project's files; or the settings, or what the killed command left
            behind, cannot be understood.
    """
    require_plain(options.root / KEPT, root=options.root)
    finish(options.root)
    return Project.at(options.root)
