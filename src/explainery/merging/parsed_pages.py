"""The pages of a story, taken apart, and references to single units on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainery.merging.units import PageText, Unit, parsed

Pages = Mapping[str, PageText]  # by path below `docs/`


@dataclass(frozen=True, slots=True, order=True)
class UnitRef:
    """A unit on a page: the page's path below `docs/`, and the unit's number there, from 0."""

    page: str
    index: int


def parsed_pages(texts: Mapping[str, str]) -> Pages:
    """Pages taken apart, by path."""
    return {path: parsed(text) for path, text in texts.items()}


def unit_at(pages: Pages, ref: UnitRef) -> Unit:
    """The unit that a reference names."""
    return pages[ref.page].units[ref.index]
