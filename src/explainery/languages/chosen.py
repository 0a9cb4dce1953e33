"""Which language a site has: `theme: language:` in mkdocs.yml says it, for its pages, templates and scripts alike."""

from __future__ import annotations

import re
from pathlib import Path

from explainery.errors import SettingsError
from explainery.languages.words import ENGLISH, languages
from explainery.patterns import regex

_THEME = regex(r"^theme:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n|[ \t]+[^\n]*\n?)*", re.MULTILINE)
_LANGUAGE = regex(r"^[ \t]+language:[ \t]*[\"']?(?P<code>[\w-]+)", re.MULTILINE)


def language_in(config: str) -> tuple[str, int]:
    """The language that the text of mkdocs.yml names, and its line; English where it names none."""
    theme = _THEME.search(config)
    named = _LANGUAGE.search(theme[0]) if theme else None
    if theme is None or named is None:
        return ENGLISH.code, 1
    return named["code"], config.count("\n", 0, theme.start() + named.start("code")) + 1


def chosen_language(root: Path) -> str:
    """The language of a project's site.

    Raises:
        SettingsError: mkdocs.yml names a language that there are no words in.
    """
    config = root / "mkdocs.yml"
    try:
        code, line = language_in(config.read_bytes().decode("utf-8", "replace")) if config.is_file() else ("en", 1)
    except OSError:
        return ENGLISH.code
    if code not in languages():
        raise SettingsError(
            f"the theme's language is {code!r}, in which there are no words for the site",
            file=config,
            line=line,
            hint=f"Write one of {', '.join(languages())}, or add the language: see docs/maintain.md",
        )
    return code
