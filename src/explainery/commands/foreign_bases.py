"""The base files of all stories that no build wrote, for `check`, `check --fix` and `summary`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from explainery.commands.base_witness import Witness
from explainery.commands.known_bases import foreign_text
from explainery.commands.known_state import with_known_base
from explainery.errors import ExplaineryError
from explainery.merging import State
from explainery.project import Project
from explainery.store.page_files import read_base, read_page
from explainery.store.state import edited_bases


def foreign_bases(project: Project, since: str = "") -> tuple[str, ...]:
    """The base files with a person's words and a hash that fits, by the page's path below `docs/`.

    Args:
        project: the project.
        since: the commit to compare with, as `summary` takes it.
    """
    witness = Witness(project, since)
    return tuple(
        path
        for name, state in _states(project)
        for path in foreign_text(name, state, witness, witness.unknown(state.base)).units
    )


def known_bases(project: Project) -> dict[str, str]:
    """What base files have without a person's words, for those that have some."""
    witness = Witness(project)
    mended: dict[str, str] = {}
    for name, state in _states(project):
        known = with_known_base(name, state, witness).base
        mended |= {path: text for path, text in known.items() if text != state.base[path]}
    return mended


def untrue_bases(project: Project, since: str = "") -> tuple[str, ...]:
    """All base files that are not as a build wrote them, whether their hash fits or not."""
    return tuple(sorted({*edited_bases(project), *foreign_bases(project, since)}))


def _states(project: Project) -> Iterator[tuple[str, State]]:
    """Each story's pages as they can be read."""
    edited = edited_bases(project)
    by_story: dict[str, dict[str, str]] = {}
    for file in sorted(project.base.glob("*/**/*.md")):
        path = file.relative_to(project.base).as_posix()
        if file.is_file() and path not in edited:
            by_story.setdefault(path.rpartition("/")[0].partition("/")[0], {})[path] = read_base(file).text
    for name, base in by_story.items():
        yield name, State(base, {path: text for path in base if (text := _text(project.docs / path)) is not None})


def _text(page: Path) -> str | None:
    try:
        return read_page(page) if page.is_file() else None
    except ExplaineryError:  # the checks say why
        return None
