"""The pipeline: read, mark, link and curate a story's articles. Nothing here prints."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from explainery.config import StorySettings, story_settings
from explainery.copyediting.desk import copyedited, fitting_for
from explainery.curation.arrange import explainer_of
from explainery.curation.page_plan import Explainer
from explainery.curation.select import Lengths
from explainery.errors import SourceError
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Article, MarkedArticle, Rights, Story
from explainery.project import Project, story_folder
from explainery.reading import ReadingLimits, Unread, read_story

# Characters of a story. A shorter one is marked sooner in this process than it takes to start others.
_POOL_FROM = 200_000


def mark_all(
    articles: Sequence[Article], settings: StorySettings, executor: Executor | None = None
) -> tuple[MarkedArticle, ...]:
    """Mark every article, on all cores if there is enough text.

    Args:
        articles: the articles to mark.
        settings: the story's settings.
        executor: runs the marking instead of processes of our own.

    Returns:
        The marked articles, in the order of `articles`.
    """
    work = partial(mark, settings=settings)
    if executor is not None:
        return tuple(executor.map(work, articles))
    if sum(len(a.text) for a in articles) < _POOL_FROM or (os.cpu_count() or 1) < 2:  # noqa: PLR2004
        return tuple(map(work, articles))
    with ProcessPoolExecutor() as pool:
        return tuple(pool.map(work, articles, chunksize=max(1, len(articles) // 32)))


def read_and_link(project: Project, name: str, executor: Executor | None = None, unread: Unread | None = None) -> Story:
    """Read and link one story of a project.

    Args:
        project: the project.
        name: the story's name.
        executor: runs the marking instead of processes of our own.
        unread: called with the error of each file that cannot be read, which is then left out. Without it, the first
            such error is raised.

    Raises:
        SourceError: a file or the folder cannot be read, or contains no article.
        SettingsError: `story.yml` is invalid.
        ExplaineryError: `name` is not a valid name for a story.
    """
    return story_in(story_folder(project.sources, name), name, executor, project.limits, unread)


def story_in(
    folder: Path,
    name: str,
    executor: Executor | None = None,
    limits: ReadingLimits = ReadingLimits(),
    unread: Unread | None = None,
    *,
    rights: Rights | None = None,
) -> Story:
    """The story whose articles are in `folder`; otherwise as `read_and_link`.

    `rights`: those of articles that do not state theirs, where they are not to be published.
    """
    settings = story_settings(folder)
    articles = [_with_rights(a, rights) for a in read_story(folder, limits, unread)]
    try:
        return link(name, mark_all(articles, settings, executor), settings)
    except SourceError as error:
        raise SourceError(error.what, file=folder / (error.file or ""), line=error.line, hint=error.hint) from None


def _with_rights(article: Article, rights: Rights | None) -> Article:
    """The article with the rights that somebody gives it, where it does not state any."""
    return replace(article, rights=rights) if rights and "rights" in article.unknown else article


def limits_of(project: Project, name: str) -> Lengths:
    """How much of a story may be shown."""
    return limits_at(project, project.sources / name)


def limits_at(project: Project, folder: Path) -> Lengths:
    """How much may be shown of the story whose articles are in `folder`."""
    settings = project.settings
    budget = story_settings(folder).budget or settings.budget
    return Lengths(budget, settings.quote_share, settings.overview_words, settings.page_words)


def explain(project: Project, name: str, executor: Executor | None = None, unread: Unread | None = None) -> Explainer:
    """A story's explainer: what goes on which page. Arguments and errors are those of `read_and_link`."""
    return explained(read_and_link(project, name, executor, unread), limits_of(project, name))


def explained(story: Story, lengths: Lengths) -> Explainer:
    """A story's explainer: its claims chosen, arranged and copy-edited."""
    return copyedited(explainer_of(story, lengths, fitting_for(story)))
