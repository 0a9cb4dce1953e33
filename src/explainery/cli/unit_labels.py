"""How a unit of a page appears on a line of the terminal: its words, and its key in brackets."""

from __future__ import annotations

from explainery.page_format import MARK
from explainery.text import one_line, shortened, visible

_MOST_CHARACTERS = 96  # of a unit on a line of the terminal


def unit_words(text: str) -> str:
    """A unit on a line of the terminal: its words without citations, cut if they are many."""
    return shortened(one_line(MARK.sub("", visible(text))), _MOST_CHARACTERS)


def bracketed(ident: str) -> str:
    """The key or id of a unit as people give it to `accept`, `keep` and `restore`; nothing for text without a name."""
    return "" if ident.startswith("text:") else f"[{ident}] "
