"""New stories and new articles: what `explainery new` and `explainery add` put into `sources/`."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from explainery.building import taken_address
from explainery.errors import ExplaineryError, SourceError
from explainery.fetching import Fetched, Fetcher, is_address
from explainery.files import story_folder, write_all
from explainery.model import Article
from explainery.reading import Limits, has_articles, read_story
from explainery.reading.articles import beside, given_beside
from explainery.reading.bytes import decoded, read_bytes
from explainery.reading.frontmatter import date_field, rights_field, split, url_field
from explainery.reading.guarded import guarded
from explainery.reading.kinds import ARCHIVES, ENDINGS, PLAIN, Kind, kind_at
from explainery.running import Project
from explainery.text import plain, slug

FIELDS = ("title", "publisher", "author", "published", "url", "language", "rights")
_CHECKS: Mapping[str, Callable[[Mapping[str, Any], Path, int], object]] = {
    "published": date_field,
    "rights": rights_field,
    "url": url_field,
}
_ASKED = ("title", "publisher", "author", "published", "url")  # what a citation is made of
_FILL_IN = "not found in the file: fill it in, or delete the line"
_NAME_MOST = 60  # characters of a file's name that is made of a headline or an address

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


@dataclass(frozen=True, slots=True)
class Added:
    """An article that was added, the file that holds it, and what nothing in it says."""

    article: Article
    path: Path
    unknown: tuple[str, ...]


@dataclass(slots=True)
class _Basket:
    """What one command adds: new files, and the ids and texts that a story has with them."""

    folder: Path
    ids: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    changes: dict[Path, str | bytes | None] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)

    def take(self, article: Article, target: Path, source: Path | str, unknown: tuple[str, ...]) -> None:
        """Note an article. Raises SourceError where its file, its id or its text is there already."""
        name = self.folder.name
        if target.exists() or target in self.changes:
            raise SourceError(
                f"{name} has a file {target.name} already", file=source, hint="Rename the file and add it again"
            )
        if article.id in self.ids:
            raise SourceError(f"the article id {article.id!r} is taken by {self.ids[article.id]}", file=source,
                              hint="Rename the file, or give it another `id:` in its front matter")  # fmt: skip
        text = article.text.strip()
        if text in self.texts:
            raise SourceError(
                f"{name} has this text already, in {self.texts[text]}",
                file=source,
                hint="One of the two is enough",
            )
        self.ids[article.id] = self.texts[text] = target.name
        self.added.append(Added(article, target, unknown))


def add_articles(
    project: Project,
    name: str,
    sources: Sequence[str | Path],
    fields: Mapping[str, str],
    *,
    progress: Callable[[str], object] = lambda _: None,
) -> list[Added]:
    """Copy articles into a story, or fetch them; all of them, or none.

    What `fields` say, and empty lines for what nothing says, go into the front matter of text, and into a file
    beside any other format. A feed or a web archive becomes a text file for each of its articles.

    Raises:
        SourceError: a file or an address cannot be read, or its name, id or text is there already.
    """
    folder = story_folder(project.sources, name)
    if not folder.is_dir():
        raise SourceError(f"there is no story {name!r}", file=folder, hint=f"`explainery new {name}` makes it")
    _check_fields(fields)
    there = read_story(folder, project.limits, lambda _: None) if has_articles(folder) else ()
    basket = _Basket(folder, {a.id: a.file for a in there}, {a.text.strip(): a.file for a in there})
    fetcher = Fetcher(project.limits.seconds, project.limits.bytes, project.settings.private_hosts)
    with tempfile.TemporaryDirectory() as place:
        for number, source in enumerate(sources):
            progress(str(source))
            if is_address(str(source)):
                spot = Path(place) / str(number)
                spot.mkdir()
                file = _fetched(fetcher.fetch(str(source)), spot, basket, project.limits)
                _add(basket, file, fields, project, source)
            else:
                _add(basket, Path(source), fields, project, source)
    write_all(project.root, basket.changes)
    return basket.added


def _add(basket: _Basket, file: Path, fields: Mapping[str, str], project: Project, source: str | Path) -> None:
    """Put the articles of a file into the basket."""
    kind = kind_at(file)
    articles = list(guarded(file, project.limits))
    if kind in ARCHIVES or kind is Kind.FEED or len(articles) > 1:
        for article in articles:
            _unpack(basket, article, fields, source)
        return
    article, target = articles[0], basket.folder / file.name
    values = {k: v for k, v in fields.items() if v}
    if kind in PLAIN:
        text, unknown = _with_fields(file, values, article)
        basket.changes[_taken(basket, article, target, source, unknown)] = text
        return
    given = {**values, **{k: v for k, v in given_beside(file).values.items() if v is not None}}
    unknown = _unknown(article, given)
    basket.changes[_taken(basket, article, target, source, unknown)] = read_bytes(file, project.limits)
    if given or unknown:
        basket.changes[beside(target)] = "".join(_rows(given, unknown))


def _taken(basket: _Basket, article: Article, target: Path, source: str | Path, unknown: tuple[str, ...]) -> Path:
    basket.take(article, target, source, unknown)
    return target


def _unpack(basket: _Basket, article: Article, fields: Mapping[str, str], source: str | Path) -> None:
    """Write an article of an archive as a text of its own, with what the archive says about it."""
    said = {n: getattr(article, n) for n in ("title", "publisher", "author", "modified", "url", "language", "section")}
    said |= {"published": article.published_at or article.published, "rights": article.rights.value}
    values = {k: str(v) for k, v in said.items() if v and k not in article.unknown} | {
        k: v for k, v in fields.items() if v
    }
    unknown = _unknown(article, values)
    stem = slug(article.title)[:_NAME_MOST].strip("-") or article.id
    target = _free(basket, stem, ".txt")
    basket.changes[_taken(basket, article, target, source, unknown)] = (
        f"---\n{''.join(_rows(values, unknown))}---\n{article.text}\n"
    )


def _free(basket: _Basket, stem: str, ending: str) -> Path:
    """A name of a file that the story does not have yet."""
    names = (basket.folder / f"{stem}{'' if n == 1 else f'-{n}'}{ending}" for n in range(1, 10_000))
    return next(p for p in names if not p.exists() and p not in basket.changes)


def _fetched(found: Fetched, place: Path, basket: _Basket, limits: Limits) -> Path:
    """What was fetched, byte for byte as a file, and beside it what its server and its address say of it."""
    page = place / "page"
    page.write_bytes(found.raw)
    kind = kind_at(page)
    file = place / _free(basket, _stem(found.address), next(e for e, k in ENDINGS.items() if k is kind)).name
    page.rename(file)
    values = {}
    if kind is Kind.HTML and found.charset and found.charset.lower() not in {"utf-8", "utf8"}:
        values["charset"] = found.charset
    beside(file).write_text("".join(_rows(values, ())), "utf-8")
    if kind not in ARCHIVES and kind is not Kind.FEED and not next(guarded(file, limits)).url:
        values["url"] = found.address  # else the page says itself which address is its own
        beside(file).write_text("".join(_rows(values, ())), "utf-8")
    return file


def _stem(address: str) -> str:
    """A file's name made of an address: its last part, where that has words."""
    parts = urlsplit(address)
    last = re.sub(r"\.\w{2,5}$", "", parts.path.rstrip("/").rpartition("/")[2])
    words = last if re.search(r"[A-Za-z]{3}", last) else f"{parts.hostname}-{last}"
    return slug(words)[:_NAME_MOST].strip("-") or "page"


