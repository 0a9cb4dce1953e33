"""A story's folder becomes its articles, in a fixed order."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path

from explainery.errors import SourceError
from explainery.model import Article
from explainery.reading.detect import ENDINGS, is_article_file
from explainery.reading.limits import Limits

FORMATS = tuple(ENDINGS)
Unread = Callable[[SourceError], object]


def has_articles(folder: Path) -> bool:
    """Whether a story's folder has any article."""
    return any(p.is_file() and is_article_file(p) for p in folder.iterdir())


def story_files(folder: Path) -> list[Path]:
    """The article files of a story's folder, sorted by name. Raises SourceError for a folder without any."""
    if not folder.is_dir():
        raise SourceError(f"there is no story {folder.name!r}", file=folder, hint=no_story_hint(folder))
    files = sorted(p for p in folder.iterdir() if p.is_file() and is_article_file(p))
    if not files:
        other = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name != "story.yml")
        raise SourceError(
            "this story has no articles" + (f" ({other[0]} is of no format that is read)" if other else ""),
            file=folder,
            hint=f"Add one with `explainery add {folder.name} FILE`",
        )
    if folder.is_symlink():
        raise SourceError("a story's folder may not be a link", file=folder, hint="Put the articles themselves there")
    beside_them = [p for p in folder.iterdir() if p.name.endswith(".yml")]
    for path in [*files, *beside_them]:
        # A pull request could otherwise publish any file of the machine that builds the site.
        if not path.resolve().is_relative_to(folder.resolve()):
            raise SourceError("this is a link that leads out of the story's folder", file=path, hint="Copy the file")
    _check_beside(folder)
    return files


def _check_beside(folder: Path) -> None:
    """Raise SourceError for front matter whose file is gone or renamed: what it says would be lost without a word."""
    for path in sorted(folder.glob("*.*.yml")):
        if not path.with_suffix("").is_file():
            raise SourceError(f"this is about {path.stem}, which is not here", file=path,
                              hint="Give it the file's new name, or delete it with the file")  # fmt: skip


def no_story_hint(folder: Path) -> str:
    """What to do where there is no such story."""
    known = sorted(p.name for p in folder.parent.iterdir() if p.is_dir()) if folder.parent.is_dir() else []
    close = difflib.get_close_matches(folder.name, known, 1)
    return f"Did you mean {close[0]!r}" if close else "`explainery new` makes one"


def read_story(folder: Path, limits: Limits = Limits(), unread: Unread | None = None) -> tuple[Article, ...]:
    """Every article of a story's folder.

    Args:
        folder: the story's folder.
        limits: what reading one file may take.
        unread: is told of each file that cannot be read, and the others are read on; without it, the first one raises.

    Raises:
        SourceError: a file cannot be read; two articles have one id; or no article is left.
    """
    from explainery.reading.sandbox.isolated import guarded  # noqa: PLC0415 (a build with nothing new reads no article)

    articles: dict[str, tuple[Article, Path]] = {}
    for path in story_files(folder):
        try:
            _add(articles, guarded(path, limits), path)
        except SourceError as error:
            if unread is None:
                raise
            articles = {i: a for i, a in articles.items() if a[1] != path}
            unread(error)
    if not articles:
        raise SourceError("no article of this story can be read", file=folder)
    return tuple(article for article, _ in articles.values())


def _add(articles: dict[str, tuple[Article, Path]], found: Iterable[Article], path: Path) -> None:
    for article in found:
        if article.id in articles:
            raise SourceError(
                f"the article id {article.id!r} is taken by {articles[article.id][1].name}",
                file=path,
                hint="Rename one of the files, or give it another `id:` in its front matter",
            )
        articles[article.id] = (article, path)
