"""The base files that builds on this machine wrote: the hash of each, in `.explainery/cache/`, which is not committed.

The hash in a base file's own last line is no proof, because anybody can compute it. A build need not ask who wrote a
base that it has written itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from explainery.patterns import regex
from explainery.project import Project
from explainery.store.base_stamp import code_of, taken_apart
from explainery.store.whole_files import write_whole

_MOST = (
    200_000  # hashes that are kept, the newest first: a checkout of an earlier commit has what an earlier build wrote
)
_CODE = regex(r"[0-9a-f]{64}")


def receipts(project: Project) -> frozenset[str]:
    """The hashes of all base files that builds on this machine wrote."""
    return frozenset(_noted(project))


def note(project: Project, writes: Mapping[Path, str | None]) -> None:
    """Note the base files among the files that a command wrote. If the disk is full, the next build asks git."""
    texts = [text for file, text in writes.items() if text is not None and file.is_relative_to(project.base)]
    note_codes(project, [code_of(taken_apart(text).text) for text in texts])


def note_codes(project: Project, written: Iterable[str]) -> None:
    """Note the hashes of base files that were written."""
    new_codes = list(written)
    if not new_codes:
        return
    codes = dict.fromkeys([*new_codes, *_noted(project)])
    place = _place(project)
    with contextlib.suppress(OSError):
        write_whole(place, "".join(f"{code}\n" for code in [*codes][:_MOST]).encode())


def _noted(project: Project) -> list[str]:
    try:
        return _CODE.findall(_place(project).read_text("utf-8", "replace"))
    except OSError:
        return []


def _place(project: Project) -> Path:
    return project.root / ".explainery" / "cache" / "bases.txt"
