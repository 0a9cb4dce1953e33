"""`explainery lock`: writes the lock files of stories whose articles are at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from explainery.checking.lock_file import lock_path, written
from explainery.checking.story_evidence import current_lock, from_articles, is_at_hand, stories_of
from explainery.errors import ExplaineryError
from explainery.project import Project, story_folder
from explainery.store.page_files import read_raw
from explainery.store.transaction import write_all


@dataclass(frozen=True, slots=True)
class Locked:
    """A story's lock file: how many articles and passages it has, and whether it was written anew."""

    name: str
    path: Path
    articles: int
    passages: int
    changed: bool

    def __str__(self) -> str:
        what = f"{self.articles} article{'s' * (self.articles != 1)}, {self.passages} passages"
        return f"{self.path}: {what}{'' if self.changed else ', as it was'}"


def lock_stories(project: Project, names: Iterable[str], progress: Callable[[str], None]) -> list[Locked]:
    """Write the lock files of the named stories (all whose articles are at hand, where none is named), all or none.

    Raises ExplaineryError for a story without articles.
    """
    wanted = list(dict.fromkeys(names)) or [s for s in stories_of(project) if is_at_hand(project, s)]
    out, changes = [], {}
    for name in wanted:
        progress(name)
        if not is_at_hand(project, name):
            raise ExplaineryError(
                f"the articles of {name!r} are not here",
                file=story_folder(project.sources, name),
                hint="A lock is made where they are",
            )
        lock = current_lock(project, name, from_articles(project, name))
        path, text = lock_path(project.root, name), written(lock)
        changed = not path.is_file() or read_raw(path) != text
        if changed:
            changes[path] = text
        out.append(Locked(name, path, len(lock.articles), sum(len(a.passages) for a in lock.articles), changed))
    if changes:
        write_all(project.root, changes)
    return out
