"""Hypothesis: the same examples in every run, no deadlines on a busy machine. At the end: what was not tested."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import settings

from browser import ADVICE, MISSING
from browsing import NO_ZENSICAL
from laws import USUAL, examples

# Where the environment tells Python to keep no compiled modules, as that of many containers does, each process that a
# test starts would compile the program anew: two seconds instead of a half, several hundred times.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("explainery", deadline=None, derandomize=True, max_examples=examples(USUAL))
settings.load_profile("explainery")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that the tests of the site were skipped, if they were, and what to install."""
    reports = terminalreporter.getreports("skipped")
    skipped = sum(isinstance(r.longrepr, tuple) and MISSING in r.longrepr[2] for r in reports)
    if skipped:
        terminalreporter.section("the site was not tested in a browser", sep="!", yellow=True, bold=True)
        terminalreporter.line(f"{skipped} tests were skipped: {MISSING}.\n{ADVICE}")
    if any(isinstance(r.longrepr, tuple) and NO_ZENSICAL in r.longrepr[2] for r in reports):
        terminalreporter.line(f"The site was not built with its second engine: {NO_ZENSICAL}.")
