"""Which page the site engine renders, and how its addresses look, as far as the engine says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown

_MKDOCS, _ZENSICAL = "relpath", "rendering_context"  # the processors in which the two engines keep their page


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page that is rendered.

    Attributes:
        path: its file, below the folder of the pages.
        root: the project's folder.
        docs: the folder of the pages.
        in_folders: whether each page is a folder with an index.
        names_sisters: whether the engine tells its templates which other pages there are.
    """

    path: str
    root: Path
    docs: Path
    in_folders: bool = True
    names_sisters: bool = True

    @property
    def folder(self) -> Path:
        """The folder that the file is in."""
        return (self.docs / self.path).parent

    def link_to(self, story: str) -> str:
        """The address of a story's overview as this page needs it: relative, so that a site may lie anywhere."""
        depth = self.path.count("/") + (self.in_folders and not self.path.endswith("index.md"))
        return "../" * depth + (f"{story}/" if self.in_folders else f"{story}/index.html")


def site_page(md: markdown.Markdown) -> SitePage | None:
    """The page that a parser renders; None where neither MkDocs nor Zensical runs it."""
    # Both put a processor with the page and the configuration into the parser of each page.
    for processors, name in ((md.treeprocessors, _MKDOCS), (md.preprocessors, _ZENSICAL)):
        processor = processors[name] if name in processors else None  # noqa: SIM401 (it is not a dictionary)
        config = getattr(processor, "config", None)
        path = _path_of(processor)
        if path and config is not None:
            root = Path(_value(config, "config_file_path") or "mkdocs.yml").parent
            in_folders = _value(config, "use_directory_urls") is not False
            docs = root / (_value(config, "docs_dir") or "docs")
            return SitePage(path, root, docs, in_folders=in_folders, names_sisters=name == _MKDOCS)
    return None


def _path_of(processor: object) -> str:
    file, page = getattr(processor, "file", None), getattr(processor, "page", None)
    return str(getattr(file, "src_uri", "") or getattr(page, "path", ""))


def _value(config: Any, name: str) -> Any:  # noqa: ANN401 (any setting)
    try:
        return config[name]
    except (KeyError, TypeError):
        return None
