"""How much a sentence matters to the story: what it shares with the others, where it stands, what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.linking.facts import Facts
from explainery.linking.similarity import Index
from explainery.model import Passage

_DANGLING = re.compile(
    r"^(?:but|and|so|yet)\b|^(?:(?:and|but|so|still|however|meanwhile|instead|that said|also|for its part|what[’']s more)\b,?\s*)?(?:he|she|they|it|this|that|these|those|his|her|their|its|both|the (?:two|move|deal|visit|meeting|trip|statement|plan|decision))\b",
    re.IGNORECASE,
)
_LONG, _SHORT = 45, 8


def weights(passages: Sequence[Passage], facts: Sequence[Facts], index: Index) -> list[float]:
    """A weight for each sentence, roughly 0 to 2."""
    central = index.centrality()
    top = max(central, default=1.0) or 1.0
    return [round(_weight(p, f, c / top), 4) for p, f, c in zip(passages, facts, central, strict=True)]


def _weight(passage: Passage, facts: Facts, central: float) -> float:
    number = int(passage.id.rsplit(":", 1)[1])
    count = len(passage.words.split())
    parts = (
        central,
        0.6 / number,
        0.12 * min(3, len(facts.actors)),
        0.08 * bool(facts.numbers),
        0.06 * min(3.0, passage.sentence.confidence),
        0.12 * bool(passage.sentence.speaker),
        -0.5 * dangling(passage.words),
        -0.015 * max(0, count - _LONG),
        -0.3 * (count < _SHORT),
        -0.8 * (not passage.sentence.facets),
    )
    return sum(parts)


def dangling(text: str) -> bool:
    """Whether a sentence needs the one before it: it opens with a pronoun or "the deal"."""
    return bool(_DANGLING.match(text.lstrip("“\"'‘ ")))
