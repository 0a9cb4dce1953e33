"""What people ask of a build, and what comes of it, gathered as the stories come in."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from explainery.commands.build_stories import StoriesToBuild
from explainery.commands.stale_copies import StaleCopy
from explainery.commands.story_build import StoryBuild
from explainery.commands.story_outcome import StoryOutcome, outcome_text
from explainery.errors import SourceError
from explainery.merging import Decision, Merged, Outcome
from explainery.page_format import OVERVIEW_FILE
from explainery.project import Project
from explainery.store.file_signatures import StoryFiles, are_as_left, code_of_rows, unpacked
from explainery.store.page_files import read_raw
from explainery.store.seen_files import SeenFiles, mark_of
from explainery.store.story_records import StoryRecord, StoryRecords, answers_code
from explainery.store.transaction import Stage, Staged


@dataclass(frozen=True, slots=True)
class Asked:
    """What people ask of a build.

    Attributes:
        keep: pages without a base that stay as they are.
        replace: pages whose edits are given up for the build's text; a deleted one comes back.
        restore: keys or ids of units that people deleted, moved or reworded, to be as the build has them again.
        plan: the stamp of a plan; the build stops if it would do anything else.
        keep_going: sources that cannot be read are left out, and the rest is built.
    """

    keep: Collection[str] = ()
    replace: Collection[str] = ()
    restore: Collection[str] = ()
    plan: str = ""
    keep_going: bool = False

    @property
    def asks_nothing(self) -> bool:
        """Whether stories without anything new stay as they are."""
        return not (self.keep or self.replace or self.restore)


@dataclass(frozen=True)
class Planned:
    """What a build does, or has done.

    Attributes:
        stories: what it does with each story, in order; stories that need nothing have a row, too.
        writes: the new contents of files; None removes one. Of a build, they are read from the disk when asked for.
        code: a name for exactly these changes: another build with the same one does the same.
        merged: each story's merge; of a build, none.
        empty: stories that were left out because they do not have articles yet.
        unread: the errors of sources that were left out because they cannot be read.
        has_new_home: whether the home page is new.
    """

    stories: tuple[StoryOutcome, ...]
    writes: Mapping[Path, str | None]
    code: str = ""
    merged: Mapping[str, Merged] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    unread: tuple[SourceError, ...] = ()
    has_new_home: bool = False

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """Every page's outcome."""
        return {page.path: page.outcome for story in self.stories for page in story.pages}

    @property
    def stale(self) -> tuple[StaleCopy, ...]:
        """Lines that people edited, with words that they corrected or deleted elsewhere."""
        at_home = dict.fromkeys(copy for story in self.stories for copy in story.stale_at_home)
        return (*(copy for story in self.stories for copy in story.stale), *at_home)

    def stamp(self, root: Path) -> str:  # noqa: ARG002 (it is the same wherever the project lies)
        """`code`, as earlier versions gave it."""
        return self.code


class WrittenFiles(Mapping[Path, str | None]):
    """The files that a build wrote, with their text, which is read when it is asked for."""

    def __init__(self, root: Path, paths: Sequence[str]) -> None:
        self._root, self._paths = root, paths

    def __iter__(self) -> Iterator[Path]:
        return (self._root / path for path in self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, path: Path) -> str | None:
        if path.relative_to(self._root).as_posix() not in self._paths:
            raise KeyError(path)
        return read_raw(path) if path.is_file() else None


@dataclass(frozen=True, slots=True)
class _Left:
    """What a build leaves of a story, to be recorded once all is in its place."""

    again: StoryOutcome
    decisions: frozenset[Decision]
    vouched: str
    needs_home: bool
    written: Mapping[str, Staged | None]


