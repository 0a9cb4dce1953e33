"""A build: the stories' pages made, merged with what people edited, and written, all or none.

`planned` works it out and writes nothing; `build` writes what was planned. A build holds one story after the other,
not all of them: what is to be written goes to the disk as it comes, and in the end all of it to its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from explainery.commands.build_result import Asked, Gathered, Planned
from explainery.commands.build_stories import StoriesToBuild, stories_to_build
from explainery.commands.story_build import Shared, StoryBuild, StoryTask, built_story, removed_story
from explainery.commands.watch import Watch
from explainery.errors import ChangedMeanwhileError, ExplaineryError, PageConflictError
from explainery.languages import words_of
from explainery.merging import Decision, Wishes, places_named
from explainery.page_format import OVERVIEW_FILE
from explainery.plain_files import require_plain
from explainery.project import KEPT, ProgressCallback, Project
from explainery.store.base_receipts import note_codes
from explainery.store.old_home import left_behind
from explainery.store.seen_files import SeenFiles
from explainery.store.state import changed_decisions, decisions_of, page_paths, state_of
from explainery.store.story_records import StoryRecords
from explainery.store.transaction import Stage, finish
from explainery.writing import home_page

if TYPE_CHECKING:
    from concurrent.futures import Executor  # a build with nothing new runs nothing

    from explainery.running.executors import Engine

__all__ = ["Asked", "Planned", "Watch", "build", "planned"]


_ASKED, _WATCH = Asked(), Watch()


@dataclass(frozen=True)
class _Order:
    """A build that somebody orders: of what, and how it runs. The attributes are the arguments of `build`."""

    project: Project
    names: tuple[str, ...]
    asked: Asked
    progress: ProgressCallback
    watch: Watch
    executor: Executor | str


def build(
    project: Project,
    names: Iterable[str] = (),
    asked: Asked = _ASKED,
    *,
    progress: ProgressCallback = lambda _: None,
    watch: Watch = _WATCH,
    executor: Executor | str = "",
) -> Planned:
    """Build the pages of stories (all that have articles, where none is named) and write them.

    A build of everything also takes away the pages of stories whose folder is gone. A story whose files are as the
    last build left them is not opened.

    If somebody changes a file while the build runs, it begins again, once.

    Args:
        project: the project.
        names: the stories.
        asked: what people ask of the build.
        progress: is called with each story's name before it is built.
        watch: is told what there is to build, and what is done.
        executor: runs the stories, or the articles of a story alone: a name as `--executor` takes it, or an executor.

    Raises:
        PageConflictError: a page in `docs/` does not have a base, so nobody can tell who wrote it; nothing was written.
        SourceError: a source cannot be read; nothing was written.
        WritingError: the disk is full or read-only; nothing was changed.
        ChangedMeanwhileError: somebody changed a file again; nothing was changed.
    """
    require_plain(project.root / KEPT)
    finish(project.root)
    order = _Order(project, tuple(names), asked, progress, watch, executor)
    try:
        return _built(order)
    except ChangedMeanwhileError:
        return _built(order)


def _built(order: _Order) -> Planned:
    project, asked = order.project, order.asked
    records = StoryRecords(project)
    with Stage(project.root) as stage:
        gathered = Gathered(project, stage)
        stories = _gather(order, gathered, records)
        plan = gathered.planned(stories.empty)
        if asked.plan and asked.plan != plan.code:
            raise ExplaineryError(
                f"the plan {asked.plan} is stale: sources, pages or decisions have changed since; nothing was written",
                hint="`explainery plan` shows what a build would do now",
            )
        written_at = records.clock()
        stage.commit()
    note_codes(project, gathered.bases)
    gathered.record(records, stories, written_at)
    return plan


def planned(
    project: Project,
    names: Iterable[str] = (),
    asked: Asked = _ASKED,
    *,
    progress: ProgressCallback = lambda _: None,
    watch: Watch = _WATCH,
    executor: Executor | str = "",
) -> Planned:
    """What `build` would do. Writes nothing; raises as `build` does."""
    gathered = Gathered(project)
    order = _Order(project, tuple(names), asked, progress, watch, executor)
    stories = _gather(order, gathered, StoryRecords(project, is_read_only=True))
    return gathered.planned(stories.empty)


def _gather(order: _Order, gathered: Gathered, records: StoryRecords) -> StoriesToBuild:
    """Build all stories, and gather what comes of them, in the order of the stories."""
    project, asked = order.project, order.asked
    project.require_plain()
    seen = SeenFiles()
    decisions, home = decisions_of(project, seen), seen.read(project.docs / OVERVIEW_FILE) or ""
    stories = stories_to_build(project, order.names, decisions, home, records, skips=asked.asks_nothing)
    shared = Shared(
        project=project,
        run=gathered.run,
        wishes=_wishes(project, asked, stories, decisions),
        keep_going=asked.keep_going,
        home=home,
        gone={name: decisions.get(name, frozenset()) for name in stories.gone},
        remembers=gathered.writes_files,
        whole=not gathered.writes_files,
    )
    order.watch.expect({task.name: task.size for task in stories.tasks})
    for built in _results(stories, shared, order):
        gathered.add(_with_own_old_name(built, gathered, shared, stories))
        order.watch.done(built.outcome.name)
    for name in stories.gone:
        if name not in gathered.renamed:
            gathered.add(removed_story(StoryTask(name, shared.gone[name]), shared))
    gathered.skip(stories.skipped, stories.order)
    _require_known(project, gathered.unknown)
    own = {**decisions, **gathered.decisions}
    gathered.add_files(changed_decisions(project, decisions, gathered.decisions), seen)
    gathered.add_home(_home(project, own, seen), seen)
    return stories


def _results(stories: StoriesToBuild, shared: Shared, order: _Order) -> Iterator[StoryBuild]:
    """What comes of each story, in order. Several run through the executor; of a few, their articles do."""

    def tasks() -> Iterator[StoryTask]:
        for task in _drafted(order.project, stories.tasks, chosen):
            order.progress(task.name)
            yield task

    if not stories.tasks:
        return
    from explainery.running.batches import run_batches, workers_of  # noqa: PLC0415
    from explainery.running.executors import engine  # noqa: PLC0415

    with engine(order.executor, sum(task.size for task in stories.tasks)) as chosen:
        if len(stories.tasks) < max(2, workers_of(chosen.executor)):
            yield from (_built_with(chosen, task, shared) for task in tasks())
            return
        work = partial(built_story, shared=shared)
        for result in run_batches(
            work,
            tasks(),
            chosen.executor,
            size_of=lambda task: task.size,
            batch_bytes=chosen.batch_bytes,
            again=chosen.again,
        ):
            yield result.get()


def _drafted(project: Project, tasks: Sequence[StoryTask], chosen: Engine) -> Iterator[StoryTask]:
    """The stories, each as soon as a cluster, where there is one, has made its draft."""
    if chosen.cluster is None:
        return iter(tasks)
    from explainery.commands.cluster_drafts import drafted_ahead  # noqa: PLC0415 (an extra)

    by_name = {task.name: task for task in tasks}
    return (by_name[name] for name in drafted_ahead(project, by_name, chosen.cluster))


def _built_with(chosen: Engine, task: StoryTask, shared: Shared) -> StoryBuild:
    """A story built in this process, its articles marked through an executor; without, where that loses a worker."""
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415

    from explainery.running.here import Here  # noqa: PLC0415

    try:
        return built_story(task, shared, chosen.executor)
    except BrokenExecutor:
        return built_story(task, shared, Here())


def _with_own_old_name(built: StoryBuild, gathered: Gathered, shared: Shared, stories: StoriesToBuild) -> StoryBuild:
    """A story that is no other one's renamed: of two that could be, the first one is."""
    if built.old is None or built.old.outcome.name not in gathered.renamed:
        return built
    left = {name: own for name, own in shared.gone.items() if name not in gathered.renamed}
    task = next(task for task in stories.tasks if task.name == built.outcome.name)
    return built_story(task, replace(shared, gone=left))


