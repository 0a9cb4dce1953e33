"""Disagreements: sentences of different voices about one thing that cannot both be so.

Two kinds, each proposed by likeness and decided by what the sentences commit themselves to: a denial of what
another sentence asserts, and one frame ("the last trip was ...") filled with another figure, date or name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from explainery.linking.facts import Facts, dates_agree, filled_differently, numbers_agree, units
from explainery.linking.similarity import Index, stems
from explainery.model import Disagreement, Passage
from explainery.text import folded, words

_ABOUT_THE_SAME = 0.28  # likeness of two sentences about one figure
_SAME_FRAME = 0.24
_DENIED_LIKENESS = 0.33
_NEAR = 2  # sentences between an accusation and its denial in one article
_ACCUSES = re.compile(
    r"\b(?:accus\w+|alleg\w+|claim\w+|told|said|says|believ\w+|suspect\w+|reportedly|charged|warn\w+|information|sold|supplied|provided|delivered)\b"
)
# What somebody says of plans or hopes asserts nothing that could be denied.
_PLANS = re.compile(r"\b(?:consider\w*|plan(?:s|ned|ning)?|hop(?:e|es|ed)|agreed|praised|thanked|promised)\b")
_ANAPHOR = re.compile(
    r"\b(?:such an?|this|that|these|those|it|the (?:sale|deal|claim|claims|charge|charges|allegation|allegations|accusation|accusations|report|reports|transaction))\b"
)


def disagreements_of(
    passages: Sequence[Passage],
    facts: Sequence[Facts],
    index: Index,
    voices: Mapping[str, str],
    homes: Mapping[str, str],
) -> tuple[Disagreement, ...]:
    """Every disagreement, no two about the same claims. `homes`: sentence id -> claim id."""
    found: list[Disagreement] = []
    told: set[str] = set()
    for a, b in [*_denials(passages, facts, index), *_frames(passages, facts, index, voices)]:
        pair = frozenset((homes[passages[a].id], homes[passages[b].id]))
        if len(pair) == 2 and not pair & told:  # noqa: PLR2004 (two sides)
            told |= pair
            found.append(Disagreement(_about(passages[a], passages[b]), ((passages[a].id,), (passages[b].id,))))
    return tuple(found)


def _denials(passages: Sequence[Passage], facts: Sequence[Facts], index: Index) -> list[tuple[int, int]]:
    """(assertion, denial) pairs: the nearest accusation before a denial, or the likest elsewhere."""
    out = []
    for d, fact in enumerate(facts):
        if not fact.denies:
            continue
        candidates = [
            (_denial_fit(passages, facts, index, a, d), a)
            for a in range(len(passages))
            if a != d and not facts[a].denies
        ]
        best = max(candidates, key=lambda c: (c[0], -c[1]), default=(0.0, 0))
        if best[0] >= _DENIED_LIKENESS:
            out.append((best[1], d))
    return out


def _denial_fit(passages: Sequence[Passage], facts: Sequence[Facts], index: Index, a: int, d: int) -> float:
    """How well sentence `a` is what sentence `d` denies."""
    if facts[a].negated or not facts[a].actors & facts[d].actors or not _ACCUSES.search(folded(passages[a].words)):
        return 0.0
    if _PLANS.search(folded(passages[a].words)):
        return 0.0
    close = passages[a].article.id == passages[d].article.id and 0 < d - a <= _NEAR
    pointing = 0.35 if close and _ANAPHOR.search(folded(passages[d].words)) else 0.0
    # A denial's content is what it denies: most of its rarer words should be in the accusation.
    mine = facts[d].stems
    shared = len(mine & facts[a].stems) / len(mine) if mine else 0.0
    return 0.5 * (index.cosine(min(a, d), max(a, d)) + shared) + pointing


def _frames(
    passages: Sequence[Passage], facts: Sequence[Facts], index: Index, voices: Mapping[str, str]
) -> list[tuple[int, int]]:
    """Pairs of different voices that fill one frame differently, likest first."""
    pairs = []
    for a in range(len(passages)):
        for b in index.near(a):
            if voices[passages[a].article.id] == voices[passages[b].article.id]:
                continue
            likeness = index.cosine(a, b)
            if likeness >= _ABOUT_THE_SAME and _conflict(passages[a], passages[b], facts[a], facts[b], likeness):
                pairs.append((likeness, a, b))
    return [(a, b) for _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2]))]


def _conflict(x: Passage, y: Passage, a: Facts, b: Facts, likeness: float) -> bool:
    """Whether two like sentences of different voices conflict in a figure, or in what fills a frame."""
    if a.negated != b.negated or ((a.actors or b.actors) and not a.actors & b.actors):
        return False
    figures = bool(a.numbers and b.numbers) and not numbers_agree(a.numbers, b.numbers)
    if figures and dates_agree(a.dates, b.dates) and units(x.words) & units(y.words):
        return True
    return likeness >= _SAME_FRAME and filled_differently(x.words, y.words)


def _about(x: Passage, y: Passage) -> str:
    """The words that both sides use, in the order of the first: what they disagree about."""
    shared = set(stems(x.words)) & set(stems(y.words))
    names = {n.actor for n in x.marked.names_in(x.sentence)} & {n.actor for n in y.marked.names_in(y.sentence)}
    picked = [w for w in words(x.words) if set(stems(w)) & shared and not any(w in n for n in names)]
    return ", ".join([*sorted(names)[:2], *dict.fromkeys(w.lower() for w in picked[:4])])
