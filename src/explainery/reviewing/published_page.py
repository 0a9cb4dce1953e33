"""A page as the site publishes it: its fields, and its body rendered with the site's extensions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import markdown
from mkdocs.utils.meta import get_data

from explainery.reviewing.html_tokens import Token, TokenKind, tokens_of

_HEADER = "front matter"


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """What readers get of a page. Two are equal exactly if readers get the same, white space aside.

    Attributes:
        fields: each field of the front matter as text: title, description and all others.
        tokens: the body's HTML.
    """

    fields: tuple[tuple[str, str], ...] = ()
    tokens: tuple[Token, ...] = ()


NO_PAGE = PublishedPage()


def published(text: str, parser: markdown.Markdown) -> PublishedPage:
    """The page that MkDocs makes of a file's text.

    Args:
        text: the file's text, front matter included.
        parser: Python-Markdown with the site's extensions.
    """
    body, values = split(text)
    fields = tuple(sorted((str(name), _value(value)) for name, value in values.items()))
    try:
        return PublishedPage(fields, tokens_of(parser.reset().convert(body)))
    except Exception:  # noqa: BLE001 (an extension may raise anything; then the text itself is compared)
        return PublishedPage(fields, (Token(TokenKind.OTHER, body),))


def split(text: str) -> tuple[str, Mapping[str, Any]]:
    """The body and the fields, as MkDocs itself tells them apart: what it cannot read stays in the body."""
    try:
        return get_data(text)
    except (ValueError, TypeError, LookupError, RecursionError):  # such as a date that no calendar has
        return text, {_HEADER: text}


def _value(value: object) -> str:
    """A field's value; text that could be taken for a number or a list stands between quotation marks."""
    return value if isinstance(value, str) and not _is_json(value) else _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
