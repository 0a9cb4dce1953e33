"""`explainery marks`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from explainery.asking.ledger import Ledger
from explainery.cli.exit_codes import ExitCode
from explainery.cli.opened_project import opened_project
from explainery.cli.output import show, show_table
from explainery.commands.marks import marks_of, table_of, taken
from explainery.errors import SourceError
from explainery.pipeline import read_and_link
from explainery.store.transaction import alone
from explainery.text import counted


def run_marks(options: Namespace) -> ExitCode:
    """Print every sentence with its labels, or take an edited table back."""
    project = opened_project(options)
    articles = read_and_link(project, options.story).articles
    if options.take is None:
        show_table(table_of(marks_of(articles)))
        return ExitCode.FINE
    day = datetime.now(UTC).date().isoformat()
    answer = taken(_text(options.take), str(options.take), articles, day, options.by or "a person")
    if answer is None:
        show([f"{options.take} says what the labels are already: nothing to take."])
        return ExitCode.FINE
    Ledger(project.root, options.story, partial(alone, project.root)).add(answer)
    number = len(answer.answer["sentences"])
    show([f"Took {counted(number, 'label')}. `explainery plan {options.story}` shows what would change."])
    return ExitCode.FINE


def _text(path: Path) -> str:
    """The text of a table; `-` is what is typed or piped in. Raises SourceError where it cannot be read."""
    if os.fspath(path) == "-":
        return sys.stdin.read()
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeError) as error:
        problem = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SourceError(f"cannot read this table ({problem})", file=path,
                          hint="Save it as text with tabs between the columns, in UTF-8") from None  # fmt: skip
