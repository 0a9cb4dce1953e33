"""Learn what each signal of a contradiction counts for, from the stories in `training/`; write `disputes.tsv`.

    train_disputes.py           write the weights
    train_disputes.py --check   say whether the weights in the package are those that this makes, twice
    train_disputes.py --score   precision, recall and F1 of disagreements in stories left out

Each pair of sentences that the linking weighs is an example: it contradicts, or it does not. A logistic regression
with a penalty on large weights, fitted as in `train_facets.py`, rounded to hundredths, without what counts for little.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from statistics import fmean

import numpy as np

import labelled_stories
import weights_lock
from explainery.config import StorySettings
from explainery.linking import link
from explainery.linking.actors import acting
from explainery.linking.assertions import assertions_of
from explainery.linking.disputes import detection
from explainery.linking.similarity import Index, index
from explainery.marking import mark
from explainery.model import MarkedArticle, Passage, Sentence
from train_facets import Array, minimised

DATA = Path(detection.__file__).with_name("disputes.tsv")
STRENGTH = 0.2  # of the data against the penalty, as scikit-learn's C
LEAST = 15  # pairs in which a signal must occur
SMALL = 5  # hundredths below which a weight is left out
FOLDS = 8
_KINDS = {"wire", "desk"}  # learning from the other kinds as well scored lower on stories left out
_OVERLAP = 0.5  # of the shorter of a labelled and a found sentence
HEAD = """# What each signal counts for in hundredths of log odds; made by tools/train_disputes.py, do not edit.
# Columns: signal, weight. `bias` counts always.
"""
Table = Mapping[str, int]


@dataclass(frozen=True)
class Example:
    """A labelled story as the linking weighs it.

    Attributes:
        slug: its name.
        passages: its sentences, as found.
        index: how alike they are.
        homes: sentence id -> claim id.
        pairs: the pairs of sentences that are weighed.
        tags: sentence id -> the sides that it states, such as `d1A`.
    """

    slug: str
    passages: Sequence[Passage]
    index: Index
    homes: Mapping[str, str]
    pairs: Sequence[detection.Pair]
    tags: Mapping[str, frozenset[str]]

    def contradicts(self, pair: detection.Pair) -> bool:
        """Whether a pair's sentences state two sides of one dispute."""
        one, two = (self.tags[self.passages[i].id] for i in (pair.first, pair.answer))
        return bool(disputed(one, two))


def disputed(one: frozenset[str], two: frozenset[str]) -> set[str]:
    """The disputes of which sentences with these tags state different sides."""
    return {a[:-1] for a in one for b in two if a[:-1] == b[:-1] and a != b}


def examples() -> list[Example]:
    """The labelled stories that are learnt from."""
    return [example(s) for s in labelled_stories.stories() if is_learnt_from(s.slug)]


def is_learnt_from(slug: str) -> bool:
    """Whether the story of this name is one to learn from."""
    return bool(_KINDS & set(slug.split("-")))


def example(story: labelled_stories.LabelledStory) -> Example:
    """A labelled story, marked and linked."""
    settings = StorySettings()
    marked = [mark(piece.article, settings) for piece in story.pieces]
    linked = link(story.slug, marked, settings)
    rows = list(linked.passages.values())
    named = [{acting(n, linked.led) for n in p.marked.names_in(p.sentence)} for p in rows]
    sentence_index = index([p.words for p in rows], named)
    pairs = tuple(detection.pairs(rows, [assertions_of(p) for p in rows], sentence_index, linked.independent_groups))
    homes = {s: claim.id for claim in linked.claims for s in claim.sentences}
    due = {tag for tag in story.disputes if sum(t[:-1] == tag for t in _tags(story)) > 1}
    tags = {k: v for m, piece in zip(marked, story.pieces, strict=True) for k, v in _tagged(m, piece, due)}
    return Example(story.slug, rows, sentence_index, homes, pairs, tags)


def _tags(story: labelled_stories.LabelledStory) -> set[str]:
    return {tag for piece in story.pieces for s in piece.sentences for tag in s.tags}


