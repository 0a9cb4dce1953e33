"""A small encoder for tests: a package of the form that `make encoder` writes, with random weights and few words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from encoder.package import Shape, files_of
from explainery.encoding.weights import PACKAGE
from explainery.model import FACETS
from making import COURIER, PORT

SHAPE = Shape(layers=3, shared=2, heads=2, tokens=24)
SIZE, INNER = 8, 12
_PLACES = 40
Array = Any


def pieces() -> list[str]:
    """A vocabulary: the marks, all letters, also inside words, and the words of the story of the port strike."""
    letters = [chr(n) for n in range(33, 127) if not chr(n).isupper()]
    words = sorted({w.lower() for w in (PORT + COURIER).split() if w.isalpha() and len(w) > 1})
    return ["<s>", "<pad>", "</s>", "[UNK]", *letters, *(f"##{c}" for c in letters), *words]


def arrays(seed: int = 1) -> dict[str, Array]:
    """The arrays of a random network."""
    chance = np.random.default_rng(seed)
    return {name: chance.normal(size=shape).astype(np.float32) for name, shape in _shapes()}


def _shapes() -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from {"words.weight": (len(pieces()), SIZE), "places.weight": (_PLACES, SIZE), "near.weight": (32, 2)}.items()
    yield from {"norm.weight": (SIZE,), "norm.bias": (SIZE,)}.items()
    yield from {"facets.weight": (len(FACETS), SIZE), "facets.bias": (len(FACETS),)}.items()
    for layer in ("layers.0", "layers.1", "layers.2", "trained.2"):
        for part, rows, columns in (
            ("q", SIZE, SIZE), ("k", SIZE, SIZE), ("v", SIZE, SIZE), ("o", SIZE, SIZE),
            ("up", INNER, SIZE), ("down", SIZE, INNER),
        ):  # fmt: skip
            yield from {f"{layer}.{part}.weight": (rows, columns), f"{layer}.{part}.bias": (rows,)}.items()
        for part in ("norm", "norm2"):
            yield from {f"{layer}.{part}.weight": (SIZE,), f"{layer}.{part}.bias": (SIZE,)}.items()


def files(seed: int = 1, version: str = "1.0.0") -> Mapping[str, bytes]:
    """The files of a package with random weights."""
    return files_of(arrays(seed), pieces(), SHAPE, version, "invented")


def package(site: Path, seed: int = 1, version: str = "1.0.0") -> Path:
    """The package in a folder of packages, as if it were installed there; returns its own folder."""
    folder = site / PACKAGE
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in files(seed, version).items():
        (folder / name).write_bytes(raw)
    (folder / "__init__.py").write_text("raise AssertionError('nothing in it is ever run')\n", "utf-8")
    return folder
