"""New stories and new articles: what `explainery new` and `explainery add` put into `sources/`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from explainery.building import taken_address
from explainery.errors import ExplaineryError, SourceError
from explainery.files import story_folder, write_all
from explainery.reading import FORMATS, read_article
from explainery.reading.articles import article_of
from explainery.reading.bytes import decoded, read_bytes
from explainery.reading.frontmatter import date_field, rights_field, split, url_field
from explainery.running import Project
from explainery.text import plain

_STORY = """\
# What the explainer is called; without it, the headline of the article that says most.
title: {title}

# A sentence for the home page and for search engines.
# description: Who met whom, and why.

# Each side and the other names it goes by, so that they count as one.
# parties:
#   Russia: [Moscow, the Kremlin]

# How much of the articles' words the pages may show (0 to 1).
# budget: 0.33

# Lines that were taken for captions or adverts and belong to the article, and lines that do not. Quote them.
# keep: []
# drop: []
"""


def new_story(project: Project, name: str, title: str = "") -> Path:
    """Make a story's folder with a `story.yml`. Raises ExplaineryError where it is there already."""
    folder = story_folder(project.sources, name)
    if folder.exists():
        raise ExplaineryError(
            f"there is a story {name!r} already", file=folder, hint="`explainery add` adds articles to it"
        )
    taken = taken_address(project, name)
    if taken is not None:
        raise ExplaineryError(
            f"the site has something else at the address {name!r}", file=taken, hint="Choose another name"
        )
    words = title or name.replace("-", " ").capitalize()
    write_all(project.root, {folder / "story.yml": _STORY.format(title=json.dumps(words, ensure_ascii=False))})
    return folder


def add_articles(project: Project, name: str, files: Sequence[Path], fields: Mapping[str, str]) -> list[Path]:
    """Copy articles into a story, with front matter for what `fields` say; all of them, or none.

    Raises:
        SourceError: a file cannot be read, or its name or id is taken.
    """
    folder = story_folder(project.sources, name)
    if not folder.is_dir():
        raise SourceError(f"there is no story {name!r}", file=folder, hint=f"`explainery new {name}` makes it")
    taken = {read_article(p).id: p for p in sorted(folder.iterdir()) if p.suffix.lower() in FORMATS}
    texts = {read_article(p).text: p for p in taken.values()}
    changes: dict[Path, str | None] = {}
    _check_fields(fields)
    for file in files:
        target = folder / file.name
        text = _with_fields(file, fields)
        article = article_of(text, file)
        if target.exists() or target in changes:
            raise SourceError(
                f"{name} has a file {file.name} already", file=file, hint="Rename the file and add it again"
            )
        if article.id in taken:
            raise SourceError(f"the article id {article.id!r} is taken by {taken[article.id].name}", file=file,
                              hint="Rename the file, or give it another `id:` in its front matter")  # fmt: skip
        if article.text in texts:
            raise SourceError(
                f"{name} has this text already, in {texts[article.text].name}",
                file=file,
                hint="One of the two is enough",
            )
        texts[article.text] = target
        taken[article.id] = target
        changes[target] = text
    write_all(project.root, changes)
    return [p for p in changes if p.name]


def _check_fields(fields: Mapping[str, str]) -> None:
    """Raise ExplaineryError for an option that no front matter could hold."""
    checks = {"published": date_field, "rights": rights_field, "url": url_field}
    for option, check in checks.items():
        try:
            check(fields, Path(option), 1)
        except SourceError as error:
            raise ExplaineryError(f"--{option}: {error.what}", hint=error.hint) from None


def _with_fields(file: Path, fields: Mapping[str, str]) -> str:
    """The file's text, with `fields` in its front matter where it does not say them itself."""
    if file.suffix.lower() not in FORMATS:
        raise SourceError(
            f"{file.suffix or 'a file without an ending'} is none of the formats {', '.join(FORMATS)}",
            file=file,
        )
    text = decoded(read_bytes(file), file, html=file.suffix.lower().startswith(".htm"))
    header = split(text, file)
    missing = {k: v for k, v in fields.items() if v and k not in header.values}
    if not missing:
        return text
    rows = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in missing.items())
    if header.first_line == 1:
        return f"---\n{rows}---\n{text}"
    return text.replace("---\n", f"---\n{rows}", 1)


def added_line(path: Path) -> str:
    """What was read of an article that was added, and what its file does not say."""
    article = read_article(path)
    missing = [n for n, v in (("published", article.published), ("url", article.url)) if not v]
    missing += ["publisher"] if article.publisher == path.stem else []
    note = f" Not known: {', '.join(missing)}; write it into its front matter." if missing else ""
    return f"Added {plain(str(path))}: {plain(article.title)} ({article.label}; rights {article.rights}).{note}"
