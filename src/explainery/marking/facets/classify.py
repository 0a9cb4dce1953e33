"""Facets: which page each sentence of an article serves.

Each signal (see `features.py`) adds its weight to each facet; the weights are in `facets.tsv`, in hundredths, learnt by `tools/train_facets.py` from the stories in `training/`. What all sentences of an article share says
what the story is about and not which page a sentence serves, so part of it is taken off. Then the likeliest
sequence is sought, for an article stays with a subject (Viterbi's algorithm over the sentences, with a bonus
for staying). Only plain sums and quotients are compared, which any machine rounds alike; no library is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from explainery.lexicon.tables import table_rows
from explainery.marking.facets.cues import cues
from explainery.marking.facets.features import signals
from explainery.marking.facets.surroundings import Surroundings
from explainery.model import FACETS

Scores = tuple[float, ...]  # one for each of FACETS, in hundredths
_SHARED = 0.25  # of what an article's sentences have in common, this much is taken off
_FEW = 4  # sentences that count as of other articles, so that a short article's mean says less
_STAYS, _STAYS_IN_PARAGRAPH, _STAYS_WITH_VOICE = 25, 60, 50
_NEAR = 45  # a second facet stands beside the first where it is this near
_LEAST_WORDS = 5
_REASONS = 4
_PLAIN = {
    "at:1": "first sentence", "at:2-3": "near the top", "quote:mostly": "mostly quotation", "quote:partly": "quotation",
    "quote:with speaker": "named speaker", "date:years ago": "dated years ago", "date:long ago": "dated long ago",
    "date:last year": "dated last year", "date:this week": "dated this week", "date:ahead": "dated ahead",
    "voice:goes on": "same voice as before", "voice:goes on+quote": "same voice as before", "tense:had": "past perfect",
    "tense:future": "future", "tense:modal": "could or would", "tense:should": "should or must", "voice:reported": "reported speech",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence to be placed: its words, masked (see `features.masked_words`), and what stands around them."""

    words: str
    near: Surroundings


@dataclass(frozen=True, slots=True)
class Placed:
    """The facets of a sentence (best first, none where it serves no page), how sure that is, and why.

    `confidence` is how far the best facet leads, in hundredths of the learnt weights' unit.
    """

    facets: tuple[str, ...]
    confidence: float
    reasons: tuple[str, ...]


@cache
def weights() -> dict[str, Scores]:
    """What each signal counts for, by facet."""
    return {name: tuple(float(v) for v in values) for name, *values in table_rows("marking/facets/facets.tsv")}


def placed(sentences: Sequence[Seen], table: Mapping[str, Scores] | None = None) -> tuple[Placed, ...]:
    """The facets of every sentence of one article; `table` is other weights than the package's."""
    present = [tuple(sorted(set(signals(s.words, s.near)))) for s in sentences]
    table = table or weights()
    own = [_sum(table, names) for names in present]
    settled = _less_shared(own, table)
    path = likeliest(settled, [_bonus(s.near) for s in sentences])
    return tuple(
        _placed(s, scores, best, _reasons(s, best, names, table))
        for s, scores, best, names in zip(sentences, settled, path, present, strict=True)
    )


def _sum(table: Mapping[str, Scores], names: Iterable[str]) -> Scores:
    rows = [table["bias"], *(table[n] for n in names if n in table)]
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _less_shared(scores: Sequence[Scores], table: Mapping[str, Scores]) -> list[Scores]:
    """The scores less part of what the article's sentences have in common beyond those of any article."""
    usual = table["usual"]
    count = len(scores)
    means = [sum(column) / max(1, count) for column in zip(*scores, strict=True)] or list(usual)
    part = _SHARED * count / (count + _FEW)
    off = [part * (mean - base) for mean, base in zip(means, usual, strict=True)]
    return [tuple(s - o for s, o in zip(row, off, strict=True)) for row in scores]


def _bonus(near: Surroundings) -> int:
    """What speaks for a sentence staying with the facet of the one before; in a digest each is on its own."""
    if near.digest:
        return 0
    return (_STAYS if near.begins else _STAYS_IN_PARAGRAPH) + _STAYS_WITH_VOICE * near.goes_on


def likeliest(scores: Sequence[Scores], bonus: Sequence[int]) -> list[int]:
    """The sequence of facets (by number) with the highest sum of scores and bonuses."""
    if not scores:
        return []
    best = list(scores[0])
    came: list[list[int]] = []
    for row, stay in zip(scores[1:], bonus[1:], strict=True):
        top = max(range(len(best)), key=lambda f: (best[f], -f))
        source = [f if best[f] + stay >= best[top] else top for f in range(len(best))]
        came.append(source)
        best = [best[s] + (stay if s == f else 0) + row[f] for f, s in enumerate(source)]
    path = [max(range(len(best)), key=lambda f: (best[f], -f))]
    for source in reversed(came):
        path.append(source[path[-1]])
    return path[::-1]


def _placed(seen: Seen, scores: Scores, best: int, reasons: Sequence[str]) -> Placed:
    if len(seen.words.split()) < _LEAST_WORDS or (seen.words.rstrip("'\")").endswith("?") and not seen.near.quoted):
        return Placed((), 0.0, ("a question or a fragment",))
    others = sorted((f for f in range(len(FACETS)) if f != best), key=lambda f: (-scores[f], f))
    lead = scores[best] - scores[others[0]]
    both = abs(lead) <= _NEAR
    facets = (FACETS[best], FACETS[others[0]]) if both else (FACETS[best],)
    return Placed(facets, round(lead, 2), tuple(reasons))


def _reasons(seen: Seen, best: int, names: Sequence[str], table: Mapping[str, Scores]) -> list[str]:
    """The signals that spoke most for a facet against the mean of the others, as a person reads them."""
    worth = {n: table[n][best] - sum(table[n]) / len(FACETS) for n in names if n in table}
    strong = sorted((n for n in worth if worth[n] > 0 and _told(seen, n)), key=lambda n: (-worth[n], n))
    said = dict.fromkeys(_told(seen, n) for n in strong)
    return [r for r in said if r][:_REASONS] or ["the sentences around it"]


def _told(seen: Seen, name: str) -> str:
    """A signal as a person reads it; "" for one that means nothing to them."""
    family, _, what = name.partition(":")
    if family == "cue" and (match := cues()[what].search(seen.words)):
        word = match[0].strip()
        return what if word.startswith("<") else f"{what} (“{word}”)"
    return _PLAIN.get(name, "")
