"""What `inspect` looks at: a story by name, a folder of articles, or one file."""

from __future__ import annotations

from pathlib import Path

from explainery.config import story_settings
from explainery.curation.arrange import curate
from explainery.curation.page_plan import Explainer
from explainery.curation.select import Limits
from explainery.errors import ExplaineryError, SourceError
from explainery.marking import mark
from explainery.model import MarkedArticle
from explainery.pipeline import limits_of, story_in
from explainery.project import Project, story_folder
from explainery.reading import Unread, story_files
from explainery.reading.sandbox.isolated import guarded


def _place(project: Project, what: str) -> Path:
    """The file or folder that a person named; a story's name is its folder in `sources/`."""
    path = Path(what)
    return path if path.exists() else story_folder(project.sources, what)


def story_at(project: Project, what: str, unread: Unread | None = None) -> Explainer:
    """The explainer of a story, or of any folder of articles; `unread` is told of files that cannot be read."""
    folder = _place(project, what)
    if folder.parent == project.sources:
        limits = limits_of(project, folder.name)
    else:
        limits = Limits(story_settings(folder).budget or project.settings.budget, project.settings.quote_share)
    name = folder.name if folder.name != "articles" else folder.parent.name
    return curate(story_in(folder, name, limits=project.limits, unread=unread), limits)


def articles_at(project: Project, what: str) -> tuple[list[MarkedArticle], list[ExplaineryError]]:
    """Each article of a folder (or the one file) on its own, and an error for each that cannot be read."""
    place = _place(project, what)
    files = [place] if place.is_file() else story_files(place)
    settings = story_settings(place if place.is_dir() else place.parent)
    found: list[MarkedArticle] = []
    errors: list[ExplaineryError] = []
    for path in files:
        try:
            found += [mark(article, settings) for article in guarded(path, project.limits)]
        except SourceError as error:
            errors.append(SourceError(error.what, file=path, line=error.line, hint=error.hint))
    return found, errors
