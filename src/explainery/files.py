"""Reading and writing many files as one: all of them, or none.

New contents are first written beside their targets; only when every one of them is on the disk do they take
their places. A full disk or a read-only folder is met in the first half, which leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from explainery.errors import ExplaineryError, WritingError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


def story_folder(sources: Path, name: str) -> Path:
    """The folder of a story. Raises ExplaineryError for a name that would leave `sources` or make a bad address."""
    if not _NAME.fullmatch(name) or ".." in name:
        raise ExplaineryError(
            f"{name!r} is not a story's name",
            hint="Use lower-case letters, digits and hyphens, such as kim-putin-2023",
        )
    return sources / name


def pages_in(folder: Path, only: str = "**/*.md") -> dict[str, str]:
    """Every Markdown page below a folder, by its path with forward slashes."""
    return {
        p.relative_to(folder).as_posix(): read_page(p)
        for p in sorted(folder.glob(only))
        if p.is_file() and not p.is_symlink()
    }


def read_page(path: Path) -> str:
    """A page's text. Raises ExplaineryError where it is not UTF-8 text."""
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")  # an editor's line ends are no edit
    except UnicodeDecodeError as error:
        raise ExplaineryError(
            "this page is not UTF-8 text", file=path, hint=f"Save it as UTF-8 (byte {error.start} is none)"
        ) from None
    except OSError as error:
        raise ExplaineryError(f"cannot read this page ({error.strerror})", file=path) from None


def write_all(changes: Mapping[Path, str | None]) -> None:
    """Give every path its new contents (None removes it), all or none.

    Raises:
        WritingError: where the disk is full or a folder cannot be written; nothing is changed then.
    """
    staged: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for path, text in changes.items():
            if text is None:
                _check_removable(path)
                continue
            made += _make_folder(path.parent)
            staged[path] = _stage(path, text)
    except OSError as error:
        _discard(staged, made)
        raise WritingError(
            f"cannot write here ({error.strerror or error}); nothing was changed",
            file=error.filename or next(iter(changes)),
            hint="Make room on the disk, or make the folder writable, and build again",
        ) from None
    for path, temporary in staged.items():
        temporary.replace(path)
    for path, text in changes.items():
        if text is None:
            path.unlink(missing_ok=True)
            _remove_empty(path.parent)


def _stage(path: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; returns the ones that were not there, the deepest first."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _check_removable(path: Path) -> None:
    if path.exists() and not os.access(path.parent, os.W_OK):
        raise PermissionError(13, "permission denied", str(path))


def _discard(staged: Mapping[Path, Path], made: list[Path]) -> None:
    for temporary in staged.values():
        temporary.unlink(missing_ok=True)
    for folder in sorted(made, key=lambda p: -len(p.parts)):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()
