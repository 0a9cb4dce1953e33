"""The encoder's weights: a package of data, `explainery-encoder`, whose code is never run.

    manifest.json    version, shape of the network, and each array's name, type and shape, in the order of the file
    weights.bin      the arrays, one after another: eight-bit tables with a scale for each row, and 32-bit floats
    vocabulary.txt   the pieces of words, one a line

Everything is compared with the manifest before it is used: names, shapes, sizes and hashes. Numbers are read as
numbers; nothing in the package can be executed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from explainery.answers.encoded import SCHEME, Weights
from explainery.encoding.network import TRAINED, Network
from explainery.encoding.tokens import END, START, UNKNOWN, Vocabulary
from explainery.errors import EncoderError
from explainery.model import FACETS

PACKAGE = "explainery_encoder"
MANIFEST, WEIGHTS, VOCABULARY = "manifest.json", "weights.bin", "vocabulary.txt"
BYTE, FLOAT = "int8", "float32"
SCALE = ".scale"  # ends the name of the array with the scales of a table's rows
WORDS = "words.weight"  # stays at eight bits: of its rows, a text needs a few
_DTYPES: Mapping[str, np.dtype[Any]] = {BYTE: np.dtype("int8"), FLOAT: np.dtype("<f4")}
_HASH_DIGITS = 12
_LARGEST_MANIFEST = 1_000_000  # bytes
_LAYER = ("q", "k", "v", "o", "up", "down", "norm", "norm2")
_MEND = "Install the package anew, or make it with `make encoder`"
Array = Any


@dataclass(frozen=True)
class Installed:
    """The weights, ready to use.

    Attributes:
        weights: which they are.
        network: the network.
        facets: what each number of a vector counts for each of FACETS, and where each starts.
        vocabulary: the pieces of words.
        most_tokens: of one sentence.
    """

    weights: Weights
    network: Network
    facets: tuple[Array, Array]
    vocabulary: Vocabulary
    most_tokens: int


def package_folder() -> Path:
    """The folder of the installed package. Raises EncoderError where there is none."""
    spec = find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise EncoderError(
            "the encoder's weights are not installed",
            hint="Install them: `pip install explainery_encoder-VERSION-py3-none-any.whl`, a file of about 125 MB that "
            "`make encoder` writes into dist/ in a copy of Explainery's repository (docs/encoder.md)",
        )
    return Path(places[0])


def installed_in(folder: Path) -> Installed:
    """The weights in a folder.

    Raises:
        EncoderError: they are for another version of the program, or not as their manifest says.
    """
    manifest = _manifest(folder / MANIFEST)
    raw = _whole(folder / WEIGHTS, manifest["weights"])
    pieces = _whole(folder / VOCABULARY, manifest["vocabulary"]).decode("utf-8").split("\n")[:-1]
    arrays = _arrays(raw, manifest["arrays"], folder / WEIGHTS)
    _require_shapes(arrays, manifest, len(pieces), folder / MANIFEST)
    if not {START, END, UNKNOWN} <= set(pieces):
        raise EncoderError(
            "this vocabulary lacks the pieces that mark a sentence", file=folder / VOCABULARY, hint=_MEND
        )
    return Installed(
        weights=Weights(
            f"{manifest['name']} {manifest['version'].split('.')[0]}", manifest["weights"][1][:_HASH_DIGITS]
        ),
        network=Network(arrays, manifest["layers"], manifest["shared"], manifest["heads"]),
        facets=(arrays["facets.weight"], arrays["facets.bias"]),
        vocabulary=Vocabulary(pieces),
        most_tokens=manifest["tokens"],
    )


def _manifest(file: Path) -> Mapping[str, Any]:
    """What a package says of itself; of the types that are expected."""
    try:
        raw = file.read_bytes()
        found = json.loads(raw) if len(raw) <= _LARGEST_MANIFEST else None
    except OSError as error:
        raise EncoderError(f"cannot read this file ({error.strerror})", file=file, hint=_MEND) from None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not _is_manifest(found):
        raise EncoderError("this is no description of an encoder's weights", file=file, hint=_MEND)
    if found["scheme"] != SCHEME or found["facets"] != list(FACETS):
        raise EncoderError(
            f"these weights ({found['name']} {found['version']}) are for another version of Explainery",
            file=file,
            hint=f"Install weights of scheme {SCHEME}, or another version of Explainery",
        )
    return found


def _is_manifest(found: Mapping[str, Any]) -> bool:
    numbers = (found.get(name) for name in ("scheme", "layers", "shared", "heads", "tokens"))
    texts = (found.get(name) for name in ("name", "version"))
    files = (found.get(name) for name in ("weights", "vocabulary"))
    rows = found.get("arrays")
    return (
        all(type(n) is int and 0 < n <= 10_000 for n in numbers)  # noqa: PLR2004 (far more than any has)
        and all(isinstance(t, str) and t for t in texts)
        and all(isinstance(f, list) and [type(x) for x in f] == [int, str] for f in files)
        and isinstance(rows, list)
        and all(map(_is_row, rows))
    )


def _is_row(row: object) -> bool:
    """Whether a row of the manifest's table is an array's name, type and shape."""
    if not (isinstance(row, list) and len(row) == 3 and isinstance(row[0], str) and row[1] in _DTYPES):  # noqa: PLR2004
        return False
    return isinstance(row[2], list) and 0 < len(row[2]) <= 2 and all(type(n) is int and n > 0 for n in row[2])  # noqa: PLR2004


def _whole(file: Path, stated: tuple[int, str]) -> bytes:
    """The bytes of a file, which have the size and hash that the manifest states."""
    try:
        if file.stat().st_size != stated[0]:
            raise EncoderError("this file has not the size that its manifest states", file=file, hint=_MEND)
        raw = file.read_bytes()
    except OSError as error:
        raise EncoderError(f"cannot read this file ({error.strerror})", file=file, hint=_MEND) from None
    if sha256(raw).hexdigest() != stated[1]:
        raise EncoderError("this file is not the one that its manifest describes", file=file, hint=_MEND)
    return raw


def _arrays(raw: bytes, rows: list[tuple[str, str, list[int]]], file: Path) -> dict[str, Array]:
    """The arrays of a file; tables at eight bits are multiplied with their scales, but for the words'."""
    stored = dict(_cut(raw, rows, file))
    out = {}
    for name, array in stored.items():
        if array.dtype == _DTYPES[BYTE] and name != WORDS:
            out[name] = array.astype(np.float32) * stored[name + SCALE][:, None]
        elif not name.endswith(SCALE) or name == WORDS + SCALE:
            out[name] = array
    return out


