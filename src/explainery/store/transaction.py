"""Writes many files as one: all of them or none, even if the process is killed.

New contents are first written to a folder of their own in `.explainery/pending/`, one after the other, so that no
command has to hold them all. At the end a list of where each belongs becomes `.explainery/pending/moves.json`. Once
that list is on the disk, the build has happened: the files are moved to their places now, or by the next command if
this one is killed before it is done. Until then nothing has changed, and the next command throws them away, unless the
command that writes them still runs.

Source of the method: a redo log with one commit record, as databases keep it (Gray and Reuter, 1993).
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from explainery.errors import ChangedMeanwhileError, ExplaineryError, WritingError
from explainery.plain_files import require_plain
from explainery.store.base_stamp import taken_apart
from explainery.store.move_log import Move, MoveLog, moves_in
from explainery.store.page_files import read_whole
from explainery.store.seen_files import mark_of
from explainery.store.stage_folder import StageFolder, remove_ended

_LOG = "moves.json"
Staged = tuple[int, int, int]  # inode, bytes and time of last change (ns) of a file that waits for its place


def write_all(
    root: Path, changes: Mapping[Path, str | bytes | None], seen: Mapping[Path, str | None] | None = None
) -> None:
    """Give every path its new contents (None removes it), all or none.

    Args:
        root: the project's folder, on the file system of the paths.
        changes: the new contents.
        seen: the text of some of the paths when the changes were worked out; None for a path without a file.

    Raises:
        WritingError: the disk is full, or a folder cannot be written; nothing is changed.
        ChangedMeanwhileError: a file changed since it was seen; nothing is changed. Or it changed in the instant in
            which the files are moved: then it and its base stay as they are.
    """
    with Stage(root) as stage:
        for path, text in changes.items():
            stage.add(path, text)
        stage.saw({path: mark_of(text) for path, text in (seen or {}).items()})
        stage.commit()


class Stage:
    """New contents of files on their way to the disk. Leaving the `with` block without `commit` throws them away."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder: StageFolder | None = None
        self.log = MoveLog()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.log.close()
        if self.folder is not None:
            self.folder.remove()

    def add(self, path: Path, text: str | bytes | None) -> Staged | None:
        """Write a file's new contents aside (None removes the file); returns what tells the new file again.

        Raises:
            WritingError: the disk is full, or something stands in the way.
        """
        with _writing_errors(path):
            _require_place(self.root, path)
            folder = self._opened()
            move = Move(str(path.absolute()), None, _digest(path))
            if text is not None:
                move = Move(move.to, folder.next_name(), move.was)
                staged = _written(_pending(self.root) / str(move.source), text)
            self.log.add(move)
        return None if text is None else staged

    def saw(self, marks: Mapping[Path, str | None]) -> None:
        """Note files as they were when the changes were worked out: their marks (`mark_of`), None without a file.

        `commit` compares them again.
        """
        with _writing_errors(next(iter(marks), self.root)):
            self._opened()
            self.log.saw(marks)

    def commit(self) -> None:
        """Put everything in its place. Raises as `write_all` does."""
        if self.log.moves:
            _commit(self)

    def _opened(self) -> StageFolder:
        if self.folder is None:
            with alone(self.root):
                _finish(self.root)
                self.folder = StageFolder(_pending(self.root))
            self.log.open(self.folder.path)
        return self.folder


def _commit(stage: Stage) -> None:
    root, made = stage.root, list[Path]()
    with alone(root):
        _finish(root)
        log = stage.log.closed()
        try:
            for move in moves_in(log):
                made += _make_folder(Path(move.to).parent)
            _check_unchanged(stage.log)
            log.replace(_pending(root) / _LOG)
        except BaseException as error:
            _discard(made)
            if isinstance(error, OSError):
                raise _unwritable(error, root) from None
            raise
        left = _finish(root)
    if left:
        raise ChangedMeanwhileError(
            "this file was changed while the command wrote; it stays as it is, and the others are written",
            file=left[0],
            hint="Run it again",
        )


@contextlib.contextmanager
def _writing_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable(error, path) from None


def _unwritable(error: OSError, path: Path) -> WritingError:
    return WritingError(
        f"cannot write here ({error.strerror or error}); nothing was changed",
        file=error.filename or path,
        hint="Make room on the disk, or make the folder writable, and build again",
    )


def _pending(root: Path) -> Path:
    return root / ".explainery" / "pending"


