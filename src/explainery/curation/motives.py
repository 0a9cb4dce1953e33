"""The page of motives: an actor, and what it wants, needs, fears or answers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from explainery.curation.actors import actor_of
from explainery.curation.ordering import every, filled, in_time
from explainery.curation.page_plan import Label, Section, Statement
from explainery.curation.tuning import TUNING
from explainery.model import MOTIVES, Story

_OTHERS = Label("pressures")


def motives_sections(story: Story, statements: Sequence[Statement]) -> tuple[Section, ...]:
    """A section for each actor with more than one aim, then the rest; nothing where there are too few for a page."""
    if len(statements) < TUNING.least_motives:
        return ()
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(actor_of(story, statement), []).append(statement)
    due = Counter(actor_of(story, s) for s in every(story, MOTIVES))
    large = [a for a in story.actors if due[a] >= TUNING.least_in_section and groups.get(a)]
    others = [s for a, g in groups.items() if a not in large for s in g]
    rows = [(Label("wants", {"name": a}), in_time(story, groups[a]), "prose") for a in large]
    return filled([*rows, (_OTHERS if rows else "", in_time(story, others), "prose")])
