"""What a project keeps about its pages: base, decisions and proposals, read from and written to `.explainery/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from explainery.errors import UnresolvedError
from explainery.merging import Decision, Proposal, State, decisions_in, decisions_text, proposals_in, proposals_text
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


def decisions_of(project: Project) -> frozenset[Decision]:
    """Every decision of the project."""
    file = decisions_file(project)
    return decisions_in(_read(file), file) if file.is_file() else frozenset()


def proposals_of(project: Project, name: str) -> tuple[Proposal, ...]:
    """What waits in a story."""
    file = proposals_file(project, name)
    return proposals_in(_read(file), file) if file.is_file() else ()


def state_of(project: Project, name: str) -> State:
    """What stands for a story ("" for the home page) before a build. Raises UnresolvedError for a conflict mark."""
    if name:
        base = {f"{name}/{p}": t for p, t in _pages(project.base / name).items()}
        live = {f"{name}/{p}": t for p, t in _pages(project.docs / name).items()}
    else:
        homes = {folder: folder / HOME for folder in (project.base, project.docs)}
        base, live = ({HOME: _read(f)} if f.is_file() else {} for f in homes.values())
    return State(base, live, decisions_of(project), proposals_of(project, name))


def changed(project: Project, name: str, before: State, after: State) -> dict[Path, str | None]:
    """The files that have to change for one state to become the other (None removes one); decisions apart."""
    rows: dict[Path, str | None] = {}
    for folder, old, new in ((project.docs, before.live, after.live), (project.base, before.base, after.base)):
        for path in sorted({*old, *new}):
            if old.get(path) != new.get(path):
                rows[folder / path] = new.get(path)
    if set(before.proposals) != set(after.proposals):
        rows[proposals_file(project, name)] = proposals_text(after.proposals)
    return rows


def changed_decisions(project: Project, after: Iterable[Decision]) -> dict[Path, str | None]:
    """The decisions' file, where it has to change."""
    return {} if decisions_of(project) == frozenset(after) else {decisions_file(project): decisions_text(after)}


def seen(project: Project, before: State, changes: Mapping[Path, str | None]) -> dict[Path, str | None]:
    """What stood at the pages that are to change, to be compared with when they are written."""
    return {project.docs / p: before.live.get(p) for p in before.live if project.docs / p in changes}


def _pages(folder: Path) -> dict[str, str]:
    found = pages_in(folder)
    for path in found:
        _check_whole(found[path], folder / path)
    return found


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
            hint="Keep what both sides meant and delete the lines with <<<<<<<, ======= and >>>>>>>",
        )
