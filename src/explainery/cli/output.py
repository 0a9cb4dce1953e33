"""The only module that prints: results on standard output, errors on standard error; nothing in them acts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from explainery.cli.exit_codes import ExitCode
from explainery.errors import ExplaineryError


def show(lines: Iterable[str], stream: TextIO | None = None) -> None:
    """Print each line, on standard output unless another stream is given. A line feed in a line is shown as a sign."""
    from explainery.cli.printable import printable  # noqa: PLC0415 (`--help` prints nothing that strangers named)

    for line in lines:
        print(printable(line), file=stream)


def show_commands(commands: Iterable[str]) -> None:
    """Print commands for the code host, each a line with its fields escaped."""
    from explainery.cli.printable import printable_command  # noqa: PLC0415

    for command in commands:
        print(printable_command(command))


def show_json(text: str) -> None:
    """Print JSON."""
    from explainery.cli.printable import printable_json  # noqa: PLC0415

    print(printable_json(text))


def show_table(text: str) -> None:
    """Print a table for a spreadsheet, whose cells are plain text with a tab between them."""
    print(text, end="")


def complain(error: str) -> None:
    """Print an error as one line on standard error."""
    show([f"explainery: {' '.join(error.split())}"], sys.stderr)


def report_left_out(errors: Sequence[ExplaineryError]) -> ExitCode:
    """Name the sources that were left out, and say so in the exit code."""
    for error in errors:
        complain(f"left out: {error}")
    return ExitCode.FINDINGS if errors else ExitCode.FINE
