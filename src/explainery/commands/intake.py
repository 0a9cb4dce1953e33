"""An article that is added: its file's name, its front matter, and whether the story already contains it."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.linking.independence import word_runs
from explainery.model import Article
from explainery.reading.decode import decoded, read_bytes
from explainery.reading.detect import Format, format_of
from explainery.reading.front_matter import split_front_matter
from explainery.reading.sidecar import sidecar_path
from explainery.text import folded, slug

CITATION_FIELDS = ("title", "publisher", "author", "published", "url")  # of a citation
_ARCHIVE_FIELDS = ("title", "publisher", "author", "modified", "url", "language", "section")
_FILL_IN = "not found in the file: fill it in, or delete the line"
_LONGEST_NAME = 60  # characters of a file name made of a headline or an address
_SAME_TEXT = 0.8  # share of the shorter text's runs of words; from here on, two texts are one article
_SHORT_TEXT = 120  # words; a shorter text may be a stub
_DEVICES = [f"{name}{i}" for name in ("com", "lpt") for i in range(10)]
_RESERVED = {"con", "prn", "aux", "nul", *_DEVICES}  # file names that Windows reserves


@dataclass(frozen=True, slots=True)
class Added:
    """An article that was added.

    Attributes:
        article: the article as it was read.
        path: the file that contains it, in the story's folder.
        unknown: the fields of a citation that neither the file nor a person states.
        notes: sentences that a person should read before the article is published.
    """

    article: Article
    path: Path
    unknown: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Basket:
    """The articles and files that one command adds to a story, and how to recognise an article that it already has."""

    folder: Path
    changes: dict[Path, str | bytes | None] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)  # each text's file
    _ids: dict[str, str] = field(default_factory=dict)  # the file of each article's id
    names: set[str] = field(default_factory=set)  # of the story's files, in lower case
    _known: list[tuple[Article, str, int]] = field(default_factory=list)  # article, file, number of runs
    _holders: dict[tuple[str, ...], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )  # the articles with a run, by their place in `_known`

    def know(self, article: Article, file: str) -> None:
        """Note an article of the story."""
        runs = word_runs(article.text)
        for run in runs:
            self._holders[run].append(len(self._known))
        self._known.append((article, file, len(runs)))
        self._texts[article.text.strip()] = self._ids[article.id] = file
        self.names.add(file.lower())

    def has(self, article: Article) -> str | None:
        """The story's file with the same text, if there is one."""
        return self._texts.get(article.text.strip())

    def take(self, article: Article, target: Path, source: Path | str, unknown: Sequence[str]) -> None:
        """Add an article. Raises SourceError if the story already has its text, its file or its id."""
        name, file = self.folder.name, self.has(article)
        if file:
            raise SourceError(f"{name} already has this text, in {file}", file=source, hint="One of the two is enough")
        if self._is_taken(target):
            raise SourceError(
                f"{name} already has a file {target.name}", file=source, hint="Rename the file and add it again"
            )
        if sidecar_path(target).exists():
            raise SourceError(f"{name} has front matter for a missing file {target.name}", file=sidecar_path(target),
                              hint="Delete it, or give the new file another name")  # fmt: skip
        if article.id in self._ids:
            raise SourceError(f"the article id {article.id!r} is taken by {self._ids[article.id]}", file=source,
                              hint="Rename the file, or give it another `id:` in its front matter")  # fmt: skip
        self.added.append(Added(article, target, tuple(unknown), tuple(self._notes(article))))
        self.know(article, target.name)

    def _notes(self, article: Article) -> Iterator[str]:
        """Sentences that a person should read before the article is published."""
        count = len(article.text.split())
        if count < _SHORT_TEXT:
            yield f"It has only {count} words: is this the whole article?"
        if article.language and not article.language.lower().startswith("en"):
            yield f"It is in another language ({article.language}): only English sentences are understood."
        yield from article.remarks
        other_file = self._same_article(article)
        if other_file:
            yield f"It has nearly the text of {other_file}: one of the two may be enough."

    def _same_article(self, article: Article) -> str | None:
        """The file of the same article in another format: same publisher, nearly all runs of words shared."""
        runs = word_runs(article.text)
        shared = Counter(number for run in runs for number in self._holders.get(run, ()))
        for number, count in sorted(shared.items()):
            other, file, size = self._known[number]
            if count >= _SAME_TEXT * min(len(runs), size) and _may_be_one(article, other):
                return file
        return None

    def free(self, stem: str, ending: str) -> Path:
        """A file name made of some words that no file of the story has."""
        name = slug(stem)[:_LONGEST_NAME].strip("-") or "article"
        name = f"{name}-article" if name in _RESERVED else name
        names = (self.folder / f"{name}{'' if n == 1 else f'-{n}'}{ending}" for n in range(1, 10_000))
        return next(p for p in names if not self._is_taken(p))

    def _is_taken(self, path: Path) -> bool:
        """Whether a file has this name, ignoring upper and lower case."""
        return path.name.lower() in self.names or path.exists()


def _may_be_one(one: Article, other: Article) -> bool:
    """Whether the publishers allow it: two publishers' copies of an agency's text are two sources."""
    unnamed = "publisher" in (*one.unknown, *other.unknown)
    return unnamed or folded(one.publisher) == folded(other.publisher)


def unknown_in(article: Article, given: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of a citation that are not given and that the article does not state."""
    return tuple(n for n in CITATION_FIELDS if not given.get(n) and (n in article.unknown or not getattr(article, n)))


def front_matter_lines(values: Mapping[str, Any], unknown: Sequence[str]) -> str:
    """Lines of front matter: known values, and empty fields for a person to complete."""
    known = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items())
    return known + "".join(f"{name}:  # {_FILL_IN}\n" for name in unknown)


def archived_text(article: Article, fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """An archive's article as a text file with front matter, and the fields of a citation that are unknown."""
    stated = {n: str(v) for n in _ARCHIVE_FIELDS if n not in article.unknown and (v := getattr(article, n))}
    published = article.published_at or article.published
    stated |= {"published": published} if published else {}
    # Options fill in fields that the archive does not state. Only a person knows the rights.
    values = {**fields, **stated, "rights": fields.get("rights") or article.rights.value}
    if format_of(article.text.encode(), Path("a.txt")) is not Format.TEXT:
        values["format"] = "text"  # its first words look like another format
    unknown = unknown_in(article, values)
    return f"---\n{front_matter_lines(values, unknown)}---\n{article.text}\n", unknown


def completed_text(file: Path, fields: Mapping[str, Any], article: Article) -> tuple[str, tuple[str, ...]]:
    """A file's text with `fields` added to its front matter where it lacks them, and the fields that are unknown."""
    text = decoded(read_bytes(file), file, charset=str(fields.get("charset") or ""))
    header = split_front_matter(text, file)
    missing = {k: v for k, v in fields.items() if k != "charset" and header.values.get(k) in {None, ""}}
    unknown = tuple(n for n in unknown_in(article, {**header.values, **missing}) if n not in header.values)
    new_lines = front_matter_lines(missing, unknown)
    if not new_lines:
        return text, unknown
    if header.first_line == 1:
        return f"---\n{new_lines}---\n{text}", unknown
    fence, rest = text.split("\n", 1)
    for name in missing:  # a field that was left empty now has its value
        rest = re.sub(rf"^{name}[ \t]*:[^\n]*\n", "", rest, count=1, flags=re.MULTILINE)
    return f"{fence}\n{new_lines}{rest}", unknown
