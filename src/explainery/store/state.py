"""The state of a story's pages on the disk: base, live, decisions and proposals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from explainery.errors import UnresolvedError
from explainery.merging import (
    Decision,
    Memory,
    Proposal,
    State,
    decisions_by_story,
    decisions_in,
    decisions_text,
    memory_in,
    memory_text,
    proposals_in,
    proposals_text,
)
from explainery.page_format import OVERVIEW_FILE
from explainery.project import Project
from explainery.store.page_files import pages_in, read_page

HOME = OVERVIEW_FILE
_MARK = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)


def decisions_file(project: Project) -> Path:
    """Where decisions are kept."""
    return project.root / ".explainery" / "decisions.yml"


def proposals_file(project: Project, name: str) -> Path:
    """Where a story's proposals are kept; "" is the home page."""
    return project.root / ".explainery" / "proposals" / f"{name or '_home'}.md"


def memory_file(project: Project, name: str) -> Path:
    """Where builds keep what they remember of a story; "" is the home page."""
    return project.root / ".explainery" / "memory" / f"{name or '_home'}.json"


def decisions_of(project: Project) -> Mapping[str, frozenset[Decision]]:
    """Every story's own decisions, "" for the home page. Parses the whole file: call it once a command."""
    file = decisions_file(project)
    return decisions_by_story(decisions_in(_read(file), file)) if file.is_file() else {}


def proposals_of(project: Project, name: str) -> tuple[Proposal, ...]:
    """The proposals that wait in a story."""
    file = proposals_file(project, name)
    return proposals_in(_read(file), file) if file.is_file() else ()


def memory_of(project: Project, name: str) -> Memory:
    """What builds remember of a story."""
    file = memory_file(project, name)
    return memory_in(_read(file), file) if file.is_file() else Memory()


def state_of(project: Project, name: str, decisions: Mapping[str, frozenset[Decision]]) -> State:
    """A story's state ("" for the home page) before a build.

    Args:
        project: where the story is.
        name: the story.
        decisions: the project's, as `decisions_of` gives them.

    Raises:
        UnresolvedError: a merge in git left a conflict in one of its files.
    """
    if name:
        base = {f"{name}/{p}": t for p, t in _pages(project.base / name).items()}
        live = {f"{name}/{p}": t for p, t in _pages(project.docs / name).items()}
    else:
        homes = {folder: folder / HOME for folder in (project.base, project.docs)}
        base, live = ({HOME: _read(f)} if f.is_file() else {} for f in homes.values())
    return State(base, live, decisions.get(name, frozenset()), proposals_of(project, name), memory_of(project, name))


def changed(project: Project, name: str, before: State, after: State) -> dict[Path, str | None]:
    """The files that change when one state becomes the other, without the decisions. None removes a file."""
    files: dict[Path, str | None] = {}
    for folder, old, new in ((project.docs, before.live, after.live), (project.base, before.base, after.base)):
        for path in sorted({*old, *new}):
            if old.get(path) != new.get(path):
                files[folder / path] = new.get(path)
    if set(before.proposals) != set(after.proposals):
        files[proposals_file(project, name)] = proposals_text(after.proposals)
    if before.memory != after.memory:
        files[memory_file(project, name)] = memory_text(after.memory)
    return files


def changed_decisions(
    project: Project, before: Mapping[str, frozenset[Decision]], changes: Mapping[str, frozenset[Decision]]
) -> dict[Path, str | None]:
    """The decisions' file, where it changes; `changes` are the new decisions of some stories."""
    if all(before.get(name, frozenset()) == own for name, own in changes.items()):
        return {}
    return {decisions_file(project): decisions_text(d for own in {**before, **changes}.values() for d in own)}


def seen(project: Project, before: State, changes: Mapping[Path, str | None]) -> dict[Path, str | None]:
    """The texts of the pages that change, as they were read: they are compared again when the pages are written."""
    return {project.docs / p: before.live.get(p) for p in before.live if project.docs / p in changes}


def _pages(folder: Path) -> dict[str, str]:
    pages = pages_in(folder)
    for path, text in pages.items():
        _check_whole(text, folder / path)
    return pages


def _read(file: Path) -> str:
    text = read_page(file)
    _check_whole(text, file)
    return text


def _check_whole(text: str, file: Path) -> None:
    """Raise UnresolvedError where git left the two sides of a conflict."""
    mark = _MARK.search(text)
    if mark:
        raise UnresolvedError(
            "a merge in git left a conflict here",
            file=file,
            line=text.count("\n", 0, mark.start()) + 1,
            hint="Keep what both sides meant, and delete the lines with <<<<<<<, ======= and >>>>>>>",
        )
