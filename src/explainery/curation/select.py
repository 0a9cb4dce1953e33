"""Selection: which claims the pages show, within which length.

Claims are ranked once, whatever the length: each facet's best first, then by weight, as far as a claim is likely
to be news after those before it. The pages show the longest beginning of that ranking that fits the budget, so
that a larger budget adds and never takes away. A claim that no passage can word, or that is unlikely on its page,
is in no ranking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from explainery.config import DEFAULTS
from explainery.curation.gates import Fit, Fitting, as_published, placed
from explainery.curation.relevance import Relevance
from explainery.curation.tuning import TUNING
from explainery.linking.developments import overtaken
from explainery.linking.redundancy import Redundancy
from explainery.model import EVENT, Claim, Rights, Story
from explainery.patterns import regex
from explainery.text import count_words, folded

_QUOTED = regex(r"“([^”]*)”")
NO_PAGE, UNSURE, FULL = "serves no page", "its page is not sure enough", "the page is full"
ON_LINE, ASIDE = "stands in the timeline", "shares no words with what the other articles report"
OVERTAKEN = "a later article counts anew"
BRIEF = "too short to tell much"
TOLD, SHARE, BUDGET = "told again by", "its article's share is used up", "beyond the length budget"


@dataclass(frozen=True, slots=True)
class Lengths:
    """How much may be shown.

    Attributes:
        budget: the share of all the articles' words, 0 to 1.
        quote_share: the share of one article's words under `rights: quote`, 0 to 1.
        overview_words: words of the overview's sentences.
        page_words: words of any other page's sentences.
    """

    budget: float = DEFAULTS.budget
    quote_share: float = DEFAULTS.quote_share
    overview_words: int = DEFAULTS.overview_words
    page_words: int = DEFAULTS.page_words

    def on(self, facet: str | None) -> int:
        """The words of the page of a facet."""
        return self.overview_words if facet == EVENT else self.page_words


class _Ranking:
    """The claims of a story in the order in which they are wanted, and why some are passed over."""

    def __init__(self, story: Story, fitting: Fitting, told: Collection[str] = ()) -> None:
        relevance = Relevance.of(story)
        self.passed = {c.id: ASIDE for c in story.claims if not relevance.about(c, story)}
        self.passed |= {c.id: why for c in story.claims if (why := _unable(story, c, fitting))}
        newer = overtaken(story)
        self.passed |= {c.id: OVERTAKEN for c in story.claims if newer.keys() >= set(c.sentences)}
        self.passed |= {c.id: ON_LINE for c in story.claims if _on_line(c, told, fitting)}
        able = sorted((c for c in story.claims if c.id not in self.passed), key=lambda c: (-c.weight, c.id))
        # Comparing every claim with every other would cost their square; nobody reads this many on a few pages.
        pool, self.rest = able[: TUNING.most_compared], able[TUNING.most_compared :]
        self.redundancy = Redundancy.of(story, pool)
        self.left = dict(enumerate(pool))
        self.fresh = dict.fromkeys(self.left, 1.0)
        self.partly = dict.fromkeys(self.left, 0.0)  # several that tell a part tell the same part
        self.repeated = dict.fromkeys(self.left, (0.0, ""))
        self.taken: Counter[str] = Counter()
        events = {c.shown for c in pool if c.facet == EVENT}
        self.needed = story.needed
        self.leads = {s for s in events if story.passage(s).number == 1} or events

    def _wanted(self, i: int) -> tuple[bool, bool, float, int]:
        claim = self.left[i]
        worth = claim.weight * self.fresh[i] * (1 - self.partly[i])
        # What happened is told first as an article's first sentence tells it.
        needed = not self.needed.isdisjoint(claim.sentences)
        first = self.taken[str(claim.facet)] < TUNING.first_round and (
            claim.facet != EVENT or claim.shown in self.leads
        )
        return needed, first and worth > TUNING.least_worth, worth, -i

    def __iter__(self) -> Iterator[Claim]:
        while self.left:
            best = max(self.left, key=self._wanted)
            claim = self.left.pop(best)
            if not self._passes(best, claim):
                self.taken[str(claim.facet)] += 1
                yield claim
                self._tell(best, claim)
        yield from self.rest

    def _passes(self, i: int, claim: Claim) -> bool:
        """Whether a claim is passed over, whatever the length."""
        chance, by = self.repeated[i]
        if chance > TUNING.most_told:
            self.passed[claim.id] = f"{TOLD} {by}"
        return claim.id in self.passed

    def _tell(self, chosen: int, claim: Claim) -> None:
        for i in self.left:
            chance = self.redundancy.chance(chosen, i)
            self.fresh[i] *= 1 - chance
            self.partly[i] = max(self.partly[i], self.redundancy.part(chosen, i))
            self.repeated[i] = max(self.repeated[i], (chance, claim.id))


def ranked(story: Story, fitting: Fitting | None = None) -> Iterator[Claim]:
    """Every claim that may stand on a page, the most wanted first; lazily, for a budget seldom asks for all."""
    return iter(_Ranking(story, fitting or as_published(story)))


def _on_line(claim: Claim, told: Collection[str], fitting: Fitting) -> bool:
    """Whether a claim already stands in the timeline, in the words that its page would have; a quotation would not."""
    return any(s in told and not fitting(s, claim.facet).quoted for s in claim.sentences)


def _unable(story: Story, claim: Claim, fitting: Fitting) -> str:
    """Why a claim can stand on no page, whatever the length; "" if it can."""
    if claim.facet is None:
        return NO_PAGE
    if not placed(story, claim):
        return UNSURE
    fits = [fitting(s, claim.facet) for s in claim.sentences]
    reasons = [f.reason or (BRIEF if f.words < TUNING.least_words and not f.quoted else "") for f in fits]
    return reasons[0] if all(reasons) else ""


@dataclass(slots=True)
class Shares:
    """How many words of each article under `rights: quote` may still be reproduced, by its id.

    Words that several articles have, as of one press conference, count in each of them.
    """

    story: Story
    left: dict[str, int]
    texts: dict[str, str]

    @classmethod
    def of(cls, story: Story, share: float) -> Shares:
        """The shares before anything is reproduced. `share`: of an article's words, 0 to 1."""
        quoting = [m for m in story.articles if m.article.rights is Rights.QUOTE]
        sizes = {m.article.id: sum(count_words(m.words_of(s)) for s in m.sentences) for m in quoting}
        texts = {m.article.id: folded(m.article.text) for m in quoting}
        return cls(story, {article: int(share * size) for article, size in sizes.items()}, texts)

    def take(self, sentences: Mapping[str, Fit]) -> bool:
        """Whether passages may be reproduced together, by sentence id; their words are then used up."""
        left = dict(self.left)
        for sentence, fit in sentences.items():
            for article, words in self._uses(sentence, fit):
                left[article] -= words
        if any(words < 0 for words in left.values()):
            return False
        self.left = left
        return True

    def _uses(self, sentence: str, fit: Fit) -> Iterator[tuple[str, int]]:
        """The articles whose words a statement reproduces, and how many: of one in words of ours, its quotations."""
        if not fit.text or fit.quoted:
            yield from ((article, fit.words) for article in self._holders(sentence, fit.quoted))
            return
        for words in _QUOTED.findall(fit.text):
            yield from ((article, count_words(words)) for article in self._holders(sentence, words))

    def _holders(self, sentence: str, quoted: str) -> set[str]:
        """The articles that have some words of a passage."""
        own = {self.story.passage(sentence).article.id} & self.left.keys()
        words = folded(quoted)
        return own | {a for a, text in self.texts.items() if words and words in text}


