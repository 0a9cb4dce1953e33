"""The library: the steps from articles to pages, and the use cases of a project, as functions.

Values go in, values come out. Nothing prints or exits; everything that is wrong is an `ExplaineryError`. The functions
only put together what other modules do. Import them from `explainery`, which loads this module when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from explainery.answers.questions import Task
from explainery.answers.records import NO_ANSWERS, Answers
from explainery.asking.protocol import Model
from explainery.checking.check import Report, check_project
from explainery.commands import ask as asking
from explainery.commands.ask import AskOutcome
from explainery.commands.build import Asked, Planned, planned
from explainery.commands.foreign_bases import foreign_bases
from explainery.commands.headings import headed
from explainery.commands.resolve import decisions_for_checks
from explainery.commands.wordings import helped, told
from explainery.config import Settings, StorySettings
from explainery.curation.page_plan import Explainer, Page
from explainery.curation.select import Lengths
from explainery.errors import ExplaineryError, SourceError
from explainery.linking import link
from explainery.merging.footnote_definitions import cited
from explainery.merging.units import parsed
from explainery.model import Article, Story
from explainery.pipeline import explained, mark_all
from explainery.project import Project, story_folder
from explainery.reading import Unread, read_story
from explainery.reading.sandbox.isolated import articles_in_sandbox
from explainery.store.transaction import finish
from explainery.writing import outline, sources_page, write
from explainery.writing.page_writer import Writer

_SETTINGS, _STORY_SETTINGS = Settings(), StorySettings()


def read_articles(
    source: Path | str | Iterable[Path | str], settings: Settings = _SETTINGS, unread: Unread | None = None
) -> tuple[Article, ...]:
    """Read articles of any format: text, Markdown, web pages, PDF, Word, e-mail, feeds, archives, agency news.

    The format is detected from a file's content. Anything but plain text is read in a process of its own, within
    limits.

    Args:
        source: a folder, whose article files are read in the order of their names, or files, in their order.
        settings: the limits for reading one file (`megabytes`, `archive_megabytes`, `seconds`, `memory_megabytes`,
            `articles`).
        unread: is called with a SourceError for each file that cannot be read, and the others are read.

    Returns:
        The articles; a feed or a web archive can contain many. Their text is unchanged but for line ends.

    Raises:
        SourceError: a file cannot be read and `unread` is not given, or a folder contains no article that can be read.
    """
    limits = Project(Path(), settings).limits
    if isinstance(source, str | Path):
        path = Path(source)
        if path.is_dir():
            return read_story(path, limits, unread)
        source = [path]
    articles: list[Article] = []
    for file in map(Path, source):
        try:
            articles += articles_in_sandbox(file, limits)
        except SourceError as error:
            if unread is None:
                raise
            unread(error)
    return tuple(articles)


def analyse(
    articles: Iterable[Article],
    name: str = "story",
    settings: StorySettings = _STORY_SETTINGS,
    executor: Executor | None = None,
    *,
    answers: Answers = NO_ANSWERS,
) -> Story:
    """Find what the articles of one story say together: claims, disagreements, exchanges, timeline and people.

    Args:
        articles: the articles, each with an id of its own.
        name: the story's name, which becomes the folder of its pages: lower-case letters, digits, hyphens, underscores.
        settings: the story's title, parties and other settings, as `story.yml` has them; `budget` is for `curate`.
        executor: runs the work on each article. Without one, stories of more than 200,000 characters use a process
            pool, so a script needs `if __name__ == "__main__":` on systems that start processes anew.
        answers: what is recorded about the articles' sentences; `project.answers(name)` reads a story's file.

    Raises:
        SourceError: there are no articles, two have the same id, or nothing in one of them reads as an article.
        ExplaineryError: the name is not a story's name.
    """
    story_folder(Path(), name)
    rows = tuple(articles)
    if not rows:
        raise SourceError("there are no articles", hint="Give at least one")
    files: dict[str, str] = {}
    for article in rows:
        if article.id in files:
            raise SourceError(
                f"the article id {article.id!r} is taken by {files[article.id]}",
                file=article.file,
                hint="Give each article an id of its own",
            )
        files[article.id] = article.file
    return link(name, mark_all(rows, settings, executor, answers=answers), settings, answers)


def curate(
    story: Story,
    settings: StorySettings = _STORY_SETTINGS,
    *,
    budget: float = _SETTINGS.budget,
    quote_share: float = _SETTINGS.quote_share,
    answers: Answers = NO_ANSWERS,
) -> Explainer:
    """Choose and arrange what the pages show.

    Args:
        story: the story.
        settings: the story's settings, by which the gate judges recorded wordings.
        budget: the share of the articles' words that the pages may show, over 0 and at most 1.
        quote_share: the share of one article under `rights: quote` that they may show, over 0 and at most 1.
        answers: what is recorded about the story, as `analyse` had it. A recorded wording that the gate lets pass
            stands in the place of the built-in statement.

    Raises:
        ExplaineryError: a share is not over 0 and at most 1.
    """
    for option, share in (("budget", budget), ("quote_share", quote_share)):
        if not 0 < share <= 1:
            raise ExplaineryError(f"{option} should be a number over 0 and at most 1, not {share!r}")
    explainer = explained(story, Lengths(budget, quote_share), told(story, answers, settings))
    explainer = headed(explainer, answers, settings)
    return replace(explainer, help=helped(explainer, answers))


def render(explainer: Explainer) -> tuple[Page, ...]:
    """Write an explainer's pages: the overview, a page for each facet that has something to say, and the sources page.

    They are the pages of a project's first build. The home page and the site's navigation belong to a project.
    """
    pages = write(explainer)
    folder = f"{explainer.story.slug}/"
    keys = {page.path.removeprefix(folder): cited(parsed(page.text)) for page in pages}
    return (*pages, Page(f"{folder}sources.md", sources_page(outline(Writer(explainer)), keys)))


def plan(
    project: Project,
    names: Iterable[str] = (),
    asked: Asked = Asked(),  # noqa: B008 (frozen)
    *,
    progress: Callable[[str], None] = lambda _: None,
    executor: Executor | str = "",
) -> Planned:
    """Work out what `build` would do, and write nothing new.

    Files that a killed build had decided to write are written first, as any command does.

    Args:
        project: the project.
        names: the stories to build; none for all that have articles.
        asked: what to do about pages and edits that need a decision.
        progress: is called with the name of each story before it is built.
        executor: runs the stories, or the articles of a story alone: an executor, or a name as `--executor` takes it
            (`here`, `processes`, `processes:N`). By default, much work runs in a process pool, so a script needs
            `if __name__ == "__main__":`.

    Returns:
        The plan: `writes` has the new contents of each file (None removes it), `outcomes` each page's outcome, and
        `stamp(project.root)` identifies the plan, for `Asked(plan=...)`.

    Raises:
        PageConflictError: a page is in `docs/` and nothing records who wrote it.
        SourceError: a source cannot be read.
        ExplaineryError: a story, page or key does not exist, or there are no stories.
    """
    finish(project.root)
    return planned(project, names, asked, progress=progress, executor=executor)


def check(project: Project, names: Iterable[str] = (), *, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Check a project's pages against their sources, and change no page.

    Files that a killed build had decided to write are written first, as any command does.

    Args:
        project: the project.
        names: the stories to check; none for all, and the pages that belong to no story.
        progress: is called with the name of each story before it is checked.

    Returns:
        The findings, ordered by file and line, and how many pages and citations were checked.

    Raises:
        ExplaineryError: a story does not exist, has no pages, or has neither articles nor a lock file.
    """
    finish(project.root)
    foreign = foreign_bases(project)
    return check_project(project, names, progress, decisions=decisions_for_checks(project), foreign=foreign)


