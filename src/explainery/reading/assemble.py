"""Assemble the articles of a file: front matter, which a person wrote, overrides what the file itself states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.lexicon.publishers import publisher_named
from explainery.model import Article, Rights
from explainery.patterns import regex
from explainery.reading import front_matter
from explainery.reading.decode import decoded, read_bytes
from explainery.reading.detect import PLAIN, WITH_FRONT_MATTER, Format, format_at, format_of
from explainery.reading.document import Document
from explainery.reading.formats.plain import read_plain
from explainery.reading.front_matter import FrontMatter
from explainery.reading.labels import too_long, within_limit
from explainery.reading.limits import DETECTION_BYTES, ReadingLimits
from explainery.reading.locators import locators_in
from explainery.reading.registry import documents_in
from explainery.reading.sidecar import read_sidecar
from explainery.reading.timestamps import day_of, is_exact
from explainery.text import slug, visible

# Control characters and lone surrogates, which a text file cannot hold.
_UNREADABLE = regex(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_GROWING = frozenset({Format.FEED, Format.WARC, Format.WACZ})  # one article today, several tomorrow
_OF_ONE = ("id", "title", "url")  # fields that several articles cannot share


def articles_in(
    path: Path, limits: ReadingLimits = ReadingLimits(), tick: Callable[[], object] = lambda: None
) -> Iterator[Article]:
    """Read every article of a file, one by one, in this process.

    Args:
        path: the file.
        limits: the limits of reading it. `sandbox.isolated` enforces time and memory; this function does not.
        tick: called for every part of an archive, article or not, as a sign of life.

    Raises:
        SourceError: the file cannot be read or contains no article; with the line, where it is known.
    """
    file_format = format_at(path)
    with _library_errors_explained(path, file_format):
        if file_format in WITH_FRONT_MATTER:
            sidecar = read_sidecar(path)
            charset = str(sidecar.values.get("charset") or "")  # as the server stated it, if the page was fetched
            raw = decoded(read_bytes(path, limits), path, html=file_format is Format.HTML, charset=charset)
            yield _within_limits(article_of(raw, path, sidecar), path, limits)
            return
        documents = documents_in(path, file_format, limits, tick)
        yield from _articles(documents, path, read_sidecar(path), limits, always_named=file_format in _GROWING)


@contextmanager
def _library_errors_explained(path: Path, file_format: Format) -> Iterator[None]:
    """Turn whatever a library raises for a broken file into a SourceError: untrusted input never ends in a traceback."""
    try:
        yield
    except (SourceError, GeneratorExit, KeyboardInterrupt):
        raise
    except MemoryError:
        raise SourceError("reading this file takes more memory than allowed", file=path,
                          hint="`memory_megabytes` in .explainery/settings.yml raises the limit") from None  # fmt: skip
    except Exception as error:
        raise SourceError(f"this is {file_format}, but broken or unusual ({type(error).__name__}: {str(error)[:80]})",
                          file=path, hint="Save the article as .txt and add that") from error  # fmt: skip


def _articles(
    documents: Iterator[Document], path: Path, written: FrontMatter, limits: ReadingLimits, *, always_named: bool
) -> Iterator[Article]:
    """The articles of a file's documents; the first is held back until a second one shows whether it is alone.

    An article that is alone takes its id from the file's name. With `always_named` it takes a document's name instead,
    so that it keeps its id when other articles join it.
    """
    first: Document | None = None
    for count, document in enumerate(_with_unique_names(documents), 1):
        if count > limits.articles:
            raise SourceError(f"this file has more than {limits.articles:,} articles", file=path,
                              hint="`articles` in .explainery/settings.yml raises the limit")  # fmt: skip
        for ready in (first, document) if first else (document,) if count > 1 else ():
            yield _within_limits(_article(ready, path, written, several=True), path, limits)
        first = document if count == 1 else None
    if first:
        yield _within_limits(_article(first, path, written, several=always_named), path, limits)


def _with_unique_names(documents: Iterator[Document]) -> Iterator[Document]:
    """Number the documents whose name occurred before: some feeds give two entries one identifier."""
    names: Counter[str] = Counter()
    for document in documents:
        names[document.name] += 1
        count = names[document.name]
        yield document if count == 1 else replace(document, name=f"{document.name}#{count}")


def read_article(path: Path, limits: ReadingLimits = ReadingLimits()) -> Article:
    """Read a file that contains exactly one article.

    Raises:
        SourceError: the file cannot be read, or contains several articles.
    """
    articles = list(articles_in(path, limits))
    if len(articles) != 1:
        raise SourceError(f"this file contains {len(articles)} articles, not one", file=path)
    return articles[0]


def article_of(raw: str, path: Path, sidecar: FrontMatter = FrontMatter()) -> Article:
    """The article in a text or a web page.

    Args:
        raw: the decoded content of the file, front matter included.
        path: the file, which need not exist.
        sidecar: the front matter of the file's sidecar; front matter in `raw` overrides it, but for a web page's rights.

    Raises:
        SourceError: the front matter is broken, or there is no text; with the line.
    """
    parts = front_matter.split_front_matter(raw, path)
    file_format = format_of(raw[:DETECTION_BYTES].encode(), path)
    if file_format is Format.HTML:
        from explainery.reading.formats.html import read_html  # noqa: PLC0415 (it loads a parser)

        document = read_html(parts.text, path)
    elif parts.text.strip():
        document = read_plain(parts.text)
    else:
        raise SourceError("this file has no text", file=path, line=parts.first_line)
    own = front_matter.front_matter_of(parts.values, raw, path)
    is_plain = file_format in PLAIN
    if not is_plain and sidecar.values.get("rights"):  # the page is its publisher's; the rights are ours to state
        own = FrontMatter({k: v for k, v in own.values.items() if k != "rights"}, own.places)
    first_line = parts.first_line if is_plain else 1
    written = FrontMatter({**sidecar.values, **own.values}, {**sidecar.places, **own.places}, first_line)
    return _article(document, path, written, plain=is_plain)


def _article(
    document: Document, path: Path, written: FrontMatter, *, several: bool = False, plain: bool = False
) -> Article:
    """The article of a document, its fields overridden by front matter. Raises SourceError for an invalid field."""
    if several:
        _check_several(written, path)

    def text(name: str) -> str | None:
        value = front_matter.text_field(written.values, name, *written.place(name, path)) or getattr(document, name)
        return visible(value) or None if value else None

    def timestamp(name: str) -> str | None:
        return front_matter.date_field(written.values, *written.place(name, path), name) or getattr(document, name)

    rights = front_matter.rights_field(written.values, *written.place("rights", path))
    published = timestamp("published")
    url = front_matter.url_field(written.values, *written.place("url", path)) or document.url
    labels = {"title": text("title"), "publisher": publisher_named(text("publisher"), url), "author": text("author")}
    title, publisher, author = map(within_limit, labels.values())
    stated = (("title", title), ("publisher", publisher), ("rights", written.values.get("rights")))
    return Article(
        id=_article_id(written.values, *written.place("id", path), document.name if several else ""),
        file=path.name,
        text=document.text if plain else _UNREADABLE.sub("", document.text),
        title=title or path.stem,
        publisher=publisher or path.stem,
        rights=rights,
        published=day_of(published),
        author=author,
        url=url,
        locators=locators_in(document.text, path, written.first_line) if rights is Rights.DIGEST and plain else (),
        first_line=written.first_line,
        published_at=published if is_exact(published) else None,
        modified=timestamp("modified"),
        language=text("language"),
        section=text("section"),
        unknown=tuple(name for name, value in stated if not value),
        remarks=(*document.remarks, *too_long(labels)),
    )


def _check_several(written: FrontMatter, path: Path) -> None:
    """Raise SourceError for a field that several articles cannot share."""
    name = next((n for n in _OF_ONE if written.values.get(n)), None)
    if name:
        file, line = written.place(name, path)
        raise SourceError(f"several articles cannot share one {name}", file=file, line=line, hint="Delete this field")


def _within_limits(article: Article, path: Path, limits: ReadingLimits) -> Article:
    """The article itself. Raises SourceError where its text is empty or absurdly long."""
    if not article.text.strip():
        raise SourceError("this file has no text", file=path)
    if len(article.text) > limits.characters:
        raise SourceError(
            f"its text has {len(article.text):,} characters, more than the {limits.characters:,} an article may have",
            file=path,
            hint="Save the article alone and add that",
        )
    return article


def _article_id(values: Mapping[str, Any], path: Path, line: int, name: str) -> str:
    """The article's id: the `id` field or the file's name, with a hash of `name`, the document's, unless it is empty."""
    stem = re.sub(r"\.(?:warc|tar)$", "", path.stem)
    stated = values.get("id")
    identifier = slug(stem if stated is None else str(stated))
    if not identifier:
        raise SourceError("the article's id contains no Latin letter or digit", file=path, line=line,
                          hint="Write an `id:` into the front matter")  # fmt: skip
    digest = blake2b(name.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{identifier}-{digest}" if name else identifier
