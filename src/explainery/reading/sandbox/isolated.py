"""Reading in a process of its own, which is stopped when a file takes longer, or more memory, than it may.

The libraries that take strange files apart are large, and some of them are written in C: nothing inside a process can
stop them for certain. Plain text and Markdown are read here: our own code reads them, in time that grows with their size.
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
from explainery.reading.detect import PLAIN, kind_at
from explainery.reading.limits import Limits

Message = dict[str, Any]


def guarded(path: Path, limits: Limits = Limits()) -> Iterator[Article]:
    """Every article of a file, one by one, within its limits. Raises SourceError as `articles_in` does, or for a limit."""
    if kind_at(path) in PLAIN:
        yield from articles_in(path, limits)
        return
    worker = _taken(limits)
    try:
        worker.ask(path, limits)
        yield from map(article_from, worker.answers(path, limits))
    finally:
        _given_back(worker)


class _Worker:
    """A process that reads files. It answers one question at a time."""

    def __init__(self, memory_megabytes: float) -> None:
        self.memory_megabytes = memory_megabytes
        self.busy = False
        path = os.pathsep.join(p for p in sys.path if p)  # the same program, wherever it was found
        # -P: no module is taken from the folder that the command runs in, which may be a stranger's.
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
        assert self._process.stdout is not None  # noqa: S101 (it was asked for)
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def ask(self, path: Path, limits: Limits) -> None:
        """Ask for the articles of a file."""
        assert self._process.stdin is not None  # noqa: S101 (it was asked for)
        self.busy = True
        question = json.dumps({"path": os.fspath(path), "limits": asdict(limits)})
        with contextlib.suppress(OSError):  # it died: `answers` finds out
            self._process.stdin.write(question.encode() + b"\n")
            self._process.stdin.flush()

    def answers(self, path: Path, limits: Limits) -> Iterator[Message]:
        """The articles that it finds, as they come."""
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

    def _next(self, path: Path, limits: Limits) -> Message:
        try:
            line = self._lines.get(timeout=limits.seconds)
        except queue.Empty:
            raise SourceError(
                f"reading this file took longer than {limits.seconds:g} seconds, and was given up",
                file=path,
                hint="Save the article as .txt and add that; `seconds` in .explainery/settings.yml raises the limit",
            ) from None
        if not line:
            raise SourceError(
                "reading this file ended the process that read it: it is broken, or takes more memory than it may",
                file=path,
                hint="Save the article as .txt and add that; `memory_megabytes` in .explainery/settings.yml raises the limit",
            )
        return json.loads(line)  # type: ignore[no-any-return]

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self._listener.join()  # it ends with the line; closing that under its hands would end it in a traceback
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return not self.busy and self._process.poll() is None


_IDLE: list[_Worker] = []  # started once for a command: a start takes half a second with the libraries


def _taken(limits: Limits) -> _Worker:
    while _IDLE:
        worker = _IDLE.pop()
        if worker.alive and worker.memory_megabytes == limits.memory_megabytes:
            return worker
        worker.close()
    return _Worker(limits.memory_megabytes)


def _given_back(worker: _Worker) -> None:
    """Keep a worker for the next file, or end one that was stopped in the middle of this one."""
    if worker.alive:
        _IDLE.append(worker)
    else:
        worker.close()


@atexit.register
def _close_all() -> None:
    while _IDLE:
        _IDLE.pop().close()


def article_from(values: Message) -> Article:
    """An article from its fields as JSON."""
    fields = {**values, "rights": Rights(values["rights"]), "unknown": tuple(values["unknown"])}
    return Article(**{**fields, "locators": tuple(Locator(**row) for row in values["locators"])})
