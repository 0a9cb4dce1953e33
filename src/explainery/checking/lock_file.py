"""The lock file: what a check needs of articles that are not in the repository.

`.explainery/lock/STORY.json` has each article's metadata, the number of its words, and for each sentence its citation
key, its place, who speaks, its dates, and a salted hash of the words that a definition would show of it. On a page the
definition carries the words themselves; where the article is not at hand they are compared with the hash, and verified
words are the passage against which the page is checked.

What it gives away: how many sentences and words an article has, the people whom it names, who speaks in which
sentence, and which dates stand there. The words themselves it does not say; but a hash confirms a guess. Whoever
guesses a sentence to the letter learns that it is there. Short or formulaic sentences ("He declined to comment.") can
be found by trying, as the salt stands in the same file: it hinders tables made beforehand for all projects, not an
attack on this one. Do not lock what nobody may know to exist; what may be known but not reprinted is well served.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from explainery.checking.evidence import Evidence
from explainery.config import StorySettings
from explainery.errors import SourceError
from explainery.model import Passage, Rights
from explainery.store.page_files import read_raw
from explainery.text import folded
from explainery.writing.footnotes import place, quoted

VERSION = 1
_SIZE = 12  # bytes of a hash: 96 bits
_BACKSLASH = re.compile(r"\\([\\`*_\[\]])")


@dataclass(frozen=True, slots=True)
class LockedPassage:
    """A sentence: its key, number and place, who speaks, its dates, and the hash of its words."""

    key: str
    number: int
    place: str
    hash: str
    speaker: str | None = None
    voice: str | None = None
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LockedArticle:
    """An article without its text. `words`: how many its body has; `people`: whom it names in full."""

    id: str
    file: str
    publisher: str
    title: str
    rights: str
    words: int
    published: str | None = None
    author: str | None = None
    url: str | None = None
    people: tuple[str, ...] = ()
    passages: tuple[LockedPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """A story without its articles' texts."""

    story: str
    title: str
    salt: str
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    led: Mapping[str, str] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    articles: tuple[LockedArticle, ...] = ()

    @property
    def settings(self) -> StorySettings:
        """What of `story.yml` a check needs."""
        return StorySettings(title=self.title, parties=self.parties)


def lock_path(root: Path, name: str) -> Path:
    """Where a story's lock file is."""
    return root / ".explainery" / "lock" / f"{name}.json"


def hashed(words: str, salt: str) -> str:
    """The hash of a passage's words, as a page shows them; kinds of marks and white space do not count."""
    return blake2b(folded(words).encode(), key=bytes.fromhex(salt), digest_size=_SIZE).hexdigest()


def shown_words(passage: Passage) -> str:
    """The words of a passage as readers of a definition see them, without the outer marks."""
    return _BACKSLASH.sub(r"\1", html.unescape(quoted(passage)))[1:-1]


def lock_of(evidence: Evidence, salt: str | None = None) -> Lock:
    """The lock of a story whose articles are at hand. Without a salt one is drawn from the articles themselves."""
    story = evidence.story
    if salt is None:  # not from chance: the same articles give the same file
        texts = "\0".join(m.article.text for m in story.articles)
        salt = blake2b(texts.encode(), person=b"explainery-salt", digest_size=16).hexdigest()
    rows: dict[str, list[LockedPassage]] = {m.article.id: [] for m in story.articles}
    for passage in story.passages.values():
        rows[passage.article.id].append(_locked(passage, salt))
    articles = tuple(
        LockedArticle(
            a.id, a.file, a.publisher, a.title, str(a.rights), evidence.totals[a.id], a.published, a.author, a.url,
            tuple(sorted({n.actor for n in m.names if n.kind == "person"})), tuple(rows[a.id]),
        )
        for m in sorted(story.articles, key=lambda m: m.article.id)
        for a in (m.article,)
    )  # fmt: skip
    parties = {k: tuple(v) for k, v in evidence.settings.parties.items()}
    return Lock(story.slug, story.title, salt, parties, dict(sorted(story.led.items())), story.actors, articles)


def _locked(passage: Passage, salt: str) -> LockedPassage:
    sentence = passage.sentence
    dates = tuple(d.value for d in passage.marked.dates_in(sentence))
    number = int(passage.id.rsplit(":", 1)[1])
    return LockedPassage(
        passage.key, number, place(passage), hashed(shown_words(passage), salt), sentence.speaker, sentence.voice, dates
    )


def written(lock: Lock) -> str:
    """The file's text: JSON, one line for each passage and for each field, so that changes can be read."""
    head = {"version": VERSION, "story": lock.story, "title": lock.title, "salt": lock.salt}
    head |= {"parties": lock.parties, "led": lock.led, "actors": lock.actors}
    fields = [f"  {_json(k)}: {_json(v)}" for k, v in head.items()]
    articles = ",\n".join("\n".join(_article_rows(a)) for a in lock.articles)
    return "{\n" + ",\n".join([*fields, f'  "articles": [\n{articles}\n  ]']) + "\n}\n"


def _article_rows(article: LockedArticle) -> Iterator[str]:
    values = asdict(article)
    passages = values.pop("passages")
    yield "    {"
    yield from (f"      {_json(k)}: {_json(v)}," for k, v in values.items())
    rows = [f"        {_json({k: v for k, v in row.items() if v})}" for row in passages]
    yield '      "passages": [\n' + ",\n".join(rows) + "\n      ]"
    yield "    }"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_lock(path: Path) -> Lock | None:
    """The lock in a file; None where there is none. Raises SourceError where it is no lock file."""
    if not path.is_file():
        return None
    try:
        values = json.loads(read_raw(path))
        if values["version"] != VERSION:
            raise SourceError(f"this lock file has version {values['version']!r}", file=path, hint=_AGAIN)
        return _lock(values)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SourceError("this is not a lock file", file=path, hint=_AGAIN) from None


_AGAIN = "`explainery lock STORY` makes it, where the articles are at hand"


def _lock(values: Mapping[str, Any]) -> Lock:
    articles = tuple(_article(row) for row in values["articles"])
    parties = {str(k): tuple(map(str, v)) for k, v in values["parties"].items()}
    led = {str(k): str(v) for k, v in values["led"].items()}
    bytes.fromhex(values["salt"])
    return Lock(values["story"], str(values["title"]), values["salt"], parties, led, tuple(values["actors"]), articles)


def _article(row: Mapping[str, Any]) -> LockedArticle:
    passages = tuple(LockedPassage(**{**p, "dates": tuple(p.get("dates", ()))}) for p in row["passages"])
    values = {**row, "passages": passages, "people": tuple(row["people"]), "rights": str(Rights(row["rights"]))}
    return LockedArticle(**values)
