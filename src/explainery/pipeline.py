"""The pipeline: articles are read, marked, linked and curated. Nothing here prints."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path

from explainery.config import StorySettings, story_settings
from explainery.curation.arrange import curate
from explainery.curation.page_plan import Explainer
from explainery.curation.select import Limits
from explainery.errors import SourceError
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Article, MarkedArticle, Story
from explainery.project import Project, story_folder
from explainery.reading import Limits as ReadingLimits
from explainery.reading import Unread, read_story

_POOL_FROM = 200_000  # characters of a story from which other processes pay for their start


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


def read_and_link(project: Project, name: str, executor: Executor | None = None, unread: Unread | None = None) -> Story:
    """A story, from its folder to its claims; `unread` is told of files that cannot be read, and the rest goes on."""
    return story_in(story_folder(project.sources, name), name, executor, project.limits, unread)


def story_in(
    folder: Path,
    name: str,
    executor: Executor | None = None,
    limits: ReadingLimits = ReadingLimits(),
    unread: Unread | None = None,
) -> Story:
    """The story whose articles are in `folder`. Errors name the file below it."""
    settings = story_settings(folder)
    articles = read_story(folder, limits, unread)
    try:
        return link(name, mark_all(articles, settings, executor), settings)
    except SourceError as error:
        raise SourceError(error.what, file=folder / (error.file or ""), line=error.line, hint=error.hint) from None


def limits_of(project: Project, name: str) -> Limits:
    """The story's length budget and quotation share."""
    own = story_settings(project.sources / name).budget
    return Limits(own or project.settings.budget, project.settings.quote_share)


def explain(project: Project, name: str, executor: Executor | None = None, unread: Unread | None = None) -> Explainer:
    """A story's explainer; `unread` as in `read_and_link`."""
    return curate(read_and_link(project, name, executor, unread), limits_of(project, name))
