"""The story: everything that the articles say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from explainery.citation_keys import passages
from explainery.config import StorySettings
from explainery.linking.actors import acting, leaders, main_actors
from explainery.linking.assertions import facts_of
from explainery.linking.claims import Kinship, claims_of, grouped
from explainery.linking.disputes.detection import disagreements_of
from explainery.linking.exchanges.extraction import Parties, exchanges_of
from explainery.linking.independence import voices
from explainery.linking.people import people_of, timeline_of
from explainery.linking.salience import weights
from explainery.linking.similarity import index
from explainery.model import Claim, Disagreement, MarkedArticle, Passage, Story, Support
from explainery.text import folded

_PARTIES = 2


def link(slug: str, articles: Sequence[MarkedArticle], settings: StorySettings) -> Story:
    """Claims, exchanges, timeline, people and disagreements of a story's marked articles."""
    by_id = passages(articles)
    rows = list(by_id.values())
    facts = [facts_of(p) for p in rows]
    led = leaders(articles, settings.parties)
    likeness = index([p.words for p in rows], [{acting(n, led) for n in p.marked.names_in(p.sentence)} for p in rows])
    kinship = Kinship(rows, facts, likeness)
    weight = weights(rows, facts, likeness)
    speaking = voices(articles)
    claims = claims_of(kinship, grouped(kinship), weight, speaking)
    homes = {sentence: claim.id for claim in claims for sentence in claim.sentences}
    actors = main_actors(rows, led, settings.parties)
    disputes = _once(disagreements_of(rows, facts, likeness, speaking, homes), by_id)
    return Story(
        slug=slug,
        title=settings.title or _title(articles, claims),
        articles=tuple(articles),
        passages=MappingProxyType(by_id),
        voices=MappingProxyType(speaking),
        actors=actors,
        led=MappingProxyType(led),
        description=settings.description,
        claims=_with_disputes(claims, disputes),
        exchanges=exchanges_of(rows, Parties(MappingProxyType(led), actors[:_PARTIES]), homes),
        timeline=timeline_of(rows),
        disagreements=disputes,
        people=people_of(rows),
    )


def _once(disputes: Sequence[Disagreement], by_id: Mapping[str, Passage]) -> tuple[Disagreement, ...]:
    """The disagreements, one that copies of an article repeat only once."""
    first = {frozenset(folded(by_id[side[0]].words) for side in d.sides): d for d in reversed(disputes)}
    return tuple(d for d in disputes if d in first.values())


def _title(articles: Sequence[MarkedArticle], claims: Sequence[Claim]) -> str:
    """The headline of the article that says most of what the others say."""
    shared = {m.article.id: 0 for m in articles}
    for claim in claims:
        for article in {s.rsplit(":", 1)[0] for s in claim.sentences}:
            shared[article] += len(claim.sentences) - 1
    best = max(articles, key=lambda m: shared[m.article.id])
    return best.article.title


def _with_disputes(claims: Sequence[Claim], disputes: Sequence[Disagreement]) -> tuple[Claim, ...]:
    """The claims, those that a source contradicts marked so."""
    contested = {s for d in disputes for side in d.sides for s in side}
    return tuple(replace(c, support=Support.DISPUTED) if contested & set(c.sentences) else c for c in claims)
