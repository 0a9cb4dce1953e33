"""Arrangement: what goes on which page, and in which order.

`select.py` decides what is shown at all. Neither the order nor the sections depend on the length budget.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from explainery.curation.page_plan import Explainer, FacetPage, Section, Statement
from explainery.curation.select import Lengths, chosen
from explainery.curation.tuning import TUNING
from explainery.linking.people import dated_in
from explainery.linking.salience import dangling
from explainery.marking.entities import entities_in
from explainery.model import BACKGROUND, EVENT, FACETS, MOTIVES, REACTIONS, TRADE, Claim, Exchange, Rights, Story

# A heading for each actor, one for the rest, and the layout.
_AIMS = ("What {} wants", "Pressures and aims on all sides", "prose")
_VOICES = ("{}", "Others", "list")
_AFTER_PREPOSITION = re.compile(
    r"\b(?:in|of|from|to|with|by|for|against|on|at|over|into|through|between|among|like|and|than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FURTHER = "More in the sources"
Whose = Callable[[Story, Statement], str]


def explainer_of(story: Story, lengths: Lengths) -> Explainer:
    """The explainer of a story."""
    choice = chosen(story, lengths)
    quoted = choice.quoted
    statements = [_statement(story, claim, quoted) for claim in choice.claims]
    by_facet = {f: [s for s in statements if s.claim.facet == f] for f in FACETS}
    exchanges = _shown_exchanges(story, quoted)
    pages = [
        FacetPage(BACKGROUND, _background(story, by_facet[BACKGROUND])),
        FacetPage(MOTIVES, _by_actor(story, by_facet[MOTIVES], _actor_of, _AIMS)),
        FacetPage(TRADE, _trade(story, by_facet[TRADE], exchanges), exchanges),
        FacetPage(REACTIONS, _by_actor(story, by_facet[REACTIONS], _voice_of, _VOICES)),
    ]
    events = _in_time(story, by_facet[EVENT])
    return Explainer(
        story=story,
        overview=Section("", tuple(s for s in events if not s.pointer) or tuple(events)),
        pages=tuple(p for p in pages if p.statements or p.exchanges),
        disagreements=tuple(d for d in story.disagreements if all(_may_show(story, s[0], quoted) for s in d.sides)),
        quoted=quoted,
        left=choice.left,
    )


def _may_show(story: Story, sentence: str, quoted: Collection[str]) -> bool:
    return story.passage(sentence).article.rights is not Rights.QUOTE or sentence in quoted


def _statement(story: Story, claim: Claim, quoted: Collection[str]) -> Statement:
    """The claim with what it cites: the shown passage, then one of each other article."""
    cites = [claim.shown]
    for sentence in claim.sentences:
        if story.passage(sentence).article.id not in {story.passage(c).article.id for c in cites}:
            cites.append(sentence)
    return Statement(claim, tuple(cites[: TUNING.most_cites]), pointer=not _may_show(story, claim.shown, quoted))


def _shown_exchanges(story: Story, quoted: Collection[str]) -> tuple[Exchange, ...]:
    """The exchanges that may be shown; those between the story's main actors first.

    A side that was only inferred (the other of the two parties) stands in no passage, so the row stays out.
    """
    rank = {actor: i for i, actor in enumerate(story.actors)}
    shown = [e for e in story.exchanges if _may_show(story, e.sentences[0], quoted) and _both_named(story, e)]
    return tuple(sorted(shown, key=lambda e: (rank.get(e.giver, 99) + rank.get(e.receiver, 99), -len(e.sentences))))


def _both_named(story: Story, exchange: Exchange) -> bool:
    passage = story.passage(exchange.sentences[0])
    named = {story.led.get(n.actor, n.actor) for n in passage.marked.names_in(passage.sentence)}
    return {*exchange.giver.split(" and "), *exchange.receiver.split(" and ")} <= named


# The order on each page.


def _when(story: Story, statement: Statement) -> tuple[str, int]:
    """When a statement belongs: its article's day, then its place in it."""
    passage = story.passage(statement.claim.shown)
    return passage.article.published or "9999", passage.number


def _in_time(story: Story, statements: Sequence[Statement]) -> list[Statement]:
    """The most wanted statement that needs no other comes first; the rest follow in the order of the reports."""
    if not statements:
        return []
    whole = [s for s in statements if not s.pointer and not dangling(story.passage(s.claim.shown).words)]
    lead = (whole or statements)[0]  # they come in the order of their rank
    return [lead, *sorted((s for s in statements if s is not lead), key=lambda s: _when(story, s))]


def date_of(story: Story, statement: Statement) -> str:
    """The date of what a statement tells, where it is earlier than its article."""
    passage = story.passage(statement.claim.shown)
    values = [d.value for d in dated_in(passage)]
    published = passage.article.published or "9999"
    return min((v for v in values if v < published[: len(v)]), default="")


