"""What a heading stands over."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.rendered_page import RenderedPage, Unit


def section(heading: Unit, page: RenderedPage) -> Iterator[Unit]:
    """The lines below a heading, up to the next of its level or above."""
    at = page.units.index(heading)
    for unit in page.units[at + 1 :]:
        if unit.heading and unit.level <= heading.level:
            return
        yield unit


def cited_in_section(heading: Unit, page: RenderedPage) -> tuple[str, ...]:
    """The keys that the lines below a heading cite; those of the heading itself first."""
    keys = dict.fromkeys(heading.keys)
    for unit in section(heading, page):
        keys.update(dict.fromkeys(unit.keys))
    return tuple(keys)
