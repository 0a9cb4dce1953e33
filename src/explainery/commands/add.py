"""`explainery new` and `explainery add`: new stories and articles in `sources/`."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from explainery.commands.intake import Added, Basket, archived_text, completed_text, front_matter_lines, unknown_in
from explainery.commands.story_address import taken_address
from explainery.config import DEFAULTS, StorySettings
from explainery.errors import ExplaineryError, SourceError
from explainery.fetching import Fetched, Fetcher, is_address
from explainery.model import Article, Rights
from explainery.pipeline import mark_within
from explainery.project import Project, story_folder
from explainery.reading import ReadingLimits, has_articles, read_story
from explainery.reading.decode import read_bytes
from explainery.reading.detect import ARCHIVES, ENDINGS, PLAIN, Format, format_at, is_article_file
from explainery.reading.front_matter import date_field, rights_field, url_field
from explainery.reading.sandbox.isolated import articles_in_sandbox
from explainery.reading.sidecar import read_sidecar, sidecar_path
from explainery.reading.story_folder import no_story_hint
from explainery.reading.web.addresses import site_domain
from explainery.store.step_cache import step_cache
from explainery.store.transaction import write_all
from explainery.text import counted, plain

FIELDS = ("title", "publisher", "author", "published", "url", "language", "rights")
_CHECKS: Mapping[str, Callable[[Mapping[str, Any], Path, int], object]] = {
    "published": date_field,
    "rights": rights_field,
    "url": url_field,
}

_STORY = """\
# The explainer's title; without it, the headline of the article that shares most with the others.
{title}

# A sentence for the home page and for search engines.
# description: Who met whom, and why.

# Each side and its other names, so that they count as one.
# parties:
#   Russia: [Moscow, the Kremlin]

# The share of the articles' words that the pages may show (0 to 1).
# budget: {budget}

# Quoted lines: those to keep that look like captions or adverts, and those to drop that look like the article.
# keep: []
# drop: []
"""


def new_story(project: Project, name: str, title: str = "") -> Path:
    """Create a story's folder with a `story.yml`. Raises ExplaineryError if the story or its address exists."""
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
    write_all(project.root, {folder / "story.yml": story_text(title)}, {folder / "story.yml": None})
    return folder


def story_text(title: str = "") -> str:
    """The `story.yml` of a new story, with what people may fill in as comments."""
    words = json.dumps(title or "Why the port stands still", ensure_ascii=False)
    return _STORY.format(title=f"{'' if title else '# '}title: {words}", budget=DEFAULTS.budget)


def add_articles(
    project: Project,
    name: str,
    sources: Sequence[str | Path],
    fields: Mapping[str, str],
    *,
    progress: Callable[[str], object] = lambda _: None,
) -> list[Added]:
    """Copy articles into a story, or fetch them; all of them, or none.

    A feed or a web archive becomes a text file for each of its articles that is new.

    Args:
        project: the project.
        name: the story, which exists.
        sources: files and addresses.
        fields: values of the front matter, by name. They, and empty lines for fields that nothing states, go into the
            front matter of a text, and into a file beside any other format.
        progress: is called with each source.

    Returns:
        The articles that were added, in order.

    Raises:
        SourceError: a source cannot be read or contains no article, or the story already has its name, id or text.
    """
    folder = story_folder(project.sources, name)
    if not folder.is_dir():
        raise SourceError(f"there is no story {name!r}", file=folder, hint=no_story_hint(folder))
    _check_fields(fields)
    known = _known(project, folder)
    basket = Basket(folder, names={p.name.lower() for p in folder.iterdir()})
    for article in known:
        basket.know(article, article.file)
    fetcher = Fetcher(project.limits.seconds, project.limits.bytes, project.settings.private_hosts)
    given = {k: v for k, v in fields.items() if v}
    with tempfile.TemporaryDirectory() as temporary:
        for number, source in enumerate(map(str, sources)):
            progress(source)
            if is_address(source):
                _add_fetched(basket, fetcher.fetch(source), Path(temporary) / str(number), given, project.limits)
            else:
                _check_is_file(source)
                _add(basket, Path(source), given, project.limits, source)
    write_all(project.root, basket.changes, dict.fromkeys(basket.changes))
    return basket.added


def _check_is_file(source: str) -> None:
    """Raise SourceError for a mistyped address: neither a file nor an address."""
    if not Path(source).exists() and re.match(r"\w+:/|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/", source):
        raise SourceError("there is no such file, and an address begins with https://", file=source)
    if Path(source).exists() and not Path(source).is_file():
        raise SourceError("this is not a file", file=source, hint="Name a file with an article, or a web address")


def _add_fetched(
    basket: Basket, fetched: Fetched, folder: Path, fields: Mapping[str, str], limits: ReadingLimits
) -> None:
    """Add the articles of a fetched page. Errors name its address instead of the temporary file."""
    folder.mkdir()
    try:
        _add(basket, _saved(fetched, folder, basket, limits), fields, limits, fetched.address)
    except SourceError as error:
        raise SourceError(error.what, file=fetched.address, hint=error.hint) from None
    last = basket.added[-1]
    if last.article.url and site_domain(last.article.url) != site_domain(fetched.address):
        note = f"It says that its own address is on another site: {last.article.url}."
        basket.added[-1] = replace(last, notes=(*last.notes, note))


