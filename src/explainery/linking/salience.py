"""Salience: how much a sentence matters to the story, by what it shares with others, its position and its form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.linking.assertions import Assertions
from explainery.linking.similarity import Index, stems
from explainery.linking.tuning import TUNING
from explainery.model import Passage
from explainery.patterns import regex

_TUNING = TUNING.salience
_LINKED = "and|but|so|still|however|meanwhile|instead|that said|also|for its part|what[’']s more"
_POINTING = "he|she|they|it|this|that|these|those|his|her|their|its|both"
_DANGLING = regex(
    r"^(?:but|and|so|yet)\b"
    rf"|^(?:(?:{_LINKED})\b,?\s*)?"
    rf"(?:{_POINTING}|the (?:two|move|deal|visit|meeting|trip|statement|plan|decision))\b",
    re.IGNORECASE,
)


def saliences(passages: Sequence[Passage], assertions: Sequence[Assertions], index: Index) -> list[float]:
    """The salience of each sentence: a weight, roughly 0 to 3."""
    central, abroad = _scaled(index.centrality()), _scaled(_abroad(passages, index))
    length = {p.article.id: len(p.marked.sentences) for p in passages}
    headlines = {s for a in {p.article.id: p.article for p in passages}.values() for s in stems(a.title)}
    out = []
    for i, (passage, asserted) in enumerate(zip(passages, assertions, strict=True)):
        place = (passage.number - 1) / length[passage.article.id]
        parts = (
            _TUNING.central * central[i],
            _TUNING.abroad * abroad[i],
            _TUNING.early * (1 - place),
            _TUNING.headline_word * min(_TUNING.most_headline_words, len(asserted.stems & headlines)),
            _by_form(passage),
        )
        out.append(round(sum(parts), 4))
    return out


def _by_form(passage: Passage) -> float:
    """What a sentence's length, opening and facet add to its weight."""
    count = len(passage.words.split())
    return (
        _TUNING.word * min(_TUNING.long_words, count)
        - _TUNING.word_too_many * max(0, count - _TUNING.long_words)
        - _TUNING.short * (count < _TUNING.short_words)
        - _TUNING.dangling * dangling(passage.words)
        - _TUNING.no_facet * (not passage.sentence.facets)
    )


def _abroad(passages: Sequence[Passage], index: Index) -> list[float]:
    """How much of each sentence the other articles tell: the mean of its highest similarity in each of them."""
    homes = [p.article.id for p in passages]
    others = max(1, len(set(homes)) - 1)
    return [
        sum(similarity for home, (similarity, _) in index.likest(i, homes).items() if home != homes[i]) / others
        for i in range(len(passages))
    ]


def _scaled(values: Sequence[float]) -> list[float]:
    top = max(values, default=0.0) or 1.0
    return [v / top for v in values]


def dangling(text: str) -> bool:
    """Whether a sentence needs the one before it, because it opens with a pronoun or "the deal"."""
    return bool(_DANGLING.match(text.lstrip("“\"'‘ ")))
