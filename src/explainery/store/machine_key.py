"""A key of this machine, with which what is cached is sealed.

The cache lies in the repository's folder, and anybody may send a repository with a cache in it: a checksum alone
could be computed by whoever wrote the entries. So the key lies elsewhere, in the user's own folder for caches.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

_LENGTH = 32  # bytes


@cache
def machine_key() -> bytes:
    """The key, 32 bytes; where it cannot be kept, one that holds for this process alone."""
    place = _place()
    try:
        return _read(place) or _made(place)
    except (OSError, RuntimeError):  # there is no home, or it is read-only
        return os.urandom(_LENGTH)


def _place() -> Path:
    folder = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or ""
    return (Path(folder) if Path(folder).is_absolute() else Path("~/.cache")) / "explainery" / "cache.key"


def _read(place: Path) -> bytes | None:
    try:
        key = place.expanduser().read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == _LENGTH else None


def _made(place: Path) -> bytes:
    """A new key. Of two processes that make one at once, both take the one that was there first."""
    path = place.expanduser()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f"{path.name}-{os.urandom(8).hex()}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 (a handle)
            file.write(os.urandom(_LENGTH))
        if _is_broken(path):
            path.unlink(missing_ok=True)
        _link(new, path)
    finally:
        new.unlink(missing_ok=True)
    key = _read(place)
    if key is None:
        raise OSError(f"no key in {path}")
    return key


def _is_broken(path: Path) -> bool:
    return path.is_file() and path.stat().st_size != _LENGTH


def _link(new: Path, path: Path) -> None:
    """Give a file its place, unless another is there."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # a system of files without links
        if not path.exists():
            new.replace(path)