class Gathered:
    """What comes of a build's stories.

    Attributes:
        run: a name for the build.
        unknown: the pages without a base.
        bases: the codes of the base files that were written.
        decisions: the new decisions of stories.
        renamed: the stories without a folder that have a new name.
    """

    def __init__(self, project: Project, stage: Stage | None = None) -> None:
        self.project, self.stage, self.run = project, stage, uuid.uuid4().hex
        self.unknown, self.bases, self.renamed = list[str](), list[str](), set[str]()
        self.decisions = dict[str, frozenset[Decision]]()
        self._stories, self._merged, self._unread = list[StoryOutcome](), dict[str, Merged](), list[SourceError]()
        self._paths, self._texts, self._marks = list[str](), dict[Path, str | None](), list[bytes]()
        self._left = dict[str, _Left]()
        self._has_new_home = False

    @property
    def writes_files(self) -> bool:
        """Whether this is a build, not a plan."""
        return self.stage is not None

    def add(self, built: StoryBuild) -> None:
        """Take a story's result; its files go to the disk."""
        if built.old is not None:
            self.renamed.add(built.old.outcome.name)
            self.add(replace(built.old, again=None))
        name = built.outcome.name
        self._stories.append(built.outcome)
        self._unread += built.unread
        self.unknown += (page.path for page in built.outcome.pages if page.outcome is Outcome.UNKNOWN)
        self.bases += built.bases
        self.decisions[name] = built.decisions
        if built.merged is not None and built.merged.outcomes:
            self._merged[name] = built.merged
        written = self._add(built.writes, built.seen)
        if built.again is not None:
            self._left[name] = _Left(built.again, built.decisions, built.vouched, built.needs_home, written)

    def add_files(self, writes: Mapping[Path, str | None], seen: SeenFiles) -> None:
        """Take files that belong to no story."""
        self._add(writes, {**dict.fromkeys(writes), **seen.marks})

    def add_home(self, writes: Mapping[Path, str | None], seen: SeenFiles) -> None:
        """Take the home page."""
        page = self.project.docs / OVERVIEW_FILE
        self._has_new_home = page in writes and seen.texts.get(page) is None
        self.add_files(writes, seen)

    def skip(self, stories: Sequence[StoryOutcome], order: Sequence[str]) -> None:
        """Take what there is to say of stories that need nothing; `order` has all names."""
        if stories:
            place = {name: number for number, name in enumerate(order)}
            both = (*self._stories, *stories)
            self._stories = sorted(both, key=lambda story: place.get(story.name, len(place)))

    def planned(self, empty: Sequence[str]) -> Planned:
        """The result."""
        root = self.project.root
        code = blake2b(b"".join(sorted(self._marks)), digest_size=6).hexdigest()
        writes = self._texts if self.stage is None else WrittenFiles(root, self._paths)
        stories, unread = tuple(self._stories), tuple(self._unread)
        return Planned(stories, writes, code, self._merged, tuple(empty), unread, self._has_new_home)

    def record(self, records: StoryRecords, stories: StoriesToBuild, written_at: int) -> None:
        """Record the stories that are surely as this build left them, now that all is in its place."""
        files, home = StoryFiles(self.project), self.project.docs / OVERVIEW_FILE
        text = SeenFiles().read(home) or ""
        for name, raw in stories.before.items():
            records.stories.pop(name, None)
            left = self._left.get(name)
            if left is None or not records.now:
                continue
            rows = files.rows(name)
            if are_as_left(rows, unpacked(raw), left.written, records.now, written_at):
                code = answers_code(left.decisions, text if left.needs_home else "")
                records.stories[name] = StoryRecord(code_of_rows(rows), code, left.vouched, outcome_text(left.again))
        for name in {*records.stories} - {*stories.names}:
            del records.stories[name]
        records.keep()

    def _add(self, writes: Mapping[Path, str | None], seen: Mapping[Path, str | None]) -> dict[str, Staged | None]:
        """Put files aside; returns what tells each again, by its path below the project's folder."""
        written: dict[str, Staged | None] = {}
        for path, text in writes.items():  # in this order: a page comes before its base
            name = path.relative_to(self.project.root).as_posix()
            row = json.dumps([name, seen.get(path), mark_of(text)])
            self._marks.append(blake2b(row.encode("utf-8", "surrogatepass"), digest_size=16).digest())
            if self.stage is None:
                self._texts[path] = text
            else:
                self._paths.append(name)
                written[name] = self.stage.add(path, text)
        if self.stage is not None and (writes or seen):
            self.stage.saw(seen)
        return written
