"""What is being worked on, said once work has taken a second."""

from __future__ import annotations

import time
from typing import Self, TextIO

_PATIENCE = 1.0  # seconds before anything is said


class Progress:
    """Says it on a stream: one changing line on a terminal, else plain lines."""

    def __init__(self, doing: str, stream: TextIO) -> None:
        self._doing, self._stream, self._start, self._shown = doing, stream, time.monotonic(), False

    def __call__(self, what: str) -> None:
        """Say what is being worked on."""
        if time.monotonic() - self._start < _PATIENCE:
            return
        self._shown = True
        self._say(f"\r\033[K{self._doing} {what} …" if self._stream.isatty() else f"{self._doing} {what}\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the line on a terminal."""
        if self._shown and self._stream.isatty():
            self._say("\r\033[K")

    def _say(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
