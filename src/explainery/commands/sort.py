"""`explainery sort`: says which story each article of a folder belongs to, and moves the files if that is asked.

`sorting_of` works it out and writes nothing; `apply_sorting` in `sort_moves.py` does what was worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from explainery.commands.inbox import Item, inbox_folder, item_of, read_inbox
from explainery.commands.story_address import taken_address
from explainery.errors import SourceError
from explainery.project import ProgressCallback, Project, story_folder
from explainery.reading import has_articles, read_story
from explainery.reading.sidecar import sidecar_path
from explainery.sorting import Group, shared_names, shared_words, sorted_pile, story_name
from explainery.store.evidence_cache import EvidenceCache, evidence_cache
from explainery.store.step_cache import StepCache, step_cache
from explainery.text import folded


@dataclass(frozen=True, slots=True)
class SortedStory:
    """A story that gets articles.

    Attributes:
        name: of its folder.
        is_new: whether it does not exist yet.
        items: its new articles, by day and file.
        names: the most telling names that its articles share.
        words: the most telling other words.
    """

    name: str
    is_new: bool
    items: tuple[Item, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file whose text a story, or another file of the folder, already has.

    Attributes:
        file: the file.
        of: the file that has its text.
        is_same_file: whether that is in a story and the bytes are the same, so that this file is not needed.
    """

    file: Path
    of: Path
    is_same_file: bool


@dataclass(frozen=True, slots=True)
class Sorting:
    """What sorting a folder comes to.

    Attributes:
        folder: the folder.
        stories: those that get articles, the one that gets most first.
        alone: articles that are like no other. They stay in the folder.
        duplicates: files that are not needed.
        unread: errors of files that cannot be sorted, and of articles of stories that cannot be read.
    """

    folder: Path
    stories: tuple[SortedStory, ...]
    alone: tuple[Item, ...]
    duplicates: tuple[Duplicate, ...]
    unread: tuple[SourceError, ...]


def sorting_of(project: Project, inbox: Path, *, progress: ProgressCallback = lambda _: None) -> Sorting:
    """Sort the articles of a folder. Writes nothing.

    Args:
        project: whose stories get the articles.
        inbox: the folder; folders in it are passed over.
        progress: is called with the name of each story and file that is read.

    Raises:
        ExplaineryError: the folder does not exist, or the project keeps it for itself.
    """
    folder = inbox_folder(project, inbox)
    unread: list[SourceError] = []
    reader = _Reader(project, step_cache(project), evidence_cache(project), unread)
    known = {}
    for name in _stories(project):
        progress(name)
        known[name] = list(reader.items_of(name))
    items, errors = read_inbox(project, folder, reader.kept, progress)
    pile, duplicates = _without_duplicates(items, known)
    groups = sorted_pile([item.evidence for item in pile], {n: [i.evidence for i in k] for n, k in known.items()})
    joined = [g for g in groups if g.story or len(g.members) > 1]
    alone = [pile[g.members[0]] for g in groups if not g.story and len(g.members) == 1]
    return Sorting(
        folder,
        tuple(_named(project, joined, pile)),
        tuple(sorted(alone, key=lambda item: item.file)),
        tuple(duplicates),
        (*unread, *errors),
    )


def _stories(project: Project) -> list[str]:
    """The stories that have articles here. Raises ExplaineryError for a folder whose name no story may have."""
    names = project.stories() if project.sources.is_dir() else []
    return [name for name in names if has_articles(story_folder(project.sources, name))]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the articles of stories, or has them from the caches.

    Attributes:
        project: whose stories they are.
        steps: has the articles that were read before.
        kept: has what articles are sorted by.
        unread: gets the error of each that cannot be read.
    """

    project: Project
    steps: StepCache
    kept: EvidenceCache
    unread: list[SourceError]

    def items_of(self, name: str) -> Iterator[Item]:
        """The articles of a story that can be read."""
        folder, limits = self.project.sources / name, self.project.limits
        try:
            articles = read_story(folder, limits, self.unread.append, self.steps.read)
        except SourceError as error:  # not one of them can be read
            self.unread.append(error)
            return
        for article in articles:
            try:
                yield item_of(folder / article.file, article, limits, self.kept)
            except SourceError as error:
                self.unread.append(error)


def _without_duplicates(items: Sequence[Item], known: dict[str, list[Item]]) -> tuple[list[Item], list[Duplicate]]:
    """The articles whose text no story has; and, if one publisher's text is there twice, the first by name."""
    in_stories = {item.evidence.text: item.file for story in known.values() for item in story}
    firsts: dict[tuple[str, str], Path] = {}
    pile, duplicates = [], []
    for item in items:
        other = in_stories.get(item.evidence.text)
        first = firsts.setdefault((item.evidence.text, folded(item.publisher)), item.file)
        if other:
            duplicates.append(Duplicate(item.file, other, is_same(item.file, other)))
        elif first != item.file:
            duplicates.append(Duplicate(item.file, first, is_same_file=False))
        else:
            pile.append(item)
    return pile, duplicates


def is_same(one: Path, other: Path) -> bool:
    """Whether two files are the same, and their sidecars, too."""
    return all(_bytes_of(a) == _bytes_of(b) for a, b in ((one, other), (sidecar_path(one), sidecar_path(other))))


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _named(project: Project, groups: Sequence[Group], pile: Sequence[Item]) -> Iterator[SortedStory]:
    """The stories of groups; new ones get names that neither a story nor the site has."""
    evidence = [item.evidence for item in pile]
    taken = {name.lower() for name in (*_all_names(project), *project.locked())}
    for group in groups:
        items = sorted((pile[m] for m in group.members), key=lambda i: (i.published or "9", i.evidence.key, i.file))
        name = group.story or _free_name(project, story_name(group, evidence, _year(items)), _year(items), taken)
        taken.add(name)
        yield SortedStory(
            name, not group.story, tuple(items), shared_names(group, evidence), shared_words(group, evidence)
        )


def _all_names(project: Project) -> list[str]:
    return [p.name for p in project.sources.iterdir()] if project.sources.is_dir() else []


def _year(items: Sequence[Item]) -> str:
    """The year of the first article whose date is known."""
    return next((item.published[:4] for item in items if item.published), "")


def _free_name(project: Project, name: str, year: str, taken: set[str]) -> str:
    """The name, or if it is taken, the name with the year or a number."""
    dated = f"{name}-{year}" if year and not name.endswith(year) else name
    names = (name, dated, *(f"{dated}-{n}" for n in range(2, 10_000)))
    return next(n for n in names if n not in taken and taken_address(project, n) is None)
