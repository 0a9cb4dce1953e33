"""Files of the cache, written whole or not at all, by several processes at once."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

UNFINISHED = ".unfinished-"  # begins the name of a file that is being written, or was when its process was killed


def write_whole(path: Path, value: bytes) -> None:
    """Write a file that others see whole or not at all; of two who write at once, one wins.

    It is not flushed to the disk: what a crash of the machine leaves of it is found broken by its checksum.

    Raises:
        OSError: the disk is full or read-only. Nothing is left of the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 (a handle)
            file.write(value)
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
