"""A story as the home page and the archive list it, read from its overview: nothing here is kept anywhere else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explainery.archive.places import places_in
from explainery.config import StorySettings, read_yaml
from explainery.errors import ExplaineryError
from explainery.languages import any_of, languages, words_of
from explainery.markup.page_fields import kept_fields
from explainery.page_format import CAST_HEAD, CITATIONS_HEADING_LINE, MARKS, dateline, front_matter_place
from explainery.patterns import regex
from explainery.text import one_line, unmarked, visible

_PUBLISHER = regex(r"^\[\^[^\]\s]+\]: \*\*(?P<name>.+?)\*\*, \[", re.MULTILINE)
_DAY = rf"(?:(?P<day>\d{{1,2}})\.? )?(?:(?P<month>{any_of('language.months')}) )?(?P<year>\d{{4}})\b"
_DATE = regex(_DAY)
_PUBLISHED = regex(rf"^\[\^[^\]\s]+\]: \*\*.+?\*\*, .*?\), {_DAY}", re.MULTILINE)
_TITLE = regex(r"^# (?P<text>.+)$", re.MULTILINE)
_CELL = regex(r"(?<!\\)\|")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_TOP_LINES = 12  # below an overview's front matter; by taste: a dateline further down is a person's sentence
_DATED_PARTS = 3  # days, articles, publishers


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story in a list. Every text is plain: it is escaped where it becomes HTML.

    Attributes:
        name: the story's folder.
        title: the overview's title.
        description: what it is about, "" without.
        days: the days that it covers, as the page words them; "" where it names none.
        counts: how many articles and publishers, as the page words them; "" where it does not say.
        newest: the last of the days in ISO form: a day, a month or a year; "" where none is known.
        publishers: who is cited on the overview, the most cited first.
        topics: from `story.yml`.
        people: those in the overview's table of who is who.
        sides: their sides there, and the parties of `story.yml`.
        places: what the overview is about by name, and those of `story.yml`.
    """

    name: str
    title: str
    description: str = ""
    days: str = ""
    counts: str = ""
    newest: str = ""
    publishers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """The year under which it is kept; "" where none is known."""
        return self.newest[:4]


def entry_of(name: str, text: str, settings: StorySettings) -> StoryEntry:
    """A story, from the text of its overview and the settings of its `story.yml`."""
    end = front_matter_place(text).end
    fields = _fields(text)
    body, notes = _parted(text[end:])
    heading = _TITLE.search(body)
    title = fields.get("title") or (_plain(heading["text"]) if heading else name)
    description = fields.get("description", "")
    days, counts = _told_days(body)
    people, sides = _cast(body)
    places = places_in(f"{title}. {description}", body)
    return StoryEntry(
        name=name,
        title=title,
        description=description,
        days=days,
        counts=counts,
        newest=_last_day(_DATE, days) or _last_day(_PUBLISHED, notes),
        publishers=tuple(p for p, _ in Counter(_plain(m["name"]) for m in _PUBLISHER.finditer(notes)).most_common()),
        topics=_each_once(settings.topics),
        people=_each_once(people),
        sides=_each_once((*settings.parties, *sides)),
        places=_each_once((*settings.places, *places)),
    )


def _fields(text: str) -> dict[str, str]:
    """The front matter as the site uses it; nothing where it is broken, which `check` reports."""
    try:
        values = read_yaml(front_matter_place(text).fields, Path("index.md"))
    except ExplaineryError:
        return {}
    return {name: _plain_line(value) for name, value in kept_fields(values).items()}


def _parted(body: str) -> tuple[str, str]:
    """The page without its footnotes, and its footnotes."""
    heading = CITATIONS_HEADING_LINE.search(body)
    at = heading.start() if heading else body.find("\n[^")
    return (body, body) if at < 0 else (body[:at], body[at:])


def _told_days(body: str) -> tuple[str, str]:
    """The days and the counts of the dateline."""
    for line in body.lstrip("\n").split("\n")[:_TOP_LINES]:
        if dateline(line):
            parts = [part.strip() for part in line.strip(" *_").split("·")]
            days = parts[0] if len(parts) == _DATED_PARTS else "" if len(parts) > 1 else line.strip(" *_")
            return days, " · ".join(parts[-2:]) if len(parts) > 1 else ""
    return "", ""


def _last_day(pattern: re.Pattern[str], text: str) -> str:
    """The last of the dates of a text in ISO form; "" without one."""
    return max((_iso(m["day"], m["month"], m["year"]) for m in pattern.finditer(text)), default="")


def _iso(day: str | None, month: str | None, year: str) -> str:
    if not month:
        return year
    number = f"{year}-{_months()[month]:02}"
    return f"{number}-{int(day):02}" if day else number


@cache
def _months() -> dict[str, int]:
    """The number of each month's name, in every language."""
    names = [words_of(code).listed("language.months") for code in languages()]
    return {name: number for listed in names for number, name in enumerate(listed, 1)}


def _cast(body: str) -> tuple[list[str], list[str]]:
    """The people of the table of who is who, and their sides."""
    people, sides = [], []
    for cells in _cast_rows(body):
        people.append(cells[0])
        sides += [side for side in cells[2:3] if side.strip(" -–—")]
    return [p for p in people if p], sides


def _cast_rows(body: str) -> Iterator[list[str]]:
    rows = iter(body.split("\n"))
    for row in rows:
        if not CAST_HEAD.match(row):
            continue
        next(rows, "")  # the rule below the heading
        for line in rows:
            if not line.startswith("|"):
                return
            yield [_plain(cell) for cell in _CELL.split(MARKS.sub("", line).strip().strip("|"))]


def _plain(markdown: str) -> str:
    """A piece of Markdown as its words."""
    return _plain_line(_ESCAPED.sub(r"\1", unmarked(MARKS.sub("", markdown))))


def _plain_line(text: object) -> str:
    return one_line(visible(str(text)))


def _each_once(names: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_plain_line, names))))
