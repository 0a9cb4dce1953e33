"""The labelled stories in `tests/gate/stories`, parsed into values. README.md beside them describes the format.

A sentence's id is its article's name and its row, furniture included: `a/3`. The program's own ids are `a:3`, where
only the body's sentences count, so the two are never confused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase

STORIES = Path(__file__).resolve().parent / "stories"
_HEAD = re.compile(r"== (?P<publisher>[^|]+) \| (?P<day>\d{4}-\d\d-\d\d) \| (?P<title>[^|]+)")
_DATE = re.compile(r"@ (?P<words>.+) = (?P<value>\d{4}(?:-\d\d){0,2})")
_EXCHANGE = re.compile(r"(?P<giver>.+?) > (?P<receiver>.+?) \| (?P<item>.+?) \| (?P<status>\w+)")
_POINT = re.compile(r"[123][a-z]")


@dataclass(frozen=True, slots=True)
class LabelledDate:
    """A calendar date in an article: offsets into its text, and its ISO value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A row: where it stands in its article's text, and its labels. `facets` are empty for `none` and for furniture."""

    id: str
    start: int
    end: int
    is_furniture: bool
    facets: tuple[str, ...]
    tags: frozenset[str]
    speaker: str | None
    dates: tuple[LabelledDate, ...]


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article: its metadata, its text as the program reads it, and its labelled sentences in order."""

    name: str
    publisher: str
    day: str
    title: str
    text: str
    sentences: tuple[LabelledSentence, ...]

    @property
    def source(self) -> str:
        """The article as a file of a story's folder."""
        rows = {"title": self.title, "publisher": self.publisher, "published": self.day, "rights": "open"}
        head = "".join(f'{name}: "{value}"\n' for name, value in rows.items())
        return f"---\n{head}---\n{self.text}"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A fact that an explainer should carry, its page, its weight (3: it must), and every sentence that states it."""

    tag: str
    facet: str
    weight: int
    sentences: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelledExchange:
    """What passes from a giver to a receiver, and every sentence that states it."""

    giver: str
    receiver: str
    status: str
    sentences: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelledEvent:
    """A dated event and the sentences that tell it."""

    date: str
    sentences: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelledStory:
    """A story's labels. `disputes` are the two sides' sentences, `people` roles by name, `one_voice` pairs of articles."""

    slug: str
    articles: tuple[LabelledArticle, ...]
    points: tuple[KeyPoint, ...]
    exchanges: tuple[LabelledExchange, ...]
    disputes: tuple[tuple[frozenset[str], frozenset[str]], ...]
    events: tuple[LabelledEvent, ...]
    people: Mapping[str, str]
    one_voice: frozenset[tuple[str, str]]

    @property
    def sentences(self) -> Iterator[LabelledSentence]:
        """Every row of every article."""
        return (s for a in self.articles for s in a.sentences)


def labelled_stories(folder: Path = STORIES) -> tuple[LabelledStory, ...]:
    """Every labelled story, by name."""
    return tuple(parse_story(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.txt")))


def parse_story(slug: str, text: str) -> LabelledStory:
    """A story from its file's text.

    Raises:
        ValueError: where a row has the wrong number of columns or a tag is declared nowhere.
    """
    body, _, footer = text.partition("\n-- ")
    parts = re.split(r"^(?=== )", body, flags=re.MULTILINE)[1:]
    articles = tuple(_article(name, part) for name, part in zip(ascii_lowercase, parts, strict=False))
    rows = [row.partition(": ") for row in footer.splitlines()[1:] if row.strip()]
    declared = {name: value.strip() for name, _, value in rows if re.fullmatch(r"[xdt]\d+", name)}
    tagged = _tagged(articles)
    if loose := {t for t in tagged if not _POINT.fullmatch(t)} ^ _expected(declared):
        raise ValueError(f"{slug}: tags that are declared or used, not both: {', '.join(sorted(loose))}")
    return LabelledStory(
        slug,
        articles,
        points=tuple(_point(tag, found) for tag, found in tagged.items() if _POINT.fullmatch(tag)),
        exchanges=tuple(_exchange(v, _ids(tagged[t])) for t, v in declared.items() if t[0] == "x"),
        disputes=tuple((_ids(tagged[f"{t}A"]), _ids(tagged[f"{t}B"])) for t in declared if t[0] == "d"),
        events=tuple(LabelledEvent(v.partition(" | ")[0], _ids(tagged[t])) for t, v in declared.items() if t[0] == "t"),
        people=dict(value.strip().split(" | ") for name, _, value in rows if name == "p"),
        one_voice=frozenset((v[0], v[-1]) for name, _, v in rows if name == "v"),
    )


def _expected(declared: Mapping[str, str]) -> set[str]:
    """The tags that sentences bear: a disagreement's two sides are two tags."""
    return {tag for name in declared for tag in ([f"{name}A", f"{name}B"] if name[0] == "d" else [name])}


