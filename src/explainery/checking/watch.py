"""`check --watch`: checks again whenever a page, a source or a setting is saved."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path

from explainery.file_watch import watching
from explainery.project import Project

_ENDINGS = {".md", ".txt", ".html", ".htm", ".yml", ".json"}
_IGNORED = {"site", "cache", "pending", ".git", ".venv"}


def watch_until_stopped(project: Project, check: Callable[[], None]) -> None:
    """Check once, and again after every save, until the process is asked to end (SIGINT or SIGTERM)."""
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    trees = [project.sources, project.docs, project.root / ".explainery"]
    with watching(trees, [project.root], _matters) as saves:
        check()
        for _ in saves.until(stopped):
            check()


def _matters(path: Path) -> bool:
    """Whether a check reads the file."""
    return path.suffix in _ENDINGS and not _IGNORED & set(path.parts)
