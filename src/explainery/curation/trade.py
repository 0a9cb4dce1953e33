"""The page of trade: the rows of its table, and a section for each direction in which something passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from explainery.curation.ordering import every, filled, in_time
from explainery.curation.page_plan import Label, Section, Statement
from explainery.curation.tuning import TUNING
from explainery.model import TRADE, Exchange, Rights, Story
from explainery.text import words

_OTHERS = Label("terms")


def shown_exchanges(story: Story) -> tuple[Exchange, ...]:
    """The exchanges that may be shown; those between the story's main actors first.

    A side that was only inferred (the other of the two parties) stands in no passage, so the row stays out. So does an
    item of many words where the article's words may not be reproduced.
    """
    rank = {actor: i for i, actor in enumerate(story.actors)}
    shown = [e for e in story.exchanges if _both_named(story, e) and _is_brief(story, e)]
    return tuple(sorted(shown, key=lambda e: (rank.get(e.giver, 99) + rank.get(e.receiver, 99), -len(e.sentences))))


def _is_brief(story: Story, exchange: Exchange) -> bool:
    """Whether the item is a few words, or may be reproduced whole."""
    ours = story.passage(exchange.sentences[0]).article.rights is not Rights.QUOTE
    return ours or len(words(exchange.item)) <= TUNING.most_item_words


def _both_named(story: Story, exchange: Exchange) -> bool:
    passage = story.passage(exchange.sentences[0])
    named = {story.led.get(n.actor, n.actor) for n in passage.marked.names_in(passage.sentence)}
    return {*exchange.giver.split(" and "), *exchange.receiver.split(" and ")} <= named


def trade_sections(story: Story, statements: Sequence[Statement], exchanges: Sequence[Exchange]) -> tuple[Section, ...]:
    """A section for each direction in which something passes, then the rest.

    One statement and no row make no page.
    """
    if len(statements) < TUNING.least_in_section and not exchanges:
        return ()
    direction: dict[str, tuple[str, str]] = {}
    for exchange in exchanges:
        for sentence in exchange.sentences:
            direction.setdefault(sentence, (exchange.giver, exchange.receiver))
    groups: dict[tuple[str, str], list[Statement]] = {}

    def way_of(statement: Statement) -> tuple[str, str]:
        return next((direction[s] for s in statement.claim.sentences if s in direction), ("", ""))

    for statement in statements:
        groups.setdefault(way_of(statement), []).append(statement)
    due = Counter(way_of(s) for s in every(story, TRADE))
    ways = [w for w in dict.fromkeys(direction.values()) if groups.get(w) and due[w] >= TUNING.least_in_section]
    others = [s for w, g in groups.items() if w not in ways for s in g]
    rows = [
        (Label("way", {"giver": giver, "receiver": receiver}), in_time(story, groups[giver, receiver]), "prose")
        for giver, receiver in ways
    ]
    return filled([*rows, (_OTHERS if rows else "", in_time(story, others), "prose")])