@dataclass(frozen=True, slots=True)
class Choice:
    """The claims that the pages show, in their rank, and why each of the others is left out, by claim id.

    `shares`: what may still be reproduced of articles under `rights: quote`.
    """

    claims: tuple[Claim, ...]
    shares: Shares
    left: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(slots=True)
class _Room:
    """The words that may still be shown: in all, and on each page."""

    lengths: Lengths
    words: float
    used: Counter[str]

    def fits(self, claim: Claim, words: int) -> bool:
        """Whether a page has room for a claim of that many words. Its first one always fits."""
        used = self.used[str(claim.facet)]
        return not used or used + words <= self.lengths.on(claim.facet)

    def take(self, claim: Claim, words: int) -> None:
        """Use the words up."""
        self.used[str(claim.facet)] += words
        self.words -= words


def chosen(story: Story, lengths: Lengths, fitting: Fitting | None = None, told: Collection[str] = ()) -> Choice:
    """The claims that the pages show, as ranked, until the words are used up.

    Each is shown in the first of its passages that can be worded and that its article's share has room for.

    Args:
        story: the story.
        lengths: how much may be shown.
        fitting: which passages can be worded.
        told: sentences that stand in the timeline; a claim that rests on one is not told a second time in prose.
    """
    fit = fitting or as_published(story)
    room = _Room(lengths, lengths.budget * sum(count_words(p.words) for p in story.passages.values()), Counter())
    shares, ranking = Shares.of(story, lengths.quote_share), _Ranking(story, fit, told)
    shown: list[Claim] = []
    for claim in ranking:
        if room.words <= 0 and shown:
            break
        able = {s: f for s in claim.sentences if not (f := fit(s, claim.facet)).reason}
        fits = [s for s, f in able.items() if room.fits(claim, f.words)]
        if not fits:
            ranking.passed[claim.id] = FULL
            continue
        best = next((s for s in fits if shares.take({s: able[s]})), None)
        if best is None:
            ranking.passed[claim.id] = SHARE
            continue
        if room.words < able[best].words and shown:
            break
        room.take(claim, able[best].words)
        shown.append(_shown_in(story, claim, best))
    return Choice(tuple(shown), shares, MappingProxyType(_left(story, shown, ranking.passed)))


def _shown_in(story: Story, claim: Claim, sentence: str) -> Claim:
    """The claim with one of its sentences as the one that stands on the page."""
    rest = (s for s in claim.sentences if s != sentence)
    return replace(claim, id=story.passage(sentence).key, shown=sentence, sentences=(sentence, *rest))


def _left(story: Story, shown: Collection[Claim], passed: Mapping[str, str]) -> dict[str, str]:
    """Why each claim that is not shown is left out."""
    shown_sentences = {frozenset(c.sentences) for c in shown}
    return {c.id: passed.get(c.id, BUDGET) for c in story.claims if frozenset(c.sentences) not in shown_sentences}
