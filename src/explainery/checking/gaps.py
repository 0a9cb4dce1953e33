"""Where a statement departs from its passage: the words that it adds or puts in place of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import Word, base, is_among, words_in
from explainery.model import Passage


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a statement that is not its passage's.

    Attributes:
        new: the words of weight that the passage does not have anywhere.
        lost: the words of weight of the passage that stood there, and that the statement does not have anywhere; of a
            stretch that has words of the passage from another place, all that the statement does not have.
        words: all words of the statement there.
        replaced: all words of the passage there.
    """

    new: tuple[Word, ...]
    lost: tuple[Word, ...]
    words: tuple[Word, ...]
    replaced: tuple[Word, ...]


def gaps_between(passage: Sequence[Word], statement: Sequence[Word]) -> Iterator[Gap]:
    """The stretches in which a statement differs from a passage, in order. Words are compared by their stems."""
    one, two = [base(w.text) for w in passage], [base(w.text) for w in statement]
    new, lost = missing(statement, passage), missing(passage, statement)
    for a, b, c, d in _stretches(SequenceMatcher(None, one, two, autojunk=False).get_opcodes()):
        added, there = tuple(w for w in statement[c:d] if w in new), passage[a:b]
        is_moved = any(w.has_weight and w not in new for w in statement[c:d])
        gone = tuple(w for w in lost if is_moved or w in there)
        yield Gap(added, gone, tuple(statement[c:d]), tuple(there))


def _stretches(opcodes: Iterable[tuple[str, int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ; two with a single word between them are one."""
    last: tuple[int, int, int, int] | None = None
    for kind, a, b, c, d in opcodes:
        if kind == "equal":
            continue
        if last and c - last[3] <= 1 and a - last[1] <= 1:
            last = last[0], b, last[2], d
            continue
        if last:
            yield last
        last = a, b, c, d
    if last:
        yield last


def missing(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words of weight that others do not have, nor words that say the same."""
    there = [w.text for w in others]
    return [w for w in words if w.has_weight and not is_among(w.text, there)]


def covered(statement: Sequence[Word], passage: Sequence[Word]) -> float:
    """The share of a statement's words of weight that a passage has, 0 to 1; 0 for a statement without such words."""
    weighty = [w.text for w in statement if w.has_weight]
    there = [w.text for w in passage]
    return sum(is_among(w, there) for w in weighty) / len(weighty) if weighty else 0.0


def nearest(statement: Sequence[Word], cited: Sequence[Passage]) -> list[Passage]:
    """The few passages with which a statement is laid side by side: of many, each that has words no other has."""
    if len(cited) <= TUNING.most_aligned:
        return list(cited)
    open_words = {w.text for w in statement if w.has_weight}
    there = {p.key: [w.text for w in words_in(p.words)] for p in cited}
    chosen = set[str]()
    for _ in range(TUNING.most_aligned):
        told = {key: {w for w in open_words if is_among(w, words)} for key, words in there.items()}
        best = max(told, key=lambda key: len(told[key]))
        if chosen and len(told[best]) < TUNING.least_aligned_words:
            break
        chosen.add(best)
        open_words -= told[best]
    return [p for p in cited if p.key in chosen]
