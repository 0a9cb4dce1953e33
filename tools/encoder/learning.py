"""Trains the top layers of the network, and what each facet weighs, on the labelled sentences of `training/`.

The layers below stay as published, so what they make of each sentence is worked out once. Only the words of a sentence
are read: where it stands and what surrounds it is for the program's own signals to say.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from encoder.mpnet import Network, pretrained

LAYERS_TRAINED = 4  # from the top; by taste: each makes training a third longer and the package 7 MB larger
EPOCHS = 3
BATCH = 32
RATE, FACET_RATE = 3e-5, 1e-3  # of the layers and of the facets' weights
WARM = 0.1  # share of the steps in which the rate grows
DECAY = 0.01
LONGEST_STEP = 1.0  # of the gradient, so that one odd sentence does not throw the rest
_PADDING = 1
Array = Any


@dataclass(frozen=True)
class Example:
    """A sentence to learn from: its tokens, how far each facet is right (0 to 1), and how much it counts."""

    tokens: tuple[int, ...]
    target: tuple[float, ...]
    heft: float = 1.0


def settle(seed: int) -> None:
    """Make what follows depend on nothing but the seed and the processor."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    torch.manual_seed(seed)


def below(network: Network, examples: Sequence[Example]) -> list[torch.Tensor]:
    """What the layers that stay as they are make of each sentence, without padding."""
    network.eval()
    out: dict[int, torch.Tensor] = {}
    first = len(network.layers) - LAYERS_TRAINED
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for numbers in batches([len(e.tokens) for e in examples], None):
            tokens, mask = padded([examples[n].tokens for n in numbers])
            x = network.through(network.embedded(tokens), mask, 0, first).to(torch.bfloat16)
            out |= {n: x[row, : len(examples[n].tokens)].clone() for row, n in enumerate(numbers)}
    return [out[n] for n in range(len(examples))]


def padded(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of tokens as one table, and a mask of what is no padding."""
    longest = max(map(len, rows))
    tokens = torch.tensor([[*row, *[_PADDING] * (longest - len(row))] for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return tokens, mask


def batches(lengths: Sequence[int], chance: random.Random | None) -> Iterator[list[int]]:
    """The numbers of sentences in batches of about one length, the batches in random order."""
    order = list(range(len(lengths)))
    if chance:
        chance.shuffle(order)
    order.sort(key=lambda n: lengths[n] // 4 if chance else lengths[n])
    parts = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    if chance:
        chance.shuffle(parts)
    yield from parts


def stacked(rows: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Sentences' vectors as one table, and a mask of what is no padding."""
    x = torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
    mask = torch.tensor([[1] * len(r) + [0] * (x.shape[1] - len(r)) for r in rows])
    return x, mask


def learn(
    network: Network,
    examples: Sequence[Example],
    inputs: Sequence[torch.Tensor],
    seed: int,
    told: Callable[[int, float], object] = lambda *_: None,
) -> Network:
    """Train the network.

    Args:
        network: as it was published; it is changed.
        examples: what to learn from.
        inputs: what the layers below the trained ones make of each.
        seed: of the order and of what is dropped.
        told: is called after each round, with its number and mean loss.
    """
    first = len(network.layers) - LAYERS_TRAINED
    trained = [*network.layers[first:].parameters()]
    facets = [*network.facets.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": trained, "lr": RATE}, {"params": facets, "lr": FACET_RATE}], weight_decay=DECAY
    )
    chance = random.Random(seed)  # noqa: S311 (an order, no secret)
    steps = EPOCHS * -(-len(examples) // BATCH)
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min(n / (WARM * steps), (steps - n) / steps))
    for epoch in range(1, EPOCHS + 1):
        network.train()
        losses = []
        for numbers in batches([len(e.tokens) for e in examples], chance):
            loss = _loss(network, [examples[n] for n in numbers], [inputs[n] for n in numbers])
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*trained, *facets], LONGEST_STEP)
            optimiser.step()
            plan.step()
            optimiser.zero_grad(set_to_none=True)
            losses.append(float(loss.detach()))
        network.eval()
        told(epoch, sum(losses) / len(losses))
    return network


def _loss(network: Network, examples: Sequence[Example], inputs: Sequence[torch.Tensor]) -> torch.Tensor:
    x, mask = stacked(inputs)
    first = len(network.layers) - LAYERS_TRAINED
    with torch.autocast("cpu", torch.bfloat16):
        x = network.through(x, mask, first, len(network.layers))
        logits = network.logits(x, mask)
    target = torch.tensor([e.target for e in examples])
    heft = torch.tensor([e.heft for e in examples])[:, None]
    return (heft * functional.binary_cross_entropy_with_logits(logits.float(), target, reduction="none")).mean()


def fresh(arrays: dict[str, Array], settings: dict[str, Any], facets: int, seed: int) -> Network:
    """The published network, with facets' weights that start at random."""
    settle(seed)
    return pretrained(arrays, settings, facets)


def chances(network: Network, inputs: Sequence[torch.Tensor]) -> list[tuple[float, ...]]:
    """The chance of each facet of each sentence, in the numbers that training uses."""
    out: dict[int, tuple[float, ...]] = {}
    first = len(network.layers) - LAYERS_TRAINED
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for numbers in batches([len(x) for x in inputs], None):
            x, mask = stacked([inputs[n] for n in numbers])
            logits = network.logits(network.through(x, mask, first, len(network.layers)), mask)
            out |= {n: tuple(map(float, torch.sigmoid(row.float()))) for n, row in zip(numbers, logits, strict=True)}
    return [out[n] for n in range(len(inputs))]
