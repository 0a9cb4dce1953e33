"""How much a sentence matters to the story: what it shares with the others, where it stands, what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.linking.assertions import Facts
from explainery.linking.similarity import Index, stems
from explainery.model import Passage

_LINKED = "and|but|so|still|however|meanwhile|instead|that said|also|for its part|what[’']s more"
_POINTING = "he|she|they|it|this|that|these|those|his|her|their|its|both"
_DANGLING = re.compile(
    r"^(?:but|and|so|yet)\b"
    rf"|^(?:(?:{_LINKED})\b,?\s*)?"
    rf"(?:{_POINTING}|the (?:two|move|deal|visit|meeting|trip|statement|plan|decision))\b",
    re.IGNORECASE,
)
_LONG, _SHORT = 45, 9  # words
_TITLE_WORDS = 4  # of the headlines, beyond which a sentence is no nearer to the news


def weights(passages: Sequence[Passage], facts: Sequence[Facts], index: Index) -> list[float]:
    """A weight for each sentence, roughly 0 to 3."""
    central, abroad = _scaled(index.centrality()), _scaled(_abroad(passages, index))
    length = {p.article.id: len(p.marked.sentences) for p in passages}
    headlines = {s for a in {p.article.id: p.article for p in passages}.values() for s in stems(a.title)}
    out = []
    for i, (passage, fact) in enumerate(zip(passages, facts, strict=True)):
        number = int(passage.id.rsplit(":", 1)[1])
        place = (number - 1) / length[passage.article.id]
        parts = (
            0.5 * central[i],
            1.0 * abroad[i],
            0.3 * (1 - place),
            0.09 * min(_TITLE_WORDS, len(fact.stems & headlines)),
            _by_form(passage),
        )
        out.append(round(sum(parts), 4))
    return out


def _by_form(passage: Passage) -> float:
    """What a sentence's length and opening say for showing it."""
    count = len(passage.words.split())
    return (
        0.009 * min(_LONG, count)
        - 0.015 * max(0, count - _LONG)
        - 0.3 * (count < _SHORT)
        - 0.5 * dangling(passage.words)
        - 0.8 * (not passage.sentence.facets)
    )


def _abroad(passages: Sequence[Passage], index: Index) -> list[float]:
    """How much of each sentence the other articles tell: the mean, over them, of its likest sentence there."""
    ids = dict.fromkeys(p.article.id for p in passages)
    out = []
    for i, passage in enumerate(passages):
        best = dict.fromkeys(ids, 0.0)
        for j in index.around(i):
            other = passages[j].article.id
            best[other] = max(best[other], index.cosine(i, j))
        out.append(sum(v for a, v in best.items() if a != passage.article.id) / max(1, len(ids) - 1))
    return out


def _scaled(values: Sequence[float]) -> list[float]:
    top = max(values, default=0.0) or 1.0
    return [v / top for v in values]


def dangling(text: str) -> bool:
    """Whether a sentence needs the one before it: it opens with a pronoun or "the deal"."""
    return bool(_DANGLING.match(text.lstrip("“\"'‘ ")))
