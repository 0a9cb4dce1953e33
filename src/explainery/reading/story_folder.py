"""Read the articles in a story's folder, in the order of their files' names."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path

from explainery.errors import SourceError
from explainery.model import Article
from explainery.plain_files import require_plain
from explainery.reading.detect import is_article_file
from explainery.reading.limits import ReadingLimits

Unread = Callable[[SourceError], object]  # called with the error of each file that cannot be read
Read = Callable[[Path, ReadingLimits], Iterable[Article]]
Recall = Callable[[Path, ReadingLimits, Read], Iterable[Article]]  # a file's articles, if need be by reading it


def has_articles(folder: Path) -> bool:
    """Whether a story's folder contains an article file."""
    return any(p.is_file() and is_article_file(p) for p in folder.iterdir())


def story_files(folder: Path) -> list[Path]:
    """The article files in a story's folder, sorted by name.

    Raises:
        SourceError: the folder does not exist or contains no article; it or something in it is a link;
            or a sidecar has no file.
    """
    require_plain(folder, error=SourceError)
    if not folder.is_dir():
        raise SourceError(f"there is no story {folder.name!r}", file=folder, hint=no_story_hint(folder))
    files = sorted(p for p in folder.iterdir() if p.is_file() and is_article_file(p))
    if not files:
        others = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name != "story.yml")
        raise SourceError(
            "this story has no articles" + (f" ({others[0]} is of a format that is not supported)" if others else ""),
            file=folder,
            hint=f"Add one with `explainery add {folder.name} FILE`",
        )
    _check_sidecars(folder)
    return files


def _check_sidecars(folder: Path) -> None:
    """Raise SourceError for a sidecar whose file is gone or renamed: its fields would silently be lost."""
    for path in sorted(folder.glob("*.*.yml")):
        if not path.with_suffix("").is_file():
            raise SourceError(f"this describes {path.stem}, which does not exist", file=path,
                              hint="Rename it with its file, or delete it")  # fmt: skip


def no_story_hint(folder: Path) -> str:
    """The hint of an error about a story's folder that does not exist."""
    known = sorted(p.name for p in folder.parent.iterdir() if p.is_dir()) if folder.parent.is_dir() else []
    close = difflib.get_close_matches(folder.name, known, 1)
    return f"Did you mean {close[0]!r}" if close else "Make one with `explainery new`"


def read_story(
    folder: Path,
    limits: ReadingLimits = ReadingLimits(),
    unread: Unread | None = None,
    recall: Recall = lambda path, limits, read: read(path, limits),
) -> tuple[Article, ...]:
    """Read every article in a story's folder.

    Args:
        folder: the story's folder.
        limits: the limits of reading one file.
        unread: called with the error of each file that cannot be read, which is then left out. Without it, the first
            such error is raised.
        recall: gives the articles of a file that was read before.

    Returns:
        The articles, in the order of their files' names and of their place in a file.

    Raises:
        SourceError: a file cannot be read, two articles have the same id, or no article can be read.
    """
    from explainery.reading.sandbox.isolated import articles_in_sandbox  # noqa: PLC0415 (a build with nothing new reads no article)

    articles: dict[str, tuple[Article, Path]] = {}
    for path in story_files(folder):
        try:
            _add(articles, recall(path, limits, articles_in_sandbox), path)
        except SourceError as error:
            if unread is None:
                raise
            articles = {i: a for i, a in articles.items() if a[1] != path}
            unread(error)
    if not articles:
        raise SourceError("none of this story's articles can be read", file=folder)
    return tuple(article for article, _ in articles.values())


def _add(articles: dict[str, tuple[Article, Path]], read: Iterable[Article], path: Path) -> None:
    for article in read:
        if article.id in articles:
            raise SourceError(
                f"the article id {article.id!r} is taken by {articles[article.id][1].name}",
                file=path,
                hint="Rename one of the files, or write another `id:` into its front matter",
            )
        articles[article.id] = (article, path)
