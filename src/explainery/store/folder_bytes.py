"""A folder of bytes by key, bounded in size: what was used longest ago goes first.

Entries are spread over 256 folders by the first digits of their keys, which are hashes, so that each folder has about
a 256th of everything. One put in sixteen looks through its own folder and brings that back to its share. So nothing is
counted for the whole, no process needs to know of another, and a put looks at few files, however many there are.
"""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from explainery.patterns import regex
from explainery.store.whole_files import UNFINISHED, write_whole

_FOLDERS = 256  # two hexadecimal digits
_SWEPT_BY = "0"  # the third digit of the keys whose put looks through their folder: one in sixteen
_USED_AGAIN = 3_600  # seconds: an entry's last use is noted once an hour, for that takes longer than to read it
_ABANDONED = 3_600  # seconds: after that, nobody writes an unfinished file any more
_KEY = regex(r"[0-9a-f]{8,128}")


@dataclass(frozen=True, slots=True)
class FolderBytes:
    """Bytes by key in a folder.

    Attributes:
        folder: the folder; it need not exist.
        limit: how many bytes all entries may have together. About 4,000 entries more may be there, sixteen in each
            folder; an entry that is larger than a 256th of the limit may stay as the only one of its folder.
    """

    folder: Path
    limit: int

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None if nothing is there, or it cannot be read."""
        place = self._place(key)
        try:
            with place.open("rb") as file:
                value = file.read()
                used = os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        if time.time() - used > _USED_AGAIN:
            with contextlib.suppress(OSError):
                os.utime(place)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes under a key, if the disk lets us."""
        place = self._place(key)
        with contextlib.suppress(OSError):
            write_whole(place, value)
            if key[2] == _SWEPT_BY:
                self._sweep(place.parent)

    def _place(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key: {key!r}")
        return self.folder / key[:2] / key[2:]

    def _sweep(self, folder: Path) -> None:
        """Delete what was used longest ago, until a folder has no more than its share; the newest entry stays."""
        with os.scandir(folder) as entries:
            files = [(e, e.stat(follow_symlinks=False)) for e in entries if e.is_file(follow_symlinks=False)]
        whole = [row for row in files if not row[0].name.startswith(UNFINISHED)]
        whole.sort(key=lambda row: row[1].st_mtime_ns, reverse=True)
        sizes = accumulate(stat.st_size for _, stat in whole)
        old = [entry for (entry, _), size in list(zip(whole, sizes, strict=True))[1:] if size > self.limit // _FOLDERS]
        before = time.time() - _ABANDONED
        abandoned = [e for e, stat in files if e.name.startswith(UNFINISHED) and stat.st_mtime < before]
        for entry in (*old, *abandoned):
            with contextlib.suppress(FileNotFoundError):  # another process was quicker
                os.unlink(entry.path)  # noqa: PTH108
