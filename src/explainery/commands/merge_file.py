"""`merge-file`: three versions of a page or a memory, as git gives them, merged into our file, whole or not at all.

Line ends and a byte-order mark are the file's, not the text's: they are merged by themselves. Bytes that are not UTF-8
stay as they are.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from explainery.errors import ExplaineryError
from explainery.merging.memory import is_memory, memories_merged
from explainery.merging.merge_driver import merged_branches
from explainery.store.base_stamp import BaseText, stamped, taken_apart

_MARK = b"\xef\xbb\xbf"
_T = TypeVar("_T")


@dataclass(frozen=True)
class _Version:
    """A version of a page: its bytes, its text with line feeds, its line ends, whether a byte-order mark opens it."""

    raw: bytes
    text: str
    line_end: str
    has_mark: bool


def merge_files(base: Path, ours: Path, theirs: Path) -> bool:
    """Merge a page of two branches into the file `ours`; whether a person has to decide something in it.

    Raises ExplaineryError, with `ours` unchanged, for a file that cannot be read or is not text.
    """
    old, mine, yours = (_version(path) for path in (base, ours, theirs))
    raw = _one_sided(old.raw, mine.raw, yours.raw)
    disputed = False
    if raw is None:
        text, disputed = _merged(*(taken_apart(version.text) for version in (old, mine, yours)))
        line_end = _one_sided(old.line_end, mine.line_end, yours.line_end) or mine.line_end
        mark = _MARK * bool(_one_sided(old.has_mark, mine.has_mark, yours.has_mark))
        raw = mark + text.replace("\n", line_end).encode("utf-8", "surrogateescape")
    if raw != mine.raw:
        _replace(ours, raw)
    return disputed


def _merged(base: BaseText, ours: BaseText, theirs: BaseText) -> tuple[str, bool]:
    """The merged text. A base file gets its hash, unless a person has to decide: then the next build settles it.

    One that was edited on either side stays known as edited.
    """
    if is_memory(ours.text) and is_memory(theirs.text):
        return memories_merged(ours.text, theirs.text), False
    text, disputed = merged_branches(base.text, ours.text, theirs.text)
    edited = next((version.code for version in (base, ours, theirs) if version.is_edited), "")
    if edited or (ours.code and theirs.code and not disputed):
        text = stamped(text, edited)
    return text, disputed


def _one_sided(base: _T, ours: _T, theirs: _T) -> _T | None:
    """What one side alone changed, or both alike; None otherwise."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _version(path: Path) -> _Version:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ExplaineryError(f"cannot read this file ({error.strerror})", file=path) from None
    if b"\0" in raw:
        hint = "take one side, with `git checkout --ours` or `--theirs`, and the file's name"
        raise ExplaineryError("this file is not text, so it cannot be merged", file=path, hint=hint)
    body = raw.removeprefix(_MARK)
    line_end = "\r\n" if body.count(b"\r\n") * 2 > body.count(b"\n") else "\n"
    text = body.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    return _Version(raw, text, line_end, raw != body)


def _replace(path: Path, raw: bytes) -> None:
    """Put new contents in the place of a file in one step."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        new = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(path, new)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise ExplaineryError(f"cannot write this file ({error.strerror})", file=path) from None
