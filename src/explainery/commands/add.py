"""New stories and new articles: what `explainery new` and `explainery add` put into `sources/`."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from explainery.commands.build import taken_address
from explainery.commands.intake import Added, Basket, rows, unknown_in, unpacked, with_fields
from explainery.config import StorySettings
from explainery.errors import ExplaineryError, SourceError
from explainery.fetching import Fetched, Fetcher, is_address
from explainery.marking import mark
from explainery.project import Project, story_folder
from explainery.reading import Limits, has_articles, read_story
from explainery.reading.assemble import given_beside
from explainery.reading.decode import read_bytes
from explainery.reading.detect import ARCHIVES, ENDINGS, PLAIN, Kind, beside, is_article_file, kind_at
from explainery.reading.front_matter import date_field, rights_field, url_field
from explainery.reading.sandbox.isolated import guarded
from explainery.reading.story_folder import no_story_hint
from explainery.reading.web.addresses import site_of
from explainery.store.transaction import write_all
from explainery.text import plain

FIELDS = ("title", "publisher", "author", "published", "url", "language", "rights")
_CHECKS: Mapping[str, Callable[[Mapping[str, Any], Path, int], object]] = {
    "published": date_field,
    "rights": rights_field,
    "url": url_field,
}

_STORY = """\
# What the explainer is called; without it, the headline of the article that says most.
title: {title}

# A sentence for the home page and for search engines.
# description: Who met whom, and why.

# Each side and the other names it goes by, so that they count as one.
# parties:
#   Russia: [Moscow, the Kremlin]

