"""Claims: sentences that say the same thing, across articles.

Similarity proposes a pair; it becomes one claim when nothing that the two commit themselves to conflicts: whom
they name, what they count, when, and whether they deny. A group grows only where a sentence fits its first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainery.linking.facts import Facts, dates_agree, filled_differently, numbers_agree
from explainery.linking.similarity import Index
from explainery.model import Claim, Passage, Support
from explainery.text import folded

SAME = 0.36  # likeness from which two sentences of different articles may say the same
SAME_ARTICLE = 0.75  # an article rarely says a thing twice; when it does, nearly word for word


def grouped(passages: Sequence[Passage], facts: Sequence[Facts], index: Index) -> list[list[int]]:
    """Groups of sentence numbers that say the same, in the order of their first sentence."""
    pairs = sorted(
        ((index.cosine(a, b), a, b) for a in range(len(passages)) for b in index.near(a)),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    home = list(range(len(passages)))
    groups: dict[int, list[int]] = {i: [i] for i in home}
    for likeness, a, b in pairs:
        if likeness < SAME:
            break
        x, y = home[a], home[b]
        if x != y and all(_same(passages, facts, index, i, j) for i in groups[x] for j in groups[y]):
            keep, gone = min(x, y), max(x, y)
            groups[keep] = sorted(groups[keep] + groups.pop(gone))
            for i in groups[keep]:
                home[i] = keep
    return [groups[k] for k in sorted(groups)]


def _same(passages: Sequence[Passage], facts: Sequence[Facts], index: Index, a: int, b: int) -> bool:
    """Whether two sentences may stand for one claim."""
    one_article = passages[a].article.id == passages[b].article.id
    if folded(passages[a].words) == folded(passages[b].words):
        return True
    if index.cosine(a, b) < (SAME_ARTICLE if one_article else SAME):
        return False
    return agree(facts[a], facts[b]) and not filled_differently(passages[a].words, passages[b].words)


def agree(a: Facts, b: Facts) -> bool:
    """Whether nothing that two sentences commit themselves to conflicts."""
    if a.negated != b.negated or not numbers_agree(a.numbers, b.numbers) or not dates_agree(a.dates, b.dates):
        return False
    return not a.actors or not b.actors or bool(a.actors & b.actors)


def claims_of(
    passages: Sequence[Passage],
    groups: Sequence[Sequence[int]],
    weights: Sequence[float],
    voices: Mapping[str, str],
) -> tuple[Claim, ...]:
    """The groups as claims: which sentence stands for each, which facet, who stands behind it."""
    out = []
    for group in groups:
        shown = max(group, key=lambda i: (weights[i] + _readable(passages[i]), -i))
        sentence = passages[shown].sentence
        heard = {voices[passages[i].article.id] for i in group}
        support = Support.CORROBORATED if len(heard) > 1 else Support.SINGLE
        cites = (shown, *(i for i in group if i != shown))
        out.append(
            Claim(
                id=passages[shown].key,
                facet=sentence.facets[0] if sentence.facets else None,
                sentences=tuple(passages[i].id for i in cites),
                shown=passages[shown].id,
                support=support,
                weight=round(max(weights[i] for i in group) + 0.25 * (len(heard) - 1), 4),
            )
        )
    return tuple(out)


def _readable(passage: Passage) -> float:
    """What speaks for showing this sentence of a claim: it stands alone and is not long."""
    count = len(passage.words.split())
    return (0.2 if passage.marked.names_in(passage.sentence) else 0.0) - 0.01 * max(0, count - 25)
