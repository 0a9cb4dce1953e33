"""Files become articles; a story's folder becomes its articles in a fixed order."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.model import Article, Rights
from explainery.reading import frontmatter
from explainery.reading.bytes import decoded, read_bytes
from explainery.reading.html import WebPage, looks_like_html, read_html
from explainery.reading.locators import locators_in
from explainery.text import one_line, slug, visible

FORMATS = (".txt", ".md", ".html", ".htm")
_WEB = (".html", ".htm")
_HEADLINE_WORDS = 22  # a first line longer than this is the article's first sentence


def has_articles(folder: Path) -> bool:
    """Whether a story's folder has any article."""
    return any(p.suffix.lower() in FORMATS and p.name[0] not in "._" for p in folder.iterdir())


def story_files(folder: Path) -> list[Path]:
    """The article files of a story's folder, sorted by name. Raises SourceError for a folder without any."""
    if not folder.is_dir():
        raise SourceError(f"there is no story {folder.name!r}", file=folder, hint=_no_story_hint(folder))
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in FORMATS and p.name[0] not in "._")
    if not files:
        other = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name != "story.yml")
        raise SourceError(
            "this story has no articles" + (f" ({other[0]} is none of {', '.join(FORMATS)})" if other else ""),
            file=folder,
            hint=f"Add one with `explainery add {folder.name} FILE`",
        )
    for path in files:
        # A pull request could otherwise publish any file of the machine that builds the site.
        if not path.resolve().is_relative_to(folder.resolve()):
            raise SourceError("this is a link that leads out of the story's folder", file=path, hint="Copy the file")
    return files


def _no_story_hint(folder: Path) -> str:
    known = sorted(p.name for p in folder.parent.iterdir() if p.is_dir()) if folder.parent.is_dir() else []
    close = difflib.get_close_matches(folder.name, known, 1)
    return f"Did you mean {close[0]!r}" if close else "`explainery new` makes one"


def read_story(folder: Path) -> tuple[Article, ...]:
    """Every article of a story's folder. Raises SourceError, also where two articles have one id."""
    articles: dict[str, tuple[Article, Path]] = {}
    for path in story_files(folder):
        article = read_article(path)
        if article.id in articles:
            raise SourceError(
                f"the article id {article.id!r} is taken by {articles[article.id][1].name}",
                file=path,
                hint="Rename one of the files, or give it another `id:` in its front matter",
            )
        articles[article.id] = (article, path)
    return tuple(article for article, _ in articles.values())


def read_article(path: Path) -> Article:
    """One article from a file. Raises SourceError with the line where something is wrong."""
    web = path.suffix.lower() in _WEB
    return article_of(decoded(read_bytes(path), path, html=web), path)


def article_of(raw: str, path: Path) -> Article:
    """The article in `raw`, the text of the file at `path`."""
    header = frontmatter.split(raw, path)
    web = path.suffix.lower() in _WEB or looks_like_html(header.text)
    page = read_html(header.text, path) if web else WebPage(header.text)
    if not page.text.strip():
        raise SourceError("this file has no text", file=path, line=header.first_line)

    def line(name: str) -> int:
        return frontmatter.line_of_field(raw, name)

    def field(name: str) -> str | None:
        return frontmatter.text_field(header.values, name, path, line(name))

    rights = frontmatter.rights_field(header.values, path, line("rights"))
    locators = locators_in(page.text, path, header.first_line) if rights is Rights.DIGEST else ()
    return Article(
        id=_article_id(header.values, path, line("id")),
        file=path.name,
        text=page.text,
        title=visible(field("title") or page.title or _headline(page.text) or path.stem),
        publisher=visible(field("publisher") or page.publisher or path.stem),
        rights=rights,
        published=frontmatter.date_field(header.values, path, line("published")) or page.published,
        author=visible(field("author") or page.author or "") or None,
        url=frontmatter.url_field(header.values, path, line("url")) or page.url,
        locators=locators,
        first_line=1 if web else header.first_line,
    )


def _article_id(values: Mapping[str, Any], path: Path, line: int) -> str:
    """The article's id: what the front matter says, else the file's name."""
    given = values.get("id")
    name = slug(str(given) if given is not None else path.stem)
    if not name:
        raise SourceError("the article's id has no letter or digit of the Latin alphabet", file=path, line=line,
                          hint="Give it an `id:` in the front matter")  # fmt: skip
    return name


def _headline(text: str) -> str | None:
    """The first line, where it reads as a headline: short, alone, without a full stop."""
    first = re.match(r"\s*#?\s*(\S.*)\n", text)
    line = one_line(first[1]) if first else ""
    short = 0 < len(line.split()) <= _HEADLINE_WORDS
    return line.strip("#* ") if short and not re.search(r"[.:;,]$", line) else None
