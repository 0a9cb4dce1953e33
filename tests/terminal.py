"""The command as a person runs it: in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from making import ROOT
from prefork import Ended, forked

_MAIN = "import runpy; runpy.run_module('explainery', run_name='__main__', alter_sys=True)"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error"}


def run(root: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Ended:
    """Run the command in a process of its own that has imported the program already."""
    return forked(_MAIN, "-C", str(root), *arguments, environment={**ENVIRONMENT, **(env or {})})


def started(
    root: Path, *arguments: str, env: Mapping[str, str] | None = None, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Start Python with the command, as a shell does; `before` runs in the process first."""
    return subprocess.run(
        [sys.executable, "-m", "explainery", "-C", str(root), *arguments],
        capture_output=True, text=True, check=False, timeout=120, env={**ENVIRONMENT, **(env or {})}, preexec_fn=before,
    )  # fmt: skip


def refused(done: Ended | subprocess.CompletedProcess[str], *says: str) -> None:
    """Wrong use or bad input: exit code 2, one line, no traceback. A slow machine may say before what it works on."""
    assert done.returncode == 2, (done.stdout, done.stderr)
    *progress, error = done.stderr.splitlines() or [""]
    assert error.startswith("explainery: "), done.stderr
    assert all(re.match(r"(?:add|ask|build|check|encod|lock|mend|plann|sort)ing[ :]", row) for row in progress), (
        done.stderr
    )
    assert all(s in error for s in says), error
