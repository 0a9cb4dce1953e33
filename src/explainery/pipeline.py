"""The pipeline: read, mark, link and curate a story's articles. Nothing here prints."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from explainery.answers.encoded import encoded_in
from explainery.answers.labels import NO_LABELS, Labels, SentenceLabel
from explainery.answers.records import NO_ANSWERS, Answers
from explainery.answers.tasks.labels import hand_labels, model_labels
from explainery.config import StorySettings, story_settings
from explainery.copyediting.desk import NOTHING_TOLD, Told, copyedited, fitting_for
from explainery.curation.arrange import explainer_of
from explainery.curation.page_plan import Explainer
from explainery.curation.select import Lengths
from explainery.errors import SourceError
from explainery.linking import link
from explainery.marking import mark, questions_about
from explainery.marking.relabelling import believed, labels_of
from explainery.model import Article, MarkedArticle, Rights, Story
from explainery.project import Project, story_folder
from explainery.reading import ReadingLimits, Unread, read_story
from explainery.store.step_cache import StepCache, marking_settings, step_cache
from explainery.text import counted
from explainery.time_limit import OutOfTimeError, time_limit

Gate = Callable[[Story], Told]

# Characters of a story. A shorter one is marked sooner in this process than it takes to start others.
_POOL_FROM = 200_000


def mark_within(
    article: Article, settings: StorySettings, seconds: float | None, labels: Labels = NO_LABELS
) -> MarkedArticle:
    """Mark one article, with the labels that are recorded.

    Raises:
        SourceError: as `mark` does, or because it takes longer than `seconds`.
    """
    try:
        with time_limit(seconds):
            return mark(article, settings, labels)
    except OutOfTimeError:
        raise SourceError(
            f"finding the sentences and speakers of this article takes longer than {seconds:g} seconds",
            file=article.file,
            line=article.first_line,
            hint="Take out what is no text of the article, or raise `seconds` in .explainery/settings.yml",
        ) from None


def mark_all(
    articles: Sequence[Article],
    settings: StorySettings,
    executor: Executor | None = None,
    *,
    seconds: float | None = None,
    unread: Unread | None = None,
    answers: Answers = NO_ANSWERS,
    cache: StepCache | None = None,
) -> tuple[MarkedArticle, ...]:
    """Mark every article, on all cores if there is enough text.

    Args:
        articles: the articles to mark.
        settings: the story's settings.
        executor: runs the marking instead of processes of our own.
        seconds: how long one article may take; None sets no limit.
        unread: called with the error of each article in which nothing can be marked, which is then left out. Without
            it, the first such error is raised.
        answers: what is recorded about their sentences. They are marked once without, to know what was asked.
        cache: has the articles that were marked before.

    Returns:
        The marked articles, in the order of `articles`.

    Raises:
        SourceError: nothing in an article reads as one, or it takes too long.
    """
    marker = _Marker(marking_settings(settings), seconds, executor, cache)
    results = marker.marked(articles)
    if labels := _labels(results, answers, settings):
        results = marker.marked(articles, labels)
    failed = [result for result in results if isinstance(result, SourceError)]
    if failed and unread is None:
        raise failed[0]
    for error in failed:
        assert unread is not None  # noqa: S101 (it was raised above)
        unread(error)
    return tuple(result for result in results if isinstance(result, MarkedArticle))


_Task = tuple[Article, Labels]
_Result = MarkedArticle | SourceError


def _labels(results: Sequence[_Result], answers: Answers, settings: StorySettings) -> Labels | None:
    """The labels of the sentences, for which questions were answered or which were encoded; None without any."""
    if not answers:
        return None
    sentences: dict[str, SentenceLabel] = {}
    for marked in (result for result in results if isinstance(result, MarkedArticle)):
        sentences |= believed(marked, model_labels(answers, questions_about(marked)), settings.keep)
    sentences |= hand_labels(answers)
    encoded = encoded_in(answers)
    return Labels(sentences=sentences, encoded=encoded) if sentences or encoded.sentences else None


def _mark_or_fail(task: _Task, settings: StorySettings, seconds: float | None) -> _Result:
    """The marked article, or the error, as a value that one process can hand to another."""
    article, labels = task
    try:
        return mark_within(article, settings, seconds, labels)
    except SourceError as error:
        return error


@dataclass(frozen=True, slots=True)
class _Marker:
    """Marks articles, but for those that the cache has."""

    settings: StorySettings
    seconds: float | None
    executor: Executor | None
    cache: StepCache | None

    def marked(self, articles: Sequence[Article], labels: Labels = NO_LABELS) -> list[_Result]:
        """Each article as marked, or its error."""
        tasks = [(article, labels_of(article, labels)) for article in articles]
        if self.cache is None:
            return self._made(tasks)
        keys = [self.cache.marking_key(article, self.settings, self.seconds, own) for article, own in tasks]
        found = [self.cache.marked(key, article) for key, article in zip(keys, articles, strict=True)]
        made = iter(self._made([task for task, marked in zip(tasks, found, strict=True) if marked is None]))
        return [marked or self._kept(key, next(made)) for key, marked in zip(keys, found, strict=True)]

    def _kept(self, key: str, result: _Result) -> _Result:
        """A new result, which the cache keeps if it is no error."""
        if self.cache is not None and isinstance(result, MarkedArticle):
            self.cache.keep_marked(key, result)
        return result

    def _made(self, tasks: Sequence[_Task]) -> list[_Result]:
        work = partial(_mark_or_fail, settings=self.settings, seconds=self.seconds)
        if self.executor is not None:
            return list(self.executor.map(work, tasks))
        if sum(len(a.text) for a, _ in tasks) < _POOL_FROM or (os.cpu_count() or 1) < 2:  # noqa: PLR2004
            return list(map(work, tasks))
        with ProcessPoolExecutor() as pool:
            return list(pool.map(work, tasks, chunksize=max(1, len(tasks) // 32)))


def read_and_link(
    project: Project,
    name: str,
    executor: Executor | None = None,
    unread: Unread | None = None,
    cache: StepCache | None = None,
) -> Story:
    """Read and link one story of a project.

    Args:
        project: the project.
        name: the story's name.
        executor: runs the marking instead of processes of our own.
        unread: called with the error of each file that cannot be read, which is then left out. Without it, the first
            such error is raised.
        cache: has the articles that were read and marked before; the project's own unless it is given.

    Raises:
        SourceError: a file or the folder cannot be read, or contains no article.
        SettingsError: `story.yml` is invalid.
        ExplaineryError: `name` is not a valid name for a story.
    """
    folder = story_folder(project.sources, name)
    kept = cache or step_cache(project)
    return story_in(folder, name, executor, project.limits, unread, answers=project.answers(name), cache=kept)


def story_in(
    folder: Path,
    name: str,
    executor: Executor | None = None,
    limits: ReadingLimits = ReadingLimits(),
    unread: Unread | None = None,
    *,
    rights: Rights | None = None,
    answers: Answers = NO_ANSWERS,
    cache: StepCache | None = None,
) -> Story:
    """The story whose articles are in `folder`; otherwise as `read_and_link`.

    `rights`: those of articles that do not state theirs, where they are not to be published. `answers`: what is
    recorded about their sentences. `cache`: has the articles that were read and marked before.
    """
    settings = story_settings(folder)
    read = read_story(folder, limits, unread, cache.read) if cache else read_story(folder, limits, unread)
    articles = [_with_rights(a, rights) for a in read]
    left_out = (lambda error: unread(_placed(error, folder))) if unread else None
    try:
        marked = mark_all(
            articles, settings, executor, seconds=limits.seconds, unread=left_out, answers=answers, cache=cache
        )
        return linked_within(name, marked, settings, limits.story_seconds, answers)
    except SourceError as error:
        raise _placed(error, folder) from None


def _placed(error: SourceError, folder: Path) -> SourceError:
    """An error about a file of a folder that says where the folder is."""
    return SourceError(error.what, file=folder / (error.file or ""), line=error.line, hint=error.hint)


def linked_within(
    name: str,
    marked: Sequence[MarkedArticle],
    settings: StorySettings,
    seconds: float | None,
    answers: Answers = NO_ANSWERS,
) -> Story:
    """Link a story's articles. Raises SourceError if that takes longer than `seconds`; None sets no limit."""
    if not marked:
        raise SourceError("none of this story's articles can be read")
    try:
        with time_limit(seconds):
            return link(name, marked, settings, answers)
    except OutOfTimeError:
        raise _too_long(marked, seconds) from None


