"""A process that is killed in the middle of its work on the disk."""

from __future__ import annotations

import signal
from pathlib import Path

from prefork import forked
from terminal import ENVIRONMENT

_DEADLY = """
import os, signal, sys
from pathlib import Path
root, left = sys.argv[1], int(sys.argv[2])
def deadly(name):
    real = getattr(Path, name)
    def call(self, *given, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, *given, **named)
    setattr(Path, name, call)
"""
_ARMED = """
for name in ("replace", "unlink", "mkdir"):
    deadly(name)
"""


def killed(imports: str, work: str, root: Path, moment: int) -> bool:
    """Whether work in another process, killed at its n-th change of the disk, came so far.

    Args:
        imports: Python source that is run before changes count.
        work: Python source; `root` is the project's folder as text.
        root: the folder.
        moment: n.
    """
    source = f"{_DEADLY}{imports}{_ARMED}{work}\n"
    return forked(source, str(root), str(moment), environment=ENVIRONMENT).returncode == -signal.SIGKILL
