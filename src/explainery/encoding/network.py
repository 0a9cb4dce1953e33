"""The network, in numpy: MPNet (Song et al., 2020). The mean of what its layers make of a text is the text's vector.

One text is computed at a time, so that no other text can change its numbers, not even by a rounding. Weights are kept
at eight bits and summed as 32-bit floats: with sums at eight bits, processors would differ in what they find.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = Any  # numpy's arrays, which the type checker need not see through
TRAINED = "trained."  # begins the names of the trained layers' arrays
_FIRST_PLACE = 2  # the number of the first token's place; MPNet keeps two for padding
_SMALL = 1e-5  # added to a variance, as in training
_FARTHEST = 128  # tokens beyond which two are equally far apart


@dataclass(frozen=True)
class Network:
    """A network: its arrays by name, and how many layers and heads it has.

    Attributes:
        arrays: its weights, as 32-bit floats.
        layers: how many layers; each has arrays named `layers.0.q.weight` and so on.
        shared: how many of them, from below, were not trained. Above, there are the published and the trained ones
            (`trained.8.q.weight`): who learns to tell facets forgets what says the same.
        heads: into how many parts attention divides a vector.
    """

    arrays: Mapping[str, Array]
    layers: int
    shared: int
    heads: int

    def read(self, tokens: list[int]) -> tuple[Array, Array]:
        """A text's two vectors: what it means, by the published layers; and for its facets, by the trained ones."""
        x, near = self.embedded(tokens), self.nearness(len(tokens))
        for number in range(self.shared):
            x = self.layer(x, f"layers.{number}.", near)
        meaning = facets = x
        for number in range(self.shared, self.layers):
            meaning = self.layer(meaning, f"layers.{number}.", near)
            facets = self.layer(facets, f"{TRAINED}{number}.", near)
        return meaning.mean(axis=0), facets.mean(axis=0)

    def embedded(self, tokens: list[int]) -> Array:
        """What the first layer reads: each token's vector and its place's."""
        words = self.arrays["words.weight"][tokens] * self.arrays["words.weight.scale"][tokens, None]
        places = self.arrays["places.weight"][_FIRST_PLACE : _FIRST_PLACE + len(tokens)]
        return self._normed(words + places, "norm")

    def nearness(self, length: int) -> Array:
        """By head: how much more one token heeds another for their distance."""
        return self.arrays["near.weight"][distances(length)].transpose(2, 0, 1)

    def layer(self, x: Array, name: str, near: Array) -> Array:
        """What a layer makes of its input: each token takes from those it heeds, and is then worked on by itself."""
        x = self._normed(x + self._heeded(x, name, near), f"{name}norm")
        inner = bent(self._times(x, f"{name}up"))
        return self._normed(x + self._times(inner, f"{name}down"), f"{name}norm2")

    def _heeded(self, x: Array, name: str, near: Array) -> Array:
        length, size = x.shape
        q, k, v = (self._times(x, name + part).reshape(length, self.heads, -1).transpose(1, 0, 2) for part in "qkv")
        shares = softmax(q @ k.transpose(0, 2, 1) / np.float32(math.sqrt(size // self.heads)) + near)
        return self._times((shares @ v).transpose(1, 0, 2).reshape(length, size), f"{name}o")

    def _times(self, x: Array, name: str) -> Array:
        return x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]

    def _normed(self, x: Array, name: str) -> Array:
        off = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((off * off).mean(axis=-1, keepdims=True) + np.float32(_SMALL))
        return off / spread * self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"]


def distances(length: int, kinds: int = 32) -> Array:
    """For each two tokens, the number of their distance: exact up to a quarter of the kinds, then ever coarser."""
    apart = np.arange(length)[:, None] - np.arange(length)[None, :]
    half, exact = kinds // 2, kinds // 4
    far = np.abs(apart)
    steps = math.log(_FARTHEST / exact)
    coarse = exact + (np.log(np.maximum(far, 1) / exact) / steps * (half - exact)).astype(np.int64)
    return np.where(far < exact, far, np.minimum(coarse, half - 1)) + half * (apart < 0)


def softmax(scores: Array) -> Array:
    """Scores as shares of 1."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def bent(x: Array) -> Array:
    """The function between a layer's two tables: x times the normal distribution up to x (GELU).

    numpy has no error function; this is formula 7.1.26 of Abramowitz and Stegun, right to 2 in 10,000,000.
    """
    y = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * y)
    tail = np.float32(1.061405429)
    for part in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail = tail * t + np.float32(part)
    erf = np.copysign(1 - tail * t * np.exp(-y * y), x)
    return np.float32(0.5) * x * (1 + erf)
