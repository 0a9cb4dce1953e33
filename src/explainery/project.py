"""A project: one repository, its settings, and the paths of its files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from explainery.config import Settings, settings_of
from explainery.errors import ExplaineryError
from explainery.reading import ReadingLimits

ProgressCallback = Callable[[str], None]  # called with the name of what is being worked on
_STORY = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Project:
    """A repository of stories: their articles in `sources/`, their pages in `docs/`."""

    root: Path
    settings: Settings

    @classmethod
    def at(cls, root: Path) -> Project:
        """The project at `root`. Raises SettingsError where its settings are invalid."""
        return cls(root, settings_of(root))

    @property
    def limits(self) -> ReadingLimits:
        """The limits of reading one file, as the settings state them."""
        settings = self.settings
        return ReadingLimits(
            megabytes=settings.megabytes,
            archive_megabytes=settings.archive_megabytes,
            seconds=settings.seconds,
            story_seconds=settings.story_seconds,
            memory_megabytes=settings.memory_megabytes,
            articles=int(settings.articles),
        )

    @property
    def sources(self) -> Path:
        """The folder of the stories' articles."""
        return self.root / self.settings.sources

    @property
    def docs(self) -> Path:
        """The folder of the pages that people read and edit."""
        return self.root / self.settings.docs

    @property
    def base(self) -> Path:
        """The folder of the pages as last generated, without anybody's edits."""
        return self.root / ".explainery" / "base"

    def locked(self) -> list[str]:
        """The names of the stories with a lock file, whose articles may be kept outside the repository, in order."""
        return sorted(p.stem for p in (self.root / ".explainery" / "lock").glob("*.json"))

    def stories(self) -> list[str]:
        """The names of the stories with a folder, in order.

        Raises:
            ExplaineryError: there is neither a folder of sources nor a lock file.
        """
        if not self.sources.is_dir():
            if self.locked():
                return []
            raise ExplaineryError(
                "this folder does not exist", file=self.sources, hint="Make a story with `explainery new STORY`"
            )
        return sorted(p.name for p in self.sources.iterdir() if p.is_dir() and p.name[0] != ".")


def story_folder(sources: Path, name: str) -> Path:
    """The folder of a story.

    Raises:
        ExplaineryError: the name could lead out of `sources`, or would not do in a web address.
    """
    if not _STORY.fullmatch(name):
        raise ExplaineryError(
            f"{name!r} is not a valid name for a story",
            hint="Use lower-case letters, digits and hyphens, such as kim-putin-2023",
        )
    return sources / name
