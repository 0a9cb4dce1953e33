"""The lines below a heading, and what they cite."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.rendered_page import RenderedLine, RenderedPage


def lines_below(heading: RenderedLine, page: RenderedPage) -> Iterator[RenderedLine]:
    """The lines below a heading, up to the next heading of the same or a higher level."""
    at = page.lines.index(heading)
    for line in page.lines[at + 1 :]:
        if line.is_heading and line.level <= heading.level:
            return
        yield line


def cited_in_section(heading: RenderedLine, page: RenderedPage) -> tuple[str, ...]:
    """The keys that a heading and the lines below it cite, in order."""
    keys = dict.fromkeys(heading.keys)
    for line in lines_below(heading, page):
        keys.update(dict.fromkeys(line.keys))
    return tuple(keys)
