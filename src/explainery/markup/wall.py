"""The name of the site's wall in mkdocs.yml, for those who read pages without it."""

from __future__ import annotations

WALL = "explainery.markup.sanitiser:AllowedMarkup"


def without_wall(names: list[str]) -> list[str]:
    """Names of Markdown extensions without the wall: the check judges a page as it was written."""
    return [name for name in names if name != WALL]
