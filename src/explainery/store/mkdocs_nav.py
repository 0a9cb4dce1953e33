"""The site's navigation: `mkdocs.yml` lists the stories' overviews under "Stories", in any language.

A pure function of the file's text, line by line, so that all the rest of it stays as a person wrote it. Without a
"Stories" section the file is not changed: the home page lists the stories in any case.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from explainery.languages import any_of

_SECTION = re.compile(
    rf"^(?P<indent>[ ]*)- {any_of('home.stories')}:[ ]*(?:\[\][ ]*)?(?:#.*)?$", re.MULTILINE
)  # as the home page has it, in any language
_ENTRY = re.compile(r"(?P<indent>[ ]*)- (?:[^#\n]*: )?[\"']?(?P<story>[a-z0-9_-]+)/index\.md[\"']?[ ]*(?:#.*)?")


def stories_in(config: str) -> list[str]:
    """The stories that the section lists, in order."""
    return [match["story"] for line in _parts(config).section if (match := _ENTRY.fullmatch(line))]


def with_stories(config: str, stories: Collection[str], dead: Collection[str] = ()) -> str:
    """`mkdocs.yml` with an entry for each story.

    Args:
        config: the file's text.
        stories: the stories that have pages; those without an entry are added at the end.
        dead: the stories that are gone; their entries are removed.
    """
    section = _SECTION.search(config)
    if not section:
        return config
    parts = _parts(config)
    kept = [line for line in parts.section if not ((m := _ENTRY.fullmatch(line)) and m["story"] in dead)]
    listed = stories_in(config)
    first = next(
        (m["indent"] for line in parts.section if (m := re.match(r"(?P<indent>[ ]+)- ", line))),
        f"{section['indent']}    ",
    )
    added = [f"{first}- {story}/index.md" for story in stories if story not in listed]
    if not added and kept == parts.section:
        return config
    last = max((i for i, line in enumerate(kept) if line.strip()), default=-1) + 1
    heading = re.sub(r"\[\][ ]*", "", parts.head[-1]).rstrip() if added else parts.head[-1]
    return "\n".join([*parts.head[:-1], heading, *kept[:last], *added, *kept[last:], *parts.rest])


class _Parts(NamedTuple):
    """The lines up to the section's heading, those of the section, those after it."""

    head: list[str]
    section: list[str]
    rest: list[str]


def _parts(config: str) -> _Parts:
    section = _SECTION.search(config)
    if not section:
        return _Parts(config.split("\n"), [], [])
    head, rest = config[: section.end()].split("\n"), config[section.end() :].split("\n")[1:]
    deeper = re.compile(rf"{section['indent']}[ ]+\S.*|[ ]*(?:#.*)?")
    count = next((i for i, line in enumerate(rest) if not deeper.fullmatch(line)), len(rest))
    while count and not rest[count - 1].strip():
        count -= 1
    return _Parts(head, rest[:count], rest[count:])