def _tagged(
    marked: MarkedArticle, piece: labelled_stories.Piece, due: set[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """The sides that each found sentence states: those of the labelled sentences that it overlaps."""
    for s in marked.sentences:
        over = (t for t in piece.sentences if _overlap(s.start, s.end, t) >= _OVERLAP)
        yield s.id, frozenset(tag for t in over for tag in t.tags if tag[:-1] in due)


def points(piece: labelled_stories.Piece, sentence: Sentence) -> frozenset[str]:
    """The key points that a found sentence states: those of the labelled sentences that it overlaps."""
    over = (t for t in piece.sentences if _overlap(sentence.start, sentence.end, t) >= _OVERLAP)
    return frozenset(tag for t in over for tag in t.tags if tag[0] in "123")


def _overlap(start: int, end: int, other: labelled_stories.Labelled) -> float:
    return (min(end, other.end) - max(start, other.start)) / min(end - start, other.end - other.start)


def learn(stories: Sequence[Example]) -> dict[str, int]:
    """The weights, in hundredths, by signal; with `bias`."""
    return weights([(p.signals, e.contradicts(p)) for e in stories for p in e.pairs])


def weights(rows: Sequence[tuple[frozenset[str], bool]]) -> dict[str, int]:
    """The weights of rows of signals, each with whether it is a case, in hundredths; with `bias`."""
    counts = Counter(s for signals, _ in rows for s in signals)
    names = ["bias", *sorted(s for s, n in counts.items() if n >= LEAST)]
    number = {n: i for i, n in enumerate(names)}
    lists = [[0, *sorted(number[s] for s in signals if s in number)] for signals, _ in rows]
    values = fitted(lists, np.array([float(y) for _, y in rows]), len(names))
    rounded = {n: round(100 * float(v)) for n, v in zip(names, values, strict=True)}
    return {n: v for n, v in rounded.items() if n == "bias" or abs(v) >= SMALL}


def fitted(lists: Sequence[Sequence[int]], target: Array, size: int) -> Array:
    """The weights, by number, with which a logistic regression fits rows of numbers; the first is not penalised."""
    columns = np.concatenate([np.array(x) for x in lists])
    lengths = [len(x) for x in lists]
    starts = np.cumsum([0, *lengths])[:-1]
    owner = np.repeat(np.arange(len(lists)), lengths)

    def loss(at: Array) -> tuple[float, Array]:
        scores = np.add.reduceat(at[columns], starts)
        off = 1 / (1 + np.exp(-scores)) - target
        penalty = at / STRENGTH
        penalty[0] = 0
        cost = float((np.logaddexp(0, scores) - target * scores).sum() + 0.5 * (penalty * at).sum())
        return cost, np.bincount(columns, weights=off[owner], minlength=size) + penalty

    return minimised(loss, np.zeros(size))


def text_of(table: Table, head: str = HEAD) -> str:
    """The weights as the file."""
    return head + "".join(f"{name}\t{table[name]}\n" for name in sorted(table))


def scored(one: Example, table: Table) -> tuple[float, float, float]:
    """(precision, recall, F1) of a story's disagreements with some weights; 1 where there are none and none is due."""
    weighed = ((p, p.odds(table)) for p in one.pairs)
    disagreements = detection.standing(weighed, one.passages, one.index, one.homes)
    due = {tag[:-1] for tags in one.tags.values() for tag in tags}
    free, hits = set(due), 0
    for d in disagreements:
        sides = [frozenset(t for s in side for t in one.tags[s]) for side in d.sides]
        met = sorted({n for a, b in permutations(sides, 2) for n in disputed(a, b)} & free)
        free -= set(met[:1])
        hits += bool(met)
    if not due and not disagreements:
        return 1.0, 1.0, 1.0
    return hits / max(1, len(disagreements)), hits / max(1, len(due)), 2 * hits / (len(disagreements) + len(due))


def left_out(stories: Sequence[Example]) -> dict[str, tuple[float, float, float]]:
    """The scores of every story with weights learnt from the other folds."""
    out: dict[str, tuple[float, float, float]] = {}
    for k in range(FOLDS):
        rest = stories[k::FOLDS]
        table = learn([e for e in stories if e not in rest])
        out |= {e.slug: scored(e, table) for e in rest}
    return out


def checked(stories: Sequence[Example]) -> int:
    """Say whether the weights in the package are those that learning gives, twice. Returns the exit code."""
    one, two = (text_of(learn(stories)) for _ in range(2))
    same = one == two == DATA.read_text("utf-8")
    print(f"{DATA.name}: {'as made from' if same else 'NOT as made from'} {len(stories)} stories")
    return 0 if same else 1


def main() -> int:
    """Write, check or measure."""
    stories = examples()
    if "--check" in sys.argv:
        return checked(stories)
    if "--score" in sys.argv:
        rows = left_out(stories).values()
        means = [fmean(column) for column in zip(*rows, strict=True)]
        print("disagreements in {} stories left out: P {:.3f}, R {:.3f}, F1 {:.3f}".format(len(stories), *means))
        return 0
    text = text_of(learn(stories))
    DATA.write_text(text, "utf-8")
    weights_lock.lock(DATA, [story.slug for story in stories])
    pairs = sum(len(e.pairs) for e in stories)
    print(f"{DATA.name}: {len(text.splitlines())} rows, from {len(stories)} stories, {pairs} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
