"""How a story's pages were made: from what, by what, and how much of it people have changed since.

It is told on the page and never written into it: a count that changes with every edit would make conflicts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explainery.config import settings_of
from explainery.errors import ExplaineryError
from explainery.languages import ENGLISH, Words
from explainery.page_format import MADE_HEADINGS, SOURCES_FILE
from explainery.patterns import regex
from explainery.project import Project
from explainery.text import anchor

if TYPE_CHECKING:
    from explainery.merging.edits import Edit

_HEADING = regex(r"^## (?P<text>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Made:
    """How pages were made: lines of text, each with the text and the target of a link at its end ("" for none)."""

    lines: tuple[tuple[str, str, str], ...]


def made(dateline: str, page: Path | None, name: str, words: Words = ENGLISH) -> Made:
    """How a story's pages were made.

    Args:
        dateline: the overview's: it counts the articles and publishers.
        page: the overview's file, where the site engine says which it is.
        name: the page's path below the folder of the pages.
        words: the words of the interface.
    """
    told = words.put("site.made_from", sources=_sources(dateline, words))
    lines = [(told, words["site.made_link"], SOURCES_FILE), (words["site.made_by_program"], "", "")]
    if page is not None and len(parts := Path(name).parts) == 2:  # noqa: PLR2004 (a story's folder and its page)
        lines += _help(page.parent / SOURCES_FILE, words)
        lines += _edits(page.parent.parent, parts[0], words)
    return Made(tuple(lines))


def _sources(dateline: str, words: Words) -> str:
    """The articles and publishers of a dateline: "eleven articles by seven publishers"."""
    counts = [part.strip(" .*_") for part in dateline.split("·")][-2:]
    if len(counts) == 1:
        return counts[0]
    return words.put("site.made_joined", articles=counts[0], publishers=counts[1])


def _help(sources: Path, words: Words) -> Sequence[tuple[str, str, str]]:
    """Whether a model helped, as the sources page tells it."""
    try:
        text = sources.read_text("utf-8")
    except (OSError, UnicodeError):
        return []
    heading = next((m["text"] for m in _HEADING.finditer(text) if m["text"] in MADE_HEADINGS), "")
    if heading:
        return [(words["site.made_with_help"], words["site.made_help_link"], f"{SOURCES_FILE}#{anchor(heading)}")]
    return [(words["site.made_without_model"], "", "")]


def _edits(docs: Path, story: str, words: Words) -> Sequence[tuple[str, str, str]]:
    """How many edits people have made, as `explainery status` counts them; nothing where nobody can tell."""
    try:
        # Not `Project.at`, which looks at every file of the project: this is done once a story.
        project = Project(docs.parent, settings_of(docs.parent))
        edits = _edits_in(project, story)
    except (ExplaineryError, OSError, UnicodeError):
        return []
    if edits is None:
        return []
    if not edits:
        return [(words["site.unedited"], "", "")]
    pages = len({edit.page for edit in edits})
    counts = {"edits": words.counted(len(edits), "edit"), "pages": words.counted(pages, "page")}
    return [(words.put("site.edited", **counts), "", "")]


def _edits_in(project: Project, story: str) -> Sequence[Edit] | None:
    """The edits; None where no build has written the story."""
    if not (project.base / story).is_dir():
        return None
    from explainery.store.state import state_of  # noqa: PLC0415 (it loads all that merges pages)

    state = state_of(project, story, {})
    if not state.base:
        return None
    if state.live == state.base:
        return []
    from explainery.merging.edits import edits_in  # noqa: PLC0415

    return edits_in(state)
