"""`explainery inspect`: reads a story by name, a folder of articles, or one file."""

from __future__ import annotations

from pathlib import Path

from explainery.answers.records import NO_ANSWERS
from explainery.commands.headings import headed
from explainery.commands.wordings import told
from explainery.config import story_settings
from explainery.curation.page_plan import Explainer
from explainery.errors import ExplaineryError, SourceError
from explainery.model import MarkedArticle, Rights
from explainery.pipeline import explained, limits_at, mark_within, story_in
from explainery.project import Project, story_folder
from explainery.reading import Unread, story_files
from explainery.reading.sandbox.isolated import articles_in_sandbox


def _path_of(project: Project, name: str) -> Path:
    """The file or folder of that name, or the story's folder in `sources/`."""
    path = Path(name)
    return path if path.exists() else story_folder(project.sources, name)


def story_at(project: Project, place: str, unread: Unread | None = None, rights: Rights | None = None) -> Explainer:
    """The explainer of a story, or of any folder of articles.

    Args:
        project: the project, whose settings apply.
        place: a story's name, or a folder.
        unread: is called with an error for each file that cannot be read, and the rest is used.
        rights: those of articles that do not state theirs. By default a story of the project has them quoted, as a
            build has; those of any other folder are open, for nothing of it is published.

    Raises:
        SourceError: a file cannot be read and `unread` is not given, or there is no article.
    """
    folder = _path_of(project, place)
    limits = limits_at(project, folder)
    name = folder.name if folder.name != "articles" else folder.parent.name
    is_ours = folder.parent == project.sources
    rights = rights if is_ours else rights or Rights.OPEN
    answers = project.answers(name) if is_ours else NO_ANSWERS
    story = story_in(folder, name, limits=project.limits, unread=unread, rights=rights, answers=answers)
    settings = story_settings(folder)
    return headed(explained(story, limits, told(story, answers, settings)), answers, settings)


def articles_at(project: Project, place: str) -> tuple[list[MarkedArticle], list[ExplaineryError]]:
    """Each article of a folder or file by itself, and an error for each file that cannot be read."""
    path = _path_of(project, place)
    files = [path] if path.is_file() else story_files(path)
    settings = story_settings(path if path.is_dir() else path.parent)
    articles: list[MarkedArticle] = []
    errors: list[ExplaineryError] = []
    for file in files:
        try:
            articles += [
                mark_within(article, settings, project.limits.seconds)
                for article in articles_in_sandbox(file, project.limits)
            ]
        except SourceError as error:
            errors.append(SourceError(error.what, file=file, line=error.line, hint=error.hint))
    return articles, errors
