"""The home page of earlier versions, whose list of stories builds wrote: from now on only people write there.

A build of today takes the list out of `docs/index.md`, where it is exactly as it was built, and removes what was kept
for merging it. The site draws the list itself, so that two branches that each add a story never change one file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from explainery.merging import Decision
from explainery.page_format import HOME_LIST_HEADING, OVERVIEW_FILE, front_matter_place
from explainery.patterns import regex
from explainery.project import Project
from explainery.store.seen_files import SeenFiles
from explainery.store.state import changed_decisions, memory_file, proposals_file

_SECTION = regex(r"^(?=#{1,6} )", re.MULTILINE)
_ENTRY = regex(r"### \[.*\]\([\w./-]+/index\.md\)\n")  # a heading that leads to a story


def left_behind(
    project: Project, decisions: Mapping[str, frozenset[Decision]], seen: SeenFiles
) -> dict[Path, str | None]:
    """The files that change where an earlier version kept the home page; none in any other project.

    Args:
        project: the project.
        decisions: every story's; "" has those about the home page.
        seen: notes what was read.
    """
    base_file, page_file = project.base / OVERVIEW_FILE, project.docs / OVERVIEW_FILE
    base, page = seen.read(base_file), seen.read(page_file)
    if base is None:
        return {}
    writes: dict[Path, str | None] = {base_file: None}
    for file in (memory_file(project, ""), proposals_file(project, "")):
        if seen.read(file) is not None:
            writes[file] = None
    text = without_built_list(page, base) if page is not None else None
    if text != page:
        writes[page_file] = text
    return writes | changed_decisions(project, decisions, {"": frozenset()})


def without_built_list(page: str, base: str) -> str:
    """A home page without the stories that a build listed on it; an entry that a person changed stays whole.

    Args:
        page: the page, perhaps edited.
        base: the page as last built.
    """
    at = front_matter_place(page).end
    built = {_plain(part) for part in _SECTION.split(base)}
    parts = [part for part in _SECTION.split(page[at:]) if not (_ENTRY.match(part) and _plain(part) in built)]
    kept = [
        part for n, part in enumerate(parts) if not (_is_list_heading(part) and not _is_entry(parts[n + 1 : n + 2]))
    ]
    text = "".join(kept)
    return page if text == page[at:] else page[:at] + text.rstrip("\n") + "\n"


def _plain(part: str) -> str:
    """Its words, however the lines are broken."""
    return " ".join(part.split())


def _is_list_heading(part: str) -> bool:
    return HOME_LIST_HEADING.fullmatch(part.strip()) is not None


def _is_entry(parts: list[str]) -> bool:
    return bool(parts) and parts[0].startswith("###")
