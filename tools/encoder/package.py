"""Stores a network at eight bits, and packs it with its vocabulary as a wheel: `explainery-encoder`.

The wheel holds data and an empty module. The same arrays make the same bytes.
"""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from explainery.answers.encoded import SCHEME
from explainery.encoding.weights import BYTE, FLOAT, MANIFEST, PACKAGE, SCALE, VOCABULARY, WEIGHTS
from explainery.model import FACETS

Array = Any
_MOST = 127  # the largest number at eight bits
_DAY = (2026, 1, 1, 0, 0, 0)  # of every file in the wheel, so that the day of packing changes no byte
_NOTICE, _APACHE = (Path(__file__).with_name(name) for name in ("NOTICE", "APACHE-2.0"))
_LICENCES = (Path(__file__).parents[2] / "LICENSE", _APACHE, _NOTICE)


@dataclass(frozen=True)
class Shape:
    """What of a network its arrays do not show: how many layers, how many of them were not trained, heads, tokens."""

    layers: int
    shared: int
    heads: int
    tokens: int


def files_of(
    arrays: Mapping[str, Array], pieces: Sequence[str], shape: Shape, version: str, learnt_from: str
) -> dict[str, bytes]:
    """The files of the package, by name.

    Args:
        arrays: the network's arrays, as 32-bit floats.
        pieces: its vocabulary.
        shape: its shape.
        version: the package's version.
        learnt_from: a hash of what it learnt from.
    """
    stored = [row for name in sorted(arrays) for row in _stored(name, np.asarray(arrays[name], np.float32))]
    raw = b"".join(array.tobytes() for _, _, array in stored)
    vocabulary = "".join(f"{piece}\n" for piece in pieces).encode()
    manifest = {
        "name": PACKAGE.replace("_", "-"),
        "version": version,
        "scheme": SCHEME,
        "base": "all-mpnet-base-v2, Apache-2.0",
        "learnt_from": learnt_from,
        "facets": list(FACETS),
        "layers": shape.layers,
        "shared": shape.shared,
        "heads": shape.heads,
        "tokens": shape.tokens,
        "weights": [len(raw), sha256(raw).hexdigest()],
        "vocabulary": [len(vocabulary), sha256(vocabulary).hexdigest()],
        "arrays": [[name, kind, list(array.shape)] for name, kind, array in stored],
    }
    text = json.dumps(manifest, indent=1) + "\n"
    return {MANIFEST: text.encode(), WEIGHTS: raw, VOCABULARY: vocabulary}


def _stored(name: str, array: Array) -> Iterator[tuple[str, str, Array]]:
    """An array as it is stored: a table at eight bits with a scale for each row, anything smaller as it is.

    What the distance of two tokens and the facets weigh is small, and stays exact.
    """
    if array.ndim < 2 or name.startswith(("near.", "facets.", "places.")):  # noqa: PLR2004 (a table)
        yield name, FLOAT, array.astype("<f4")
        return
    scale = np.maximum(np.abs(array).max(axis=1), np.float32(1e-12)) / np.float32(_MOST)
    yield name, BYTE, np.rint(array / scale[:, None]).astype(np.int8)
    yield name + SCALE, FLOAT, scale.astype("<f4")


def write_wheel(files: Mapping[str, bytes], version: str, folder: Path) -> Path:
    """Write the wheel; returns its path."""
    info = f"{PACKAGE}-{version}.dist-info"
    held = {f"{PACKAGE}/{name}": raw for name, raw in files.items()} | {
        f"{PACKAGE}/__init__.py": b'"""The weights of Explainery\'s small encoder: data only."""\n',
        f"{info}/METADATA": _metadata(version),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: explainery\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        **{f"{info}/licenses/{file.name}": file.read_bytes() for file in _LICENCES},
    }
    record = "".join(f"{name},sha256={_digest(raw)},{len(raw)}\n" for name, raw in held.items())
    held[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{PACKAGE}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, raw in held.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, raw, zipfile.ZIP_DEFLATED)
    return path


def _digest(raw: bytes) -> str:
    return base64.urlsafe_b64encode(sha256(raw).digest()).rstrip(b"=").decode()


def _metadata(version: str) -> bytes:
    return f"""\
Metadata-Version: 2.4
Name: {PACKAGE.replace("_", "-")}
Version: {version}
Summary: The weights of Explainery's small encoder, which reads news sentences on the processor.
License-Expression: MIT AND Apache-2.0
License-File: LICENSE
License-File: APACHE-2.0
License-File: NOTICE
Requires-Python: >=3.11
Description-Content-Type: text/plain

{_NOTICE.read_text("utf-8")}""".encode()
