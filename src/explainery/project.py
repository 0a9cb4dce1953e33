"""A project: one repository, its settings, and the paths of its files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from explainery.answers.files import answers_of
from explainery.answers.records import Answers
from explainery.config import Settings, settings_of
from explainery.errors import ExplaineryError
from explainery.languages import chosen_language
from explainery.patterns import regex
from explainery.plain_files import require_plain
from explainery.reading import ReadingLimits

ProgressCallback = Callable[[str], None]  # called with the name of what is being worked on
KEPT = ".explainery"  # the folder of what the program keeps
_CUSTOM = regex(r"^\s+custom_dir:\s*[\"']?([^\"'#\s]+)", re.MULTILINE)
_STORY = regex(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Project:
    """A repository of stories: their articles in `sources/`, their pages in `docs/`."""

    root: Path
    settings: Settings

    @classmethod
    def at(cls, root: Path) -> Project:
        """The project at `root`.

        Raises:
            ExplaineryError: there are links, pipes or devices among its files.
            SettingsError: its settings are invalid.
        """
        require_plain(root / KEPT, root=root)
        project = cls(root, settings_of(root))
        project.require_plain()
        return project

    def require_plain(self) -> None:
        """Make sure that everything that is read, published or written is a file or folder itself.

        Raises:
            ExplaineryError: the first symbolic link, pipe or device, where it leads, and what to do.
        """
        config = self.root / "mkdocs.yml"
        require_plain(self.root / KEPT, config, root=self.root)
        folders = (self.settings.docs, self.settings.sources, self.settings.originals, *_theme_folders(config))
        require_plain(*(self.root / folder for folder in folders), root=self.root)
        site = self.root / "site"
        if site.is_symlink():  # what is in it is made anew, and what the link leads to would be deleted
            require_plain(site)

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
    def language(self) -> str:
        """The language of the site's own words, as mkdocs.yml states it.

        Raises:
            SettingsError: there are no words in that language.
        """
        return chosen_language(self.root)

    @property
    def sources(self) -> Path:
        """The folder of the stories' articles."""
        return self.root / self.settings.sources

    @property
    def docs(self) -> Path:
        """The folder of the pages that people read and edit."""
        return self.root / self.settings.docs

    def answers(self, name: str) -> Answers:
        """What a model, an encoder or a person answered about a story; nothing without a file.

        Raises:
            AnswersError: the file is not understood, with the line.
        """
        return answers_of(self.root, name)

    @property
    def base(self) -> Path:
        """The folder of the pages as last generated, without anybody's edits."""
        return self.root / KEPT / "base"

    def locked(self) -> list[str]:
        """The names of the stories with a lock file, whose articles may be kept outside the repository, in order."""
        return sorted(p.stem for p in (self.root / KEPT / "lock").glob("*.json"))

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


def _theme_folders(config: Path) -> list[str]:
    """The folders with the site's own templates and files, which `mkdocs.yml` names."""
    text = config.read_bytes().decode("utf-8", "replace") if config.is_file() else ""
    return ["overrides", *_CUSTOM.findall(text)]


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
