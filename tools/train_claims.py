"""Learn what each signal counts for that two sentences say the same, from `training/`; write `sameness.tsv`.

    train_claims.py           write the weights
    train_claims.py --check   say whether the weights in the package are those that this makes, twice
    train_claims.py --score   how many pairs from some odds on say the same, in stories left out

Each pair of sentences of different articles that both state key points is an example: they state one alike, or none.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import labelled_stories
import train_disputes
import weights_lock
from explainery.citation_keys import passages
from explainery.config import StorySettings
from explainery.linking import sameness
from explainery.linking.actors import acting, leaders
from explainery.linking.assertions import assertions_of
from explainery.linking.claims import Kinship
from explainery.linking.predicates import predicate_of
from explainery.linking.similarity import index
from explainery.marking import mark

DATA = Path(sameness.__file__).with_name("sameness.tsv")
FOLDS = 8
HEAD = """# The weight of each signal that two sentences say the same; made by tools/train_claims.py, do not edit.
# Columns: signal, weight in hundredths of log odds. `bias` counts always.
"""
_LEVELS = (0, 50, 100, 150, 200)  # hundredths of log odds


@dataclass(frozen=True)
class Example:
    """A pair of sentences of a story: its signals, and whether both state one key point."""

    slug: str
    signals: frozenset[str]
    same: bool


def examples() -> list[Example]:
    """Every pair of every labelled story that is learnt from."""
    return [pair for story in labelled_stories.stories() for pair in _pairs(story)]


def kinship_of(story: labelled_stories.LabelledStory) -> Kinship:
    """A labelled story's sentences, marked, with how alike they are."""
    marked = [mark(piece.article, StorySettings()) for piece in story.pieces]
    rows = list(passages(marked).values())
    led = leaders(marked, {})
    named = [{acting(n, led) for n in p.marked.names_in(p.sentence)} for p in rows]
    sentences = index([p.words for p in rows], named)
    return Kinship(rows, [assertions_of(p) for p in rows], [predicate_of(p) for p in rows], sentences)


def _pairs(story: labelled_stories.LabelledStory) -> list[Example]:
    kinship = kinship_of(story)
    pieces = {piece.article.id: piece for piece in story.pieces}
    points = [train_disputes.points(pieces[p.article.id], p.sentence) for p in kinship.passages]
    return [
        Example(story.slug, kinship.signals(a, b), bool(points[a] & points[b]))
        for a, p in enumerate(kinship.passages)
        for b in kinship.index.near(a)
        if points[a] and points[b] and p.article.id != kinship.passages[b].article.id
    ]


def learn(pairs: Sequence[Example]) -> dict[str, int]:
    """The weights, in hundredths, by signal; with `bias`."""
    return train_disputes.weights([(p.signals, p.same) for p in pairs])


def left_out(pairs: Sequence[Example]) -> list[tuple[int, bool]]:
    """The odds of every pair with weights learnt from the other folds, and whether it says the same."""
    slugs = sorted({p.slug for p in pairs})
    out: list[tuple[int, bool]] = []
    for k in range(FOLDS):
        part = set(slugs[k::FOLDS])
        table = learn([p for p in pairs if p.slug not in part])
        out += [(sameness.odds(p.signals, table), p.same) for p in pairs if p.slug in part]
    return out


def main() -> int:
    """Write, check or measure."""
    pairs = examples()
    if "--score" in sys.argv:
        rows = left_out(pairs)
        for level in _LEVELS:
            found = [same for odds, same in rows if odds >= level]
            share = len(found) and sum(found) / sum(same for _, same in rows)
            print(f"from {level} on: {len(found)} pairs, P {fmean(found):.3f}, R {share:.3f}")
        return 0
    text = train_disputes.text_of(learn(pairs), HEAD)
    if "--check" in sys.argv:
        same = text == train_disputes.text_of(learn(pairs), HEAD) == DATA.read_text("utf-8")
        print(f"{DATA.name}: {'as made' if same else 'NOT as made'} from {len(pairs)} pairs")
        return 0 if same else 1
    DATA.write_text(text, "utf-8")
    slugs = Counter(p.slug for p in pairs)
    weights_lock.lock(DATA, list(slugs))
    print(f"{DATA.name}: {len(text.splitlines())} rows, from {len(slugs)} stories, {len(pairs)} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
