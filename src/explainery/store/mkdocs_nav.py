"""The site's navigation: `mkdocs.yml` lists the stories' overviews under "Stories", and nothing else of them.

A pure function of the file's text, line by line, so that everything else in it stays as a person wrote it.
Without a "Stories" section the file is left alone: the home page lists the stories in any case.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_SECTION = re.compile(r"^(?P<indent>[ ]*)- Stories:[ ]*(?:\[\][ ]*)?(?:#.*)?$", re.MULTILINE)
_ENTRY = re.compile(r"(?P<indent>[ ]*)- (?:[^#\n]*: )?[\"']?(?P<story>[a-z0-9_-]+)/index\.md[\"']?[ ]*(?:#.*)?")


def stories_in(config: str) -> list[str]:
    """The stories that the section lists, in order."""
    return [match["story"] for line in _lines(config)[1] if (match := _ENTRY.fullmatch(line))]


def with_stories(config: str, stories: Collection[str], dead: Collection[str] = ()) -> str:
    """`mkdocs.yml` with an entry for each story: new ones added at the end, dead ones gone, all else untouched."""
    section = _SECTION.search(config)
    if not section:
        return config
    head, rows, rest = _lines(config)
    kept = [row for row in rows if not ((m := _ENTRY.fullmatch(row)) and m["story"] in dead)]
    listed = stories_in(config)
    first = next(
        (m["indent"] for row in rows if (m := re.match(r"(?P<indent>[ ]+)- ", row))), f"{section['indent']}    "
    )
    added = [f"{first}- {story}/index.md" for story in stories if story not in listed]
    if not added and kept == rows:
        return config
    last = max((i for i, row in enumerate(kept) if row.strip()), default=-1) + 1
    heading = re.sub(r"\[\][ ]*", "", head[-1]).rstrip() if added else head[-1]
    return "\n".join([*head[:-1], heading, *kept[:last], *added, *kept[last:], *rest])


def _lines(config: str) -> tuple[list[str], list[str], list[str]]:
    """The lines up to the section's heading, those of the section, those after it."""
    section = _SECTION.search(config)
    if not section:
        return config.split("\n"), [], []
    head, rest = config[: section.end()].split("\n"), config[section.end() :].split("\n")[1:]
    deeper = re.compile(rf"{section['indent']}[ ]+\S.*|[ ]*(?:#.*)?")
    count = next((i for i, line in enumerate(rest) if not deeper.fullmatch(line)), len(rest))
    while count and not rest[count - 1].strip():
        count -= 1
    return head, rest[:count], rest[count:]
