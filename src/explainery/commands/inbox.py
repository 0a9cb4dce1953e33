"""The articles of a folder that `explainery sort` sorts, and what in it cannot be sorted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from explainery.errors import ExplaineryError, SourceError
from explainery.model import Article
from explainery.plain_files import is_plain_file
from explainery.project import KEPT, ProgressCallback, Project
from explainery.reading.detect import is_article_file
from explainery.reading.limits import ReadingLimits
from explainery.reading.sandbox.isolated import articles_in_sandbox
from explainery.reading.sidecar import sidecar_path
from explainery.sorting import Evidence, evidence_of
from explainery.store.evidence_cache import EvidenceCache
from explainery.time_limit import OutOfTimeError, time_limit


@dataclass(frozen=True, slots=True)
class Item:
    """A file with one article, without its text.

    Attributes:
        file: the file.
        id: the article's id.
        title: its headline, or its file's name.
        publisher: who published it; "" if it is not known.
        published: the day, month or year; None if it is not known.
        evidence: what it is compared by.
    """

    file: Path
    id: str
    title: str
    publisher: str
    published: str | None
    evidence: Evidence


def item_of(file: Path, article: Article, limits: ReadingLimits, cache: EvidenceCache) -> Item:
    """What is kept of an article. Raises SourceError if that takes too long."""
    try:
        with time_limit(limits.seconds):
            evidence = cache.evidence(article, evidence_of)
    except OutOfTimeError:
        raise SourceError(f"finding the names in this article takes longer than {limits.seconds:g} seconds", file=file,
                          hint="Take out what is no text of the article") from None  # fmt: skip
    publisher = "" if "publisher" in article.unknown else article.publisher
    return Item(file, article.id, article.title, publisher, article.published, evidence)


def inbox_folder(project: Project, inbox: Path) -> Path:
    """The folder to sort. Raises ExplaineryError for one that does not exist or that the project keeps for itself."""
    folder = inbox.resolve()
    if not folder.is_dir():
        what = "this is not a folder" if folder.exists() else "there is no such folder"
        raise ExplaineryError(what, file=inbox, hint="Name the folder with the articles to sort")
    settings = project.settings
    root = project.root.resolve()
    kept = [root / name for name in (KEPT, settings.docs, settings.sources, settings.originals, "overrides", "site")]
    if root.is_relative_to(folder) or any(folder.is_relative_to(k) for k in kept):
        raise ExplaineryError(
            "this folder belongs to the project, so it cannot be sorted",
            file=inbox,
            hint="Put the articles into a folder of their own, such as inbox/",
        )
    return folder


def read_inbox(
    project: Project, folder: Path, cache: EvidenceCache, progress: ProgressCallback
) -> tuple[list[Item], list[SourceError]]:
    """Read every file of a folder; an error for each one that cannot be sorted. Folders in it are passed over."""
    items: list[Item] = []
    errors: list[SourceError] = []
    for file in sorted(folder.iterdir()):
        if file.name.startswith(".") or (file.is_dir() and not file.is_symlink()):
            continue
        try:
            if not _is_sidecar(file):
                progress(file.name)
                items.append(_item_in(file, project.limits, cache))
        except SourceError as error:
            errors.append(SourceError(error.what, file=file, line=error.line, hint=error.hint))
    return items, errors


def _is_sidecar(file: Path) -> bool:
    """Whether a file is the front matter of another. Raises SourceError if that one does not exist."""
    if file.suffix != ".yml" or file.is_symlink():
        return False
    if file.with_suffix("").suffix and not file.with_suffix("").is_file():
        raise SourceError(f"this describes {file.stem}, which does not exist", file=file,
                          hint="Rename it with its file, or delete it")  # fmt: skip
    return file.with_suffix("").is_file()


def _item_in(file: Path, limits: ReadingLimits, cache: EvidenceCache) -> Item:
    for path in (file, sidecar_path(file)):
        if not is_plain_file(path) and (path.is_symlink() or path.exists()):
            raise SourceError(
                "this is a link, a pipe or a device, not a file", file=path, hint="Put the file itself there"
            )
    if not is_article_file(file):
        raise SourceError("this is not of a format that articles have", file=file)
    first, *others = islice(articles_in_sandbox(file, limits), 2)
    if others:
        raise SourceError("this file contains several articles, and `sort` moves whole files", file=file,
                          hint="`explainery add STORY FILE` makes one file of each")  # fmt: skip
    return item_of(file, first, limits, cache)
