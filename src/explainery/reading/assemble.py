"""A file of any format becomes its articles; what a person wrote about them wins over what the file says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from explainery.config import read_yaml
from explainery.errors import SourceError
from explainery.model import Article, Rights
from explainery.reading import front_matter
from explainery.reading.decode import decoded, read_bytes
from explainery.reading.detect import HEAD, PLAIN, WITH_FRONT_MATTER, Kind, beside, kind_at, kind_of
from explainery.reading.document import Document
from explainery.reading.formats.plain import read_plain
from explainery.reading.limits import Limits
from explainery.reading.locators import locators_in
from explainery.reading.registry import documents_in
from explainery.reading.timestamps import day_of, is_exact
from explainery.text import slug, visible

# Which module reads a format: they are imported only when a file of theirs is met. `read(raw, path, limits)` gives
# the documents of a file's bytes; of an archive, `read(path, limits, tick)` gives them one by one.
# What no file of text may hold: control characters, halves of characters.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_GROWING = frozenset({Kind.FEED, Kind.WARC, Kind.WACZ})  # one article today, several tomorrow
_OF_ONE = ("id", "title", "url")  # fields that cannot be said of several articles at once


@dataclass(frozen=True, slots=True)
class Given:
    """What a person wrote about a file: in front matter above its text, or in a file beside it.

    `places` are the file and line of each field, for errors; `first_line` is where the text begins.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, tuple[Path, int]] = field(default_factory=dict)
    first_line: int = 1

    def place(self, name: str, path: Path) -> tuple[Path, int]:
        """The file and line of a field; the beginning of `path` where nobody wrote it."""
        return self.places.get(name, (path, 1))


def articles_in(path: Path, limits: Limits = Limits(), tick: Callable[[], object] = lambda: None) -> Iterator[Article]:
    """Every article of a file, one by one.

    Args:
        path: the file.
        limits: what it may take; time and memory are kept by `guarded.guarded`.
        tick: is called for every part of an archive, article or not: a sign of life.

    Raises:
        SourceError: with the line where something is wrong.
    """
    kind = kind_at(path)
    with _explained(path, kind):
        if kind in WITH_FRONT_MATTER:
            given = given_beside(path)
            charset = str(given.values.get("charset") or "")  # what the server said of a page that was fetched
            raw = decoded(read_bytes(path, limits), path, html=kind is Kind.HTML, charset=charset)
            yield _checked(article_of(raw, path, given), path, limits)
            return
        documents = documents_in(path, kind, limits, tick)
        yield from _articles(documents, path, given_beside(path), limits, always=kind in _GROWING)


@contextmanager
def _explained(path: Path, kind: Kind) -> Iterator[None]:
    """Turn what a library makes of a broken file into an error of ours: no file of a stranger ends in a traceback."""
    try:
        yield
    except (SourceError, GeneratorExit, KeyboardInterrupt):
        raise
    except MemoryError:
        raise SourceError("reading this file takes more memory than it may", file=path,
                          hint="`memory_megabytes` in .explainery/settings.yml raises the limit") from None  # fmt: skip
    except Exception as error:
        raise SourceError(f"this is {kind}, and it is broken or unusual ({type(error).__name__}: {str(error)[:80]})",
                          file=path, hint="Save the article as .txt and add that") from error  # fmt: skip


def _articles(
    found: Iterator[Document], path: Path, given: Given, limits: Limits, *, always: bool
) -> Iterator[Article]:
    """The articles of a file's documents; the first is held back until it is known whether it is the only one.

    `always`: each is named by what it is, also an only one, so that it keeps its name when others come.
    """
    first: Document | None = None
    for count, document in enumerate(_told_apart(found), 1):
        if count > limits.articles:
            raise SourceError(f"this file has more than {limits.articles:,} articles", file=path,
                              hint="`articles` in .explainery/settings.yml raises the limit")  # fmt: skip
        for ready in (first, document) if first else (document,) if count > 1 else ():
            yield _checked(_article(ready, path, given, several=True), path, limits)
        first = document if count == 1 else None
    if first:
        yield _checked(_article(first, path, given, several=always), path, limits)


def _told_apart(found: Iterator[Document]) -> Iterator[Document]:
    """Documents with names that differ: some feeds give two entries one identifier."""
    names: Counter[str] = Counter()
    for document in found:
        names[document.name] += 1
        count = names[document.name]
        yield document if count == 1 else replace(document, name=f"{document.name}#{count}")


