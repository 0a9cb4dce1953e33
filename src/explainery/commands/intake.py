"""Where an article goes that is added: its file's name, its front matter, and whether the story has it already."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.linking.independence import runs_of
from explainery.model import Article
from explainery.reading.decode import decoded, read_bytes
from explainery.reading.detect import Kind, beside, kind_of
from explainery.reading.front_matter import split
from explainery.text import folded, slug

ASKED = ("title", "publisher", "author", "published", "url")  # what a citation is made of
_SAID = ("title", "publisher", "author", "modified", "url", "language", "section")
_FILL_IN = "not found in the file: fill it in, or delete the line"
_NAME_MOST = 60  # characters of a file's name that is made of a headline or an address
_SAME = 0.8  # of the shorter text's runs of words, from which two texts are one article
_SHORT = 120  # words; a shorter text may be a stub
_DEVICES = [f"{name}{i}" for name in ("com", "lpt") for i in range(10)]
_RESERVED = {"con", "prn", "aux", "nul", *_DEVICES}  # names that Windows keeps


@dataclass(frozen=True, slots=True)
class Added:
    """An article that was added, the file that holds it, what nothing in it says, and what a person should know."""

    article: Article
    path: Path
    unknown: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Basket:
    """What one command adds to a story: new files; and what the story has with them, known by text, id and words."""

    folder: Path
    changes: dict[Path, str | bytes | None] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)  # a text, its file
    _ids: dict[str, str] = field(default_factory=dict)  # an article's id, its file
    names: set[str] = field(default_factory=set)  # of its files, in small letters
    _known: list[tuple[Article, str, int]] = field(default_factory=list)  # an article, its file, how many runs it has
    _holders: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))  # a run, who has it

    def know(self, article: Article, file: str) -> None:
        """Note an article that the story has."""
        runs = runs_of(article.text)
        for run in runs:
            self._holders[run].append(len(self._known))
        self._known.append((article, file, len(runs)))
        self._texts[article.text.strip()] = self._ids[article.id] = file
        self.names.add(file.lower())

    def has(self, article: Article) -> str | None:
        """The file that has an article's text already."""
        return self._texts.get(article.text.strip())

    def take(self, article: Article, target: Path, source: Path | str, unknown: Sequence[str]) -> None:
        """Note a new article. Raises SourceError where its text, its file or its id is there already."""
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
        if article.id in self._ids:
            raise SourceError(f"the article id {article.id!r} is taken by {self._ids[article.id]}", file=source,
                              hint="Rename the file, or give it another `id:` in its front matter")  # fmt: skip
        self.added.append(Added(article, target, tuple(unknown), tuple(self._notes(article))))
        self.know(article, target.name)

    def _notes(self, article: Article) -> Iterator[str]:
        """What a person should know of an article before it is published."""
        count = len(article.text.split())
        if count < _SHORT:
            yield f"It has only {count} words: is this the whole article?"
        if article.language and not article.language.lower().startswith("en"):
            yield f"It is in another language ({article.language}): sentences are understood in English only."
        same = self._same(article)
        if same:
            yield f"It has nearly the text of {same}: one of the two may be enough."

    def _same(self, article: Article) -> str | None:
        """The file of the same article in another format: nearly all runs of words are the same, and the publisher."""
        runs = runs_of(article.text)
        shared = Counter(number for run in runs for number in self._holders.get(run, ()))
        for number, count in sorted(shared.items()):
            other, file, size = self._known[number]
            if count >= _SAME * min(len(runs), size) and _may_be_one(article, other):
                return file
        return None

    def free(self, stem: str, ending: str) -> Path:
        """A name of a file that the story does not have yet, made of some words."""
        name = slug(stem)[:_NAME_MOST].strip("-") or "article"
        name = f"{name}-article" if name in _RESERVED else name
        names = (self.folder / f"{name}{'' if n == 1 else f'-{n}'}{ending}" for n in range(1, 10_000))
        return next(p for p in names if not self._is_taken(p))

    def _is_taken(self, path: Path) -> bool:
        """Whether there is such a file, or one whose name differs only in its capitals."""
        return path.name.lower() in self.names or path.exists()


def _may_be_one(one: Article, other: Article) -> bool:
    """Copies of an agency's text by two publishers are two sources; of an unnamed one nobody knows."""
    unnamed = "publisher" in (*one.unknown, *other.unknown)
    return unnamed or folded(one.publisher) == folded(other.publisher)


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


def with_fields(file: Path, fields: Mapping[str, Any], article: Article) -> tuple[str, tuple[str, ...]]:
    """A text with `fields` in its front matter where it does not say them itself, and what nothing says."""
    text = decoded(read_bytes(file), file, charset=str(fields.get("charset") or ""))
    header = split(text, file)
    missing = {k: v for k, v in fields.items() if k != "charset" and header.values.get(k) in {None, ""}}
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