def _add(basket: Basket, file: Path, fields: Mapping[str, str], limits: ReadingLimits, source: str) -> None:
    """Add the articles of a file."""
    kind = format_at(file)
    articles = list(articles_in_sandbox(file, limits))
    if kind in ARCHIVES or kind is Format.FEED or len(articles) > 1:
        new = [a for a in articles if not basket.has(a)]
        if not new:
            raise SourceError(f"{basket.folder.name} already has every article of this file", file=source)
        for article in new:
            text, unknown = archived_text(article, fields)
            target = basket.free(article.title, ".txt")
            basket.take(article, target, source, unknown)
            basket.changes[target] = text
        return
    article, target = articles[0], basket.folder / file.name
    if file.name in {"story.yml", f"{file.stem}.yml"} or not is_article_file(file):
        raise SourceError(
            f"a file called {file.name} would not be read as an article", file=source, hint="Rename it and add it again"
        )
    mark_within(article, StorySettings(), limits.seconds)  # raises where nothing in it reads as an article
    given = {**fields, **read_sidecar(file).values}
    if kind in PLAIN:
        text, unknown = completed_text(file, given, article)
        basket.take(article, target, source, unknown)
        basket.changes[target] = text
        return
    unknown = unknown_in(article, given)
    basket.take(article, target, source, unknown)
    basket.changes[target] = read_bytes(file, limits)
    if given or unknown:
        basket.changes[sidecar_path(target)] = front_matter_lines(given, unknown)


def _saved(fetched: Fetched, folder: Path, basket: Basket, limits: ReadingLimits) -> Path:
    """Save a fetched page unchanged, and beside it its address and the encoding that its server states."""
    if fetched.raw.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"---"):
        raise SourceError(
            "the page at this address begins with front matter, which only you may write",
            file=fetched.address,
            hint="Save it, look at it, and add the file",
        )
    page = folder / "page"
    page.write_bytes(fetched.raw)
    kind = format_at(page)
    file = folder / basket.free(_words_of(fetched.address), next(e for e, k in ENDINGS.items() if k is kind)).name
    page.rename(file)
    values = {}
    if kind is Format.HTML and fetched.charset and fetched.charset.lower() not in {"utf-8", "utf8"}:
        values["charset"] = fetched.charset
    sidecar_path(file).write_text(front_matter_lines(values, ()), "utf-8")
    if kind not in ARCHIVES and kind is not Format.FEED and not _first_article(file, limits).url:
        values["url"] = fetched.address  # the page does not state its own address
        sidecar_path(file).write_text(front_matter_lines(values, ()), "utf-8")
    return file


def _first_article(file: Path, limits: ReadingLimits) -> Article:
    """A file's first article. The file is read to its end, so that the worker is kept for the next one."""
    first, *_ = articles_in_sandbox(file, limits)
    return first


def _words_of(address: str) -> str:
    """Words for a file's name: the last part of an address, or its host too where that part has no words."""
    parts = urlsplit(address)
    last = re.sub(r"\.\w{2,5}$", "", parts.path.rstrip("/").rpartition("/")[2])
    return last if re.search(r"[A-Za-z]{3}", last) else f"{parts.hostname}-{last}"


def _known(project: Project, folder: Path) -> tuple[Article, ...]:
    """The articles that a story has, as far as they can be read."""
    return read_story(folder, project.limits, lambda _: None, step_cache(project).read) if has_articles(folder) else ()


def _check_fields(fields: Mapping[str, str]) -> None:
    """Raise ExplaineryError for an option whose value front matter would not allow."""
    for option, check in _CHECKS.items():
        try:
            check(fields, Path(option), 1)
        except SourceError as error:
            raise ExplaineryError(f"--{option}: {error.what}", hint=error.hint) from None


def added_line(added: Added, project: Project) -> str:
    """A line about an added article: its file, title and rights, the fields that are unknown, and its notes."""
    article = _first_article(added.path, project.limits)
    label = article.label if "publisher" not in article.unknown else "publisher not known"
    notes = list(added.notes)
    if added.unknown:
        fields_file = added.path if format_at(added.path) in PLAIN else sidecar_path(added.path)
        notes.insert(0, f"Not known: {', '.join(added.unknown)}; write it into {plain(str(fields_file))}.")
    if left := len(mark_within(article, StorySettings(), project.limits.seconds).dropped):
        notes.append(f"Left out {counted(left, 'line')} that are not the article; `inspect` lists them.")
    about = f"{plain(article.title)} ({plain(label)}; rights {article.rights})"
    return " ".join([f"Added {plain(str(added.path))}: {about}.", *notes])


def rights_hint(added: Sequence[Added], name: str) -> str:
    """What `rights: quote` means for the articles that have it, and what to do; "" where none has it."""
    quoting = [a for a in added if a.article.rights is Rights.QUOTE]
    if not quoting:
        return ""
    example = plain(quoting[0].path.name)
    return (
        "Under `rights: quote` pages print short quotations and bare facts only. For a page in your own words, "
        f"`explainery digest {name} {example}` opens a digest: you tell each sentence in words of your own."
    )


def next_step(added: Sequence[Added], name: str) -> str:
    """The command to run after articles were added."""
    is_incomplete = any({"publisher", "published"} & set(a.unknown) for a in added)
    return f"Next: {'fill in what is not known, then ' if is_incomplete else ''}explainery build {name}"
