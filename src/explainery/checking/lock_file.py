"""The lock file: what a check needs of articles that are not in the repository.

`.explainery/lock/STORY.json` contains each article's metadata and number of words. For each sentence it contains the
citation key, its place, its speaker, its dates, and a salted hash of the words that a definition would show.
The definitions on the pages contain the words themselves. If the article is not available, these words are compared
with the hash; verified words are the passage with which the page is compared.

What the file discloses: how many sentences and words an article has, the people it names, who speaks in which
sentence, and which dates it mentions. It does not contain the words, but a hash confirms a guess: anyone who guesses a
sentence to the letter learns that it is there. Short or formulaic sentences ("He declined to comment.") can be found by
trial, because the salt is in the same file: it defeats tables computed in advance for all projects, not an attack on
this one. Do not lock an article whose existence is secret. A lock file suits articles that may be known but not
reprinted.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from explainery.checking.evidence import Evidence
from explainery.config import StorySettings
from explainery.copyediting.desk import wording_of
from explainery.copyediting.wording import Unfit
from explainery.errors import SourceError
from explainery.model import MarkedArticle, Passage, Rights, Story
from explainery.patterns import regex
from explainery.store.page_files import read_raw
from explainery.text import folded
from explainery.writing.footnotes import place, quoted

VERSION = 1
_SIZE = 12  # bytes of a hash: 96 bits
_BACKSLASH = regex(r"\\([\\`*_\[\]])")


@dataclass(frozen=True, slots=True)
class LockedPassage:
    """A sentence without its words.

    Attributes:
        key: its citation key.
        number: its number in the article.
        place: its paragraph or sentence, as a definition names it.
        hash: the salted hash of the words that a definition shows.
        speaker: whose words a direct quotation in it is.
        voice: who says it at all, quoted or not.
        dates: the dates that it mentions, in ISO form.
    """

    key: str
    number: int
    place: str
    hash: str
    speaker: str | None = None
    voice: str | None = None
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LockedArticle:
    """An article without its text. `words`: the number of words in its body; `people`: everyone it names in full."""

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
    """A story without the texts of its articles."""

    story: str
    title: str
    salt: str
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    led: Mapping[str, str] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    articles: tuple[LockedArticle, ...] = ()

    @property
    def settings(self) -> StorySettings:
        """The settings of `story.yml` that a check needs."""
        return StorySettings(title=self.title, parties=self.parties)


def lock_path(root: Path, name: str) -> Path:
    """The path of a story's lock file."""
    return root / ".explainery" / "lock" / f"{name}.json"


def hashed(words: str, salt: str) -> str:
    """The hash of a passage's words as a page shows them. Typographic variants and white space do not count."""
    return blake2b(folded(words).encode(), key=bytes.fromhex(salt), digest_size=_SIZE).hexdigest()


def shown_words(story: Story, passage: Passage) -> str:
    """The words of a passage as readers of a definition see them, without the outer quotation marks.

    Of another's text a definition shows the quotation alone.
    """
    words = passage.words
    if passage.article.rights is Rights.QUOTE:
        spoken = wording_of(story, passage.id, None)
        words = words if isinstance(spoken, Unfit) else spoken.text
    return _BACKSLASH.sub(r"\1", html.unescape(quoted(words)))[1:-1]


def lock_of(evidence: Evidence, salt: str | None = None) -> Lock:
    """The lock of a story whose articles are available.

    Args:
        evidence: the story's evidence, from its articles.
        salt: of an existing lock file. Without one it is derived from the articles, so that the same articles always
            give the same file.
    """
    story = evidence.story
    if salt is None:
        salt = _derived_salt(story)
    by_article: dict[str, list[LockedPassage]] = {m.article.id: [] for m in story.articles}
    for passage in story.passages.values():
        by_article[passage.article.id].append(_locked(story, passage, salt))
    return Lock(
        story=story.slug,
        title=story.title,
        salt=salt,
        parties={k: tuple(v) for k, v in evidence.settings.parties.items()},
        led=dict(sorted(story.led.items())),
        actors=story.actors,
        articles=tuple(
            _locked_article(m, evidence.totals[m.article.id], by_article[m.article.id])
            for m in sorted(story.articles, key=lambda m: m.article.id)
        ),
    )