def _check_fields(fields: Mapping[str, str]) -> None:
    """Raise ExplaineryError for an option that no front matter could hold."""
    for option, check in _CHECKS.items():
        try:
            check(fields, Path(option), 1)
        except SourceError as error:
            raise ExplaineryError(f"--{option}: {error.what}", hint=error.hint) from None


def _unknown(article: Article, given: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a citation needs and nothing says."""
    return tuple(n for n in _ASKED if not given.get(n) and (n in article.unknown or not getattr(article, n)))


def _rows(values: Mapping[str, Any], unknown: Sequence[str]) -> Iterator[str]:
    """Lines of front matter: what is said, and what somebody should complete."""
    yield from (f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items())
    yield from (f"{name}:  # {_FILL_IN}\n" for name in unknown)


def _with_fields(file: Path, fields: Mapping[str, str], article: Article) -> tuple[str, tuple[str, ...]]:
    """The file's text, with `fields` in its front matter where it does not say them itself, and what nothing says."""
    text = decoded(read_bytes(file), file)
    header = split(text, file)
    missing = {k: v for k, v in fields.items() if k not in header.values}
    unknown = tuple(n for n in _unknown(article, missing) if n not in header.values)
    rows = "".join(_rows(missing, unknown))
    if not rows:
        return text, unknown
    if header.first_line == 1:
        return f"---\n{rows}---\n{text}", unknown
    return text.replace("---\n", f"---\n{rows}", 1), unknown


def added_line(added: Added, project: Project) -> str:
    """What was read of an article that was added, and what its file does not say."""
    article = next(a for a in guarded(added.path, project.limits))
    note = ""
    if added.unknown:
        where = added.path if kind_at(added.path) in PLAIN else beside(added.path)
        note = f" Not known: {', '.join(added.unknown)}; write it into {plain(str(where))}."
    about = f"{plain(article.title)} ({plain(article.label)}; rights {article.rights})"
    return f"Added {plain(str(added.path))}: {about}.{note}"
