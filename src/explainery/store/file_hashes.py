"""Hashes of files, read piece by piece: a web archive may be larger than the memory."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from explainery.errors import SourceError

_PIECE = 1 << 20  # bytes


def file_hash(path: Path) -> str:
    """A hash of a file's bytes, 32 hexadecimal digits; "" without a file. Raises SourceError if it cannot be read."""
    if not path.is_file():
        return ""
    code = blake2b(digest_size=16)
    for piece in pieces(path):
        code.update(piece)
    return code.hexdigest()


def pieces(path: Path) -> Iterator[bytes]:
    """A file's bytes, piece by piece; none without a file. Raises SourceError if it cannot be read."""
    if not path.is_file():
        return
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise SourceError(f"cannot read this file ({error.strerror})", file=path) from None
