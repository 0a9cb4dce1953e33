"""The folder in which one command gathers new files, and which others leave alone as long as that command runs.

A lock that the system holds for the process tells whether it runs: it ends with the process, however that ends.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

_LOCK = "lock"


class StageFolder:
    """A new folder in `.explainery/pending/`. It is made while no other command is looking (`alone`)."""

    def __init__(self, pending: Path) -> None:
        pending.mkdir(parents=True, exist_ok=True)
        self.path = Path(tempfile.mkdtemp(prefix="", dir=pending))
        self._lock = (self.path / _LOCK).open("w")
        self._count = 0
        try:
            import fcntl  # noqa: PLC0415 (not on Windows, where an open file cannot be deleted)

            fcntl.flock(self._lock, fcntl.LOCK_EX)
        except ImportError:
            pass

    def next_name(self) -> str:
        """A name for the next file, below `.explainery/pending/`."""
        self._count += 1
        return f"{self.path.name}/{self._count:06}"

    def remove(self) -> None:
        """Remove the folder and what is still in it."""
        self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)
        _remove_empty(self.path.parent)


def remove_ended(pending: Path) -> None:
    """Remove what commands left there that no longer run."""
    if not pending.exists():
        return
    for item in pending.iterdir():
        if not item.is_dir():
            item.unlink(missing_ok=True)
        elif not _is_held(item / _LOCK):
            shutil.rmtree(item, ignore_errors=True)
    _remove_empty(pending)


def _is_held(lock: Path) -> bool:
    """Whether the command that made a lock still runs."""
    try:
        import fcntl  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return _cannot_go(lock)
    try:
        with lock.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _cannot_go(lock: Path) -> bool:
    """On Windows: whether a file is open."""
    try:
        lock.unlink(missing_ok=True)
    except PermissionError:
        return True
    return False


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()
