"""Bytes by key in a folder that several machines reach by an address, through fsspec.

What is kept there is not bounded here: a bucket has rules of its own for what is old.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from explainery.errors import ClusterError
from explainery.store.folder_bytes import FolderBytes
from explainery.store.kept_bytes import KeptBytes, NothingKept
from explainery.store.remote_folder import RemoteFolder


@dataclass(frozen=True, slots=True)
class RemoteBytes:
    """Bytes by key below an address. Nothing raises: a bucket that is out of reach costs time, and not the build."""

    address: str

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None if nothing is there, or it cannot be read."""
        folder = _opened(self.address)
        return folder.read(_place(key)) if folder else None

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes under a key, if we may write there."""
        folder = _opened(self.address)
        if folder:
            folder.write(_place(key), value)


def shared_bytes(address: str, limit: int) -> KeptBytes:
    """The store at an address; one that keeps nothing for "".

    Args:
        address: a folder, as `cluster: cache:` names it.
        limit: how many bytes a folder of the file system (`file://`) may hold.
    """
    if not address:
        return NothingKept()
    parts = urlsplit(address)
    if parts.scheme == "file":  # no need for fsspec; written whole and kept within bounds
        return FolderBytes(Path(unquote(parts.path)), limit)
    return RemoteBytes(address)


@lru_cache(maxsize=4)
def _opened(address: str) -> RemoteFolder | None:
    try:
        return RemoteFolder(address)
    except ClusterError:
        return None


def _place(key: str) -> str:
    return f"{key[:2]}/{key[2:]}"
