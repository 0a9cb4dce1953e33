"""How a story's pages were made: from what, by what, and how much of it people have changed since.

It is told on the page and never written into it: a count that changes with every edit would make conflicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from explainery.config import settings_of
from explainery.errors import ExplaineryError
from explainery.merging.edits import edits_in
from explainery.page_format import SOURCES_FILE
from explainery.project import Project
from explainery.rendering.words import (
    EDITED,
    MADE_BY_PROGRAM,
    MADE_FROM,
    MADE_HELP_LINK,
    MADE_LINK,
    MADE_WITH_HELP,
    MADE_WITHOUT_MODEL,
    UNEDITED,
)
from explainery.store.state import state_of
from explainery.text import anchor, counted
from explainery.writing.labels import MADE_HEADING

_HELPED = f"\n## {MADE_HEADING}\n"


@dataclass(frozen=True, slots=True)
class Made:
    """How pages were made: lines of text, each with the text and the target of a link at its end ("" for none)."""

    lines: tuple[tuple[str, str, str], ...]


def made(dateline: str, page: Path | None, name: str) -> Made:
    """How a story's pages were made.

    Args:
        dateline: the overview's: it counts the articles and publishers.
        page: the overview's file, where the site engine says which it is.
        name: the page's path below the folder of the pages.
    """
    lines = [(MADE_FROM.format(sources=_sources(dateline)), MADE_LINK, SOURCES_FILE), (MADE_BY_PROGRAM, "", "")]
    if page is not None and len(parts := Path(name).parts) == 2:  # noqa: PLR2004 (a story's folder and its page)
        lines += _help(page.parent / SOURCES_FILE)
        lines += _edits(page.parent.parent, parts[0])
    return Made(tuple(lines))


def _sources(dateline: str) -> str:
    """The articles and publishers of a dateline: "eleven articles by seven publishers"."""
    counts = [part.strip(" .*_") for part in dateline.split("·")][-2:]
    return " by ".join(counts)


def _help(sources: Path) -> Sequence[tuple[str, str, str]]:
    """Whether a model helped, as the sources page tells it."""
    try:
        text = sources.read_text("utf-8")
    except (OSError, UnicodeError):
        return []
    if _HELPED in text:
        return [(f"{MADE_WITH_HELP}:", MADE_HELP_LINK, f"{SOURCES_FILE}#{anchor(MADE_HEADING)}")]
    return [(MADE_WITHOUT_MODEL, "", "")]


def _edits(docs: Path, story: str) -> Sequence[tuple[str, str, str]]:
    """How many edits people have made, as `explainery status` counts them; nothing where nobody can tell."""
    try:
        # Not `Project.at`, which looks at every file of the project: this is done once a story.
        state = state_of(Project(docs.parent, settings_of(docs.parent)), story, {})
        if not state.base:
            return []
        same = all(state.live.get(page) == text for page, text in state.base.items())
        edits = [] if same and state.live.keys() == state.base.keys() else edits_in(state)
    except (ExplaineryError, OSError, UnicodeError):
        return []
    if not edits:
        return [(UNEDITED, "", "")]
    pages = len({edit.page for edit in edits})
    return [(EDITED.format(edits=counted(len(edits), "edit"), pages=counted(pages, "page")), "", "")]
