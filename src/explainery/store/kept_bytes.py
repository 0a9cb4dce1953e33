"""Bytes kept by key, so that a build need not make them again: what a cache promises, and what seals an entry.

A store may lose an entry, return a broken one or somebody else's: `SealedBytes` hands out only what was put under the
same key, unchanged. So a store may be a folder (`FolderBytes`), a bucket, or anything else with the same two methods.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from hashlib import blake2b
from hmac import compare_digest
from typing import Protocol

_FORM = b"explainery step 1 "  # raised by one when what surrounds an entry changes
_CHECKSUM = 32  # hexadecimal digits
_HEAD = len(_FORM) + _CHECKSUM
_LARGEST = 500_000_000  # bytes of an entry when unpacked; the largest archive that is read has a third of that in text
_QUICKEST = 1  # zlib's level: 3 times smaller; the levels above save a tenth more and take twice as long


class KeptBytes(Protocol):
    """A store of bytes by key. Keys are hexadecimal digits. It can be pickled, so that worker processes may use it.

    Neither method raises: a disk that is full or read-only costs time, and not the build.
    """

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None if nothing is there, or it cannot be read."""

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes under a key, whole or not at all. Others may do the same at the same time."""


@dataclass(frozen=True, slots=True)
class NothingKept:
    """A store that keeps nothing."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002 (the protocol's name)
        """Nothing."""
        return None

    def put(self, key: str, value: bytes) -> None:
        """Forget the bytes."""


@dataclass(frozen=True, slots=True)
class SealedBytes:
    """Bytes in a store, packed, with a checksum over them and their key that nobody makes without the secret.

    It can be pickled, and takes the secret along: worker processes on other machines then share the entries.
    """

    store: KeptBytes
    secret: bytes = field(repr=False)

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None if it is not there, broken, changed by hand, or another key's."""
        raw = self.store.get(key)
        if raw is None or not self._is_ours(key, raw):
            return None
        unpacker = zlib.decompressobj()
        try:
            value = unpacker.decompress(memoryview(raw)[_HEAD:], _LARGEST)
        except zlib.error:
            return None
        return value if unpacker.eof and not unpacker.unused_data else None

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes under a key."""
        packed = zlib.compress(value, _QUICKEST)
        self.store.put(key, self._head(key, packed) + packed)

    def _is_ours(self, key: str, raw: bytes) -> bool:
        return compare_digest(raw[:_HEAD], self._head(key, memoryview(raw)[_HEAD:]))

    def _head(self, key: str, packed: bytes | memoryview) -> bytes:
        code = blake2b(key.encode(), digest_size=_CHECKSUM // 2, key=self.secret)
        code.update(packed)
        return _FORM + code.hexdigest().encode()
