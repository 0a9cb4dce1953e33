"""Learns the weights of signals from the stories in `training/`, and writes `facets.tsv` next to `classify.py`.

    train_facets.py             write the weights
    train_facets.py --check     say whether the package's weights are those that this makes
    train_facets.py --curve     accuracy on stories left out, against the number of stories learnt from
    train_facets.py --ablate    accuracy on stories left out without each family of signals
    train_facets.py --readings  how often the readings in `training/readings.tsv` agree with each other and the labels
    train_facets.py --tune      accuracy on stories left out with other values of the thresholds in `marking/tuning.py`

The method is logistic regression with a penalty on large weights, fitted by L-BFGS (Nocedal, 1980). Weights are rounded
to hundredths and small ones left out, so that the file is small and the same on every machine.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import labelled_stories
import weights_lock
from explainery.marking.facets import classify
from explainery.marking.facets.features import FAMILIES, MaskedSentence, sentence_signals
from explainery.marking.tuning import TUNING
from explainery.model import FACETS

DATA = Path(classify.__file__).with_name("facets.tsv")
STRENGTH = 0.06  # of the data against the penalty, as scikit-learn's C
SECOND = 0.35  # the part of a sentence that its second facet has
READ_HEFT = 2.0  # how much a sentence counts that was read twice by the guide, against one that only has a label
LEAST = 2  # sentences in which a signal must occur
SMALL = 4  # hundredths below which a signal's weights are left out
FOLDS = 5
_ROUNDS, _MEMORY = 200, 10
# Values of thresholds to try, those in use among them.
TRIED: dict[str, tuple[Any, ...]] = {
    "late_background": (0, 35, 70, 130),
    "shared_part": (0, 0.1, 0.25, 0.4, 0.6, 1),
    "mean_sentences": (0, 2, 4, 8),
    "stay": (0, 10, 25, 40, 60),
    "stay_in_paragraph": (0, 25, 40, 60, 80, 120),
    "stay_with_voice": (0, 25, 50, 75, 120),
}
Array = Any  # numpy's arrays, which the type checker need not see through
HEAD = """# The weight of each signal for each facet, in hundredths; made by tools/train_facets.py, do not edit.
# Columns: signal, event, background, motives, trade, reactions. `bias` always counts; `usual` is a sentence's mean.
"""


@dataclass(frozen=True)
class Example:
    """A labelled sentence: its story, article, signals and facets, and the facets that each reader of it gave."""

    story: str
    article: str
    sentence: MaskedSentence
    names: frozenset[str]
    facets: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...] = ()

    @property
    def target(self) -> tuple[float, ...]:
        """How far each facet is right, in sum 1, by its readings or else its label; () where it serves no page."""
        given = [f for f in self.readings or (self.facets,) if f]
        shares = [sum(_part(facet, facets) for facets in given) / max(1, len(given)) for facet in FACETS]
        return tuple(shares) if given else ()


def _part(facet: str, facets: Sequence[str]) -> float:
    """The part of a sentence that a facet has, if a reader gives these."""
    second = SECOND if len(facets) > 1 else 0.0
    return 1 - second if facet == facets[0] else second if facet in facets else 0.0


def examples(stories: Sequence[labelled_stories.LabelledStory]) -> list[Example]:
    """The labelled sentences of some stories."""
    out = []
    read = {(story, number): (one, two) for story, number, one, two in _readings()}
    for story in stories:
        number = count(1)
        for piece in story.pieces:
            sentences = labelled_stories.masked(piece)
            name = f"{story.slug}/{piece.article.id}"
            signals = [frozenset(sentence_signals(s.words, s.surroundings)) for s in sentences]
            rows = zip(sentences, signals, piece.sentences, strict=True)
            out += [
                Example(story.slug, name, s, names, label.facets, read.get((story.slug, next(number)), ()))
                for s, names, label in rows
            ]
    return out


def learn(rows: Sequence[Example], without: Collection[str] = ()) -> dict[str, tuple[float, ...]]:
    """Learns the weights.

    Args:
        rows: labelled sentences; those without a facet are skipped, those with readings count more.
        without: families of signals to leave out.

    Returns:
        By signal, `bias` and `usual`: a weight for each facet, in hundredths.
    """
    rows = [r for r in rows if r.target]
    counts = Counter(n for r in rows for n in r.names if n.split(":")[0] not in without)
    names = ["bias", *sorted(n for n, c in counts.items() if c >= LEAST)]
    number = {n: i for i, n in enumerate(names)}
    lists = [[0, *sorted(number[n] for n in r.names if n in number)] for r in rows]
    columns = np.concatenate([np.array(x) for x in lists])
    starts = np.cumsum([0, *(len(x) for x in lists)])[:-1]
    owner = np.repeat(np.arange(len(rows)), [len(x) for x in lists])
    target = np.array([r.target for r in rows])
    heft = np.array([READ_HEFT if r.readings else 1.0 for r in rows])[:, None]

    def loss(flat: Array) -> tuple[float, Array]:
        table = flat.reshape(len(names), len(FACETS))
        scores = np.add.reduceat(table[columns], starts, axis=0)
        scores -= scores.max(axis=1, keepdims=True)
        share = np.exp(scores)
        share /= share.sum(axis=1, keepdims=True)
        off = heft * (share - target)
        slope = np.stack(
            [np.bincount(columns, weights=off[owner, f], minlength=len(names)) for f in range(len(FACETS))], axis=1
        )
        penalty = table / STRENGTH
        penalty[0] = 0
        cost = -float((heft * target * np.log(share + 1e-12)).sum()) + 0.5 * float((penalty * table).sum())
        return cost, (slope + penalty).ravel()

    table = minimised(loss, np.zeros(len(names) * len(FACETS))).reshape(len(names), len(FACETS))
    usual = np.add.reduceat(table[columns], starts, axis=0).mean(axis=0)
    rounded = {n: tuple(round(100 * float(v)) for v in table[i]) for n, i in number.items()}
    kept = {n: v for n, v in rounded.items() if n == "bias" or max(map(abs, v)) >= SMALL}
    return {**kept, "usual": tuple(round(100 * float(v)) for v in usual)}


def agreements(rows: Sequence[Example]) -> Iterator[tuple[str, int, float, float]]:
    """For each two of the readers: who, how many sentences, how often the first facet, and any facet, is the same."""
    numbers: Counter[str] = Counter()
    labels: dict[tuple[str, int], tuple[str, ...]] = {}
    for row in rows:
        numbers[row.story] += 1
        labels[row.story, numbers[row.story]] = row.facets
    table = [(labels[story, number], one, two) for story, number, one, two in _readings()]
    for name, a, b in (("readers", 1, 2), ("first reader and labels", 1, 0), ("second reader and labels", 2, 0)):
        first = sum(t[a][:1] == t[b][:1] for t in table)
        either = sum(bool({*t[a]} & {*t[b]}) or t[a] == t[b] for t in table)
        yield name, len(table), first / len(table), either / len(table)


def _readings() -> Iterator[tuple[str, int, tuple[str, ...], tuple[str, ...]]]:
    """The rows of `readings.tsv`: story, number, and the facets that each reader gives."""
    for line in (labelled_stories.STORIES.parent / "readings.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            story, number, *read = line.split("\t")
            one, two = (tuple(f for f in facets.split(",") if f != "none") for facets in read)
            yield story, int(number), one, two


def minimised(loss: Callable[[Array], tuple[float, Array]], at: Array) -> Array:
    """Finds the minimum of a smooth function, by L-BFGS with a backtracking line search.

    Args:
        loss: gives the function's value and gradient.
        at: where the search begins.
    """
    cost, slope = loss(at)
    steps: list[tuple[Array, Array]] = []
    for _ in range(_ROUNDS):
        way = -_turned(slope, steps)
        size = 1.0 if steps else 1.0 / max(1.0, float(np.abs(slope).sum()))
        falls = float(slope @ way)
        while True:
            new_cost, new_slope = loss(at + size * way)
            if new_cost <= cost + 1e-4 * size * falls or size < 1e-9:  # noqa: PLR2004 (Armijo's condition)
                break
            size /= 2
        step, turn = size * way, new_slope - slope
        at, done = at + step, cost - new_cost < 1e-7 * abs(cost)  # converged
        cost, slope = new_cost, new_slope
        if float(step @ turn) > 1e-12:  # noqa: PLR2004 (curved upwards)
            steps = [*steps, (step, turn)][-_MEMORY:]
        if done:
            break
    return at


def _turned(slope: Array, steps: Sequence[tuple[Array, Array]]) -> Array:
    """Multiplies the gradient by an estimate of the inverse Hessian (the two-loop recursion)."""
    way, shares = slope.copy(), []
    for step, turn in reversed(steps):
        share = float(step @ way) / float(step @ turn)
        shares.append(share)
        way -= share * turn
    if steps:
        step, turn = steps[-1]
        way *= float(step @ turn) / float(turn @ turn)
    for (step, turn), share in zip(steps, reversed(shares), strict=True):
        way += (share - float(turn @ way) / float(step @ turn)) * step
    return way


def text_of(table: dict[str, tuple[float, ...]]) -> str:
    """The text of the file of weights."""
    return HEAD + "".join("\t".join([name, *map(str, table[name])]) + "\n" for name in sorted(table))


def predicted(rows: Sequence[Example], table: dict[str, tuple[float, ...]], without: Collection[str] = ()) -> list[str]:
    """The best facet of each sentence with these weights, as marking chooses it."""
    kept = {n: v for n, v in table.items() if n.split(":")[0] not in without}
    groups: dict[str, list[MaskedSentence]] = {}
    for r in rows:
        groups.setdefault(r.article, []).append(r.sentence)
    choices = {name: iter(classify.classified(group, kept)) for name, group in groups.items()}
    return [(next(choices[r.article]).facets or ("none",))[0] for r in rows]


def figures(rows: Sequence[Example], best: Sequence[str]) -> tuple[float, float]:
    """Lenient accuracy and macro-F1, each 0 to 1, over the sentences that serve a page."""
    pairs = [(r.facets, g) for r, g in zip(rows, best, strict=True) if r.facets]
    right = sum(g in f for f, g in pairs) / len(pairs)
    scores = []
    for facet in FACETS:
        hit = sum(g == facet == f[0] for f, g in pairs)
        scores.append(2 * hit / max(1, sum(g == facet for _, g in pairs) + sum(f[0] == facet for f, _ in pairs)))
    return right, sum(scores) / len(scores)


def folds(names: Sequence[str]) -> Iterator[tuple[set[str], set[str]]]:
    """Yields, for each fold, the stories to learn from and those left out; each fold contains all kinds."""
    for k in range(FOLDS):
        out = set(names[k::FOLDS])
        yield set(names) - out, out


def left_out(rows: Sequence[Example], most: int = 10**6, without: Collection[str] = ()) -> tuple[float, float]:
    """Accuracy and macro-F1 on stories left out, over all folds, learning from at most `most` stories."""
    names = sorted({r.story for r in rows})
    tested: list[Example] = []
    facets: list[str] = []
    for learnt, out in folds(names):
        # Every so many stories, so that a small number still has all kinds.
        order = sorted(learnt)
        some = set(order[:: max(1, len(order) // most)][:most])
        table = learn([r for r in rows if r.story in some], without)
        rest = [r for r in rows if r.story in out]
        tested += rest
        facets += predicted(rest, table, without)
    return figures(tested, facets)


def tuned(rows: Sequence[Example]) -> Iterator[tuple[str, float, float, float]]:
    """Yields (threshold, value, accuracy, macro-F1) on stories left out, with one threshold changed at a time."""
    names = sorted({r.story for r in rows})
    learnt = [
        (learn([r for r in rows if r.story in known]), [r for r in rows if r.story in out])
        for known, out in folds(names)
    ]
    tested = [r for _, rest in learnt for r in rest]
    for field, values in TRIED.items():
        for value in values:
            with patch.object(classify, "TUNING", replace(TUNING, **{field: value})):
                yield field, value, *figures(tested, [f for table, rest in learnt for f in predicted(rest, table)])


def main() -> int:
    """Writes, checks or measures the weights."""
    rows = examples(labelled_stories.stories())
    stories = len({r.story for r in rows})
    if "--curve" in sys.argv:
        print("stories  accuracy  macro-F1")
        for most in (5, 10, 20, 40, 60, 80, 102):
            print("{:7}  {:8.3f}  {:8.3f}".format(most, *left_out(rows, most)), flush=True)
    elif "--readings" in sys.argv:
        print("                           sentences  first alike  any alike")
        for read in agreements(rows):
            print("{:26} {:9} {:12.3f} {:10.3f}".format(*read))
    elif "--tune" in sys.argv:
        print("threshold            value  accuracy  macro-F1")
        for row in tuned(rows):
            print("{:18} {:7}  {:8.4f}  {:8.4f}".format(*row), flush=True)
    elif "--ablate" in sys.argv:
        print("without                              accuracy  macro-F1")
        for name, without in {"(nothing)": (), **FAMILIES}.items():
            print("{:36} {:8.3f}  {:8.3f}".format(name, *left_out(rows, without=without)), flush=True)
    else:
        text = text_of(learn(rows))
        if "--check" in sys.argv:
            same = text == DATA.read_text("utf-8")
            print(f"{DATA.name}: {'as made from' if same else 'NOT as made from'} {stories} stories")
            return 0 if same else 1
        DATA.write_text(text, "utf-8")
        weights_lock.lock(DATA, {r.story for r in rows})
        size = f"{len(text.splitlines())} rows, {len(text) // 1000} kB"
        print(f"{DATA.name}: {size}, from {stories} stories, {len(rows)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
