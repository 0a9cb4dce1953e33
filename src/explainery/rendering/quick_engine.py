"""What the site engine does by itself, done sooner: a Markdown extension, listed in mkdocs.yml.

The site is the same without it, byte for byte, and takes longer to build.
"""

from __future__ import annotations

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor

from explainery.markup.quick_inline import INLINE_PRIORITY, QuickInline, is_known
from explainery.searching.quick_index import read_quickly

_FIRST = 1000  # a preprocessor's priority


class QuickEngine(Extension):
    """The extension, named `explainery.rendering.quick_engine:QuickEngine` in mkdocs.yml."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Put the quick ways into the places of the engine's own."""
        if is_known(InlineProcessor):
            md.treeprocessors.register(QuickInline(md), "inline", INLINE_PRIORITY)
        md.preprocessors.register(_Search(md), "explainery_quick_search", _FIRST)


class _Search(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """The lines as they are. All pages come by here before the first is put into the search index."""
        # MkDocs puts this processor into the parser of each page, and its configuration into it.
        processors = self.md.treeprocessors
        links = processors["relpath"] if "relpath" in processors else None  # noqa: SIM401 (it is not a dictionary)
        if (plugins := getattr(getattr(links, "config", None), "plugins", None)) is not None:
            read_quickly(plugins)
        return lines
