"""Selection: which claims the pages show, within which length.

Claims are ranked once, whatever the length: each facet's best first, then by weight, as far as a claim is likely
to be news after those before it. The pages show the longest beginning of that ranking that fits the budget, so
that a larger budget adds and never takes away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from explainery.config import DEFAULTS, QUOTE_WORDS
from explainery.curation.tuning import TUNING
from explainery.linking.redundancy import Redundancy
from explainery.linking.salience import dangling
from explainery.model import EVENT, Claim, Rights, Story
from explainery.text import count_words

NO_PAGE, HANGS, FULL = "serves no page", "needs the sentence before it", "the overview is full"
TOLD, SHARE, BUDGET = "told again by", "its article's share is used up", "beyond the length budget"


@dataclass(frozen=True, slots=True)
class Lengths:
    """How much may be shown: of all words (`budget`), and of one article under `rights: quote`."""

    budget: float = DEFAULTS.budget
    quote_share: float = DEFAULTS.quote_share


@dataclass(frozen=True, slots=True)
class Choice:
    """The claims that the pages show, in their rank, and why each of the others is left out, by claim id.

    `quoted` are the sentences under `rights: quote` that may be reproduced.
    """

    claims: tuple[Claim, ...]
    quoted: frozenset[str]
    left: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class _Ranking:
    """The claims of a story in the order in which they are wanted, and why some are passed over."""

    def __init__(self, story: Story) -> None:
        self.passed = {c.id: NO_PAGE for c in story.claims if c.facet is None}
        serving = [c for c in story.claims if c.facet is not None]
        self.passed |= {c.id: HANGS for c in serving if _hangs(story, c)}
        able = sorted((c for c in serving if c.id not in self.passed), key=lambda c: (-c.weight, c.id))
        # Comparing every claim with every other would cost their square; nobody reads this many on a few pages.
        pool, self.rest = able[: TUNING.most_compared], able[TUNING.most_compared :]
        self.redundancy = Redundancy.of(story, pool)
        self.left = dict(enumerate(pool))
        self.fresh = dict.fromkeys(self.left, 1.0)
        self.partly = dict.fromkeys(self.left, 0.0)  # several that tell a part tell the same part
        self.repeated = dict.fromkeys(self.left, (0.0, ""))
        self.taken: Counter[str] = Counter()
        events = {c.shown for c in pool if c.facet == EVENT}
        self.leads = {s for s in events if story.passage(s).number == 1} or events

    def _wanted(self, i: int) -> tuple[bool, float, int]:
        claim = self.left[i]
        worth = claim.weight * self.fresh[i] * (1 - self.partly[i])
        # What happened is told first as an article's first sentence tells it.
        first = self.taken[str(claim.facet)] < TUNING.first_round and (
            claim.facet != EVENT or claim.shown in self.leads
        )
        return first and worth > TUNING.least_worth, worth, -i

    def __iter__(self) -> Iterator[Claim]:
        while self.left:
            best = max(self.left, key=self._wanted)
            claim = self.left.pop(best)
            if not self._passes(best, claim):
                self.taken[str(claim.facet)] += 1
                yield claim
                self._tell(best, claim)
        self.passed |= {c.id: FULL for c in self.rest if c.facet == EVENT}
        yield from (c for c in self.rest if c.facet != EVENT)

    def _passes(self, i: int, claim: Claim) -> bool:
        """Whether a claim is passed over, whatever the length."""
        chance, by = self.repeated[i]
        if chance > TUNING.most_told:
            self.passed[claim.id] = f"{TOLD} {by}"
        elif claim.facet == EVENT and self.taken[EVENT] >= TUNING.most_events:
            self.passed[claim.id] = FULL
        return claim.id in self.passed

    def _tell(self, chosen: int, claim: Claim) -> None:
        for i in self.left:
            chance = self.redundancy.chance(chosen, i)
            self.fresh[i] *= 1 - chance
            self.partly[i] = max(self.partly[i], self.redundancy.part(chosen, i))
            self.repeated[i] = max(self.repeated[i], (chance, claim.id))


def ranked(story: Story) -> Iterator[Claim]:
    """Every claim that may stand on a page, the most wanted first; lazily, for a budget seldom asks for all."""
    return iter(_Ranking(story))


def _hangs(story: Story, claim: Claim) -> bool:
    """Whether a claim says nothing by itself: a few words that need the sentence before ("But it can help too.")."""
    words = story.passage(claim.shown).words
    return dangling(words) and count_words(words) < TUNING.self_standing_words


@dataclass(slots=True)
class _Shares:
    """How many words of each article under `rights: quote` may still be reproduced."""

    story: Story
    left: dict[str, int]

    @classmethod
    def of(cls, story: Story, share: float) -> _Shares:
        quoting = [m for m in story.articles if m.article.rights is Rights.QUOTE]
        sizes = {m.article.id: sum(count_words(m.words_of(s)) for s in m.sentences) for m in quoting}
        return cls(story, {article: int(share * size) for article, size in sizes.items()})

    def take(self, sentence: str) -> bool:
        """Whether the sentence may be reproduced; its words are then used up (a long one counts as its quotation)."""
        passage = self.story.passage(sentence)
        cost = min(QUOTE_WORDS, count_words(passage.words))
        if self.left.get(passage.article.id, cost) < cost:
            return False
        if passage.article.id in self.left:
            self.left[passage.article.id] -= cost
        return True


def chosen(story: Story, lengths: Lengths) -> Choice:
    """The claims that the pages show, as ranked, until the words are used up.

    One whose sentences no longer fit their articles' shares is named by a pointer; a few of those stand on each
    page, the first ones met.
    """
    words = lengths.budget * sum(count_words(p.words) for p in story.passages.values())
    shares, ranking = _Shares.of(story, lengths.quote_share), _Ranking(story)
    shown: list[Claim] = []
    quoted: set[str] = set()
    pointers: Counter[str] = Counter()
    for ranked_claim in ranking:
        claim = _fitting(story, ranked_claim, shares)
        if claim is None:
            pointers[str(ranked_claim.facet)] += 1
            if pointers[str(ranked_claim.facet)] <= TUNING.most_pointers:
                shown.append(ranked_claim)
            else:
                ranking.passed[ranked_claim.id] = SHARE
            continue
        words -= count_words(story.passage(claim.shown).words)
        if words < 0 and quoted:
            break
        quoted.add(claim.shown)
        shown.append(claim)
    also = [s for c in shown for s in c.sentences[: TUNING.most_cites] if s not in quoted and c.shown in quoted]
    quoted |= {s for s in dict.fromkeys(also) if shares.take(s)}
    return Choice(tuple(shown), frozenset(quoted), MappingProxyType(_left(story, shown, ranking.passed)))


def _fitting(story: Story, claim: Claim, shares: _Shares) -> Claim | None:
    """The claim in the first of its sentences that its article's share has room for."""
    fits = next((s for s in claim.sentences if shares.take(s)), None)
    if fits is None:
        return None
    rest = (s for s in claim.sentences if s != fits)
    return replace(claim, id=story.passage(fits).key, shown=fits, sentences=(fits, *rest))


def _left(story: Story, shown: list[Claim], passed: Mapping[str, str]) -> dict[str, str]:
    """Why each claim that is not shown is left out."""
    shown_sentences = {frozenset(c.sentences) for c in shown}
    return {c.id: passed.get(c.id, BUDGET) for c in story.claims if frozenset(c.sentences) not in shown_sentences}
