"""The language of the site that a page is rendered for, as far as the site engine says it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import markdown

from explainery.languages import Words, language_in, words_of


def site_words(md: markdown.Markdown) -> Words:
    """The words of the interface for a page: what MkDocs' configuration names, or mkdocs.yml where the engine runs."""
    # MkDocs puts this processor into the parser of each page, and its configuration into it.
    processors = md.treeprocessors
    links = processors["relpath"] if "relpath" in processors else None  # noqa: SIM401 (it is not a dictionary)
    if (config := getattr(links, "config", None)) is not None:
        return words_of(_of_theme(config))
    try:
        return words_of(language_in(Path("mkdocs.yml").read_text("utf-8"))[0])
    except (OSError, UnicodeError):
        return words_of("")


def _of_theme(config: Any) -> str:  # noqa: ANN401 (a configuration of MkDocs, which is not imported here)
    try:
        return str(config["theme"]["language"])
    except (KeyError, TypeError):
        return ""