def _derived_salt(story: Story) -> str:
    texts = "\0".join(m.article.text for m in story.articles)
    return blake2b(texts.encode(), person=b"explainery-salt", digest_size=16).hexdigest()


def _locked_article(marked: MarkedArticle, words: int, passages: Iterable[LockedPassage]) -> LockedArticle:
    article = marked.article
    return LockedArticle(
        id=article.id,
        file=article.file,
        publisher=article.publisher,
        title=article.title,
        rights=str(article.rights),
        words=words,
        published=article.published,
        author=article.author,
        url=article.url,
        people=tuple(sorted({n.actor for n in marked.names if n.kind == "person"})),
        passages=tuple(passages),
    )


def _locked(story: Story, passage: Passage, salt: str) -> LockedPassage:
    sentence = passage.sentence
    return LockedPassage(
        key=passage.key,
        number=passage.number,
        place=place(passage),
        hash=hashed(shown_words(story, passage), salt),
        speaker=sentence.speaker,
        voice=sentence.voice,
        dates=tuple(d.value for d in passage.marked.dates_in(sentence)),
    )


def lock_text(lock: Lock) -> str:
    """The file's text: JSON with a line for each passage and each field, so that a diff is readable."""
    head = {"version": VERSION, "story": lock.story, "title": lock.title, "salt": lock.salt}
    head |= {"parties": lock.parties, "led": lock.led, "actors": lock.actors}
    fields = [f"  {_json(k)}: {_json(v)}" for k, v in head.items()]
    articles = ",\n".join("\n".join(_article_lines(a)) for a in lock.articles)
    return "{\n" + ",\n".join([*fields, f'  "articles": [\n{articles}\n  ]']) + "\n}\n"


def _article_lines(article: LockedArticle) -> Iterator[str]:
    values = asdict(article)
    passages = values.pop("passages")
    yield "    {"
    yield from (f"      {_json(k)}: {_json(v)}," for k, v in values.items())
    lines = [f"        {_json({k: v for k, v in passage.items() if v})}" for passage in passages]
    yield '      "passages": [\n' + ",\n".join(lines) + "\n      ]"
    yield "    }"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_lock(path: Path) -> Lock | None:
    """The lock in a file; None if there is no such file. Raises SourceError if it is not a valid lock file."""
    if not path.is_file():
        return None
    try:
        values = json.loads(read_raw(path))
        if values["version"] != VERSION:
            raise SourceError(
                f"this lock file has version {values['version']!r}, not {VERSION}", file=path, hint=_AGAIN
            )
        return _lock(values)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SourceError("this is not a valid lock file", file=path, hint=_AGAIN) from None


_AGAIN = "Where the articles are available, `explainery lock STORY` writes it again"


def _lock(values: Mapping[str, Any]) -> Lock:
    bytes.fromhex(values["salt"])
    return Lock(
        story=values["story"],
        title=str(values["title"]),
        salt=values["salt"],
        parties={str(k): tuple(map(str, v)) for k, v in values["parties"].items()},
        led={str(k): str(v) for k, v in values["led"].items()},
        actors=tuple(values["actors"]),
        articles=tuple(_article(fields) for fields in values["articles"]),
    )


def _article(fields: Mapping[str, Any]) -> LockedArticle:
    passages = tuple(LockedPassage(**{**p, "dates": tuple(p.get("dates", ()))}) for p in fields["passages"])
    rights = str(Rights(fields["rights"]))
    return LockedArticle(**{**fields, "passages": passages, "people": tuple(fields["people"]), "rights": rights})
