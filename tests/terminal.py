"""The command as a person runs it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from making import ROOT


def run(
    root: Path, *arguments: str, env: Mapping[str, str] | None = None, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own; `before` runs in it first."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error", **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "explainery", "-C", str(root), *arguments],
        capture_output=True, text=True, check=False, timeout=120, env=environment, preexec_fn=before,
    )  # fmt: skip


def refused(done: subprocess.CompletedProcess[str], *says: str) -> None:
    """Wrong use or bad input: exit code 2, one line, no traceback."""
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert done.stderr.startswith("explainery: ")
    assert done.stderr.count("\n") == 1, done.stderr
    assert all(s in done.stderr for s in says), done.stderr
