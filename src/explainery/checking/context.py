"""What a rule receives besides the page: the evidence, the site, and what people decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from explainery.checking.evidence import Evidence
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.site_index import Site
from explainery.model import Passage


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided, and what waits for their decision.

    Attributes:
        acknowledged: for each story, the keys whose withdrawal an editor has acknowledged.
        waiting: for each page (from docs/, such as port/trade.md), the keys for which the build proposes other words.
    """

    acknowledged: Mapping[str, Collection[str]] = field(default_factory=lambda: MappingProxyType({}))
    waiting: Mapping[str, Collection[str]] = field(default_factory=lambda: MappingProxyType({}))


NOTHING_DECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class Context:
    """What a story's pages are compared with.

    Attributes:
        evidence: the story's passages.
        site: every page of the site, for links.
        decisions: what people decided.
        sources: the folder of the story's articles, as findings name it.
        originals: the folder of the full texts from which digests were made; it need not exist.
        today: the last day on which an article can have been published.
        withdrawn: the words (folded) of definitions whose passages are no longer in the sources.
        drafts: by a page's path, the lines of that page as the last build wrote them, in the form that `loose` gives.
    """

    evidence: Evidence
    site: Site
    decisions: Decisions = NOTHING_DECIDED
    sources: str = "sources"
    originals: Path = Path("originals")
    today: date = date.max
    withdrawn: Collection[str] = frozenset()
    drafts: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class CitedStatement:
    """A line of a page that cites passages of the sources."""

    line: RenderedLine
    cited: list[Passage]


def statements(page: CheckedPage, context: Context) -> Iterator[CitedStatement]:
    """The lines of a page that cite known passages, without headings; none on the page of sources."""
    for line in page.shown.lines if not page.is_sources else ():
        cited = context.evidence.cited(line.keys)
        if cited and not line.is_heading:
            yield CitedStatement(line, cited)
