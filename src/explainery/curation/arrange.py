"""Arrangement: what goes on which page, and in which order.

`select.py` decides what is shown at all. Neither the order nor the sections depend on the length budget.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from explainery.curation.cast import cast_of
from explainery.curation.gates import Fit, Fitting, as_published
from explainery.curation.grounding import Grounding
from explainery.curation.lead import in_order, with_lead
from explainery.curation.motives import motives_sections
from explainery.curation.ordering import date_of, every, filled, in_time, when
from explainery.curation.outlook import parted
from explainery.curation.page_plan import Difference, Explainer, FacetPage, Label, Section, Statement
from explainery.curation.reactions import reaction_sections
from explainery.curation.select import Choice, Lengths, chosen
from explainery.curation.timeline import TIMELINE, timeline_for
from explainery.curation.trade import shown_exchanges, trade_sections
from explainery.curation.tuning import TUNING
from explainery.linking.developments import figures
from explainery.model import BACKGROUND, EVENT, FACETS, MOTIVES, REACTIONS, TRADE, Claim, Disagreement, Rights, Story

NO_PLACE = "has no place on its page"


def explainer_of(story: Story, lengths: Lengths, fitting: Fitting | None = None) -> Explainer:
    """The explainer of a story.

    Args:
        story: the story.
        lengths: how much may be shown.
        fitting: says which passages can be worded as statements, and how long those are; without it, passages stand
            as published.
    """
    fit = fitting or as_published(story)
    led_story, lead = with_lead(story, fit)
    ground = Grounding(story, fit, lead.shown if lead else None)
    timeline = ground.kept([Section("", timeline_for(story, fit))], TIMELINE)
    dated = tuple(s for section in timeline for s in section.statements)
    told = {s.claim.shown for s in dated} - set(lead.sentences if lead else ())
    choice = chosen(led_story, lengths, fit, told)
    by_facet = {f: [_statement(story, c) for c in choice.claims if c.facet == f] for f in FACETS}
    events = in_order(story, lead, [c for c in choice.claims if c.facet == EVENT])
    overview, *outlook = ground.kept(parted(story, [_statement(story, c) for c in events]), EVENT) or [Section("", ())]
    exchanges = shown_exchanges(story)
    sections = {
        BACKGROUND: _background(story, by_facet[BACKGROUND]),
        MOTIVES: motives_sections(story, by_facet[MOTIVES]),
        TRADE: trade_sections(story, by_facet[TRADE], exchanges),
        REACTIONS: reaction_sections(story, by_facet[REACTIONS]),
    }
    pages = [
        FacetPage(facet, ground.kept(rows, facet), exchanges if facet == TRADE else ())
        for facet, rows in sections.items()
    ]
    shown = Explainer(
        story=story,
        overview=overview,
        pages=tuple(p for p in pages if p.statements or p.exchanges),
        differences=tuple(_differences(story, fit, choice)),
        timeline=dated,
        cast=cast_of(story),
        figures=figures(story),
        outlook=tuple(outlook),
    )
    return replace(shown, left=_left_out(shown, choice.left))


def _differences(story: Story, fitting: Fitting, choice: Choice) -> Iterator[Difference]:
    """The disagreements whose sides can be worded, within what may still be quoted of their articles."""
    shown = {c.shown for c in choice.claims}
    for disagreement in story.disagreements:
        fits = {side[0]: fitting(side[0], None) for side in disagreement.sides}
        if _wordable(story, list(fits), fits) and choice.shares.take({s: f for s, f in fits.items() if s not in shown}):
            yield _difference(story, disagreement)


def _wordable(story: Story, sentences: Sequence[str], fits: Mapping[str, Fit]) -> bool:
    """Whether each side can be worded; one of ours that needs the side above it can."""
    ours = [story.passage(s).article.rights is not Rights.QUOTE for s in sentences]
    return all(not fits[s].reason or (i > 0 and ours[i]) for i, s in enumerate(sentences))


def _difference(story: Story, disagreement: Disagreement) -> Difference:
    """The disagreement with a statement for each side, in the side's first passage."""
    sides = (Claim(story.passage(side[0]).key, None, side, side[0]) for side in disagreement.sides)
    return Difference(disagreement.about, tuple(Statement(c, (c.shown,)) for c in sides))


def _left_out(shown: Explainer, left: Mapping[str, str]) -> Mapping[str, str]:
    """Why each claim stands on no page, those included that an arrangement has no place for."""
    placed = {frozenset(s.claim.sentences) for s in shown.statements}
    missing = (c for c in shown.story.claims if frozenset(c.sentences) not in placed)
    return MappingProxyType({c.id: left.get(c.id, NO_PLACE) for c in missing})


def _statement(story: Story, claim: Claim) -> Statement:
    """The claim with what it cites: the shown passage, then one of each other article."""
    cites = [claim.shown]
    for sentence in claim.sentences:
        if story.passage(sentence).article.id not in {story.passage(c).article.id for c in cites}:
            cites.append(sentence)
    return Statement(claim, tuple(cites[: TUNING.most_cites]))


def _background(story: Story, statements: Sequence[Statement]) -> tuple[Section, ...]:
    """What is not dated as prose, then what is dated in order of time."""
    dated = [s for s in statements if date_of(story, s)]
    prose = [s for s in statements if s not in dated]
    if sum(bool(date_of(story, s)) for s in every(story, BACKGROUND)) < TUNING.least_in_section:
        return filled([("", in_time(story, statements), "prose")])
    line = [replace(s, date=date_of(story, s)) for s in dated]
    line.sort(key=lambda s: (s.date, when(story, s)))
    return filled([("", in_time(story, prose), "prose"), (Label("in_time") if prose else "", line, "timeline")])
