"""The files besides pages that readers get, or that shape every page: pictures, styles, templates, settings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from explainery.checking.markdown_extensions import config_values
from explainery.plain_files import is_plain_file
from explainery.project import Project
from explainery.reviewing.git_history import Differing

_CONFIGS = ("mkdocs.yml", "mkdocs.yaml")


def published_files(project: Project, files: Differing) -> dict[str, str]:
    """What happened to each such file that differs, by path.

    Raises:
        ExplaineryError: `mkdocs.yml` cannot be read.
    """
    places = {project.settings.docs, *_places(project.root)}
    fates = {}
    for path in files.paths:
        is_page = path.startswith(f"{project.settings.docs}/") and path.endswith(".md")
        if not is_page and any(path == place or path.startswith(f"{place}/") for place in places):
            fates[path] = _fate(project.root, path, files.old)
    return fates


def _places(root: Path) -> Iterator[str]:
    """The files and folders that `mkdocs.yml` builds with, from the project's folder."""
    for name in _CONFIGS:
        yield name
        values = config_values(root / name)
        named = [values.get("INHERIT"), _theme(values), *_listed(values.get("hooks"))]
        yield from (os.path.normpath(value) for value in named if isinstance(value, str) and value)


def _theme(values: Mapping[str, Any]) -> object:
    theme = values.get("theme")
    return theme.get("custom_dir") if isinstance(theme, dict) else None


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _fate(root: Path, path: str, old: Mapping[str, str]) -> str:
    if not (root / path).exists():
        return "removed"
    return "changed" if path in old else "added"


def is_here(root: Path, path: str) -> bool:
    """Whether there is a file, and not a link that could lead out of the project."""
    return is_plain_file(root / path)
