"""The order of statements on a page, and the sections that they make. Neither depends on the length of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainery.curation.main_dates import main_date
from explainery.curation.page_plan import Label, Section, Statement, section
from explainery.linking.salience import dangling
from explainery.model import Story


def when(story: Story, statement: Statement) -> tuple[str, int]:
    """When a statement belongs: its article's day, then its place in it."""
    passage = story.passage(statement.claim.shown)
    return passage.article.published or "9999", passage.number


def in_time(story: Story, statements: Sequence[Statement]) -> list[Statement]:
    """The most wanted statement that needs no other comes first; the rest follow in the order of the reports."""
    if not statements:
        return []
    whole = [s for s in statements if not dangling(story.passage(s.claim.shown).words)]
    first = (whole or statements)[0]  # they come in the order of their rank
    return [first, *sorted((s for s in statements if s is not first), key=lambda s: when(story, s))]


def date_of(story: Story, statement: Statement) -> str:
    """The date of what a statement tells, where it is earlier than its article."""
    passage = story.passage(statement.claim.shown)
    value, published = main_date(passage) or "", passage.article.published or "9999"
    return value if value < published[: len(value)] else ""


def every(story: Story, facet: str | None) -> list[Statement]:
    """Every claim of a facet, shown or not: what sections there are does not depend on the length."""
    return [Statement(c, (c.shown,)) for c in story.claims if c.facet == facet]


def filled(rows: Iterable[tuple[str | Label, Sequence[Statement], str]]) -> tuple[Section, ...]:
    """The sections that have statements, of rows of heading, statements and layout."""
    return tuple(section(heading, statements, layout) for heading, statements, layout in rows if statements)
