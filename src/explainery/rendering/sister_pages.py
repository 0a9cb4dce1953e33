"""A story's other pages, told to the templates of an engine that does not say which pages there are.

They stand in comments at the top of the page's HTML, behind the wall, which lets no comment of a page through.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from explainery.patterns import regex

USUAL = ("background", "motives", "trade", "reactions")  # in the order of the tabs; the theme has the same
_NAME = regex(r"[\w.-]+")  # the names of a line are parted by blanks
_MARKUP = str.maketrans("<>", "‹›")  # no comment ends without one of these


def told_sisters(folder: Path, title: str) -> str:
    """The names of a story's pages and its title, as `overrides/partials/story.html` reads them.

    Args:
        folder: the folder of the story's pages.
        title: the overview's title.
    """
    names = " ".join(["index", *tabs({file.stem for file in folder.glob("*.md")})])
    return f"<!-- pages {names} --><!-- story {title.translate(_MARKUP)} -->\n"


def tabs(names: Collection[str]) -> list[str]:
    """The pages in the order of their tabs: the usual ones, others by name, the sources. The overview is not one."""
    others = sorted(n for n in names if n not in {*USUAL, "index", "sources"} and _NAME.fullmatch(n))
    return [*(n for n in USUAL if n in names), *others, *(["sources"] if "sources" in names else [])]