def finish(root: Path) -> None:
    """Finish what a killed command began, or throw away what it had not yet decided."""
    if (root / ".explainery" / "pending").exists():
        with alone(root):
            _finish(root)


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait until no other command writes into this project (where the system has locks that end with a process)."""
    try:
        import fcntl  # noqa: PLC0415 (not on Windows)
    except ImportError:
        yield
        return
    name = blake2b(str(root.resolve()).encode(errors="surrogateescape"), digest_size=8).hexdigest()
    with (Path(tempfile.gettempdir()) / f"explainery-{os.getuid()}-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _finish(root: Path) -> list[str]:
    """Carry out the list of moves, if there is one; returns the files that somebody changed since it was made."""
    pending = _pending(root)
    log, edited = pending / _LOG, list[str]()
    if log.is_file():
        _require_ours(root, log)
        edited = [move.to for move in moves_in(log) if _edited_since(pending, move)]
        for move in moves_in(log):
            if any(_same_page(move.to, other) for other in edited):
                continue
            if _edited_since(pending, move):  # while the others were moved: a page comes before its base
                edited.append(move.to)
            else:
                _move(pending, move)
        log.unlink()
    remove_ended(pending)
    return edited


def _require_ours(root: Path, log: Path) -> None:
    """Make sure that this program wrote a list of moves: another could lead anywhere on the machine.

    Raises:
        ExplaineryError: it is broken, or names a file outside the project or outside what was staged.
    """
    inside = root.resolve()

    @cache
    def is_inside(folder: Path) -> bool:
        return folder.resolve().is_relative_to(inside)

    try:
        sound = all(
            is_inside(Path(move.to).parent)
            and (move.source is None or re.fullmatch(r"([0-9a-z_]+/)?\d{6,9}", move.source))
            for move in moves_in(log)
        )
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        sound = False
    if not sound:
        raise ExplaineryError("this is not what a build leaves behind", file=log, hint=f"Delete {log.parent}")


def _move(pending: Path, move: Move) -> None:
    target = Path(move.to)
    if move.source is None:
        target.unlink(missing_ok=True)
        _remove_empty(target.parent)
        return
    source = pending / move.source
    if source.is_file():  # else it was moved before the command was killed
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            source.chmod(target.stat().st_mode & 0o777)
        source.replace(target)


def _edited_since(pending: Path, move: Move) -> bool:
    """Whether a person changed a file between the kill and now: then neither it nor its base is touched."""
    target = Path(move.to)
    waiting = move.source is None or (pending / move.source).is_file()
    return waiting and target.exists() and _digest(target) != move.was


def _same_page(one: str, other: str) -> bool:
    """Whether two paths are a page and its base: they end in the same folder and name."""
    return Path(one).parts[-2:] == Path(other).parts[-2:]


def _digest(path: Path) -> str | None:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest() if path.is_file() else None


def _check_unchanged(log: MoveLog) -> None:
    for path, mark in log.seen():
        if not _is_as_seen(path, mark):
            raise ChangedMeanwhileError(
                "this file was changed while the command ran; nothing was written", file=path, hint="Run it again"
            )


def _is_as_seen(path: Path, mark: str | None) -> bool:
    if not path.is_file():
        return mark is None
    try:
        now = read_whole(path)
    except ExplaineryError:  # not text, or gone since
        return False
    return mark in {mark_of(now), mark_of(taken_apart(now).text)}


def _require_place(root: Path, path: Path) -> None:
    """Make sure that a path can be written: its folder is writable, and no folder or link is in its place."""
    if path.is_dir() and not path.is_symlink():
        raise WritingError(
            "there is a folder where a file belongs; nothing was changed", file=path, hint="Move it away"
        )
    require_plain(path, root=root, error=WritingError)
    folder = next(p for p in path.parents if p.exists())
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _written(path: Path, text: str | bytes) -> Staged:
    with path.open("wb") as file:
        file.write(text.encode("utf-8") if isinstance(text, str) else text)
        file.flush()
        os.fsync(file.fileno())
        status = os.fstat(file.fileno())
    return status.st_ino, status.st_size, status.st_mtime_ns


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; returns the ones that were not there."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
    return missing


def _discard(made: list[Path]) -> None:
    for folder in sorted(set(made), key=lambda p: -len(p.parts)):
        _remove_empty(folder)


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return