def _background(story: Story, statements: Sequence[Statement]) -> tuple[Section, ...]:
    """What is not dated as prose, then what is dated as a timeline."""
    dated = [s for s in statements if date_of(story, s) and not s.pointer]
    prose = [s for s in statements if s not in dated]
    if sum(bool(date_of(story, s)) for s in _every(story, BACKGROUND)) < TUNING.least_in_section:
        return _sections([("", _in_time(story, statements), "prose")])
    line = sorted(dated, key=lambda s: (date_of(story, s), _when(story, s)))
    return _sections([("", _in_time(story, prose), "prose"), ("In order of time" if prose else "", line, "timeline")])


def _actor_of(story: Story, statement: Statement) -> str:
    """Whose aims a statement tells: the first of the story's actors that it names as more than a place or a partner."""
    passage = story.passage(statement.claim.shown)
    text, start = passage.article.text, passage.sentence.start
    names = passage.marked.names_in(passage.sentence)
    acting = (n for n in names if not _AFTER_PREPOSITION.search(text[start : n.start]))
    named = (story.led.get(n.actor, n.actor) for n in acting)
    return next((actor for actor in named if actor in story.actors), "")


def _voice_of(story: Story, statement: Statement) -> str:
    """Whose voice a statement is: the actor that its speaker speaks for; "" for experts and the press."""
    passage = story.passage(statement.claim.shown)
    voice = passage.sentence.voice
    if voice is None:
        return _actor_of(story, statement)
    if voice in story.actors or voice in story.led:
        return story.led.get(voice, voice)
    named = [n.actor for n in entities_in(voice, {}) if n.actor in story.actors]
    return named[0] if named else ""


def _by_actor(
    story: Story, statements: Sequence[Statement], whose: Whose, labels: tuple[str, str, str]
) -> tuple[Section, ...]:
    """A section for each actor with more than one statement, then the rest."""
    heading, rest, layout = labels
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(whose(story, statement), []).append(statement)
    facet = next((s.claim.facet for s in statements), None)
    due = Counter(whose(story, s) for s in _every(story, facet))
    large = [a for a in story.actors if due[a] >= TUNING.least_in_section and _any_shown(groups.get(a, ()))]
    others = [s for a, g in groups.items() if a not in large for s in g]
    rows = [(heading.format(a), _in_time(story, groups[a]), layout) for a in large]
    return _sections([*rows, (rest if rows else "", _in_time(story, others), layout)])


def _trade(story: Story, statements: Sequence[Statement], exchanges: Sequence[Exchange]) -> tuple[Section, ...]:
    """A section for each direction in which something passes, then the rest."""
    direction: dict[str, tuple[str, str]] = {}
    for exchange in exchanges:
        for sentence in exchange.sentences:
            direction.setdefault(sentence, (exchange.giver, exchange.receiver))
    groups: dict[tuple[str, str], list[Statement]] = {}

    def way_of(statement: Statement) -> tuple[str, str]:
        return next((direction[s] for s in statement.claim.sentences if s in direction), ("", ""))

    for statement in statements:
        groups.setdefault(way_of(statement), []).append(statement)
    due = Counter(way_of(s) for s in _every(story, TRADE))
    shown = (w for w in dict.fromkeys(direction.values()) if _any_shown(groups.get(w, ())))
    ways = [w for w in shown if due[w] >= TUNING.least_in_section]
    others = [s for w, g in groups.items() if w not in ways for s in g]
    rows = [
        (f"From {giver} to {receiver}", _in_time(story, groups[giver, receiver]), "prose") for giver, receiver in ways
    ]
    return _sections([*rows, ("Terms, costs and doubts" if rows else "", _in_time(story, others), "prose")])


def _every(story: Story, facet: str | None) -> list[Statement]:
    """Every claim of a facet, shown or not: what sections there are does not depend on the length."""
    return [Statement(c, (c.shown,)) for c in story.claims if c.facet == facet]


def _any_shown(statements: Iterable[Statement]) -> bool:
    """Whether one of some statements is more than pointed to."""
    return any(not s.pointer for s in statements)


def _sections(rows: Iterable[tuple[str, Sequence[Statement], str]]) -> tuple[Section, ...]:
    """The sections with statements; pointers come last, under one heading."""
    groups = list(rows)
    sections = [(heading, [s for s in statements if not s.pointer], layout) for heading, statements, layout in groups]
    pointers = [s for _, statements, _ in groups for s in statements if s.pointer]
    if pointers:
        heading = _FURTHER if any(statements for _, statements, _ in sections) else ""
        sections.append((heading, pointers, "list"))
    return tuple(Section(heading, tuple(statements), layout) for heading, statements, layout in sections if statements)
