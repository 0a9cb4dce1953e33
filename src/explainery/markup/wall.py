"""The names in mkdocs.yml of what only the site does to a page, for those who read pages without it."""

from __future__ import annotations

WALL = "explainery.markup.sanitiser:AllowedMarkup"
CITATIONS = "explainery.markup.citations:Citations"
DRAWINGS = "explainery.rendering.story_page:StoryPage"
QUICK = "explainery.rendering.quick_engine:QuickEngine"


def without_wall(names: list[str]) -> list[str]:
    """Names of Markdown extensions without the wall and what is drawn behind it: a page is judged as it was written."""
    return [name for name in names if name not in {WALL, CITATIONS, DRAWINGS, QUICK}]
