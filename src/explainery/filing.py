"""Where an article goes that is added: its file's name, its front matter, and whether the story has it already."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.model import Article
from explainery.reading.articles import beside
from explainery.reading.bytes import decoded, read_bytes
from explainery.reading.frontmatter import split
from explainery.reading.kinds import Kind, kind_of
from explainery.text import folded, slug, words

ASKED = ("title", "publisher", "author", "published", "url")  # what a citation is made of
_SAID = ("title", "publisher", "author", "modified", "url", "language", "section")
_FILL_IN = "not found in the file: fill it in, or delete the line"
_NAME_MOST = 60  # characters of a file's name that is made of a headline or an address
_RUN, _SAME = 6, 0.8  # words in a row; share of them from which two texts are one article
_SHORT = 120  # words; a shorter text may be a stub
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{n}{i}" for n in ("com", "lpt") for i in range(10)),
}  # names that Windows keeps


@dataclass(frozen=True, slots=True)
class Added:
    """An article that was added, the file that holds it, what nothing in it says, and what a person should know."""

    article: Article
    path: Path
    unknown: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Basket:
    """What one command adds: new files, and the articles that a story has with them."""

    folder: Path
    there: list[tuple[Article, str]] = field(default_factory=list)
    changes: dict[Path, str | bytes | None] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)

    def has(self, article: Article) -> str | None:
        """The file that has an article's text already."""
        text = article.text.strip()
        return next((file for other, file in self.there if other.text.strip() == text), None)

    def take(self, article: Article, target: Path, source: Path | str, unknown: Sequence[str]) -> None:
        """Note an article. Raises SourceError where its text, its file or its id is there already."""
        name, file = self.folder.name, self.has(article)
        if file:
            raise SourceError(f"{name} has this text already, in {file}", file=source, hint="One of the two is enough")
        if self._is_taken(target):
            raise SourceError(
                f"{name} has a file {target.name} already", file=source, hint="Rename the file and add it again"
            )
        if beside(target).exists():
            raise SourceError(f"{name} has front matter for a file {target.name} that is gone", file=beside(target),
                              hint="Delete it, or give the new file another name")  # fmt: skip
        same = next((f for other, f in self.there if other.id == article.id), None)
        if same:
            raise SourceError(f"the article id {article.id!r} is taken by {same}", file=source,
                              hint="Rename the file, or give it another `id:` in its front matter")  # fmt: skip
        notes = tuple(self._notes(article))
        self.there.append((article, target.name))
        self.added.append(Added(article, target, tuple(unknown), notes))

    def _notes(self, article: Article) -> Iterator[str]:
        """What a person should know of an article before it is published."""
        count = len(article.text.split())
        if count < _SHORT:
            yield f"It has only {count} words: is this the whole article?"
        if article.language and not article.language.lower().startswith("en"):
            yield f"It is in another language ({article.language}): sentences are understood in English only."
        same = next((file for other, file in self.there if _is_one(article, other)), None)
        if same:
            yield f"It has nearly the text of {same}: one of the two may be enough."

    def free(self, stem: str, ending: str) -> Path:
        """A name of a file that the story does not have yet, made of some words."""
        name = slug(stem)[:_NAME_MOST].strip("-") or "article"
        name = f"{name}-article" if name in _RESERVED else name
        names = (self.folder / f"{name}{'' if n == 1 else f'-{n}'}{ending}" for n in range(1, 10_000))
        return next(p for p in names if not self._is_taken(p))

    def _is_taken(self, path: Path) -> bool:
        """Whether there is such a file, or one whose name differs only in its capitals."""
        names = {p.name.lower() for p in (*self.folder.iterdir(), *self.changes)}
        return path.name.lower() in names


def _is_one(one: Article, other: Article) -> bool:
    """Whether two texts are the same article in two formats: nearly all runs of words, and the publisher."""
    unnamed = "publisher" in (*one.unknown, *other.unknown)
    if not unnamed and folded(one.publisher) != folded(other.publisher):
        return False  # copies of an agency's text by two publishers are two sources
    runs = [set(_runs(a.text)) for a in (one, other)]
    fewer = min(map(len, runs))
    return fewer > 0 and len(runs[0] & runs[1]) >= _SAME * fewer


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    said = words(folded(text))
    return (tuple(said[i : i + _RUN]) for i in range(len(said) - _RUN + 1))


def unknown_in(article: Article, given: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a citation needs and nothing says."""
    return tuple(n for n in ASKED if not given.get(n) and (n in article.unknown or not getattr(article, n)))


def rows(values: Mapping[str, Any], unknown: Sequence[str]) -> str:
    """Lines of front matter: what is said, and what somebody should complete."""
    said = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items())
    return said + "".join(f"{name}:  # {_FILL_IN}\n" for name in unknown)


def unpacked(article: Article, fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """An article of an archive as a text of its own, with what the archive says about it; and what nothing says."""
    said = {n: str(v) for n in _SAID if n not in article.unknown and (v := getattr(article, n))}
    published = article.published_at or article.published
    said |= {"published": published} if published else {}
    # An option is meant for what the archive does not say of an article; what may be published only a person knows.
    said = {**fields, **said, "rights": fields.get("rights") or article.rights.value}
    if kind_of(article.text.encode(), Path("a.txt")) is not Kind.TEXT:
        said["format"] = "text"  # its first words look like something else
    unknown = unknown_in(article, said)
    return f"---\n{rows(said, unknown)}---\n{article.text}\n", unknown


def with_fields(file: Path, fields: Mapping[str, str], article: Article) -> tuple[str, tuple[str, ...]]:
    """A text with `fields` in its front matter where it does not say them itself, and what nothing says."""
    text = decoded(read_bytes(file), file)
    header = split(text, file)
    missing = {k: v for k, v in fields.items() if header.values.get(k) in {None, ""}}
    unknown = tuple(n for n in unknown_in(article, {**header.values, **missing}) if n not in header.values)
    new = rows(missing, unknown)
    if not new:
        return text, unknown
    if header.first_line == 1:
        return f"---\n{new}---\n{text}", unknown
    fence, rest = text.split("\n", 1)
    for name in missing:  # a field that was left empty has its value now
        rest = re.sub(rf"^{name}[ \t]*:[^\n]*\n", "", rest, count=1, flags=re.MULTILINE)
    return f"{fence}\n{new}{rest}", unknown
