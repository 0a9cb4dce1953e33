"""The network in PyTorch, for training: MPNet, as `explainery.encoding.network` computes it in numpy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from explainery.encoding.network import distances

Array = Any
DROPPED = 0.1  # share of numbers that are left out at random while it learns


class Layer(nn.Module):
    """One layer: attention to the other tokens, then two tables with a bend between them."""

    def __init__(self, size: int, heads: int, inner: int) -> None:
        """Make a layer without weights."""
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(size, size) for _ in range(4))
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm, self.norm2 = nn.LayerNorm(size, 1e-5), nn.LayerNorm(size, 1e-5)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """The next layer's input. `bias`: of each head and two tokens, with padding left out."""
        rows, length, size = x.shape
        q, k, v = (t(x).view(rows, length, self.heads, -1).transpose(1, 2) for t in (self.q, self.k, self.v))
        shares = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(size // self.heads) + bias, dim=-1)
        mixed = (self.drop(shares) @ v).transpose(1, 2).reshape(rows, length, size)
        x = self.norm(x + self.drop(self.o(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """All layers, and a row of weights for each facet."""

    def __init__(self, settings: Mapping[str, Any], facets: int) -> None:
        """Make a network without weights."""
        super().__init__()
        size, self.heads = settings["hidden_size"], settings["num_attention_heads"]
        self.words = nn.Embedding(settings["vocab_size"], size)
        self.places = nn.Embedding(settings["max_position_embeddings"], size)
        self.norm = nn.LayerNorm(size, 1e-5)
        self.near = nn.Embedding(settings["relative_attention_num_buckets"], self.heads)
        inner = settings["intermediate_size"]
        self.layers = nn.ModuleList(Layer(size, self.heads, inner) for _ in range(settings["num_hidden_layers"]))
        self.drop = nn.Dropout(DROPPED)
        self.facets = nn.Linear(size, facets)

    def embedded(self, tokens: torch.Tensor) -> torch.Tensor:
        """The first layer's input."""
        places = torch.arange(2, 2 + tokens.shape[1])
        return self.norm(self.words(tokens) + self.places(places))

    def bias(self, mask: torch.Tensor) -> torch.Tensor:
        """What is added to the attention that one token pays to another; `mask` has 1 for a token, 0 for padding."""
        near = self.near(torch.from_numpy(distances(mask.shape[1]))).permute(2, 0, 1)
        return near[None] + (1 - mask[:, None, None, :].float()) * -1e9

    def through(self, x: torch.Tensor, mask: torch.Tensor, first: int, last: int) -> torch.Tensor:
        """What some layers make of a layer's input."""
        bias = self.bias(mask)
        for layer in self.layers[first:last]:
            x = layer(x, bias)
        return x

    def logits(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Log odds of each facet, from the last layer's output."""
        return self.facets(self.drop(pooled(x, mask)))


def pooled(x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The mean of the tokens of each sentence."""
    weights = mask.unsqueeze(-1).float()
    return (x.float() * weights).sum(1) / weights.sum(1)


# The names of the published arrays, by ours.
_NAMES = {
    "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
    "norm": "attention.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip
_EMBEDDED = {
    "words.weight": "embeddings.word_embeddings.weight", "places.weight": "embeddings.position_embeddings.weight",
    "norm.weight": "embeddings.LayerNorm.weight", "norm.bias": "embeddings.LayerNorm.bias",
    "near.weight": "encoder.relative_attention_bias.weight",
}  # fmt: skip


def pretrained(arrays: Mapping[str, Array], settings: Mapping[str, Any], facets: int) -> Network:
    """The network with the published weights; what the facets weigh starts at random."""
    network = Network(settings, facets)
    given = {ours: arrays[theirs] for ours, theirs in _EMBEDDED.items()}
    for number in range(settings["num_hidden_layers"]):
        for ours, theirs in _NAMES.items():
            for part in ("weight", "bias"):
                given[f"layers.{number}.{ours}.{part}"] = arrays[f"encoder.layer.{number}.{theirs}.{part}"]
    network.load_state_dict({name: torch.from_numpy(array.copy()) for name, array in given.items()}, strict=False)
    return network
