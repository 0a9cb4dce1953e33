"""What `explainery sort` prints: the proposed stories with their articles, and what was moved."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from explainery.commands.inbox import Item
from explainery.commands.sort import Duplicate, SortedStory, Sorting
from explainery.commands.sort_moves import Moved
from explainery.project import Project
from explainery.text import counted, shortened, spoken_date

_HEADLINE = 90  # characters


def sorting_lines(sorting: Sorting, inbox: Path) -> Iterator[str]:
    """A sorting for a person: each story with its articles and what joins them, then the articles that stay."""
    count = sum(len(story.items) for story in sorting.stories) + len(sorting.alone)
    if not count:
        yield f"There is nothing to sort in {inbox}."
    for story in sorting.stories:
        yield from _story_lines(story)
        yield ""
    if sorting.alone:
        yield f"Alone: {counted(len(sorting.alone), 'article')} like no other. They stay in {inbox}."
        yield from map(_item_line, sorting.alone)
        yield ""
    if sorting.duplicates:
        yield f"Twice: {counted(len(sorting.duplicates), 'file')} with a text that is already there."
        yield from (_duplicate_line(d) for d in sorting.duplicates)
        yield ""


def _story_lines(story: SortedStory) -> Iterator[str]:
    kind = "new story" if story.is_new else "existing story"
    yield f"{story.name} ({kind}): {counted(len(story.items), 'article')}, {_days(story.items)}"
    shared = "; ".join(", ".join(words) for words in (story.names, story.words) if words)
    if shared:
        yield f"  joined by {shared}"
    yield from map(_item_line, story.items)


def _item_line(item: Item) -> str:
    source = ", ".join(part for part in (item.publisher, spoken_date(item.published)) if part)
    return f"  {item.file.name}: {shortened(item.title, _HEADLINE)} ({source})"


def _days(items: Sequence[Item]) -> str:
    days = sorted({item.published for item in items if item.published})
    return " to ".join(spoken_date(day) for day in dict.fromkeys((days[0], days[-1]))) if days else "undated"


def _duplicate_line(duplicate: Duplicate) -> str:
    other = duplicate.of
    where = other.name if other.parent == duplicate.file.parent else f"{other.parent.name}/{other.name}"
    remark = "; --apply deletes this copy" if duplicate.is_same_file else ""
    return f"  {duplicate.file.name}: the text of {where}{remark}"


def moved_lines(sorting: Sorting, moved: Moved | None, inbox: Path, project: Project) -> Iterator[str]:
    """What was moved, or how to move it."""
    if moved is None:
        count = sum(len(story.items) for story in sorting.stories)
        into = counted(len(sorting.stories), "story", "stories")
        if count:
            command = f"explainery sort {shlex.quote(str(inbox))} --apply"
            yield f"Nothing was moved. `{command}` moves {counted(count, 'article')} into {into}."
        return
    for file, target in moved.files.items():
        if file.name != target.name:
            yield f"{file.name} is now {target.parent.name}/{target.name}"
    into = counted(len({target.parent for target in moved.files.values()}), "story", "stories")
    yield f"Moved {counted(len(moved.files), 'article')} into {into} of {project.settings.sources}/."
    if moved.deleted:
        yield f"Deleted {counted(len(moved.deleted), 'file')} that a story already contained, byte by byte."
    if moved.files:
        yield "Next: explainery build"


def sorting_text(sorting: Sorting, moved: Moved | None) -> str:
    """A sorting as JSON."""
    places = {file.name: f"{to.parent.name}/{to.name}" for file, to in moved.files.items()} if moved else {}
    values = {
        "stories": [_story_values(story) for story in sorting.stories],
        "alone": [item.file.name for item in sorting.alone],
        "duplicates": [{"file": d.file.name, "of": f"{d.of.parent.name}/{d.of.name}"} for d in sorting.duplicates],
        "left_out": [{"file": Path(str(e.file)).name, "why": e.what, "hint": e.hint}
                     for e in (*sorting.unread, *(moved.kept if moved else ()))],
        "moved": places,
    }  # fmt: skip
    return json.dumps(values, ensure_ascii=False, indent=1)


def _story_values(story: SortedStory) -> dict[str, object]:
    days = sorted(item.published for item in story.items if item.published)
    return {
        "name": story.name,
        "new": story.is_new,
        "files": [item.file.name for item in story.items],
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "names": list(story.names),
        "words": list(story.words),
    }
