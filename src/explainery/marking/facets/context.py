"""Signals of an article: those of each sentence, and those that the kind of article gives another meaning.

The end of a short report is something else than the end of a long one with many voices, and "had" tells more where all
else is in the present. A digest is ours and of no kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explainery.marking.facets.features import sentence_signals
from explainery.marking.facets.surroundings import Surroundings
from explainery.marking.tuning import TUNING

_WITH_ARTICLE = ("at:fifth", "theme:", "tense:")


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """A sentence to classify: its words, masked (see `features.masked_words`), and its surroundings."""

    words: str
    surroundings: Surroundings


def article_signals(sentences: Sequence[MaskedSentence]) -> list[frozenset[str]]:
    """The signals of every sentence of one article.

    Args:
        sentences: all sentences of the article, in order.
    """
    own = [frozenset(sentence_signals(s.words, s.surroundings)) for s in sentences]
    if not own or sentences[0].surroundings.digest:
        return own
    kind = _kind([s.surroundings for s in sentences])
    return [signals | _together(kind, signals) for signals in own]


def _kind(sentences: Sequence[Surroundings]) -> tuple[str, ...]:
    """The kind of article: how much of it is quoted, how much tells of earlier years, how long it is."""
    count = len(sentences)
    quoted = sum(s.said > TUNING.much_quoted for s in sentences) / count
    old = sum(bool(s.ages) and max(s.ages) > 0 for s in sentences) / count
    # Steps fine enough that each holds a fifth of the articles or so.
    return f"quoted {min(3, int(quoted * 6))}", f"old {min(3, int(old * 8))}", f"length {min(3, count // 10)}"


def _together(kind: Iterable[str], own: Iterable[str]) -> frozenset[str]:
    some = [s for s in own if s.startswith(_WITH_ARTICLE)]
    return frozenset(f"article:{k}, {s}" for k in kind for s in some)
