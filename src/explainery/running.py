"""The way through: sources to pages. Steps are called here in order; nothing here prints."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from explainery.curating import Limits, curate
from explainery.errors import ExplaineryError, PageConflictError, SourceError
from explainery.files import pages_in, read_page, story_folder, write_all
from explainery.linking import link
from explainery.marking import mark
from explainery.merging import Merge, Outcome, merge
from explainery.model import Article, MarkedArticle, Story
from explainery.navigation import with_stories
from explainery.plan import Explainer, Page
from explainery.reading import read_story
from explainery.reading.frontmatter import split
from explainery.settings import Settings, StorySettings, settings_of, story_settings
from explainery.writing import home_page, write
from explainery.writing.home import StoryLine

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

    def stories(self) -> list[str]:
        """The stories that have a folder, by name."""
        if not self.sources.is_dir():
            raise ExplaineryError(
                "there are no sources here", file=self.sources, hint="`explainery new STORY` makes a story"
            )
        return sorted(p.name for p in self.sources.iterdir() if p.is_dir() and p.name[0] != ".")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: every page's outcome and every story's explainer."""

    merge: Merge
    explainers: tuple[Explainer, ...] = ()


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


def read_and_link(project: Project, name: str, executor: Executor | None = None) -> Story:
    """A story, from its folder to its claims."""
    return story_in(story_folder(project.sources, name), name, executor)


def story_in(folder: Path, name: str, executor: Executor | None = None) -> Story:
    """The story whose articles are in `folder`. Errors name the file below it."""
    settings = story_settings(folder)
    articles = read_story(folder)
    try:
        return link(name, mark_all(articles, settings, executor), settings)
    except SourceError as error:
        raise SourceError(error.what, file=folder / (error.file or ""), line=error.line, hint=error.hint) from None


def limits_of(project: Project, name: str) -> Limits:
    """The story's length budget and quotation share."""
    own = story_settings(project.sources / name).budget
    return Limits(own or project.settings.budget, project.settings.quote_share)


def explain(project: Project, name: str, executor: Executor | None = None) -> Explainer:
    """A story's explainer."""
    return curate(read_and_link(project, name, executor), limits_of(project, name))


def build(
    project: Project,
    names: Iterable[str] = (),
    *,
    keep: Collection[str] = (),
    progress: Progress = lambda _: None,
    executor: Executor | None = None,
) -> Built:
    """Build the pages of stories (all, where none is named) and write them.

    Raises:
        PageConflictError: a page changed both by hand and in the build; nothing was written.
        SourceError: a source cannot be read; nothing was written.
        WritingError: the disk is full or read-only; nothing was changed.
    """
    wanted = list(dict.fromkeys(names)) or project.stories()
    if not wanted:
        raise ExplaineryError("there are no stories", file=project.sources, hint="`explainery new STORY` makes one")
    explainers = []
    for name in wanted:
        progress(name)
        explainers.append(explain(project, name, executor))
    new = {page.path: page.text for explainer in explainers for page in write(explainer)}
    result = _merged(project, wanted, new, keep)
    if result.conflicts:
        raise PageConflictError(_conflict_text(project, result), file=project.docs / result.conflicts[0],
                                hint=_conflict_hint(result))  # fmt: skip
    changes = {project.docs / p: text for p, text in result.live.items()}
    changes |= {project.base / p: text for p, text in result.base.items()}
    changes |= _navigation(project, result)
    write_all(changes)
    return Built(result, tuple(explainers))


def _navigation(project: Project, result: Merge) -> dict[Path, str | None]:
    """`mkdocs.yml` where its list of stories has to change."""
    config = project.root / "mkdocs.yml"
    if not config.is_file():
        return {}
    after = {p: t is not None for p, t in result.live.items()}
    shown = [s for s in project.stories() if after.get(page := f"{s}/index.md", (project.docs / page).is_file())]
    text = read_page(config)
    changed = with_stories(text, shown)
    return {config: changed} if changed != text else {}


def _merged(project: Project, names: Sequence[str], new: Mapping[str, str], keep: Collection[str]) -> Merge:
    """The merge of the stories' pages and, with what they are then called, of the home page."""

    def ours(pages: Mapping[str, str]) -> dict[str, str]:
        return {p: t for p, t in pages.items() if p.split("/")[0] in names}

    all_base, all_live = pages_in(project.base), _live_pages(project)
    stories = merge(ours(all_base), ours(all_live), new, keep)
    after = all_live | {p: t for p, t in stories.live.items() if t is not None}
    home = home_page(_story_lines(project, after))
    homes = merge(_only(all_base, home), _only(all_live, home), {home.path: home.text}, keep)
    return Merge({**stories.outcomes, **homes.outcomes}, {**stories.live, **homes.live}, {**stories.base, **homes.base})


def _only(pages: Mapping[str, str], page: Page) -> dict[str, str]:
    return {page.path: pages[page.path]} if page.path in pages else {}


def _live_pages(project: Project) -> dict[str, str]:
    """The pages of `docs/` that a build may touch: the home page and the stories' folders."""
    known = set(project.stories()) | {"index.md"} | {p.split("/")[0] for p in pages_in(project.base)}
    return {p: t for p, t in pages_in(project.docs).items() if p.split("/")[0] in known}


def _story_lines(project: Project, pages: Mapping[str, str]) -> list[StoryLine]:
    """The stories as their overviews now call themselves."""
    rows = []
    for name in project.stories():
        text = pages.get(f"{name}/index.md")
        if text is not None:
            values = split(text, project.docs / name / "index.md").values
            rows.append(StoryLine(name, str(values.get("title", name)), str(values.get("description", ""))))
    return rows


def _conflict_text(project: Project, result: Merge) -> str:
    unknown = [p for p in result.conflicts if result.outcomes[p] is Outcome.UNKNOWN]
    edited = [p for p in result.conflicts if p not in unknown]
    parts = []
    if edited:
        parts.append(f"edited by hand and changed by this build: {', '.join(edited)}")
    if unknown:
        parts.append(
            f"in {project.settings.docs}/ without a base, so that nobody can say who wrote them: {', '.join(unknown)}"
        )
    return f"nothing was written, so that no edit is lost; {'; '.join(parts)}"


def _conflict_hint(result: Merge) -> str:
    first = result.conflicts[0]
    if result.outcomes[first] is Outcome.UNKNOWN:
        return "Restore .explainery/base/ from git, or move the page away and build again"
    return f"`explainery build --keep {first}` keeps the edited page and shows what the build had for it"
