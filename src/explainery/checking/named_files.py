"""What mkdocs.yml names: the site's own styles, scripts, drawings and icons, and the pages of its navigation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec

from explainery.checking.markdown_extensions import config_values

# The key of each list of files that the pages load, and the endings that such a file may have.
_LISTS = {"extra_css": (".css",), "extra_javascript": (".js", ".mjs")}
_PICTURES = (".svg", ".png", ".ico", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """What `mkdocs.yml` names, by path below docs/.

    Attributes:
        files: styles, scripts, the theme's logo and icon, and drawings of pages.
        nav: what the navigation lists; None where it lists nothing, so that every page is in it.
        unlisted: patterns of pages that need not be in the navigation.
    """

    files: frozenset[str] = frozenset()
    nav: frozenset[str] | None = None
    unlisted: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines([]))

    def is_left_out(self, page: str) -> bool:
        """Whether a page is in no list, so that MkDocs would not build the site."""
        return self.nav is not None and page not in self.nav and not self.unlisted.match_file(page)


def named_files(config: Path) -> NamedFiles:
    """What `mkdocs.yml` names; nothing without the file. Raises ExplaineryError if it cannot be read."""
    values = config_values(config)
    nav, patterns = values.get("nav"), values.get("not_in_nav")
    lines = patterns.splitlines() if isinstance(patterns, str) else []
    return NamedFiles(
        files=frozenset((*_loaded(values), *_drawn(values))),
        nav=frozenset(_strings(nav)) if isinstance(nav, list) else None,
        unlisted=GitIgnoreSpec.from_lines(lines),
    )


def _loaded(values: Mapping[str, Any]) -> Iterator[str]:
    """The styles and scripts. A script may be named with settings of its own."""
    for key, endings in _LISTS.items():
        entries = values.get(key)
        for entry in entries if isinstance(entries, list) else []:
            path = entry.get("path") if isinstance(entry, dict) else entry
            if isinstance(path, str) and path.lower().endswith(endings):
                yield path


def _drawn(values: Mapping[str, Any]) -> Iterator[str]:
    """The theme's logo and icon, and the drawings that pages show, which are listed under `extra: drawings:`."""
    theme, extra = values.get("theme"), values.get("extra")
    icons = [theme.get(key) for key in ("logo", "favicon")] if isinstance(theme, dict) else []
    drawings = extra.get("drawings") if isinstance(extra, dict) else None
    for path in (*icons, *(drawings if isinstance(drawings, list) else [])):
        if isinstance(path, str) and path.lower().endswith(_PICTURES):
            yield path


def _strings(value: object) -> Iterator[str]:
    """Every text in lists and mappings, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
