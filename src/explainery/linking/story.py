"""The story: everything that its articles say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from explainery.answers.labels import NO_LABELS, Labels
from explainery.answers.records import NO_ANSWERS, Answers
from explainery.answers.tasks.facts import facts_in
from explainery.citation_keys import passages, sentence_code
from explainery.config import StorySettings
from explainery.linking.actors import acting, leaders, main_actors
from explainery.linking.assertions import Assertions, assertions_of
from explainery.linking.claims import Kinship, claims_of, grouped
from explainery.linking.developments import overtaken
from explainery.linking.disputes.detection import disagreements_of
from explainery.linking.exchanges.extraction import Parties, exchanges_of
from explainery.linking.independence import independent_groups
from explainery.linking.people import people_of
from explainery.linking.predicates import predicate_of
from explainery.linking.questions import Asked, asked_about, fact_questions, helpers, labels_from
from explainery.linking.relabelling import (
    Codes,
    alike_pairs,
    codes_of,
    recorded_dates,
    recorded_pairs,
    relabelled_disputes,
    relabelled_exchanges,
    relabelled_timeline,
)
from explainery.linking.salience import saliences
from explainery.linking.similarity import Index, index
from explainery.linking.speakers import named_throughout
from explainery.linking.timeline import timeline_of
from explainery.model import Claim, Disagreement, MarkedArticle, Passage, Story, Support
from explainery.text import folded

_PARTIES = 2


def link(slug: str, articles: Sequence[MarkedArticle], settings: StorySettings, answers: Answers = NO_ANSWERS) -> Story:
    """Find the claims, exchanges, timeline, people and disagreements of a story's marked articles.

    Args:
        slug: the story's name.
        articles: its marked articles.
        settings: its settings.
        answers: what is recorded about its sentences; it stands where the rules say otherwise.
    """
    articles = named_throughout(articles)
    by_id = passages(articles)
    rows = list(by_id.values())
    assertions = [assertions_of(p) for p in rows]
    led = leaders(articles, settings.parties)
    sentence_index = _index(rows, led)
    actors = main_actors(rows, led, settings.parties)
    asked = asked_about(rows, sentence_index, actors) if answers else None
    labels = labels_from(answers, asked) if asked else NO_LABELS
    codes = codes_of(rows) if answers else {}
    kinship = _kinship(rows, assertions, sentence_index, codes, labels)
    salience = saliences(rows, assertions, sentence_index)
    groups = independent_groups(articles)
    claims = claims_of(kinship, grouped(kinship), salience, groups)
    homes = {sentence: claim.id for claim in claims for sentence in claim.sentences}
    disputes = disagreements_of(rows, assertions, sentence_index, groups, homes)
    disputes = _once(relabelled_disputes(disputes, rows, codes, homes, labels), by_id)
    exchanges = exchanges_of(rows, Parties(MappingProxyType(led), actors[:_PARTIES]), homes)
    dates = recorded_dates(rows, codes, labels)
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
        exchanges=relabelled_exchanges(exchanges, rows, codes, labels),
        timeline=relabelled_timeline(timeline_of(rows), dates),
        disagreements=disputes,
        people=people_of(rows),
        dated=MappingProxyType(dates),
        needed=_needed(claims, by_id, answers),
        helped_by=helpers(answers, asked, alike_pairs(codes, labels)) if asked else frozenset(),
    )
    return story if settings.title else replace(story, title=_title(story))


def _kinship(
    rows: Sequence[Passage], assertions: Sequence[Assertions], sentence_index: Index, codes: Codes, labels: Labels
) -> Kinship:
    """How alike the sentences are, with what is recorded of pairs as far as the rules can believe it."""
    predicates = [predicate_of(p) for p in rows]
    kinship = Kinship(rows, assertions, predicates, sentence_index, alike=alike_pairs(codes, labels))
    return replace(kinship, recorded=recorded_pairs(codes, labels, kinship.may_be_same))


def questions_about(articles: Sequence[MarkedArticle], settings: StorySettings) -> Asked:
    """What may be asked about the sentences of a story's marked articles."""
    articles = named_throughout(articles)
    rows = list(passages(articles).values())
    led = leaders(articles, settings.parties)
    return asked_about(rows, _index(rows, led), main_actors(rows, led, settings.parties))


def _index(rows: Sequence[Passage], led: Mapping[str, str]) -> Index:
    return index([p.words for p in rows], [{acting(n, led) for n in p.marked.names_in(p.sentence)} for p in rows])


def _needed(claims: Sequence[Claim], by_id: Mapping[str, Passage], answers: Answers) -> frozenset[str]:
    """The ids of the sentences with facts that no explainer may leave out."""
    if not answers:
        return frozenset()
    codes = facts_in(answers, fact_questions(claims, by_id))
    return frozenset(p.id for p in by_id.values() if codes and sentence_code(p.words) in codes)


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
