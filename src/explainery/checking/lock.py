"""`explainery lock`: writes the lock files of stories whose articles are available."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from explainery.checking.lock_file import Lock, lock_path, lock_text
from explainery.checking.story_evidence import current_lock, from_articles, is_at_hand, stories_of
from explainery.errors import ExplaineryError
from explainery.project import Project, story_folder
from explainery.store.page_files import read_raw
from explainery.store.transaction import write_all


@dataclass(frozen=True, slots=True)
class Locked:
    """A story's lock file: the number of its articles and passages, and whether its text changed."""

    name: str
    path: Path
    articles: int
    passages: int
    changed: bool

    def __str__(self) -> str:
        counts = f"{self.articles} article{'s' * (self.articles != 1)}, {self.passages} passages"
        return f"{self.path}: {counts}{'' if self.changed else ', unchanged'}"


def lock_stories(project: Project, names: Iterable[str], progress: Callable[[str], None]) -> list[Locked]:
    """Write the lock files of the named stories, all or none; without names, of every story with articles.

    Raises:
        ExplaineryError: a named story has no articles.
    """
    wanted = list(dict.fromkeys(names)) or [s for s in stories_of(project) if is_at_hand(project, s)]
    locked: list[Locked] = []
    changed_files: dict[Path, str | None] = {}
    for name in wanted:
        progress(name)
        lock = _lock_of_story(project, name)
        path, text = lock_path(project.root, name), lock_text(lock)
        if not path.is_file() or read_raw(path) != text:
            changed_files[path] = text
        passages = sum(len(article.passages) for article in lock.articles)
        locked.append(Locked(name, path, len(lock.articles), passages, changed=path in changed_files))
    if changed_files:
        write_all(project.root, changed_files)
    return locked


def _lock_of_story(project: Project, name: str) -> Lock:
    if not is_at_hand(project, name):
        raise ExplaineryError(
            f"the articles of {name!r} are not available",
            file=story_folder(project.sources, name),
            hint="Run `explainery lock` where they are",
        )
    return current_lock(project, name, from_articles(project, name))
