"""Which words of the interface stand where on a story's pages: pages, headings, the columns of tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from explainery.languages import ENGLISH, Words, languages, words_of
from explainery.model import BACKGROUND, EVENT, MOTIVES, REACTIONS, TRADE
from explainery.page_format import OVERVIEW_FILE

FACET_FILES = {
    EVENT: OVERVIEW_FILE,
    BACKGROUND: "background.md",
    MOTIVES: "motives.md",
    TRADE: "trade.md",
    REACTIONS: "reactions.md",
}


@dataclass(frozen=True, slots=True)
class FacetLabels:
    """A facet's words on the site: its page's file and heading, its name on the overview, its description."""

    file: str
    heading: str
    name: str
    about: str


@cache
def facet_labels(words: Words) -> Mapping[str, FacetLabels]:
    """The words of each facet."""
    labels = {EVENT: FacetLabels(OVERVIEW_FILE, "", "", "")}
    for facet, file in FACET_FILES.items():
        if facet != EVENT:
            name = file.removesuffix(".md")
            rows = (words[f"facet.{name}{part}"] for part in ("_heading", "", "_about"))
            labels[facet] = FacetLabels(file, *rows)
    return labels


def page_names(words: Words) -> dict[str, str]:
    """The name of each page of a story, by its file."""
    return {labels.file: labels.name or words["facet.overview"] for labels in facet_labels(words).values()}


def table_head(words: Words, *keys: str) -> str:
    """The first line of a table."""
    return f"| {' | '.join(words[key] for key in keys)} |"


def timeline_head(words: Words) -> str:
    """The first line of the timeline."""
    return table_head(words, "page.when", "table.happened")


def cast_head(words: Words, *, sided: bool) -> str:
    """The first line of "Who is who", with the parties where one is known."""
    return table_head(words, "page.who", "table.role", *(["table.side"] if sided else []))


def figures_head(words: Words) -> str:
    """The first line of the figures side by side."""
    return table_head(words, "table.what", "page.how_many", "table.says_so")


def trade_head(words: Words) -> str:
    """The first line of the table of trade."""
    return table_head(words, "page.gives", "table.what", "table.gets", "table.how_sure")


FACET_LABELS = facet_labels(ENGLISH)  # as the command line names them
CAST_HEADS = frozenset(cast_head(words_of(code), sided=sided) for code in languages() for sided in (False, True))
TIMELINE_HEADS = frozenset(timeline_head(words_of(code)) for code in languages())
