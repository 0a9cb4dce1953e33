"""Names the item that a command is working on, once it has worked for a second; of many, how long the rest takes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Self, TextIO

from explainery.cli.printable import printable
from explainery.commands.watch import Watch

_PATIENCE = 1.0  # seconds of silence
_ENOUGH = 5.0  # seconds after which a rate says something
_MINUTE = 60


class Progress(Watch):
    """Writes progress to a stream: one line that changes on a terminal, a line for each item anywhere else."""

    def __init__(self, doing: str, stream: TextIO) -> None:
        self._doing, self._stream, self._start, self._has_written = doing, stream, time.monotonic(), False
        self._sizes: Mapping[str, int] = {}
        self._expected_at, self._done, self._done_size = self._start, 0, 0

    def __call__(self, item: str) -> None:
        """Name the item that is being worked on."""
        if time.monotonic() - self._start < _PATIENCE:
            return
        self._has_written, item = True, printable(item)
        if self._stream.isatty():
            self._write(f"\r\033[K{self._doing} {item} …{self._rest()}")
        else:
            self._write(f"{self._doing} {item}\n")

    def expect(self, sizes: Mapping[str, int]) -> None:
        """These items are to come; a larger one takes longer."""
        self._sizes, self._expected_at = sizes, time.monotonic()

    def done(self, name: str) -> None:
        """An item is done."""
        self._done += 1
        self._done_size += self._sizes.get(name, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the line on a terminal."""
        if self._has_written and self._stream.isatty():
            self._write("\r\033[K")

    def _rest(self) -> str:
        """How many items are done, how fast, and how long the rest will take."""
        if not self._sizes or len(self._sizes) == 1:
            return ""
        passed = time.monotonic() - self._expected_at
        told = f" {self._done:,} of {len(self._sizes):,} stories"
        if passed < _ENOUGH or not self._done_size:
            return told
        seconds = passed * (sum(self._sizes.values()) - self._done_size) / self._done_size
        return f"{told}, {_rate(self._done / passed)}, {_duration(seconds)} left"

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _rate(each_second: float) -> str:
    return f"{each_second:.0f} a second" if each_second >= 1 else f"{each_second * _MINUTE:.0f} a minute"


def _duration(seconds: float) -> str:
    """A time in one unit: "40 s", "12 min", "3 h"."""
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    minutes = seconds / _MINUTE
    return f"{minutes:.0f} min" if minutes < 2 * _MINUTE else f"{minutes / _MINUTE:.0f} h"
