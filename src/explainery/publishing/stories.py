"""The stories as published: their pages rendered as the site renders them, and taken apart into statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import markdown

from explainery.checking.page import CheckedPage, checked_page
from explainery.checking.rendered_page import RenderedLine
from explainery.errors import ExplaineryError
from explainery.merging.units import UnitKind, parsed, unparsed_units
from explainery.page_format import CAST_HEAD, OVERVIEW_FILE, SOURCES_FILE
from explainery.publishing.page_citations import citations_of
from explainery.publishing.page_quotations import quotations_of
from explainery.publishing.published_story import Claim, PublishedStory, StoryPage
from explainery.text import one_line, visible

_TITLE_LEVEL = 1
_USUAL = (
    OVERVIEW_FILE,
    "background.md",
    "motives.md",
    "trade.md",
    "reactions.md",
)  # as the theme's navigation has them


def stories_of(pages: Mapping[str, str], parser: markdown.Markdown) -> tuple[PublishedStory, ...]:
    """The stories, by name. A folder of pages without an overview is none.

    Args:
        pages: every page's Markdown, by its path below `docs/`.
        parser: Python-Markdown with the site's extensions.
    """
    folders: dict[str, list[str]] = {}
    for path in sorted(pages):
        folder, _, name = path.partition("/")
        if name and "/" not in name:
            folders.setdefault(folder, []).append(path)
    return tuple(
        _story(folder, sorted(paths, key=_order), pages, parser)
        for folder, paths in sorted(folders.items())
        if f"{folder}/{OVERVIEW_FILE}" in paths
    )


def _order(path: str) -> tuple[int, bool, str]:
    name = path.rpartition("/")[2]
    return (_USUAL.index(name) if name in _USUAL else len(_USUAL), name == SOURCES_FILE, name)


def _story(name: str, paths: Sequence[str], pages: Mapping[str, str], parser: markdown.Markdown) -> PublishedStory:
    texts = {p: pages[p] for p in paths}
    rendered = {p: page for p, text in texts.items() if (page := _rendered(p, text, parser)) is not None}
    people = {person for page in rendered.values() for person in _people(page)}
    told = tuple(_page(p, texts[p], rendered.get(p), people) for p in paths)
    return PublishedStory(name, told[0].title, told[0].description, told)


def _rendered(path: str, text: str, parser: markdown.Markdown) -> CheckedPage | None:
    """The page; None where its front matter or its Markdown is broken, which `check` reports."""
    try:
        return checked_page(path, path, _told(path, text), parser)
    except ExplaineryError:
        return None


def _told(path: str, text: str) -> str:
    """What has to be rendered of a page: not its footnotes, which are read from the Markdown, nor the list of sources.

    They take longer to render than all the rest.
    """
    page = parsed(text)
    if path.endswith(f"/{SOURCES_FILE}"):
        return page.front + unparsed_units(u for u in page.units if u.kind is UnitKind.HEADING)
    units = (replace(u, text=f"[^{u.first}]: -") if u.kind is UnitKind.DEFINITION and u.keys else u for u in page.units)
    return page.front + unparsed_units(units) + page.tail


def _people(page: CheckedPage) -> Iterator[str]:
    """The people in a page's table of who is who."""
    for line in page.shown.lines:
        if line.cells and line.header and CAST_HEAD.match(f"| {line.header[0]} |") and line.cells != line.header:
            yield one_line(line.cells[0])


def _page(path: str, text: str, page: CheckedPage | None, people: set[str]) -> StoryPage:
    if page is None:
        return StoryPage(path, path, path, "")
    heading = next((line.text for line in page.shown.lines if line.level == _TITLE_LEVEL), "")
    title = page.values.get("title") or heading or path
    about = page.values.get("description") or ""
    citations = {} if page.is_sources else citations_of(text)
    claims = () if page.is_sources else tuple(_claims(page, people))
    return StoryPage(path, _plain(title), heading or _plain(title), _plain(about), claims, citations)


def _claims(page: CheckedPage, people: set[str]) -> Iterator[Claim]:
    section = ""
    for line in page.shown.lines:
        if line.is_heading:
            section = line.text if line.level > _TITLE_LEVEL else ""
        elif line.keys and line.text.strip():
            text = _words(line)
            yield Claim(
                text, tuple(dict.fromkeys(line.keys)), section, tuple(quotations_of(text, people)), bool(line.cells)
            )


def _words(line: RenderedLine) -> str:
    """What a line says: the cells of a row set apart, without a pointer to another page at its end."""
    if line.cells:
        return " · ".join(_plain(c) for c in line.cells if c.strip(" -"))
    points_on = line.links and line.text.endswith(line.linked) and all(".md" in to for to in line.links)
    return _plain(line.unlinked if points_on and line.unlinked.strip() else line.text)


def _plain(value: object) -> str:
    return one_line(visible(str(value)))
