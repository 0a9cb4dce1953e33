"""Read files in a process of its own, a worker, which is killed when a file takes more time or memory than allowed.

The libraries that parse untrusted files are large, and some are written in C: only another process can stop them for
certain. Plain text and Markdown are read in this process, by our own code, in time proportional to their size, within
the same limit of time.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.model import Article, Locator, Rights
from explainery.reading.assemble import articles_in
from explainery.reading.detect import PLAIN, format_at
from explainery.reading.limits import ReadingLimits
from explainery.time_limit import OutOfTimeError, time_limit

Message = dict[str, Any]


def articles_in_sandbox(path: Path, limits: ReadingLimits = ReadingLimits()) -> Iterator[Article]:
    """Read every article of a file, one by one, in a worker that keeps the limits of time and memory.

    Args:
        path: the file.
        limits: the limits of reading it; `seconds` counts anew for each page of an archive.

    Raises:
        SourceError: as `articles_in` does, or because a limit was reached.
    """
    if format_at(path) in PLAIN:
        yield from _in_this_process(path, limits)
        return
    worker = _borrow_worker(limits)
    try:
        worker.request(path, limits)
        yield from map(article_from, worker.articles(path, limits))
    finally:
        _return_worker(worker)


def _in_this_process(path: Path, limits: ReadingLimits) -> list[Article]:
    """The articles of a file that our own code reads."""
    try:
        with time_limit(limits.seconds):
            return list(articles_in(path, limits))
    except OutOfTimeError:
        raise _too_slow(path, limits, "Take out what is no text of the article") from None


def _too_slow(path: Path, limits: ReadingLimits, advice: str) -> SourceError:
    return SourceError(
        f"reading this file took longer than {limits.seconds:g} seconds, so it was stopped",
        file=path,
        hint=f"{advice}; `seconds` in .explainery/settings.yml raises the limit",
    )


class _Worker:
    """A process that reads files, one at a time."""

    def __init__(self, memory_megabytes: float) -> None:
        self.memory_megabytes = memory_megabytes
        self.busy = False
        path = os.pathsep.join(p for p in sys.path if p)  # so that the worker imports this very program
        # -P: import nothing from the current folder, which may be untrusted.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "explainery.reading.sandbox.worker", str(memory_megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        )
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 (it is a pipe)
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def request(self, path: Path, limits: ReadingLimits) -> None:
        """Ask for the articles of a file."""
        assert self._process.stdin is not None  # noqa: S101 (it is a pipe)
        self.busy = True
        request = json.dumps({"path": os.fspath(path), "limits": asdict(limits)})
        with contextlib.suppress(OSError):  # it died, which `articles` notices
            self._process.stdin.write(request.encode() + b"\n")
            self._process.stdin.flush()

    def articles(self, path: Path, limits: ReadingLimits) -> Iterator[Message]:
        """The fields of each article of the file that was asked for, as they come. Raises SourceError."""
        while True:
            message = self._next(path, limits)
            if "article" in message:
                yield message["article"]
            elif "error" in message:
                self.busy = False
                error = message["error"]
                raise SourceError(error["what"], file=error["file"], line=error["line"], hint=error["hint"])
            elif "end" in message:
                self.busy = False
                return

    def _next(self, path: Path, limits: ReadingLimits) -> Message:
        try:
            line = self._lines.get(timeout=limits.seconds)
        except queue.Empty:
            raise _too_slow(path, limits, "Save the article as .txt and add that") from None
        if not line:
            raise SourceError(
                "reading this file crashed the process that read it: the file is broken, or takes more memory than allowed",
                file=path,
                hint="Save the article as .txt and add that; `memory_megabytes` in .explainery/settings.yml raises the limit",
            )
        return json.loads(line)  # type: ignore[no-any-return]

    def close(self) -> None:
        """Kill the process."""
        self._process.kill()
        self._process.wait()
        self._listener.join()  # first, because it would fail with a traceback on a closed pipe
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()

    @property
    def alive(self) -> bool:
        """Whether it can read another file."""
        return not self.busy and self._process.poll() is None


_IDLE: list[_Worker] = []  # kept for the next file: starting one and its libraries takes half a second


def _borrow_worker(limits: ReadingLimits) -> _Worker:
    while _IDLE:
        worker = _IDLE.pop()
        if worker.alive and worker.memory_megabytes == limits.memory_megabytes:
            return worker
        worker.close()
    return _Worker(limits.memory_megabytes)


def _return_worker(worker: _Worker) -> None:
    """Keep a worker for the next file; close it if it died or was stopped in the middle of this file."""
    if worker.alive:
        _IDLE.append(worker)
    else:
        worker.close()


@atexit.register
def _close_all() -> None:
    while _IDLE:
        _IDLE.pop().close()


def article_from(values: Message) -> Article:
    """An article from its fields as a worker sends them."""
    fields = {**values, "rights": Rights(values["rights"]), "unknown": tuple(values["unknown"])}
    fields["remarks"] = tuple(values["remarks"])
    return Article(**{**fields, "locators": tuple(Locator(**row) for row in values["locators"])})
