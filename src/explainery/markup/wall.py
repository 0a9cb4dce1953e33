"""The names of the site's own extensions in mkdocs.yml, for those who read pages without them."""

from __future__ import annotations

WALL = "explainery.markup.sanitiser:AllowedMarkup"
CITATIONS = "explainery.markup.citations:Citations"


def without_wall(names: list[str]) -> list[str]:
    """Names of Markdown extensions without the site's own: the check judges a page as it was written."""
    return [name for name in names if name not in {WALL, CITATIONS}]
