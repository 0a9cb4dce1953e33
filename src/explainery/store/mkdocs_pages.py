"""Each story's pages in `mkdocs.yml`, under `extra: stories:`, for a site engine whose templates cannot find them.

A pure function of the file's text. Where the file has no such list, it is not changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import yaml

USUAL = ("background", "motives", "trade", "reactions")  # in the order of the tabs; the theme has the same

_EXTRA = re.compile(r"^extra:.*?(?=^[^\s#]|\Z)", re.MULTILINE | re.DOTALL)
_LIST = re.compile(r"^(?P<indent>[ ]+)stories:[ ]*(?:\{\}[ ]*)?\n(?P<rows>(?:(?P=indent)[ ]+[^\n]*\n)*)", re.MULTILINE)
_NAME = re.compile(r"[\w.-]+")  # the names of a line are parted by blanks


def with_pages(config: str, pages: Mapping[str, Collection[str]]) -> str:
    """`mkdocs.yml` with a line for each story.

    Args:
        config: the file's text.
        pages: for each story that is on the site, the names of its pages without ".md".
    """
    extra = _EXTRA.search(config)
    listed = _LIST.search(extra[0]) if extra else None
    if not extra or not listed:
        return config
    indent = listed["indent"]
    rows = [
        f"{indent}  {_scalar(story)}: {_scalar(' '.join(_tabs(names)))}\n" for story, names in sorted(pages.items())
    ]
    block = f"{indent}stories:\n{''.join(rows)}" if rows else f"{indent}stories: {{}}\n"
    start = extra.start()
    return config[: start + listed.start()] + block + config[start + listed.end() :]


def _tabs(names: Collection[str]) -> list[str]:
    """The pages in the order of their tabs: the usual ones, others by name, the sources. The overview is first."""
    others = sorted(n for n in names if n not in {*USUAL, "index", "sources"} and _NAME.fullmatch(n))
    return [*(n for n in USUAL if n in names), *others, *(["sources"] if "sources" in names else [])]


def _scalar(text: str) -> str:
    """The text as YAML; in quotation marks where it would be something else without them, such as a number."""
    return text if yaml.safe_load(text) == text else f'"{text}"'
