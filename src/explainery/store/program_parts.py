"""A hash of the part of this program that a step of a build depends on: what it made holds as long as that hash.

Which packages and modules belong to a step is stated here, and `tests/store/test_program_parts.py` compares it with
what the step's modules import, at any remove: a part that is missing here is never overlooked.

A part's hash stands for the bytes of its modules and data, and for the version of Python and of every library installed
beside it. All files of the program are read for it only if one of them changed since they were read: their sizes and
times, which are looked up much sooner, are noted with the hashes.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from explainery.store.whole_files import write_whole

_READING = (
    "cluster_settings", "config", "errors", "languages", "lexicon", "model", "model_settings", "page_format",
    "patterns", "plain_files", "reading", "store/__init__", "store/article_json", "store/json_rows", "story_memory",
    "text", "time_limit",
)  # fmt: skip
_MARKING = (*_READING, "answers", "citation_keys", "marking")
_SORTING = (*(m for m in _MARKING if m != "store/article_json"), "sorting", "store/evidence_json")
_DRAFT = (
    *_MARKING, "checking", "commands/__init__", "commands/draft", "commands/headings", "commands/wordings",
    "copyediting", "curation", "gating", "linking", "markup", "merging", "page_limits", "pipeline", "project", "store",
    "writing",
)  # fmt: skip
# The packages and modules of a step: those of its own modules, and all that they import.
PARTS: Mapping[str, tuple[str, ...]] = {"reading": _READING, "marking": _MARKING, "sorting": _SORTING, "draft": _DRAFT}
PROGRAM = Path(__file__).resolve().parent.parent
_JUST_NOW = 2_000_000_000  # nanoseconds: of a file so new, a later change may not show in its time


class _File(NamedTuple):
    """A file of the program, and what tells that it changed: its size, two times in nanoseconds, and its number."""

    name: str
    size: int
    modified: int
    changed: int
    number: int


def part_hash(part: str, notes: Path) -> str:
    """A hash of what a step depends on in this program, 32 hexadecimal digits.

    Args:
        part: the step, of PARTS.
        notes: the file in which the hashes are noted. It need not exist, and may be lost.
    """
    if not _HASHES:
        _HASHES.update(_part_hashes(notes))
    return _HASHES[part]


_HASHES: dict[str, str] = {}  # of this process, whose code stays what it was when it began


def _part_hashes(notes: Path) -> Mapping[str, str]:
    files = sorted(_files(PROGRAM, ""))
    state = _hash(repr((files, _around())).encode())
    hashes = _noted(notes, state)
    if hashes is None:
        hashes = part_hashes(PROGRAM, [file.name for file in files])
        newest = max(max(file.modified, file.changed) for file in files)
        if newest + _JUST_NOW < time.time_ns():
            _note(notes, state, hashes)
    return hashes


def part_hashes(program: Path, names: list[str]) -> dict[str, str]:
    """The hash of each part, from the files' bytes."""
    codes = {name: _hash((program / name).read_bytes()) for name in names}
    around = "\0".join(_around())
    return {
        part: _hash(repr([around, *(row for row in codes.items() if belongs(row[0], members))]).encode())
        for part, members in PARTS.items()
    }


def belongs(name: str, members: tuple[str, ...]) -> bool:
    """Whether a file of the program, by its path in it, is one of some packages and modules."""
    return name.partition("/")[0] in members or name.removesuffix(".py") in members


def _files(folder: Path | str, prefix: str) -> Iterator[_File]:
    """The files below a folder. What Python makes of them does not count."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path, f"{prefix}{entry.name}/")
            elif not entry.name.endswith((".pyc", ".pyo")):
                stat = entry.stat()
                yield _File(prefix + entry.name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


@cache
def _around() -> tuple[str, ...]:
    """The version of Python, and the name and version of each library, as the names of their folders state them."""
    found = {sys.version}
    for folder in sys.path:
        with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
            found |= {e.name for e in entries if e.name.endswith((".dist-info", ".egg-info"))}
    return tuple(sorted(found))


def _noted(notes: Path, state: str) -> dict[str, str] | None:
    """The hashes as noted for this state of the program's files; None without, or if somebody changed them."""
    try:
        *rows, seal = notes.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return None
    if not rows or rows[0] != state or seal != _hash("\n".join(rows).encode()):
        return None
    hashes = dict(row.split(" ", 1) for row in rows[1:] if " " in row)
    return hashes if hashes.keys() == PARTS.keys() else None


def _note(notes: Path, state: str, hashes: Mapping[str, str]) -> None:
    rows = [state, *(f"{part} {code}" for part, code in hashes.items())]
    with contextlib.suppress(OSError):
        write_whole(notes, "\n".join([*rows, _hash("\n".join(rows).encode())]).encode() + b"\n")


def _hash(raw: bytes) -> str:
    return blake2b(raw, digest_size=16).hexdigest()
