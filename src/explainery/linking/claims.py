"""Claims: sentences that say the same thing, across articles.

Likeness proposes a pair; it becomes one claim when nothing that the two commit themselves to conflicts: whom
they name, what they count, when, and whether they deny. A group grows where a sentence fits its members on
average. A long sentence says more than one thing, so a sentence of another group may also say a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from explainery.linking.assertions import Facts, dates_agree, filled_differently, numbers_conflict
from explainery.linking.independence import one_text
from explainery.linking.similarity import Index
from explainery.model import Claim, Passage, Support
from explainery.text import folded

SAME = (
    0.30  # likeness from which two sentences of different articles may say the same, and one may be cited for the other
)
SAME_ARTICLE = 0.6  # an article rarely says a thing twice; when it does, nearly word for word
ALSO = 0.12  # likeness from which a sentence also says what a claim says
_STRANGERS = 0.06  # how much more alike two sentences must be that share no name
_HELD = 0.15  # of a sentence, what another must hold to say it among other things
_WHOLE = 0.9  # a sentence says another among other things where it holds nearly as much of it, or more
_VOICE = 0.6  # what each further voice that tells a claim adds to its weight
_CONFLICT = -1.0


def agree(a: Facts, b: Facts) -> bool:
    """Whether nothing that two sentences commit themselves to conflicts."""
    return may_agree(a, b) and dates_agree(a.dates, b.dates)


def may_agree(a: Facts, b: Facts) -> bool:
    """Whether they agree but for the day, on which two long sentences may tell different parts of one thing."""
    if a.denies != b.denies or a.refuses != b.refuses or numbers_conflict(a, b):
        return False
    return bool(a.actors & b.actors) or dates_agree(a.dates, b.dates)


@dataclass(frozen=True, slots=True)
class Kinship:
    """How far two sentences say the same: their likeness, or -1 where what they commit themselves to conflicts."""

    passages: Sequence[Passage]
    facts: Sequence[Facts]
    index: Index

    def of(self, a: int, b: int, agreeing: Callable[[Facts, Facts], bool] = agree) -> float:
        """The kinship of two sentences, by number."""
        a, b = min(a, b), max(a, b)
        one, two = self.passages[a], self.passages[b]
        likeness = self.index.cosine(a, b)
        if one.article.id == two.article.id:
            return likeness if likeness >= SAME_ARTICLE and agree(self.facts[a], self.facts[b]) else _CONFLICT
        if likeness < ALSO:
            return likeness
        if folded(one.words) == folded(two.words):
            return 1.0
        if not agreeing(self.facts[a], self.facts[b]) or filled_differently(one.words, two.words):
            return _CONFLICT
        x, y = self.facts[a].actors, self.facts[b].actors
        return likeness - _STRANGERS * bool(x and y and not x & y)

    def mean(self, some: Sequence[int], others: Sequence[int]) -> float:
        """The mean kinship of two groups, -1 where any two conflict."""
        kinships = [self.of(i, j) for i in some for j in others]
        return _CONFLICT if _CONFLICT in kinships else sum(kinships) / len(kinships)


def grouped(kinship: Kinship) -> list[list[int]]:
    """Groups of sentence numbers that say the same, in the order of their first sentence."""
    total = len(kinship.passages)
    near = ((a, b) for a in range(total) for b in kinship.index.near(a))
    pairs = sorted(((kinship.of(a, b), a, b) for a, b in near), key=lambda p: (-p[0], p[1], p[2]))
    home = list(range(total))
    groups: dict[int, list[int]] = {i: [i] for i in home}
    for alike, a, b in pairs:
        if alike < SAME:
            break
        x, y = home[a], home[b]
        if x != y and kinship.mean(groups[x], groups[y]) >= SAME:
            keep, gone = min(x, y), max(x, y)
            groups[keep] = sorted(groups[keep] + groups.pop(gone))
            for i in groups[keep]:
                home[i] = keep
    return [groups[k] for k in sorted(groups)]


def claims_of(
    kinship: Kinship, groups: Sequence[Sequence[int]], weights: Sequence[float], voices: Mapping[str, str]
) -> tuple[Claim, ...]:
    """The groups as claims: which sentence stands for each, which facet, who stands behind it, who also says it."""
    passages = kinship.passages
    out = []
    for group in groups:
        shown = max(group, key=lambda i: (weights[i] + _readable(passages[i]), -i))
        sentence = passages[shown].sentence
        heard = {voices[passages[i].article.id] for i in group}
        # A sentence that one outlet took from another is heard once, however much else the two tell apart.
        independent = len(heard) > 1 and one_text([passages[i].words for i in group]) > 1
        also = _also(kinship, group, shown)
        told = len({voices[passages[i].article.id] for i in (*group, *also)})
        out.append(
            Claim(
                id=passages[shown].key,
                facet=sentence.facets[0] if sentence.facets else None,
                sentences=tuple(passages[i].id for i in (shown, *(i for i in group if i != shown))),
                shown=passages[shown].id,
                also=tuple(passages[i].id for i in also),
                support=Support.CORROBORATED if independent else Support.SINGLE,
                weight=round(max(weights[i] for i in group) + _VOICE * (told - 1), 4),
            )
        )
    return tuple(out)


def _also(kinship: Kinship, group: Sequence[int], shown: int) -> list[int]:
    """Sentences of other articles that say what the shown one says, among other things: it is more theirs than they its."""
    near = {j for i in group for j in kinship.index.around(i)} - set(group)
    alike = (j for j in near if max(_abroad(kinship, i, j) for i in group) >= ALSO)
    covered = kinship.index.covered
    return sorted(j for j in alike if covered(shown, j) >= max(_HELD, _WHOLE * covered(j, shown)))


def _abroad(kinship: Kinship, i: int, j: int) -> float:
    """The kinship of two sentences of different articles; 0 of one."""
    one_article = kinship.passages[i].article.id == kinship.passages[j].article.id
    return 0.0 if one_article else kinship.of(i, j, may_agree)


def _readable(passage: Passage) -> float:
    """What speaks for showing this sentence of a claim: it stands alone and is not long."""
    count = len(passage.words.split())
    return (0.2 if passage.marked.names_in(passage.sentence) else 0.0) - 0.01 * max(0, count - 25)