def read_article(path: Path, limits: Limits = Limits()) -> Article:
    """The article of a file that holds one. Raises SourceError with the line where something is wrong."""
    found = list(articles_in(path, limits))
    if len(found) != 1:
        raise SourceError(f"this file holds {len(found)} articles, not one", file=path)
    return found[0]


def article_of(raw: str, path: Path, more: Given = Given()) -> Article:
    """The article in `raw`, the text of the file at `path`; `more` is what stands beside the file about it."""
    header = front_matter.split(raw, path)
    kind = kind_of(raw[:HEAD].encode(), path)
    if kind is Kind.HTML:
        from explainery.reading.formats.html import read_html  # noqa: PLC0415 (it loads a parser)

        document = read_html(header.text, path)
    elif header.text.strip():
        document = read_plain(header.text)
    else:
        raise SourceError("this file has no text", file=path, line=header.first_line)
    own = _given(header.values, raw, path)
    first_line = header.first_line if kind in PLAIN else 1
    merged = Given({**more.values, **own.values}, {**more.places, **own.places}, first_line)
    return _article(document, path, merged, plain=kind in PLAIN)


def given_beside(path: Path) -> Given:
    """What stands in the file beside `path`, if there is one."""
    place = beside(path)
    if not place.is_file():
        return Given()
    raw = decoded(read_bytes(place), place)
    if raw.startswith("---"):  # fenced, as front matter in a text is
        return _given(front_matter.split(raw, place).values, raw, place)
    return _given(front_matter.known(read_yaml(raw, place), raw, place), raw, place)


def _given(values: Mapping[str, Any], raw: str, file: Path) -> Given:
    """Fields with their places; one that is left empty says nothing."""
    said = {name: value for name, value in values.items() if value is not None}
    return Given(said, {name: (file, front_matter.line_of_field(raw, name)) for name in said})


def _article(document: Document, path: Path, given: Given, *, several: bool = False, plain: bool = False) -> Article:
    """The article of a document, with what a person wrote laid over what the file says. Raises SourceError."""
    if several:
        _check_several(given, path)

    def said(name: str) -> str | None:
        stated = front_matter.text_field(given.values, name, *given.place(name, path)) or getattr(document, name)
        return visible(stated) or None if stated else None

    def when(name: str) -> str | None:
        return front_matter.date_field(given.values, *given.place(name, path), name) or getattr(document, name)

    rights = front_matter.rights_field(given.values, *given.place("rights", path))
    title, publisher, published = said("title"), said("publisher"), when("published")
    return Article(
        id=_article_id(given.values, *given.place("id", path), document.name if several else ""),
        file=path.name,
        text=document.text if plain else _UNREADABLE.sub("", document.text),
        title=title or path.stem,
        publisher=publisher or path.stem,
        rights=rights,
        published=day_of(published),
        author=said("author"),
        url=front_matter.url_field(given.values, *given.place("url", path)) or document.url,
        locators=locators_in(document.text, path, given.first_line) if rights is Rights.DIGEST and plain else (),
        first_line=given.first_line,
        published_at=published if is_exact(published) else None,
        modified=when("modified"),
        language=said("language"),
        section=said("section"),
        unknown=tuple(name for name, value in (("title", title), ("publisher", publisher)) if not value),
    )


def _check_several(given: Given, path: Path) -> None:
    """Raise SourceError for a field that only one article can have, where it is said of several."""
    name = next((n for n in _OF_ONE if given.values.get(n)), None)
    if name:
        file, line = given.place(name, path)
        raise SourceError(f"{name} cannot be said of several articles at once", file=file, line=line)


def _checked(article: Article, path: Path, limits: Limits) -> Article:
    """The article, if its text is neither empty nor absurdly long. Raises SourceError."""
    if not article.text.strip():
        raise SourceError("this file has no text", file=path)
    if len(article.text) > limits.characters:
        raise SourceError(
            f"its text has {len(article.text):,} characters, more than the {limits.characters:,} an article may have",
            file=path,
            hint="Take the article out of it and add that",
        )
    return article


def _article_id(values: Mapping[str, Any], path: Path, line: int, name: str) -> str:
    """The article's id: what the front matter says, else the file's name; of several in a file, with a hash of its own."""
    given = values.get("id")
    stem = re.sub(r"\.(?:warc|tar)$", "", path.stem)
    found = slug(str(given) if given is not None else stem)
    if not found:
        raise SourceError("the article's id has no letter or digit of the Latin alphabet", file=path, line=line,
                          hint="Give it an `id:` in the front matter")  # fmt: skip
    return f"{found}-{blake2b(name.encode('utf-8', 'replace'), digest_size=4).hexdigest()}" if name else found
