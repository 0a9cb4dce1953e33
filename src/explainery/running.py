"""The way through: sources to pages. Steps are called here in order; nothing here prints."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from explainery import reading
from explainery.choosing import Limits
from explainery.curating import curate
from explainery.errors import ExplaineryError, SourceError
from explainery.files import story_folder
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Article, MarkedArticle, Story
from explainery.plan import Explainer
from explainery.settings import Settings, StorySettings, settings_of, story_settings

_POOL_FROM = 200_000  # characters of a story from which other processes pay for their start
Progress = Callable[[str], None]


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
    def limits(self) -> reading.Limits:
        """What reading one file may take."""
        own = self.settings
        return reading.Limits(
            own.megabytes, own.archive_megabytes, own.seconds, own.memory_megabytes, int(own.articles)
        )

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


def mark_all(
    articles: Sequence[Article], settings: StorySettings, executor: Executor | None = None
) -> tuple[MarkedArticle, ...]:
    """Every article marked, on all cores where there is enough to do."""
    work = partial(mark, settings=settings)
    if executor is not None:
        return tuple(executor.map(work, articles))
    if sum(len(a.text) for a in articles) < _POOL_FROM or (os.cpu_count() or 1) < 2:  # noqa: PLR2004
        return tuple(map(work, articles))
    with ProcessPoolExecutor() as pool:
        return tuple(pool.map(work, articles, chunksize=max(1, len(articles) // 32)))


def read_and_link(
    project: Project, name: str, executor: Executor | None = None, unread: reading.Unread | None = None
) -> Story:
    """A story, from its folder to its claims; `unread` is told of files that cannot be read, and the rest goes on."""
    return story_in(story_folder(project.sources, name), name, executor, project.limits, unread)


def story_in(
    folder: Path,
    name: str,
    executor: Executor | None = None,
    limits: reading.Limits = reading.Limits(),
    unread: reading.Unread | None = None,
) -> Story:
    """The story whose articles are in `folder`. Errors name the file below it."""
    settings = story_settings(folder)
    articles = reading.read_story(folder, limits, unread)
    try:
        return link(name, mark_all(articles, settings, executor), settings)
    except SourceError as error:
        raise SourceError(error.what, file=folder / (error.file or ""), line=error.line, hint=error.hint) from None


def limits_of(project: Project, name: str) -> Limits:
    """The story's length budget and quotation share."""
    own = story_settings(project.sources / name).budget
    return Limits(own or project.settings.budget, project.settings.quote_share)


def explain(
    project: Project, name: str, executor: Executor | None = None, unread: reading.Unread | None = None
) -> Explainer:
    """A story's explainer; `unread` as in `read_and_link`."""
    return curate(read_and_link(project, name, executor, unread), limits_of(project, name))
