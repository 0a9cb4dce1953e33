"""A project: one repository, its settings, and where its files are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from explainery.config import Settings, settings_of
from explainery.errors import ExplaineryError
from explainery.reading import Limits

Progress = Callable[[str], None]  # is told what is being worked on
_STORY = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `sources/` and `docs/`."""

    root: Path
    settings: Settings

    @classmethod
    def at(cls, root: Path) -> Project:
        """The project in a folder."""
        return cls(root, settings_of(root))

    @property
    def limits(self) -> Limits:
        """What reading one file may take."""
        own = self.settings
        return Limits(own.megabytes, own.archive_megabytes, own.seconds, own.memory_megabytes, int(own.articles))

    @property
    def sources(self) -> Path:
        """Where the stories' articles are."""
        return self.root / self.settings.sources

    @property
    def docs(self) -> Path:
        """Where the pages are that people read and edit."""
        return self.root / self.settings.docs

    @property
    def base(self) -> Path:
        """Where the pages are as last generated."""
        return self.root / ".explainery" / "base"

    def locked(self) -> list[str]:
        """The stories that have a lock file: their articles may be kept elsewhere, and their pages stand."""
        return sorted(p.stem for p in (self.root / ".explainery" / "lock").glob("*.json"))

    def stories(self) -> list[str]:
        """The stories that have a folder, by name."""
        if not self.sources.is_dir():
            if self.locked():
                return []
            raise ExplaineryError(
                "there are no sources here", file=self.sources, hint="`explainery new STORY` makes a story"
            )
        return sorted(p.name for p in self.sources.iterdir() if p.is_dir() and p.name[0] != ".")


def story_folder(sources: Path, name: str) -> Path:
    """The folder of a story. Raises ExplaineryError for a name that would leave `sources` or make a bad address."""
    if not _STORY.fullmatch(name):
        raise ExplaineryError(
            f"{name!r} is not a story's name",
            hint="Use lower-case letters, digits and hyphens, such as kim-putin-2023",
        )
    return sources / name
