"""The Markdown extensions that mkdocs.yml lists, read without running any code that the file names."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import markdown
import yaml

from explainery.errors import ExplaineryError
from explainery.markup.wall import without_wall
from explainery.text import one_line

Extensions = tuple[list[str], dict[str, Any]]
_BUILT_IN = ("toc", "tables", "fenced_code")  # MkDocs always adds these
DEFAULT_EXTENSIONS: tuple[str | dict[str, Any], ...] = (
    "admonition",
    "attr_list",
    "footnotes",
    {"tables": {"use_align_attribute": True}},
    "toc",
)


def extensions_of(config: Path) -> Extensions:
    """The names of the Markdown extensions in `mkdocs.yml`, and their settings, without the site's wall.

    Raises:
        ExplaineryError: the file cannot be read, or an entry does not name an extension.
    """
    names, settings = list(_BUILT_IN), {}
    for entry in _entries(config):
        pair = next(iter(entry.items()), None) if isinstance(entry, dict) else (entry, None)
        if not pair or not isinstance(pair[0], str) or not isinstance(pair[1], dict | None):
            raise ExplaineryError(f"{entry!r} does not name a Markdown extension", file=config)
        names.append(pair[0])
        if pair[1]:
            settings[pair[0]] = pair[1]
    return without_wall(list(dict.fromkeys(names))), settings


def _entries(config: Path) -> Sequence[Any]:
    """The list of extensions in `mkdocs.yml`; the usual ones if there is no such file."""
    if not config.is_file():
        return DEFAULT_EXTENSIONS
    entries = config_values(config).get("markdown_extensions")
    return entries if isinstance(entries, list | tuple) else ()


def config_values(config: Path) -> Mapping[str, Any]:
    """What `mkdocs.yml` states; nothing without the file. Raises ExplaineryError if it cannot be read."""
    if not config.is_file():
        return {}
    try:
        values = yaml.load(config.read_text("utf-8"), Loader=_ConfigLoader)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, UnicodeError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise ExplaineryError(f"this file cannot be read ({one_line(str(error))})", file=config) from None
    return values if isinstance(values, dict) else {}


def parser_of(extensions: Extensions, config: Path | str = "mkdocs.yml") -> markdown.Markdown:
    """Python-Markdown with some extensions. Raises ExplaineryError if one cannot be loaded."""
    try:
        return markdown.Markdown(extensions=extensions[0], extension_configs=extensions[1])
    except Exception as error:  # noqa: BLE001 (an extension may raise anything)
        raise ExplaineryError(
            f"a Markdown extension cannot be loaded ({one_line(str(error))})",
            file=config,
            hint="Check its name, and that it is installed",
        ) from None


class _ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without running anything: a tag may only name something in Markdown's own packages."""


def _named(_: yaml.SafeLoader, suffix: str, __: yaml.Node) -> object:
    module, _dot, name = suffix.rpartition(".")
    if module.split(".")[0] not in {"markdown", "pymdownx"}:
        return None
    return getattr(importlib.import_module(module), name, None)


def _ignored(_: yaml.SafeLoader, __: str, ___: yaml.Node) -> None:
    return None


_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/name:", _named)
_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", _ignored)
_ConfigLoader.add_multi_constructor("!", _ignored)
