"""The site's navigation: `mkdocs.yml` lists the stories' overviews under "Stories", and nothing else of them.

A pure function of the file's text, line by line, so that everything else in it stays as a person wrote it.
Without a "Stories" section the file is left alone: the home page lists the stories in any case.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_SECTION = re.compile(r"^(?P<indent>[ ]*)- Stories:[ ]*(?:\[\][ ]*)?$", re.MULTILINE)
_ENTRY = re.compile(r"[ ]*- (?:[^:\n]+: )?(?P<story>[^/\s]+)/index\.md[ ]*")


def with_stories(config: str, stories: Collection[str]) -> str:
    """`mkdocs.yml` with one entry for each story under "Stories": new ones added in order, others' lines kept."""
    section = _SECTION.search(config)
    if not section:
        return config
    head, rest = config[: section.end()], config[section.end() :].split("\n")[1:]
    count = next((i for i, line in enumerate(rest) if not _ENTRY.fullmatch(line)), len(rest))
    entries: dict[str, str] = {}
    for line in rest[:count]:
        match = _ENTRY.fullmatch(line)
        if match and match["story"] in stories:
            entries[match["story"]] = line
    for story in stories:
        entries.setdefault(story, f"{section['indent']}    - {story}/index.md")
    return "\n".join([head.removesuffix(" []"), *(entries[s] for s in sorted(entries)), *rest[count:]])
