"""`explainery digest`: an empty digest in an article's place, to be filled in one's own words.

An article under `rights: quote` may hardly be reproduced. A digest is our own account of it, which a page may print
whole. Each of the article's sentences becomes a comment with its locator; a person writes a sentence of their own
before it, and deletes what they do not need. The full text moves to `originals/`, which is not committed, so that
`check` can verify the locators.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from explainery.config import StorySettings
from explainery.errors import SourceError
from explainery.model import Article, MarkedArticle, Rights
from explainery.pipeline import mark_within
from explainery.project import Project, story_folder
from explainery.reading import story_files
from explainery.reading.sandbox.isolated import articles_in_sandbox
from explainery.reading.sidecar import sidecar_path
from explainery.store.transaction import write_all

_LOCATOR_WORDS = 5  # words at each end of a passage; enough to be unique in an article
_FIELDS = ("title", "publisher", "author", "published", "url", "language")
_GUIDE = """\
<!-- Write what each passage says in a sentence of your own, on the line above its comment. Keep names, figures, dates
and who says it. Delete the passages that readers do not need; delete the quoted
words ("says: ...") when you are done. -->
"""


def open_digest(project: Project, name: str, article_name: str) -> tuple[Path, Path]:
    """Put an empty digest in an article's place, and its full text into the folder of originals.

    Args:
        project: the project.
        name: the story.
        article_name: the article's file in the story's folder, or its id.

    Returns:
        The digest, and the original's full text.

    Raises:
        SourceError: there is no such article, its file has several, it is a digest already, or an original of its
            name exists.
    """
    folder = story_folder(project.sources, name)
    file, article = _article_named(project, folder, article_name)
    original = project.root / project.settings.originals / name / f"{article.id}.txt"
    digest = file.with_suffix(".md")
    if original.exists() or (digest.exists() and digest != file):
        taken = original if original.exists() else digest
        raise SourceError("there is a file of this name already", file=taken, hint="Move it away and try again")
    changes: dict[Path, str | bytes | None] = {
        file: None,
        original: article.text,
        digest: _digest_text(mark_within(article, StorySettings(), project.limits.seconds)),
    }
    if sidecar_path(file).is_file():
        changes[sidecar_path(file)] = None
    write_all(project.root, changes, {path: None for path in (original, digest) if path != file})
    return digest, original


def _article_named(project: Project, folder: Path, wanted: str) -> tuple[Path, Article]:
    """The file and the article of that name."""
    for file in story_files(folder):
        if Path(wanted).name not in {file.name, file.stem}:
            continue
        articles = list(articles_in_sandbox(file, project.limits))
        if len(articles) != 1:
            raise SourceError(
                "this file has several articles", file=file, hint="Add the one you want as a file of its own"
            )
        if articles[0].rights is Rights.DIGEST:
            raise SourceError("this is a digest already", file=file)
        return file, articles[0]
    known = ", ".join(f.name for f in story_files(folder))
    raise SourceError(f"there is no article {wanted!r} in this story", file=folder, hint=f"It has {known}")


def _digest_text(marked: MarkedArticle) -> str:
    """The empty digest: front matter, and each of the article's sentences as a comment."""
    article = marked.article
    values = {n: v for n in _FIELDS if n not in article.unknown and (v := getattr(article, n))}
    front = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items())
    return f"---\n{front}rights: digest\n---\n{_GUIDE}\n" + "\n".join(_rows(marked))


def _rows(marked: MarkedArticle) -> Iterator[str]:
    """A locator and the passage for each sentence, with a blank line after it."""
    for sentence in marked.sentences:
        words = marked.words_of(sentence).replace("--", "-")
        yield f"<!-- at: {locator_of(words)} -->"
        yield f"<!-- says: {words} -->"
        yield ""


def locator_of(words: str) -> str:
    """The first and last words of a passage, as a digest's locator gives them."""
    parts = words.split()
    if len(parts) <= 2 * _LOCATOR_WORDS:
        return " ".join(parts)
    return f"{' '.join(parts[:_LOCATOR_WORDS])} … {' '.join(parts[-_LOCATOR_WORDS:])}"
