"""The state of a story's pages on the disk: base, live, decisions and proposals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from explainery.errors import EditedBaseError, ExplaineryError, UnresolvedError
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
from explainery.merging.base_merge import as_built, settled_base
from explainery.merging.relayout import in_layout_of, in_layout_of_base
from explainery.patterns import regex
from explainery.project import Project
from explainery.store.base_stamp import BaseText, stamped, without_stamps
from explainery.store.page_files import read_base
from explainery.store.seen_files import SeenFiles
from explainery.text import counted

_MARK = regex(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)


def decisions_file(project: Project) -> Path:
    """Where decisions are kept."""
    return project.root / ".explainery" / "decisions.yml"


def proposals_file(project: Project, name: str) -> Path:
    """Where a story's proposals are kept; "" is the home page of earlier versions."""
    return project.root / ".explainery" / "proposals" / f"{name or '_home'}.md"


def memory_file(project: Project, name: str) -> Path:
    """Where builds keep what they remember of a story; "" is the home page of earlier versions."""
    return project.root / ".explainery" / "memory" / f"{name or '_home'}.json"


def decisions_of(project: Project, seen: SeenFiles | None = None) -> Mapping[str, frozenset[Decision]]:
    """Every story's own decisions. Parses the whole file: call it once a command.

    Args:
        project: the project.
        seen: notes what was read.
    """
    file = decisions_file(project)
    text = _whole((seen or SeenFiles()).read(file), file)
    return decisions_by_story(decisions_in(text, file)) if text is not None else {}


def proposals_of(project: Project, name: str, seen: SeenFiles | None = None) -> tuple[Proposal, ...]:
    """The proposals that wait in a story. `seen` notes what was read."""
    file = proposals_file(project, name)
    text = _whole((seen or SeenFiles()).read(file), file)
    return proposals_in(text, file) if text is not None else ()


def memory_of(project: Project, name: str, seen: SeenFiles | None = None) -> Memory:
    """What builds remember of a story. `seen` notes what was read."""
    file = memory_file(project, name)
    text = _whole((seen or SeenFiles()).read(file), file)
    return memory_in(text, file) if text is not None else Memory()


def state_of(
    project: Project, name: str, decisions: Mapping[str, frozenset[Decision]], seen: SeenFiles | None = None
) -> State:
    """A story's state before a build.

    Args:
        project: where the story is.
        name: the story.
        decisions: the project's, as `decisions_of` gives them.
        seen: notes what was read.

    Raises:
        UnresolvedError: a merge in git left a conflict in one of its files.
        EditedBaseError: somebody changed what only builds write.
    """
    seen = seen or SeenFiles()
    live = {}
    for path in _paths(project.docs, name):
        text = _whole(seen.read(project.docs / path), project.docs / path)
        if text is not None:
            live[path] = text
    base = _base(project, name, live, seen)
    proposals = as_built(proposals_of(project, name, seen), base)
    laid = {p: in_layout_of_base(text, base[p]) if base.get(p) else text for p, text in live.items()}
    saved = {p: text for p, text in live.items() if text != laid[p]}
    return State(base, laid, decisions.get(name, frozenset()), proposals, saved, memory_of(project, name, seen))


def edited_bases(project: Project) -> dict[str, BaseText]:
    """The base files of all stories that somebody changed, by the page's path below `docs/`."""
    paths = (p for p in sorted(project.base.glob("*/**/*.md")) if p.is_file())
    bases = {p.relative_to(project.base).as_posix(): _readable(p) for p in paths}
    return {path: base for path, base in bases.items() if base.is_edited}


def _readable(path: Path) -> BaseText:
    try:
        return read_base(path)
    except ExplaineryError:  # it is no longer text
        return BaseText("", "none")


def changed(project: Project, name: str, before: State, after: State, seen: SeenFiles) -> dict[Path, str | None]:
    """The files that change when one state becomes the other, without the decisions. None removes a file.

    A base file also changes if it does not state its hash yet, or if git left a conflict in it. A page keeps the layout
    in which a person saved it, where it says the same.
    """
    files: dict[Path, str | None] = {}
    saved = {**before.saved, **after.saved}  # after a rename, the layout is that of the old name's page
    for path in sorted({*before.live, *after.live}):
        text = after.live.get(path)
        if before.live.get(path) != text:
            is_relaid = path in saved and text is not None
            files[project.docs / path] = in_layout_of(text or "", saved[path]) if is_relaid else text
    for path in sorted({*before.base, *after.base}):
        text = stamped(after.base[path]) if path in after.base else None
        if text != seen.texts.get(project.base / path):
            files[project.base / path] = text
    file = proposals_file(project, name)
    if set(proposals_in(seen.texts.get(file) or "", file)) != set(after.proposals):
        files[file] = proposals_text(after.proposals)
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


def page_paths(project: Project, name: str) -> set[str]:
    """The paths of a story's pages, live or in the base."""
    return {path for folder in (project.docs, project.base) for path in _paths(folder, name)}


def _paths(folder: Path, name: str) -> list[str]:
    """The paths of a story's pages below a folder."""
    return [p.relative_to(folder).as_posix() for p in sorted((folder / name).glob("**/*.md")) if p.is_file()]


def _base(project: Project, name: str, live: Mapping[str, str], seen: SeenFiles) -> dict[str, str]:
    """A story's base. Where git left a conflict in it, it follows the page."""
    bases = {p: base for p in _paths(project.base, name) if (base := seen.read_base(project.base / p))}
    edited = [path for path, base in bases.items() if base.is_edited]
    if edited:
        raise EditedBaseError(
            f"{_listed(edited)} changed by hand; only builds write there, and a build now would take people's words "
            "for its own",
            file=project.base / edited[0],
            hint="`explainery check --fix` puts back what the build wrote, and the pages keep their words",
        )
    return {path: _settled(base.text, live.get(path, "")) for path, base in bases.items()}


def _settled(base: str, live: str) -> str:
    return settled_base(without_stamps(base), live) if _MARK.search(base) else base


def _listed(edited: Sequence[str]) -> str:
    others = f" and {counted(len(edited) - 1, 'other file')} were" if len(edited) > 1 else " was"
    return f"this file{others}"


def _whole(text: str | None, file: Path) -> str | None:
    if text is not None:
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