def _cut(raw: bytes, rows: list[tuple[str, str, list[int]]], file: Path) -> Iterator[tuple[str, Array]]:
    at = 0
    scaled = {name + SCALE: shape[:1] for name, kind, shape in rows if kind == BYTE}
    shapes = {name: shape for name, _, shape in rows}
    total = sum(_DTYPES[kind].itemsize * int(np.prod(shape, dtype=object)) for _, kind, shape in rows)
    if total != len(raw) or len(shapes) != len(rows) or any(shapes.get(n) != s for n, s in scaled.items()):
        raise EncoderError("the arrays of this file are not those of its manifest", file=file, hint=_MEND)
    for name, kind, shape in rows:
        size = _DTYPES[kind].itemsize * int(np.prod(shape))
        yield name, np.frombuffer(raw, _DTYPES[kind], count=int(np.prod(shape)), offset=at).reshape(shape)
        at += size


def _require_shapes(arrays: Mapping[str, Array], manifest: Mapping[str, Any], words: int, file: Path) -> None:
    """Make sure that the arrays are those of a network, and fit each other."""
    size = arrays["norm.bias"].size if "norm.bias" in arrays else 0
    inner = arrays["layers.0.up.bias"].size if "layers.0.up.bias" in arrays else 0
    wanted = dict(shapes(_layer_names(manifest), manifest["heads"], size, inner, words))
    places = arrays["places.weight"].shape if "places.weight" in arrays else (0, 0)
    found = {name: array.shape for name, array in arrays.items()}
    fits = places[0] >= manifest["tokens"] + 2 and size % manifest["heads"] == 0
    if found != wanted | {"places.weight": (places[0], size)} or not fits:
        raise EncoderError("these arrays do not make a network", file=file, hint=_MEND)


def _layer_names(manifest: Mapping[str, Any]) -> list[str]:
    """How the names of the arrays of each layer begin."""
    layers, shared = manifest["layers"], manifest["shared"]
    return [f"layers.{n}" for n in range(layers)] + [f"{TRAINED}{n}" for n in range(shared, layers)]


def shapes(
    layers: Sequence[str], heads: int, size: int, inner: int, words: int
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The shape of each array of a network, but for the places'."""
    yield from {WORDS: (words, size), WORDS + SCALE: (words,), "near.weight": (32, heads)}.items()
    yield from {"norm.weight": (size,), "norm.bias": (size,)}.items()
    yield from {"facets.weight": (len(FACETS), size), "facets.bias": (len(FACETS),)}.items()
    tables = {"up": (inner, size), "down": (size, inner)}
    for layer in layers:
        for part in _LAYER:
            rows, columns = tables.get(part, (size, size))
            yield f"{layer}.{part}.weight", (size,) if "norm" in part else (rows, columns)
            yield f"{layer}.{part}.bias", (rows,)