def _tagged(articles: Sequence[LabelledArticle]) -> dict[str, list[LabelledSentence]]:
    found: dict[str, list[LabelledSentence]] = defaultdict(list)
    for sentence in (s for a in articles for s in a.sentences):
        for tag in sorted(sentence.tags):
            found[tag].append(sentence)
    return found


def _ids(sentences: Sequence[LabelledSentence]) -> frozenset[str]:
    return frozenset(s.id for s in sentences)


def _point(tag: str, sentences: Sequence[LabelledSentence]) -> KeyPoint:
    """A key point; its page is the one that most of its sentences serve best, the first such page of several."""
    facets = [s.facets[0] for s in sentences if s.facets]
    return KeyPoint(tag, max(facets, key=facets.count), int(tag[0]), _ids(sentences))


def _exchange(row: str, sentences: frozenset[str]) -> LabelledExchange:
    if not (match := _EXCHANGE.fullmatch(row)):
        raise ValueError(f"not an exchange: {row}")
    return LabelledExchange(match["giver"], match["receiver"], match["status"], sentences)


def _article(name: str, part: str) -> LabelledArticle:
    head, _, rows = part.partition("\n")
    if not (match := _HEAD.fullmatch(head.strip())):
        raise ValueError(f"not an article's line: {head}")
    text = ""
    sentences: list[LabelledSentence] = []
    for paragraph in re.split(r"\n\s*\n", rows.strip()):
        text += "\n\n" if text else ""
        for row, dates in _rows(paragraph):
            text += " " if text[-1:].strip() else ""
            sentences.append(_sentence(f"{name}/{len(sentences) + 1}", row, dates, len(text)))
            text += row.split(" | ")[3]
    return LabelledArticle(
        name, match["publisher"].strip(), match["day"], match["title"].strip(), text + "\n", tuple(sentences)
    )


def _rows(paragraph: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of a paragraph, each with the lines below it that label its dates."""
    row, dates = "", list[str]()
    for line in paragraph.splitlines():
        if line.startswith("@ "):
            dates.append(line.strip())
            continue
        if row:
            yield row, dates
        row, dates = line.strip(), []
    yield row, dates


def _sentence(name: str, row: str, dates: Sequence[str], start: int) -> LabelledSentence:
    columns = row.split(" | ")
    if len(columns) != 4:
        raise ValueError(f"not four columns: {row}")
    facets, tags, speaker, words = columns
    return LabelledSentence(
        name,
        start,
        start + len(words),
        is_furniture=facets == "furniture",
        facets=tuple(f for f in facets.split(",") if f not in {"none", "furniture"}),
        tags=frozenset(t for t in tags.split(",") if t != "-"),
        speaker=None if speaker == "-" else speaker,
        dates=tuple(_dates(words, dates, start)),
    )


def _dates(words: str, rows: Sequence[str], start: int) -> Iterator[LabelledDate]:
    """The dates of a sentence, each after the one before."""
    at = 0
    for row in rows:
        match = _DATE.fullmatch(row)
        at = words.find(match["words"], at) if match else -1
        if match is None or at < 0:
            raise ValueError(f"not a date of its sentence: {row}")
        yield LabelledDate(start + at, start + at + len(match["words"]), match["value"])
        at += len(match["words"])
