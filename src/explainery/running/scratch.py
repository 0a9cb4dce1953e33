"""The folder for temporary files of the function that runs: the system's, unless a worker has one of its own."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path

_FOLDER: ContextVar[str | None] = ContextVar("_FOLDER", default=None)


@contextlib.contextmanager
def scratch_in(folder: str) -> Iterator[None]:
    """Make temporary folders in `folder` as long as the `with` block lasts."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder, which only this user can read, and which is gone after the `with` block."""
    with tempfile.TemporaryDirectory(prefix="explainery-", dir=_FOLDER.get(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)
