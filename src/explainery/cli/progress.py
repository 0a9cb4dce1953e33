"""Names the item that a command is working on, once it has worked for a second."""

from __future__ import annotations

import time
from typing import Self, TextIO

from explainery.cli.printable import printable

_PATIENCE = 1.0  # seconds of silence


class Progress:
    """Writes progress to a stream: one line that changes on a terminal, a line for each item anywhere else."""

    def __init__(self, doing: str, stream: TextIO) -> None:
        self._doing, self._stream, self._start, self._has_written = doing, stream, time.monotonic(), False

    def __call__(self, item: str) -> None:
        """Name the item that is being worked on."""
        if time.monotonic() - self._start < _PATIENCE:
            return
        self._has_written, item = True, printable(item)
        self._write(f"\r\033[K{self._doing} {item} …" if self._stream.isatty() else f"{self._doing} {item}\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the line on a terminal."""
        if self._has_written and self._stream.isatty():
            self._write("\r\033[K")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
