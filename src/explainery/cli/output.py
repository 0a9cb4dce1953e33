"""The only module that prints: results on standard output, errors on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from explainery.cli.exit_codes import ExitCode
from explainery.errors import ExplaineryError


def show(lines: Iterable[str], stream: TextIO | None = None) -> None:
    """Print each line, on standard output unless another stream is given."""
    for line in lines:
        print(line, file=stream)


def complain(error: str) -> None:
    """Print an error as one line on standard error, without control characters."""
    from explainery.text import visible  # noqa: PLC0415 (`--help` has nothing to complain of)

    print(f"explainery: {' '.join(visible(error).split())}", file=sys.stderr)


def report_left_out(errors: Sequence[ExplaineryError]) -> ExitCode:
    """Name the sources that were left out, and say so in the exit code."""
    for error in errors:
        complain(f"left out: {error}")
    return ExitCode.FINDINGS if errors else ExitCode.FINE
