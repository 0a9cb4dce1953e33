"""What a rule may look at beside the page: the evidence, the site, and what people decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from explainery.checking.evidence import Evidence
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.site_index import Site
from explainery.model import Passage


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided, and what waits for them.

    Attributes:
        acknowledged: keys whose withdrawal somebody has acknowledged.
        waiting: for each page (from docs/, such as port/trade.md) the keys for which the build has another wording.
    """

    acknowledged: Collection[str] = frozenset()
    waiting: Mapping[str, Collection[str]] = field(default_factory=lambda: MappingProxyType({}))


NOTHING_DECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class Context:
    """What pages are measured against.

    Attributes:
        evidence: the story's passages.
        site: every page of the site, for links.
        decisions: what people decided.
        sources: the story's folder, as findings name it.
        originals: where the originals of digests lie, if anywhere.
        today: the day on which nothing can have been published that is dated later.
        withdrawn: the words (folded) of definitions whose passages are gone from the sources.
    """

    evidence: Evidence
    site: Site
    decisions: Decisions = NOTHING_DECIDED
    sources: str = "sources"
    originals: Path = Path("originals")
    today: date = date.max
    withdrawn: Collection[str] = frozenset()


def statements(page: CheckedPage, context: Context) -> Iterator[tuple[Unit, list[Passage]]]:
    """What a page states, each with the passages that it cites and the sources have; none on the page of sources."""
    for unit in page.shown.units if not page.is_sources else ():
        cited = context.evidence.cited(unit.keys)
        if cited and not unit.heading:
            yield unit, cited
