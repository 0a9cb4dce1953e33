"""What tells, without opening a file, that a story's files are the ones that the last build left.

A file's signature is its size, its time of last change, its time of last change of anything, and its inode. It says
nothing where a file may have changed again within the grain of its clock: git calls this racy. So a signature counts
only if the file's times were clearly past when the signature was taken, by the file system's own clock.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from explainery.project import KEPT, Project

# Nanoseconds. Linux sets times from a clock that ticks every 1 to 10 ms; FAT has a grain of 2 s, some servers of 1 s.
_FINE_GRAIN = 50_000_000
_COARSE_GRAIN = 3_000_000_000
_MILLISECOND = 1_000_000

Row = tuple[int, int, int, int]  # bytes, time of change (ns), time of change of anything (ns), inode
Rows = Mapping[str, Row]  # by the path below the project's folder


def row_of(status: os.stat_result) -> Row:
    """A file's signature."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_past(row: Row, now: int) -> bool:
    """Whether any change of the file at `now` (ns) or later would have given it another signature.

    A copy may keep the time of change, so the time of change of anything decides, where the system has one.
    """
    _, changed, touched, _ = row
    return _is_past(changed if os.name == "nt" else touched, now)


def _is_past(time: int, now: int) -> bool:
    return time + (_FINE_GRAIN if time % _MILLISECOND else _COARSE_GRAIN) < now


def code_of_rows(rows: Rows) -> str:
    """A hash of the signatures of some files."""
    text = "\n".join(f"{path}\0{row}" for path, row in sorted(rows.items()))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def now_of(folder: Path) -> int:
    """The time (ns) by the clock of the file system of a folder; 0 if nothing can be written there. Leaves nothing."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix="clock-") as clock:
            return os.fstat(clock.fileno()).st_mtime_ns
    except OSError:
        return 0
    finally:
        with contextlib.suppress(OSError):
            for path in missing:
                path.rmdir()


@dataclass
class StoryFiles:
    """The files of a project's stories. Folders that all stories share are listed once, when they are first needed."""

    project: Project
    _shared: dict[str, Mapping[str, Row]] = field(default_factory=dict)

    def rows(self, name: str) -> dict[str, Row]:
        """The signatures of all files of a story: of its sources, its pages, their base, and what builds keep of it."""
        settings = self.project.settings
        rows: dict[str, Row] = {}
        for folder in (settings.sources, settings.docs, f"{KEPT}/base"):
            rows.update(_below(f"{self.project.root}/{folder}/{name}", f"{folder}/{name}"))
        for folder, file in (("memory", f"{name}.json"), ("proposals", f"{name}.md"), ("answers", f"{name}.jsonl")):
            row = self._folder(folder).get(file)
            if row:
                rows[f"{KEPT}/{folder}/{file}"] = row
        return rows

    def size(self, rows: Rows) -> int:
        """How many bytes of sources are among the files of a story."""
        start = f"{self.project.settings.sources}/"
        return sum(row[0] for path, row in rows.items() if path.startswith(start))

    def _folder(self, folder: str) -> Mapping[str, Row]:
        if folder not in self._shared:
            self._shared[folder] = dict(_below(f"{self.project.root}/{KEPT}/{folder}", ""))
        return self._shared[folder]


def _below(folder: str, name: str) -> Iterator[tuple[str, Row]]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            path = f"{name}/{entry.name}" if name else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, path)
            else:
                yield path, row_of(entry.stat(follow_symlinks=False))


def tree_code(folder: Path, now: int) -> str:
    """A hash of the signatures of all files below a folder; "" if one of them is too new to have one."""
    rows = {path: row for path, row in _below(str(folder), "") if "__pycache__" not in path}
    return code_of_rows(rows) if all(is_past(row, now) for row in rows.values()) else ""


def packed(rows: Rows) -> bytes:
    """Signatures in little memory. A file's name may hold anything but the sign that parts them, a line break too."""
    parts = (part for path, row in rows.items() for part in (path, " ".join(map(str, row))))
    return "\0".join(parts).encode("utf-8", "surrogateescape")


def unpacked(raw: bytes) -> dict[str, Row]:
    """The signatures again."""
    parts = iter(raw.decode("utf-8", "surrogateescape").split("\0") if raw else ())
    rows: dict[str, Row] = {}
    for path, numbers in zip(parts, parts, strict=True):
        size, changed, touched, inode = map(int, numbers.split())
        rows[path] = size, changed, touched, inode
    return rows


def are_as_left(
    now: Rows, before: Rows, written: Mapping[str, tuple[int, int, int] | None], read_at: int, written_at: int
) -> bool:
    """Whether a story's files are surely those that a build read or wrote.

    Args:
        now: their signatures now.
        before: their signatures before the build read them.
        written: inode, bytes and time of change (ns) of the files that the build wrote; None for those it removed.
        read_at: when `before` was taken, by the file system's clock (ns).
        written_at: when the new files were all written, and none was in its place, by that clock.
    """
    kept = {path: row for path, row in before.items() if path not in written}
    new = {path: staged for path, staged in written.items() if staged is not None}
    if set(now) != {*kept, *new}:
        return False
    return all(row == now[path] and is_past(row, read_at) for path, row in kept.items()) and all(
        (now[path][3], now[path][0], now[path][1]) == staged and _is_past(staged[2], written_at)
        for path, staged in new.items()
    )


def paths_of(project: Project, files: Iterable[Path]) -> list[str]:
    """Paths below the project's folder, as rows name them."""
    return [file.relative_to(project.root).as_posix() for file in files]
