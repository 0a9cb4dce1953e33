"""`check --watch`: checks again whenever a page, a source or a setting was saved."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.3  # seconds without a change before a check: an editor saves in several steps
_ENDINGS = {".md", ".txt", ".html", ".htm", ".yml", ".json"}
_IGNORED = {"site", "cache", "pending", ".git", ".venv"}


class Saves(FileSystemEventHandler):
    """Notes that something was saved that a check looks at."""

    def __init__(self) -> None:
        self.happened = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of a page, a source or a setting."""
        if event.is_directory or event.event_type in {"opened", "closed_no_write"}:
            return
        paths = [Path(str(p)) for p in (event.src_path, event.dest_path) if p]
        if any(p.suffix in _ENDINGS and not _IGNORED & set(p.parts) for p in paths):
            self.happened.set()


def watch(folders: list[Path], check: Callable[[], None], stopped: threading.Event) -> None:
    """Check once, and again after every save below the folders, until `stopped` is set."""
    saves = Saves()
    observer = Observer()
    for folder in filter(Path.is_dir, folders):
        observer.schedule(saves, str(folder), recursive=folder != folders[0])
    observer.start()
    try:
        check()
        while not stopped.is_set():
            if saves.happened.wait(QUIET):
                _settle(saves, stopped)
                check()
    finally:
        observer.stop()
        observer.join()


def _settle(saves: Saves, stopped: threading.Event) -> None:
    """Wait until nothing was saved for a moment."""
    while saves.happened.is_set() and not stopped.is_set():
        saves.happened.clear()
        stopped.wait(QUIET)


def watch_until_stopped(folders: Iterable[Path], check: Callable[[], None]) -> None:
    """Watch until the process is asked to end (SIGINT or SIGTERM)."""
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    watch(list(folders), check, stopped)
