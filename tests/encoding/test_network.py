"""The network computes what its formulas say, and each sentence by itself."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.encoding import encoder
from explainery.encoding.encoder import pairs, read
from explainery.encoding.network import Array, Network, bent, distances
from explainery.encoding.weights import Installed, installed_in
from small_encoder import SHAPE, arrays, files

Rows = list[list[float]]
TOKENS = [0, 20, 33, 150, 7, 2]


def network() -> Network:
    floats = {**arrays(), "words.weight.scale": np.ones(len(arrays()["words.weight"]), np.float32)}
    return Network(floats, SHAPE.layers, SHAPE.shared, SHAPE.heads)


@cache
def small() -> Installed:
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        for name, raw in files().items():
            (Path(folder) / name).write_bytes(raw)
        return installed_in(Path(folder))


def times(x: Rows, w: Mapping[str, Array], name: str) -> Rows:
    """x times a table, number by number."""
    table, start = w[f"{name}.weight"].tolist(), w[f"{name}.bias"].tolist()
    return [
        [sum(a * b for a, b in zip(row, t, strict=True)) + s for t, s in zip(table, start, strict=True)] for row in x
    ]


def normed(x: Rows, w: Mapping[str, Array], name: str) -> Rows:
    out = []
    for row in x:
        mean = sum(row) / len(row)
        spread = math.sqrt(sum((v - mean) ** 2 for v in row) / len(row) + 1e-5)
        g, b = w[f"{name}.weight"].tolist(), w[f"{name}.bias"].tolist()
        out.append([(v - mean) / spread * p + q for v, p, q in zip(row, g, b, strict=True)])
    return out


def added(x: Rows, y: Rows) -> Rows:
    return [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(x, y, strict=True)]


def layer(x: Rows, w: Mapping[str, Array], name: str, near: Array) -> Rows:
    """A layer by its definition: attention, then x * P(X < x) between two tables."""
    q, k, v = (times(x, w, f"{name}.{part}") for part in "qkv")
    part = len(x[0]) // SHAPE.heads
    mixed: Rows = [[] for _ in x]
    for head in range(SHAPE.heads):
        span = slice(head * part, (head + 1) * part)
        for i, row in enumerate(q):
            heed = [
                math.exp(
                    sum(a * b for a, b in zip(row[span], other[span], strict=True)) / math.sqrt(part) + near[head, i, j]
                )
                for j, other in enumerate(k)
            ]
            mixed[i] += [sum(h * u[span][c] for h, u in zip(heed, v, strict=True)) / sum(heed) for c in range(part)]
    x = normed(added(x, times(mixed, w, f"{name}.o")), w, f"{name}.norm")
    inner = [[u * (1 + math.erf(u / math.sqrt(2))) / 2 for u in row] for row in times(x, w, f"{name}.up")]
    return normed(added(x, times(inner, w, f"{name}.down")), w, f"{name}.norm2")


def test_the_network_computes_what_its_definition_says() -> None:
    net = network()
    near = net.nearness(len(TOKENS))
    x: Rows = (net.arrays["words.weight"][TOKENS] + net.arrays["places.weight"][2 : 2 + len(TOKENS)]).tolist()
    x = normed(x, net.arrays, "norm")
    for name in ("layers.0", "layers.1"):
        x = layer(x, net.arrays, name, near)
    meaning, facets = (np.mean(layer(x, net.arrays, name, near), axis=0) for name in ("layers.2", "trained.2"))
    found = net.read(TOKENS)
    assert np.allclose(found[0], meaning, atol=1e-4)
    assert np.allclose(found[1], facets, atol=1e-4)


def test_the_bend_is_that_of_the_normal_distribution() -> None:
    x = np.linspace(-8, 8, 2001, dtype=np.float32)
    exact = [v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in x.tolist()]
    assert np.abs(bent(x) - exact).max() < 2e-6


def test_distances_are_exact_when_near_coarser_when_far_and_tell_before_from_after() -> None:
    row = distances(200)[199]
    assert row[199 - np.array([0, 1, 7])].tolist() == [0, 1, 7]
    assert row[199 - 8] == 8
    assert row[199 - 150] == row[199 - 199] == 15, "from 128 on all are alike"
    assert distances(3).tolist() == [[0, 17, 18], [1, 0, 17], [2, 1, 0]]


SENTENCES = ["Dockers walked out.", "The port stood still on Tuesday!", "Norsea offered 4 percent", "?", "a " * 50]


@given(st.permutations(SENTENCES))
def test_what_is_read_of_a_sentence_does_not_depend_on_the_others_or_their_order(order: Sequence[str]) -> None:
    known = alone()
    for words in order:
        found = read(words, small())
        assert found.chances == known[words].chances
        assert found.vector.tobytes() == known[words].vector.tobytes()


@cache
def alone() -> Mapping[str, encoder.Read]:
    return {words: read(words, small()) for words in SENTENCES}


def test_the_kind_of_quotation_marks_makes_no_difference() -> None:
    assert read("“It’s on,” he said", small()).chances == read('"It\'s on," he said', small()).chances


VECTORS = {f"{n:02}": v / np.linalg.norm(v) for n, v in enumerate(np.random.default_rng(3).normal(size=(9, 3)))}
HOMES = {code: frozenset({"ab"[int(code) % 2]}) for code in VECTORS}


@given(st.permutations(sorted(VECTORS)), st.integers(1, 10))
def test_pairs_do_not_depend_on_the_order_or_on_how_many_are_compared_at_once(order: Sequence[str], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoder, "_AT_ONCE", most)
        found = list(pairs({code: VECTORS[code] for code in order}, HOMES))
    assert found == PAIRS


PAIRS = list(pairs(VECTORS, HOMES))


def test_pairs_are_alike_and_of_different_articles() -> None:
    wanted = {
        (a, b)
        for a, v in VECTORS.items()
        for b, u in VECTORS.items()
        if a < b and HOMES[a] != HOMES[b] and float(v @ u) >= encoder.ALIKE
    }
    assert wanted
    assert set(PAIRS) == wanted
    assert list(pairs({}, {})) == []
