"""Adds to a built site what it offers beside its pages, whichever engine built it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from explainery.archive.catalogue import shelf_of
from explainery.checking.markdown_extensions import config_values, extensions_of, parser_of
from explainery.project import Project
from explainery.publishing.built_site import BuiltSite
from explainery.publishing.cards import drawing
from explainery.publishing.history import history_of
from explainery.publishing.publish import published
from explainery.publishing.published_story import Site
from explainery.publishing.stories import stories_of
from explainery.store.page_files import pages_in
from explainery.text import one_line


def publish(root: Path, site_folder: Path, *, files: bool = False) -> int:
    """Add to a built site its corrections, feeds, pictures, data and all else that is made of the pages.

    Args:
        root: the project's folder.
        site_folder: the built site.
        files: whether each page is a file, for a preview to be opened from the disk.

    Returns:
        How many files were written.

    Raises:
        ExplaineryError: a page or `mkdocs.yml` cannot be read, or git fails.
    """
    project = Project.at(root)
    config = root / "mkdocs.yml"
    site = _site(config_values(config), in_folders=not files)
    pages = pages_in(project.docs)
    html = {
        place: (site_folder / place).read_text("utf-8")
        for place in map(site.place, pages)
        if (site_folder / place).is_file()
    }
    written = published(
        BuiltSite(
            site=site,
            pages=pages,
            html=html,
            stories=stories_of(pages, parser_of(extensions_of(config), config)),
            history=history_of(project),
            own=frozenset(_own_files(project.docs)),
            draw=drawing(),
            left_out=frozenset(project.settings.leave_out),
            catalogue=shelf_of(root).catalogue(fresh=True),
        )
    )
    for path, data in written.items():
        target = site_folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return len(written)


def _own_files(docs: Path) -> Iterator[str]:
    """The files that the engine copies into the site as they are."""
    for file in docs.rglob("*"):
        if file.suffix != ".md" and file.is_file():
            yield file.relative_to(docs).as_posix()


def _site(values: Mapping[str, Any], *, in_folders: bool) -> Site:
    """What mkdocs.yml says of the site."""
    theme = values.get("theme")
    url = str(values.get("site_url") or "")
    return Site(
        name=one_line(str(values.get("site_name") or "Explainers")),
        description=one_line(str(values.get("site_description") or "")),
        url=f"{url.rstrip('/')}/" if url else "",
        language=str(theme.get("language") or "en") if isinstance(theme, dict) else "en",
        is_in_folders=in_folders and values.get("use_directory_urls") is not False,
    )
