"""The exit codes of every command."""

from __future__ import annotations

from enum import IntEnum

MEANING = "Exit codes: 0 fine, 1 findings or changes for a person to look at, 2 wrong use or bad input."


class ExitCode(IntEnum):
    """How a command ended."""

    FINE = 0
    FINDINGS = 1  # a check's findings, a page changed both by hand and by the build, sources that were left out
    WRONG_USE = 2  # or bad input