# How much of the articles' words the pages may show (0 to 1).
# budget: 0.34

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
    beside any other format. A feed or a web archive becomes a text file for each of its articles that is new.

    Raises:
        SourceError: a file or an address cannot be read or holds no article, or its name, id or text is there already.
    """
    folder = story_folder(project.sources, name)
    if not folder.is_dir():
        raise SourceError(f"there is no story {name!r}", file=folder, hint=no_story_hint(folder))
    _check_fields(fields)
    there = read_story(folder, project.limits, lambda _: None) if has_articles(folder) else ()
    basket = Basket(folder, names={p.name.lower() for p in folder.iterdir()})
    for article in there:
        basket.know(article, article.file)
    fetcher = Fetcher(project.limits.seconds, project.limits.bytes, project.settings.private_hosts)
    given = {k: v for k, v in fields.items() if v}
    with tempfile.TemporaryDirectory() as place:
        for number, source in enumerate(map(str, sources)):
            progress(source)
            if is_address(source):
                found = fetcher.fetch(source)
                _add_fetched(basket, found, Path(place) / str(number), given, project.limits)
            else:
                _check_is_file(source)
                _add(basket, Path(source), given, project.limits, source)
    write_all(project.root, basket.changes)
    return basket.added


def _check_is_file(source: str) -> None:
    """Raise SourceError for what was meant as an address and is none."""
    if not Path(source).exists() and re.match(r"\w+:/|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/", source):
        raise SourceError("there is no such file, and an address begins with https://", file=source)


def _add_fetched(basket: Basket, found: Fetched, place: Path, fields: Mapping[str, str], limits: Limits) -> None:
    """Put the articles of what was fetched into the basket; what is wrong with it is said of its address."""
    place.mkdir()
    try:
        _add(basket, _kept(found, place, basket, limits), fields, limits, found.address)
    except SourceError as error:
        raise SourceError(error.what, file=found.address, hint=error.hint) from None
    last = basket.added[-1]
    if last.article.url and site_of(last.article.url) != site_of(found.address):
        note = f"It says that its own address is on another site: {last.article.url}."
        basket.added[-1] = replace(last, notes=(*last.notes, note))


def _add(basket: Basket, file: Path, fields: Mapping[str, str], limits: Limits, source: str) -> None:
    """Put the articles of a file into the basket."""
    kind = kind_at(file)
    articles = list(guarded(file, limits))
    if kind in ARCHIVES or kind is Kind.FEED or len(articles) > 1:
        new = [a for a in articles if not basket.has(a)]
        if not new:
            raise SourceError(f"{basket.folder.name} has every article of this already", file=source)
        for article in new:
            text, unknown = unpacked(article, fields)
            target = basket.free(article.title, ".txt")
            basket.take(article, target, source, unknown)
            basket.changes[target] = text
        return
    article, target = articles[0], basket.folder / file.name
    if file.name in {"story.yml", f"{file.stem}.yml"} or not is_article_file(file):
        raise SourceError(
            f"a file called {file.name} would not be read as an article", file=source, hint="Rename it and add it again"
        )
    mark(article, StorySettings())  # raises where nothing in it reads as an article
    given = {**fields, **given_beside(file).values}
    if kind in PLAIN:
        text, unknown = with_fields(file, given, article)
        basket.take(article, target, source, unknown)
        basket.changes[target] = text
        return
    unknown = unknown_in(article, given)
    basket.take(article, target, source, unknown)
    basket.changes[target] = read_bytes(file, limits)
    if given or unknown:
        basket.changes[beside(target)] = rows(given, unknown)


def _kept(found: Fetched, place: Path, basket: Basket, limits: Limits) -> Path:
    """What was fetched, byte for byte as a file, and beside it what its server and its address say of it."""
    if found.raw.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"---"):
        raise SourceError(
            "what stands at this address begins with front matter, which only you may write",
            file=found.address,
            hint="Save it, look at it, and add the file",
        )
    page = place / "page"
    page.write_bytes(found.raw)
    kind = kind_at(page)
    file = place / basket.free(_words_of(found.address), next(e for e, k in ENDINGS.items() if k is kind)).name
    page.rename(file)
    values = {}
    if kind is Kind.HTML and found.charset and found.charset.lower() not in {"utf-8", "utf8"}:
        values["charset"] = found.charset
    beside(file).write_text(rows(values, ()), "utf-8")
    if kind not in ARCHIVES and kind is not Kind.FEED and not next(guarded(file, limits)).url:
        values["url"] = found.address  # else the page says itself which address is its own
        beside(file).write_text(rows(values, ()), "utf-8")
    return file


def _words_of(address: str) -> str:
    """What a file may be called that an address leads to: its last part, where that has words."""
    parts = urlsplit(address)
    last = re.sub(r"\.\w{2,5}$", "", parts.path.rstrip("/").rpartition("/")[2])
    return last if re.search(r"[A-Za-z]{3}", last) else f"{parts.hostname}-{last}"


def _check_fields(fields: Mapping[str, str]) -> None:
    """Raise ExplaineryError for an option that no front matter could hold."""
    for option, check in _CHECKS.items():
        try:
            check(fields, Path(option), 1)
        except SourceError as error:
            raise ExplaineryError(f"--{option}: {error.what}", hint=error.hint) from None


def added_line(added: Added, project: Project) -> str:
    """What was read of an article that was added, what its file does not say, and what a person should know."""
    article = next(a for a in guarded(added.path, project.limits))
    label = article.label if "publisher" not in article.unknown else "publisher not known"
    notes = list(added.notes)
    if added.unknown:
        where = added.path if kind_at(added.path) in PLAIN else beside(added.path)
        notes.insert(0, f"Not known: {', '.join(added.unknown)}; write it into {plain(str(where))}.")
    about = f"{plain(article.title)} ({plain(label)}; rights {article.rights})"
    return " ".join([f"Added {plain(str(added.path))}: {about}.", *notes])


def next_step(added: Sequence[Added], name: str) -> str:
    """What to do after articles were added."""
    asked = any({"publisher", "published"} & set(a.unknown) for a in added)
    return f"Next: {'fill in what is not known, then ' if asked else ''}explainery build {name}"
