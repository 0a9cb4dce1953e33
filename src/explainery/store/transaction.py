"""Writes many files as one: all of them or none, even if the process is killed.

New contents are first written to `.explainery/pending/`, with a list of where each belongs. Once that list is on the
disk, the build has happened: the files are moved to their places now, or by the next command if this one is killed
before it is done. Until then nothing has changed, and the pending files are thrown away.

Source of the method: a redo log with one commit record, as databases keep it (Gray and Reuter, 1993).
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from explainery.errors import ChangedMeanwhileError, ExplaineryError, WritingError
from explainery.plain_files import require_plain
from explainery.store.base_stamp import taken_apart
from explainery.store.page_files import read_whole

_LOG = "moves.json"


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
    with alone(root):
        _write_all(root, changes, seen or {})


def _write_all(root: Path, changes: Mapping[Path, str | bytes | None], seen: Mapping[Path, str | None]) -> None:
    _finish(root)
    pending = root / ".explainery" / "pending"
    made: list[Path] = []
    try:
        for path in changes:
            made += _ready(root, path)
        made += _make_folder(pending)
        moves = [_staged(pending, number, path, text) for number, (path, text) in enumerate(changes.items())]
        _check_unchanged(seen)
        _write(pending / "log.new", json.dumps(moves))
        (pending / "log.new").replace(pending / _LOG)
    except (OSError, WritingError) as error:
        shutil.rmtree(pending, ignore_errors=True)
        _discard(made)
        if isinstance(error, WritingError):
            raise
        raise WritingError(
            f"cannot write here ({error.strerror or error}); nothing was changed",
            file=error.filename or next(iter(changes)),
            hint="Make room on the disk, or make the folder writable, and build again",
        ) from None
    left = _finish(root)
    if left:
        raise ChangedMeanwhileError(
            "this file was changed while the command wrote; it stays as it is, and the others are written",
            file=left[0],
            hint="Run it again",
        )


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
    pending = root / ".explainery" / "pending"
    edited: list[str] = []
    if (pending / _LOG).is_file():
        moves = _moves(root, pending / _LOG)
        edited = [str(m["to"]) for m in moves if _edited_since(pending, m)]
        for move in moves:
            if any(_same_page(str(move["to"]), other) for other in edited):
                continue
            if _edited_since(pending, move):  # while the others were moved: a page comes before its base
                edited.append(str(move["to"]))
            else:
                _move(pending, move)
    if pending.exists():
        shutil.rmtree(pending, ignore_errors=True)
    return edited


def _moves(root: Path, log: Path) -> list[dict[str, str | None]]:
    """The list of moves, if this program wrote it: another could lead anywhere on the machine.

    Raises:
        ExplaineryError: it is broken, or names a file outside the project or outside what was staged.
    """
    try:
        moves = json.loads(log.read_text("utf-8"))
        inside = root.resolve()
        sound = all(
            Path(move["to"]).parent.resolve().is_relative_to(inside)
            and (move["from"] is None or re.fullmatch(r"\d{6}", move["from"]))
            and "was" in move
            for move in moves
        )
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        sound = False
    if not sound:
        raise ExplaineryError("this is not what a build leaves behind", file=log, hint=f"Delete {log.parent}")
    return moves  # type: ignore[no-any-return]


def _staged(pending: Path, number: int, path: Path, text: str | bytes | None) -> dict[str, str | None]:
    """Write new contents aside; returns the log's row for them."""
    row = {"to": str(path.absolute()), "from": None, "was": _digest(path)}
    if text is not None:
        row["from"] = f"{number:06}"
        _write(pending / f"{number:06}", text)
    return row


def _move(pending: Path, move: Mapping[str, str | None]) -> None:
    target, source = Path(str(move["to"])), move["from"]
    if source is None:
        target.unlink(missing_ok=True)
        _remove_empty(target.parent)
    elif (pending / source).is_file():  # else it was moved before the command was killed
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            (pending / source).chmod(target.stat().st_mode & 0o777)
        (pending / source).replace(target)


def _edited_since(pending: Path, move: Mapping[str, str | None]) -> bool:
    """Whether a person changed a file between the kill and now: then neither it nor its base is touched."""
    target = Path(str(move["to"]))
    waiting = move["from"] is None or (pending / move["from"]).is_file()
    return waiting and target.exists() and _digest(target) != move["was"]


def _same_page(one: str, other: str) -> bool:
    """Whether two paths are a page and its base: they end in the same folder and name."""
    return Path(one).parts[-2:] == Path(other).parts[-2:]


def _digest(path: Path) -> str | None:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest() if path.is_file() else None


def _check_unchanged(seen: Mapping[Path, str | None]) -> None:
    for path, text in seen.items():
        if not _is_as_seen(path, text):
            raise ChangedMeanwhileError(
                "this file was changed while the command ran; nothing was written", file=path, hint="Run it again"
            )


def _is_as_seen(path: Path, text: str | None) -> bool:
    if not path.is_file():
        return text is None
    try:
        now = read_whole(path)
    except ExplaineryError:  # not text, or gone since
        return False
    return text in {now, taken_apart(now).text}


def _ready(root: Path, path: Path) -> list[Path]:
    """Make sure that a path can be written: its folder is there and writable, and no folder or link is in its place."""
    if path.is_dir() and not path.is_symlink():
        raise WritingError(
            "there is a folder where a file belongs; nothing was changed", file=path, hint="Move it away"
        )
    require_plain(path, root=root, error=WritingError)
    made = _make_folder(path.parent)
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))
    return made


def _write(path: Path, text: str | bytes) -> None:
    with path.open("wb") as file:
        file.write(text.encode("utf-8") if isinstance(text, str) else text)
        file.flush()
        os.fsync(file.fileno())


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; returns the ones that were not there."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
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
