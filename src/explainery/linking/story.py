"""The story: everything that its articles say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from explainery.citation_keys import passages
from explainery.config import StorySettings
from explainery.linking.actors import acting, leaders, main_actors
from explainery.linking.assertions import assertions_of
from explainery.linking.claims import Kinship, claims_of, grouped
from explainery.linking.developments import overtaken
from explainery.linking.disputes.detection import disagreements_of
from explainery.linking.exchanges.extraction import Parties, exchanges_of
from explainery.linking.independence import independent_groups
from explainery.linking.people import people_of
from explainery.linking.predicates import predicate_of
from explainery.linking.salience import saliences
from explainery.linking.similarity import index
from explainery.linking.speakers import named_throughout
from explainery.linking.timeline import timeline_of
from explainery.model import Claim, Disagreement, MarkedArticle, Passage, Story, Support
from explainery.text import folded

_PARTIES = 2


def link(slug: str, articles: Sequence[MarkedArticle], settings: StorySettings) -> Story:
    """Find the claims, exchanges, timeline, people and disagreements of a story's marked articles."""
    articles = named_throughout(articles)
    by_id = passages(articles)
    rows = list(by_id.values())
    assertions = [assertions_of(p) for p in rows]
    led = leaders(articles, settings.parties)
    sentence_index = index(
        [p.words for p in rows], [{acting(n, led) for n in p.marked.names_in(p.sentence)} for p in rows]
    )
    kinship = Kinship(rows, assertions, [predicate_of(p) for p in rows], sentence_index)
    salience = saliences(rows, assertions, sentence_index)
    groups = independent_groups(articles)
    claims = claims_of(kinship, grouped(kinship), salience, groups)
    homes = {sentence: claim.id for claim in claims for sentence in claim.sentences}
    actors = main_actors(rows, led, settings.parties)
    disputes = _once(disagreements_of(rows, assertions, sentence_index, groups, homes), by_id)
    story = Story(
        slug=slug,
        title=settings.title,
        articles=tuple(articles),
        passages=MappingProxyType(by_id),
        independent_groups=MappingProxyType(groups),
        actors=actors,
        led=MappingProxyType(led),
        description=settings.description,
        claims=_with_disputes(claims, disputes),
        exchanges=exchanges_of(rows, Parties(MappingProxyType(led), actors[:_PARTIES]), homes),
        timeline=timeline_of(rows),
        disagreements=disputes,
        people=people_of(rows),
    )
    return story if settings.title else replace(story, title=_title(story))


def _once(disputes: Sequence[Disagreement], by_id: Mapping[str, Passage]) -> tuple[Disagreement, ...]:
    """The disagreements without those that copies of an article repeat."""
    first = {frozenset(folded(by_id[side[0]].words) for side in d.sides): d for d in reversed(disputes)}
    return tuple(d for d in disputes if d in first.values())


def _title(story: Story) -> str:
    """The headline of the article that shares most with the others, and whose own news no later article counts anew."""
    shared = {m.article.id: 0 for m in story.articles}
    for claim in story.claims:
        for article in {story.passage(s).article.id for s in claim.sentences}:
            shared[article] += len(claim.sentences) - 1
    late = {story.passage(s).article.id for s in overtaken(story) if story.passage(s).number == 1}
    able = [m for m in story.articles if m.article.id not in late] or list(story.articles)
    return max(able, key=lambda m: shared[m.article.id]).article.title


def _with_disputes(claims: Sequence[Claim], disputes: Sequence[Disagreement]) -> tuple[Claim, ...]:
    """The claims, with those that a source contradicts marked as disputed."""
    contested = {s for d in disputes for side in d.sides for s in side}
    return tuple(replace(c, support=Support.DISPUTED) if contested & set(c.sentences) else c for c in claims)
