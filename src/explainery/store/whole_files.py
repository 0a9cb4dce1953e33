"""Files of the cache, written whole or not at all, by several processes at once."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

UNFINISHED = ".unfinished-"  # begins the name of a file that is being written, or was when its process was killed


def write_whole(path: Path, value: bytes) -> None:
    """Write a file that others see whole or not at all; of two who write at once, one wins.

    It is not flushed to the disk: what a crash of the machine leaves of it is found broken by its checksum.

    Raises:
        OSError: the disk is full or read-only. Nothing is left of the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{UNFINISHED}{os.urandom(8).hex()}")  # `tempfile` does no more, and takes long to load
    try:
        with new.open("xb") as file:
            file.write(value)
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
