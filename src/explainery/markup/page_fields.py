"""The fields above a page's text, as the site engine reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from explainery.markup.allowed import DISGUISED, FRONT_MATTER, INVISIBLE, without_invisible
from explainery.patterns import regex

# As `mkdocs.utils.meta` has them: a field needs no line of hyphens above it.
_BARE_FIELD = regex(r"[ ]{0,3}([A-Za-z0-9_-]+):\s*(.*)")
_DELIMITED = regex(r"---[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_DOTS = regex(r"---[ \t]*\n.*?\n\.{3}[ \t]*\n", re.DOTALL)
_HYPHENS = regex(r"---[ \t]*$", re.MULTILINE)
_MARKUP = regex(r"[<>]")


def field_faults(raw: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a page's fields, as (field, message); a field is "" where it is about the page's first line.

    Args:
        raw: the page's file.
        values: the fields, as the front matter gives them.
    """
    yield from _shape_faults(raw)
    for name, value in values.items():
        if name not in FRONT_MATTER:
            allowed = ", ".join(FRONT_MATTER)
            yield (
                str(name),
                f"a page may not set {name!r}, which could change how the site treats it: it may set {allowed}",
            )
        elif isinstance(value, str) and _MARKUP.search(value):
            yield name, f"the {name} may not contain < or >"
        elif isinstance(value, str) and (sign := INVISIBLE.search(value)):
            yield name, f"the {name} contains U+{ord(sign[0]):04X}, a character that is not seen"
        elif isinstance(value, str) and (disguised := DISGUISED.search(value)):
            yield (
                name,
                f"the {name} contains {disguised[0]!r}, which is written in signs that only look like plain letters",
            )


def kept_fields(values: Mapping[str, Any]) -> dict[str, str]:
    """What the site may use of a page's fields: those that a page may set, as text without markup."""
    return {
        name: without_invisible(str(value)).replace("<", "‹").replace(">", "›")
        for name, value in values.items()
        if name in FRONT_MATTER and value is not None
    }


def _shape_faults(raw: str) -> Iterator[tuple[str, str]]:
    """Where the site engine reads other fields than the front matter gives."""
    delimited, bare = _DELIMITED.match(raw), _BARE_FIELD.match(raw)
    if delimited and _HYPHENS.match(delimited[1]):
        yield (
            "",
            "the site reads on behind this empty front matter: write the title and description between the lines ---",
        )
    elif delimited and _DOTS.match(delimited[0]):
        yield "", "the site takes the line ... for the end of the front matter: end it with ---"
    elif bare and not delimited:
        yield "", f"the site takes this line for a setting of the page ({bare[1]}): put a line --- above it"
