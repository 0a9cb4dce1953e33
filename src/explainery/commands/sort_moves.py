"""Moves sorted articles into their stories: copies of all are written, or of none, and only then the files are deleted.

Whenever it is killed, each article is in the folder or in its story, whole; it may be in both. The next run finds that
the story has the very file already, and deletes the one in the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explainery.commands.add import story_text
from explainery.commands.inbox import Item
from explainery.commands.sort import SortedStory, Sorting, is_same
from explainery.errors import SourceError, WritingError
from explainery.patterns import regex
from explainery.plain_files import is_plain_file
from explainery.project import Project
from explainery.reading import has_articles, read_story
from explainery.reading.detect import ENDINGS
from explainery.reading.sidecar import sidecar_path
from explainery.store.transaction import write_all
from explainery.text import slug

_UNSAFE = regex(r"[<>:\"/\\|?*]|^[-.~]")  # in a file's name: what other systems and shells do not take
_LONGEST_STEM = 80  # characters


@dataclass(frozen=True, slots=True)
class Moved:
    """What was done.

    Attributes:
        files: each file of the folder that was moved, and where it is now.
        kept: errors of files that could not be moved.
        deleted: files of the folder that a story had already, byte by byte.
    """

    files: dict[Path, Path]
    kept: tuple[SourceError, ...]
    deleted: tuple[Path, ...]


def apply_sorting(project: Project, sorting: Sorting) -> Moved:
    """Move the articles of a sorting into their stories, all or none. Nothing is overwritten.

    Raises:
        WritingError: the project or the folder cannot be written; nothing was changed.
        ChangedMeanwhileError: a story got a file of one of the names meanwhile; nothing was changed.
    """
    if sorting.stories and not os.access(sorting.folder, os.W_OK):
        raise WritingError("cannot delete files from this folder; nothing was changed", file=sorting.folder,
                           hint="Make the folder writable, or copy it")  # fmt: skip
    batch = _Batch()
    for story in sorting.stories:
        batch.add_story(project, story)
    if batch.changes:
        write_all(project.root, batch.changes, dict.fromkeys(batch.changes))
    for path, written in batch.copied.items():
        _delete_copied(path, written)
    deleted = tuple(d.file for d in sorting.duplicates if d.is_same_file and is_same(d.file, d.of))
    for file in deleted:
        file.unlink()
        sidecar_path(file).unlink(missing_ok=True)
    return Moved(batch.targets, tuple(batch.kept), deleted)


def _delete_copied(path: Path, written: bytes) -> None:
    """Delete a file that was copied, unless somebody changed it since."""
    if is_plain_file(path) and path.read_bytes() == written:
        path.unlink()


@dataclass
class _Batch:
    """The files that are to be written, and those that they come from."""

    changes: dict[Path, str | bytes | None] = field(default_factory=dict)
    copied: dict[Path, bytes] = field(default_factory=dict)
    targets: dict[Path, Path] = field(default_factory=dict)
    kept: list[SourceError] = field(default_factory=list)

    def add_story(self, project: Project, story: SortedStory) -> None:
        """Copy a story's articles; a new story gets a `story.yml`."""
        folder = project.sources / story.name
        shelf = _Shelf(folder, *_taken_in(project, folder))
        before = len(self.targets)
        for item in story.items:
            try:
                self._add(item, shelf.place(item))
            except SourceError as error:
                self.kept.append(error)
        if len(self.targets) > before and not folder.exists():
            self.changes[folder / "story.yml"] = story_text()

    def _add(self, item: Item, target: Path) -> None:
        self.targets[item.file] = target
        pairs = ((item.file, target), (sidecar_path(item.file), sidecar_path(target)))
        for path, new_path in pairs:
            if path.is_file():
                self.changes[new_path] = self.copied[path] = path.read_bytes()


def _taken_in(project: Project, folder: Path) -> tuple[set[str], set[str]]:
    """The names of a story's files, in lower case, and the ids of its articles."""
    if not folder.is_dir():
        return set(), set()
    ids = {a.id for a in read_story(folder, project.limits, lambda _: None)} if has_articles(folder) else set()
    return {p.name.lower() for p in folder.iterdir()}, ids


@dataclass
class _Shelf:
    """A story's folder, and the names and ids that are taken in it."""

    folder: Path
    names: set[str]
    ids: set[str]

    def place(self, item: Item) -> Path:
        """A free path for a file. Raises SourceError if the story has another article with the id that it states."""
        for name, article_id in _names_for(item):
            path = self.folder / name
            if {name.lower(), sidecar_path(path).name.lower()} & self.names or article_id in self.ids:
                continue
            self.names |= {name.lower(), sidecar_path(path).name.lower()}
            self.ids.add(article_id)
            return path
        raise SourceError(f"{self.folder.name} already has an article with the id {item.id!r}", file=item.file,
                          hint="Write another `id:` into its front matter")  # fmt: skip


def _names_for(item: Item) -> Iterator[tuple[str, str]]:
    """Names for an item's file, its own first, each with the id that the article has under it."""
    stem, ending = _safe_stem(item.file), item.file.suffix if item.file.suffix.lower() in ENDINGS else ""
    made_of_name = slug(item.file.stem)
    follows_name = item.id == made_of_name or item.id.startswith(f"{made_of_name}-")
    for number in range(1, 1000):
        new_stem = stem if number == 1 else f"{stem}-{number}"
        yield f"{new_stem}{ending}", slug(new_stem) + item.id[len(made_of_name) :] if follows_name else item.id


def _safe_stem(file: Path) -> str:
    """A file's name without its ending, as every system takes it and every terminal shows it."""
    stem = file.stem
    if stem.isprintable() and not _UNSAFE.search(stem) and len(stem) <= _LONGEST_STEM:
        return stem
    return slug(stem)[:_LONGEST_STEM].strip("-") or "article"
