"""Waits for files to be saved. An editor saves in several steps, so a burst of changes counts as one save."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_QUIET = 0.3  # seconds without a change after which a burst has ended
_NO_CHANGE = {"opened", "closed_no_write"}


class Saves(FileSystemEventHandler):
    """The saves of files that count, from the time when the watch begins."""

    def __init__(self, counts: Callable[[Path], bool]) -> None:
        self._counts = counts
        self._changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of a file that counts."""
        if event.is_directory or event.event_type in _NO_CHANGE:
            return
        paths = (Path(str(p)) for p in (event.src_path, event.dest_path) if p)
        if any(map(self._counts, paths)):
            self._changed.set()

    def until(self, stopped: threading.Event) -> Iterator[None]:
        """Yield after every burst of saves, until `stopped` is set."""
        while not stopped.is_set():
            if self._changed.wait(_QUIET):
                self._settle(stopped)
                yield

    def _settle(self, stopped: threading.Event) -> None:
        """Wait until nothing has changed for a moment."""
        while self._changed.is_set() and not stopped.is_set():
            self._changed.clear()
            stopped.wait(_QUIET)


@contextlib.contextmanager
def watching(
    trees: Collection[Path], folders: Collection[Path] = (), counts: Callable[[Path], bool] = lambda _: True
) -> Iterator[Saves]:
    """Watch folders while the `with` block runs.

    Args:
        trees: folders that are watched with everything below them; those that do not exist are skipped.
        folders: folders whose own files are watched, and nothing below them.
        counts: whether a file is one whose changes matter.
    """
    saves, observer = Saves(counts), Observer()
    for folder in {*trees, *folders}:
        if folder.is_dir():
            observer.schedule(saves, str(folder), recursive=folder in trees)
    observer.start()
    try:
        yield saves
    finally:
        observer.stop()
        observer.join()