def _too_long(marked: Sequence[MarkedArticle], seconds: float | None) -> SourceError:
    """The error about a story that takes too long, with the article that is likeliest to blame."""
    longest = max((m.article for m in marked), key=lambda article: len(article.text))
    return SourceError(
        f"comparing this story's {counted(len(marked), 'article')} takes longer than {seconds:g} seconds; "
        f"the longest has {len(longest.text):,} characters",
        file=longest.file,
        line=longest.first_line,
        hint="Look at that one first, or raise `story_seconds` in .explainery/settings.yml",
    )


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


def explain(
    project: Project,
    name: str,
    executor: Executor | None = None,
    unread: Unread | None = None,
    *,
    gate: Gate = lambda _: NOTHING_TOLD,
    cache: StepCache | None = None,
) -> Explainer:
    """A story's explainer: what goes on which page. Arguments and errors are those of `read_and_link`.

    `gate`: gives the wordings of a story's claims that are recorded and may stand on a page. The gate is a later step.
    """
    story = read_and_link(project, name, executor, unread, cache)
    try:
        with time_limit(project.limits.story_seconds):
            return explained(story, limits_of(project, name), gate(story))
    except OutOfTimeError:
        error = _too_long(story.articles, project.limits.story_seconds)
        raise _placed(error, story_folder(project.sources, name)) from None


def explained(story: Story, lengths: Lengths, told: Told = NOTHING_TOLD) -> Explainer:
    """A story's explainer: its claims chosen, arranged and copy-edited.

    Args:
        story: the story.
        lengths: how much may be shown.
        told: wordings of its claims that passed the gate, by the sentence that each is shown in.
    """
    return copyedited(explainer_of(story, lengths, fitting_for(story, told)), told)