def _wishes(
    project: Project, asked: Asked, stories: StoriesToBuild, decisions: Mapping[str, frozenset[Decision]]
) -> Wishes:
    """What was asked, by page and unit. Raises ExplaineryError for a page or key that does not exist."""
    names = [*(task.name for task in stories.tasks), *stories.gone]

    def below(paths: Collection[str]) -> frozenset[str]:
        return frozenset(Path(p).as_posix().removeprefix(f"{project.settings.docs}/") for p in paths)

    keep, given_up = below(asked.keep), below(asked.replace)
    known = {path for name in names for path in page_paths(project, name)} if keep or given_up else set()
    for path in sorted(keep | given_up):
        if path not in known:
            hint = "Name it below docs/, such as port-strike/trade.md"
            raise ExplaineryError(f"there is no page {path!r}", hint=hint)
    if not asked.restore:
        return Wishes(adopt=keep, replace=given_up)
    states = [state_of(project, name, decisions) for name in names]
    return Wishes(take=places_named(asked.restore, states), adopt=keep, replace=given_up)


def _home(project: Project, decisions: Mapping[str, frozenset[Decision]], seen: SeenFiles) -> dict[Path, str | None]:
    """What is written of the home page: all of it by a project's first build, and by no other one.

    Of a project that an earlier version built, what that version kept of the home page goes.
    """
    file = project.docs / OVERVIEW_FILE
    if project.base.is_dir() or seen.read(file) is not None:
        return left_behind(project, decisions, seen)
    return {file: home_page(words_of(project.language)).text}


def _require_known(project: Project, pages: Sequence[str]) -> None:
    """Raise PageConflictError for pages without a base."""
    if pages:
        keep = " ".join(f"--keep {p}" for p in pages)
        raise PageConflictError(
            f"nothing was written, so that no edit is lost; pages in {project.settings.docs}/ without a base, of which "
            f"nobody can tell who wrote them: {', '.join(pages)}",
            file=project.docs / pages[0],
            hint=f"Restore .explainery/base/ from git; or `explainery build {keep}` keeps the pages as they are; "
            "--replace takes the build's text instead",
        )