def ask(
    project: Project,
    name: str,
    model: Model | None = None,
    *,
    tasks: Iterable[Task] = (),
    key: str = "",
    most: int | None = None,
    progress: Callable[[str], object] = lambda _: None,
) -> AskOutcome:
    """Have a language model answer what is not answered yet about a story, and record its answers.

    The answers go into `.explainery/answers/NAME.jsonl`; `plan` and `build` read them, and ask nobody.

    Args:
        project: the project.
        name: the story.
        model: who is asked: anything with a `name` and with `answer(prompt, schema) -> Reply`. Without one, the model
            of the project's settings. Also a model of your own gets text under `rights: quote` only if the settings'
            address is this machine or a host that `may_see` names.
        tasks: what to ask for; nothing for the tasks of the settings.
        key: for the server of the settings' model; "" for none. Unlike the command, this looks for none by itself.
        most: how many questions to ask at most.
        progress: is called with a line after each question.

    Returns:
        What came of it: `tally` counts questions, tokens and dropped parts, and has the error that ended it early, if
        one did; `withheld` counts the questions that hold text under `rights: quote` and were not sent.

    Raises:
        ModelError: no model is set, or it does not exist.
        AnswersError: the story's file of answers is not understood.
        ExplaineryError: the story cannot be read, or an answer cannot be kept.
    """
    finish(project.root)
    return asking.ask(project, asking.Wanted(name, tuple(tasks), most=most), key, model=model, progress=progress)
