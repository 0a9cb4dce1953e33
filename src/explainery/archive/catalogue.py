"""All stories of a site, the newest first, and what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import lcm
from pathlib import Path

from explainery.archive.entry import StoryEntry, entry_of
from explainery.config import StorySettings, settings_of, story_settings
from explainery.errors import ExplaineryError
from explainery.page_format import OVERVIEW_FILE
from explainery.plain_files import require_plain

RELATED = 3  # stories at the foot of a page; by taste: more would be a second home page
_MOST_SHARED = 100  # stories; a name that more of them share tells little, and would make the cost grow with its square
# What a name weighs as a whole: each number of stories up to the most divides it, so that sums of shares are exact.
_WHOLE = lcm(*range(1, _MOST_SHARED + 1))

Signature = tuple[tuple[int, int] | None, ...]  # time and size of each file that an entry was read from


@dataclass(frozen=True)
class Catalogue:
    """The stories of a site, the newest first; those without a date last."""

    entries: tuple[StoryEntry, ...]

    @classmethod
    def of(cls, entries: Iterable[StoryEntry]) -> Catalogue:
        """The stories in order. Those of one day are in the order of their names."""
        by_name = sorted(entries, key=lambda e: e.name)
        return cls(tuple(sorted(by_name, key=lambda e: e.newest, reverse=True)))

    @cached_property
    def by_name(self) -> Mapping[str, StoryEntry]:
        """Each story by its folder's name."""
        return {entry.name: entry for entry in self.entries}

    @cached_property
    def _sharing(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the stories that name a person or a side."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for name in {*entry.people, *entry.sides}:
                numbers[name].append(number)
        return numbers

    @cached_property
    def _related(self) -> dict[str, tuple[StoryEntry, ...]]:
        """What has been asked for: each of a story's pages asks again."""
        return {}

    def related(self, name: str) -> tuple[StoryEntry, ...]:
        """The stories that share the rarest people and bodies with a story, at most `RELATED`."""
        if name not in self._related:
            self._related[name] = self._closest(name)
        return self._related[name]

    def _closest(self, name: str) -> tuple[StoryEntry, ...]:
        entry = self.by_name[name]
        weights: dict[int, int] = defaultdict(int)
        for shared in sorted({*entry.people, *entry.sides}):
            numbers = self._sharing[shared]
            if len(numbers) <= _MOST_SHARED:
                for number in numbers:
                    weights[number] += _WHOLE // len(numbers)
        best = sorted(weights, key=lambda n: (-weights[n], n))
        return tuple(self.entries[n] for n in best if self.entries[n].name != name)[:RELATED]


class Shelf:
    """The catalogue of one project, read anew where a file has changed since."""

    def __init__(self, root: Path) -> None:
        settings = settings_of(root)
        self._docs, self._sources = root / settings.docs, root / settings.sources
        self._known: dict[str, tuple[Signature, StoryEntry | None]] = {}
        self._catalogue: Catalogue | None = None

    def catalogue(self, *, fresh: bool) -> Catalogue:
        """The catalogue. `fresh`: look at the files again; else as it was read last."""
        if self._catalogue is None or fresh:
            self._known = {page.parent.name: self._entry(page) for page in self._docs.glob(f"*/{OVERVIEW_FILE}")}
            entries = [entry for _, entry in self._known.values() if entry]
            self._catalogue = Catalogue.of(entries)
        return self._catalogue

    def _entry(self, page: Path) -> tuple[Signature, StoryEntry | None]:
        name = page.parent.name
        settings = self._sources / name / "story.yml"
        signature = (_signature(page), _signature(settings))
        known = self._known.get(name)
        return known if known and known[0] == signature else (signature, _read(name, page, settings))


def _signature(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _read(name: str, page: Path, settings: Path) -> StoryEntry | None:
    """A story; None where its overview is no text, which `check` reports."""
    try:
        require_plain(page.parent)
        text = page.read_text("utf-8")
    except (ExplaineryError, OSError, UnicodeError):
        return None
    return entry_of(name, text, _settings(settings))


def _settings(file: Path) -> StorySettings:
    """The settings of a `story.yml`; none where they are not understood, which `check` and `build` report."""
    try:
        return story_settings(file.parent) if file.is_file() else StorySettings()
    except (ExplaineryError, OSError, UnicodeError):
        return StorySettings()


@cache
def _shelf(root: Path) -> Shelf:
    return Shelf(root)


def shelf_of(root: Path) -> Shelf:
    """The shelf of a project; one for each project and process, so that files are read once and not for every page."""
    return _shelf(_whole(root, Path.cwd()))


@cache
def _whole(root: Path, here: Path) -> Path:
    return (here / root).resolve()
