"""The Markdown extensions of mkdocs.yml, read without running anything that the file asks for."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import markdown
import yaml

from explainery.errors import ExplaineryError
from explainery.text import one_line

Extensions = tuple[list[str], dict[str, Any]]
_BUILT_IN = ("toc", "tables", "fenced_code")  # MkDocs adds these, whatever mkdocs.yml names
DEFAULT_EXTENSIONS: tuple[str | dict[str, Any], ...] = ("admonition", "attr_list", "footnotes", "tables", "toc")


def extensions_of(config: Path) -> Extensions:
    """The Markdown extensions that `mkdocs.yml` names, and their settings. Raises ExplaineryError where one is none."""
    rows: Any = DEFAULT_EXTENSIONS
    if config.is_file():
        try:
            values = yaml.load(config.read_text("utf-8"), Loader=_ConfigLoader)  # noqa: S506 (a safe loader)
        except (yaml.YAMLError, UnicodeError, ValueError, LookupError, TypeError, RecursionError) as error:
            raise ExplaineryError(f"this cannot be read ({one_line(str(error))})", file=config) from None
        rows = values.get("markdown_extensions") if isinstance(values, dict) else None
    names, settings = list(_BUILT_IN), {}
    for row in rows if isinstance(rows, list | tuple) else ():
        pair = next(iter(row.items()), None) if isinstance(row, dict) else (row, None)
        if not pair or not isinstance(pair[0], str) or not isinstance(pair[1], dict | None):
            raise ExplaineryError(f"{row!r} names no Markdown extension", file=config)
        names.append(pair[0])
        if pair[1]:
            settings[pair[0]] = pair[1]
    return list(dict.fromkeys(names)), settings


def parser_of(extensions: Extensions, config: Path | str = "mkdocs.yml") -> markdown.Markdown:
    """Python-Markdown with the extensions. Raises ExplaineryError where one cannot be used."""
    try:
        return markdown.Markdown(extensions=extensions[0], extension_configs=extensions[1])
    except Exception as error:  # noqa: BLE001 (an extension may raise anything)
        raise ExplaineryError(
            f"a Markdown extension cannot be used ({one_line(str(error))})", file=config, hint="Is it installed"
        ) from None


class _ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without running anything: of its tags only names from Markdown's own packages count."""


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
