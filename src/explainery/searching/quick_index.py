"""The theme's search index, which the search box is made from, without the theme's slow reading of each page."""

from __future__ import annotations

from typing import Any

from explainery.searching.engine_sections import engine_sections

_PLUGINS = ("material/search", "search")  # the names under which MkDocs knows the theme's plugin
_MODULE = "material.plugins.search.plugin"


def read_quickly(plugins: Any) -> None:  # noqa: ANN401 (of MkDocs, which is not imported here)
    """Let the theme's search plugin take each page's sections from `engine_sections`; any other plugin stays as it is.

    Args:
        plugins: the plugins of a site that is built, as MkDocs' configuration has them.
    """
    for name in _PLUGINS:
        index = getattr(plugins.get(name), "search_index", None)
        if type(index).__module__ == _MODULE and "add_entry_from_context" not in vars(index):
            _replace_reading(index)


def _replace_reading(index: Any) -> None:  # noqa: ANN401 (the theme's)
    whole = index.add_entry_from_context

    def add_entry_from_context(page: Any) -> None:  # noqa: ANN401 (MkDocs')
        sections = None if page.meta.get("search") else engine_sections(page.content)
        if sections is None:  # a page with settings of its own for search, or with HTML in another form
            whole(page)
            return
        for section in sections:
            if not section.is_excluded():
                index.create_entry_for_section(section, page.toc, page.url, page)

    index.add_entry_from_context = add_entry_from_context
