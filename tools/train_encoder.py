"""Makes the small encoder: trains a published network on `training/`, and writes `dist/explainery_encoder-*.whl`.

    train_encoder.py             train and write the wheel
    train_encoder.py --seed 2    the same with another seed
    train_encoder.py --left-out  accuracy on a quarter of the stories, left out: encoder, signals, and both together

`make encoder` first downloads what this needs: PyTorch, and the network, into build/encoder/. It takes a quarter of an
hour on one free core. On one kind of processor the same seed gives the same bytes. Another kind sums in another order,
and may give weights that differ like those of another seed (docs/encoder.md).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import torch

import labelled_stories
import train_facets
from encoder.base import Array, Base, base_in
from encoder.examples import Labelled, labelled
from encoder.learning import LAYERS_TRAINED, Example, below, chances, fresh, learn
from encoder.mpnet import Network, pretrained
from encoder.package import Shape, files_of, write_wheel
from explainery.answers.encoded import Reading
from explainery.encoding.encoder import DIGITS
from explainery.encoding.network import TRAINED
from explainery.encoding.tokens import Vocabulary
from explainery.marking.facets import classify, encoded
from explainery.marking.tuning import TUNING
from explainery.model import FACETS

VERSION = "1.0.0"  # of the package; the first number is in the name that answers are recorded under
SEED = 1
TOKENS = 128  # of a sentence; the longest in `training/` has 77
ROOT = Path(__file__).resolve().parent.parent
BASE, DIST = ROOT / "build" / "encoder", ROOT / "dist"
_LEFT_OUT = 4  # one story in so many is left out
_MIXES = ((1.0, 0.0), (0.0, 1.0), (0.25, 1.0), (0.5, 1.0), (1.0, 1.0))


def examples_of(rows: Sequence[Labelled], base: Base) -> list[Example]:
    """The labelled sentences as the network reads them."""
    vocabulary = Vocabulary(base.pieces)
    return [Example(tuple(vocabulary.tokens(r.words, TOKENS)), r.target, r.heft) for r in rows]


def trained(base: Base, examples: Sequence[Example], inputs: Sequence[torch.Tensor], seed: int) -> Network:
    """The network after training."""
    network = fresh(base.arrays, base.settings, len(FACETS), seed)
    return learn(network, examples, inputs, seed, lambda n, loss: print(f"round {n}: loss {loss:.4f}", flush=True))


def arrays_of(network: Network, base: Base) -> dict[str, Array]:
    """The published arrays and the trained ones, by the names that the program has for them."""
    layers = base.settings["num_hidden_layers"]
    top = tuple(f"layers.{n}." for n in range(layers - LAYERS_TRAINED, layers))
    learnt = network.state_dict()
    published = pretrained(base.arrays, base.settings, len(FACETS)).state_dict()
    renamed = {TRAINED + name.removeprefix("layers."): t for name, t in learnt.items() if name.startswith(top)}
    facets = {name: t for name, t in learnt.items() if name.startswith("facets.")}
    return {name: tensor.numpy() for name, tensor in (published | renamed | facets).items()}


def learnt_from() -> str:
    """A hash of the stories and their readings."""
    files = [*sorted(labelled_stories.STORIES.glob("*.txt")), labelled_stories.STORIES.parent / "readings.tsv"]
    return sha256("".join(f"{f.name} {f.read_text('utf-8')}" for f in files).encode()).hexdigest()


def packed(network: Network, base: Base) -> Path:
    """Write the wheel."""
    layers = base.settings["num_hidden_layers"]
    shape = Shape(layers, layers - LAYERS_TRAINED, base.settings["num_attention_heads"], TOKENS)
    return write_wheel(files_of(arrays_of(network, base), base.pieces, shape, VERSION, learnt_from()), VERSION, DIST)


def left_out(base: Base, rows: Sequence[Labelled], inputs: Sequence[torch.Tensor], seed: int) -> None:
    """Print accuracy and macro-F1 on stories left out, for several ways to weigh signals and encoder."""
    out = set(sorted({r.story for r in rows})[1::_LEFT_OUT])
    known = [n for n, r in enumerate(rows) if r.story not in out]
    rest = [n for n, r in enumerate(rows) if r.story in out]
    examples = examples_of(rows, base)
    network = trained(base, [examples[n] for n in known], [inputs[n] for n in known], seed)
    read = [Reading(tuple(round(c, DIGITS) for c in row)) for row in chances(network, [inputs[n] for n in rest])]
    told = train_facets.examples(labelled_stories.stories())
    table = train_facets.learn([told[n] for n in known])
    print("signals  encoder  accuracy  macro-F1")
    for signals, weight in _MIXES:
        with patch.object(encoded, "TUNING", replace(TUNING, signals_beside=signals, encoder=weight)):
            best = predicted([told[n] for n in rest], read, table)
        print(
            "{:7}  {:7}  {:8.3f}  {:8.3f}".format(signals, weight, *train_facets.figures([told[n] for n in rest], best))
        )


def predicted(
    rows: Sequence[train_facets.Example], readings: Sequence[Reading], table: dict[str, tuple[float, ...]]
) -> list[str]:
    """The best facet of each sentence, as marking chooses it with the encoder."""
    best = [""] * len(rows)
    for article in dict.fromkeys(r.article for r in rows):
        numbers = [n for n, r in enumerate(rows) if r.article == article]
        chosen = classify.classified([rows[n].sentence for n in numbers], table, [readings[n] for n in numbers])
        for n, choice in zip(numbers, chosen, strict=True):
            best[n] = (choice.facets or ("none",))[0]
    return best


def main() -> None:
    """Make or measure the encoder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--left-out", action="store_true")
    options = parser.parse_args()
    base = base_in(BASE)
    rows = labelled(labelled_stories.stories())
    examples = examples_of(rows, base)
    inputs = below(fresh(base.arrays, base.settings, len(FACETS), options.seed), examples)
    if options.left_out:
        left_out(base, rows, inputs, options.seed)
        return
    path = packed(trained(base, examples, inputs, options.seed), base)
    raw = path.read_bytes()
    print(f"{path}: {len(raw) / 1e6:.0f} MB, sha256 {sha256(raw).hexdigest()}")


if __name__ == "__main__":
    main()
