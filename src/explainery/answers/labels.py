"""Labels: what is recorded about sentences, and replaces the built-in reading where it is there.

A sentence's labels are kept by the code of its words (`sentence_code`), so that they hold wherever it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explainery.answers.encoded import NOT_ENCODED, Encoded
from explainery.model import Status


@dataclass(frozen=True, slots=True)
class SentenceLabel:
    """What is recorded about one sentence. What is None was not said, and the built-in reading stands.

    Attributes:
        body: whether it is part of the article, and no furniture.
        facets: the pages that it serves, best first; none where it serves no page.
        speaker: whose words it quotes or reports; "" for nobody's.
        chances: how likely each of FACETS is its page, 0 to 1, where that is known; a page must be likely enough.
        by: who says so: a model's name, or whose line it is.
    """

    body: bool | None = None
    facets: tuple[str, ...] | None = None
    speaker: str | None = None
    chances: tuple[float, ...] | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class LabelledExchange:
    """An exchange that a sentence tells, by the sentence's code; the item is a stretch of its words."""

    sentence: str
    giver: str
    item: str
    receiver: str
    status: Status


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sentences, by code, that cannot both be right, and what about: words of one of them."""

    first: str
    second: str
    about: str


_Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sentences that were compared, by code, and the groups of those that say the same; `by_hand`: a person's line."""

    compared: _Codes
    groups: tuple[_Codes, ...]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything that is recorded about a story's sentences.

    Attributes:
        sentences: labels of sentences, by code.
        same: what was compared, and what says the same.
        contradictions: pairs that contradict each other.
        weighed: sentences that were compared for contradictions.
        exchanges: what passes from whom to whom.
        searched: sentences that were searched for exchanges.
        events: the date of the event that a sentence tells, by code.
        dated: sentences that were asked for events.
        encoded: what the small encoder says; the labels above stand over it.
    """

    sentences: Mapping[str, SentenceLabel] = field(default_factory=dict)
    same: tuple[Comparison, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    weighed: _Codes = frozenset()
    exchanges: tuple[LabelledExchange, ...] = ()
    searched: _Codes = frozenset()
    events: Mapping[str, str] = field(default_factory=dict)
    dated: _Codes = frozenset()
    encoded: Encoded = NOT_ENCODED


NO_LABELS = Labels()
