"""Short phrases that several of the command's texts share: counts, shortened text, a unit's key in brackets."""

from __future__ import annotations

from explainery.page_format import MARK
from explainery.text import one_line, visible

_MOST_CHARACTERS = 96  # of a unit on a line of the terminal


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 page", "2 pages"."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def cut(text: str, characters: int) -> str:
    """The text with at most so many characters, cut between words."""
    return text if len(text) <= characters else text[: characters - 1].rsplit(" ", 1)[0] + "…"


def unit_words(text: str) -> str:
    """A unit on a line of the terminal: its words without citations, cut if they are many."""
    return cut(one_line(MARK.sub("", visible(text))), _MOST_CHARACTERS)


def bracketed(ident: str) -> str:
    """The key or id of a unit as people give it to `accept`, `keep` and `restore`; nothing for text without a name."""
    return "" if ident.startswith("text:") else f"[{ident}] "
