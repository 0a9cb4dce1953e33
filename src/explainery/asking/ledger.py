"""Adds answers to a story's file, each as one line by one write that is on the disk before anybody is told of it.

Killed at any instant, the file has every answer that was told, and at most a piece of one more in its last line. Who
writes next takes that piece away. Two processes that ask at the same time take turns, and none writes what is there.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from explainery.answers.files import answers_file, answers_of
from explainery.answers.records import Answer, Answers, line_of
from explainery.errors import AnswersError, WritingError
from explainery.plain_files import require_plain

Alone = Callable[[], AbstractContextManager[None]]  # in its block, nobody else writes into the project
_MODE = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_State = tuple[int, int, int]  # of a file: inode, size, time


class Ledger:
    """A story's file of answers."""

    def __init__(self, root: Path, story: str, alone: Alone) -> None:
        """Read the file, if there is one.

        Args:
            root: the project's folder.
            story: the story.
            alone: in the block that it gives, nobody else writes.

        Raises:
            AnswersError: the file is not understood, or it is a link or a pipe.
        """
        self.file = answers_file(root, story)
        self._root, self._story, self._alone = root, story, alone
        self._state: _State | None = None
        self.answers = answers_of(root, story)

    def add(self, answer: Answer) -> bool:
        """Add an answer. False if the file has one to this question, which then stands.

        Raises:
            WritingError: the disk is full or read-only; the file is as it was.
            AnswersError: somebody broke the file meanwhile.
        """
        with self._alone(), self._opened() as handle:
            self._refresh(handle)
            if self.answers.to(answer.question):
                return False
            _append(handle, line_of(answer), self.file)
            self._state = _state(handle)
        self.answers = Answers((*self.answers.rows, answer))
        return True

    def _refresh(self, handle: int) -> None:
        """Read what others wrote since this process did."""
        if self._state != _state(handle):
            self.answers = answers_of(self._root, self._story)

    @contextlib.contextmanager
    def _opened(self) -> Iterator[int]:
        require_plain(self.file, root=self._root, error=AnswersError)
        is_new = not self.file.exists()
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.file, _MODE, 0o666)
        except OSError as error:
            raise _unwritten(error, self.file) from None
        try:
            yield handle
        finally:
            os.close(handle)
            if is_new:
                _settle(self.file.parent)


def _append(handle: int, line: str, file: Path) -> None:
    """Write a line, and wait until the disk has it; all of it, or nothing."""
    kept, joint = _whole(handle)
    try:
        os.ftruncate(handle, kept)
        raw = f"{joint}{line}\n".encode()
        written = os.write(handle, raw)
        if written < len(raw):  # a full disk may take a part
            os.ftruncate(handle, kept)
            raise WritingError("there is no room on the disk for an answer", file=file, hint="Make room, and ask again")
        os.fsync(handle)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, kept)
        raise _unwritten(error, file) from None


def _whole(handle: int) -> tuple[int, str]:
    """How many bytes of a file to keep, and what has to stand between them and the next line.

    A last line without a line feed was cut off, unless it is JSON: then an editor left the line feed out.
    """
    size = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    raw = os.read(handle, size)
    start = raw.rfind(b"\n") + 1
    if start == size:
        return size, ""
    try:
        json.loads(raw[start:])
    except (ValueError, RecursionError):
        return start, ""
    return size, "\n"


def _state(handle: int) -> _State:
    now = os.fstat(handle)
    return now.st_ino, now.st_size, now.st_mtime_ns


def _settle(folder: Path) -> None:
    """Wait until the disk has a new file's name (where a system can say so)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritten(error: OSError, file: Path) -> WritingError:
    return WritingError(f"cannot write here ({error.strerror or error})", file=file,
                        hint="Make room on the disk, or make the folder writable, and ask again")  # fmt: skip
