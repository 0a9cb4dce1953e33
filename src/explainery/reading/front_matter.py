"""YAML front matter: what a person wrote above the text about the article."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from explainery.config import read_yaml
from explainery.errors import SourceError
from explainery.model import Rights
from explainery.reading.timestamps import moment
from explainery.text import one_line

KNOWN = (
    "id",
    "title",
    "publisher",
    "author",
    "published",
    "modified",
    "url",
    "language",
    "section",
    "rights",
    "charset",
)
_FENCE = re.compile(r"---[ \t]*\n(.*?)(?:^---[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE)
_FIELDS_MOST = 100
_CLOSE = 0.8  # how like a known name an unknown one must be to be taken for a slip


@dataclass(frozen=True, slots=True)
class Header:
    """Front matter and the text below it. `first_line` is the file's line on which `text` begins."""

    values: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    first_line: int = 1


def split(text: str, path: Path) -> Header:
    """`text` without its front matter, and what that says. Raises SourceError where it is broken."""
    if not re.match(r"---[ \t]*\n", text):
        return Header(text=text)
    match = _FENCE.match(text)
    if not match:
        if re.match(r"---[ \t]*\n\s*\w+:", text):
            raise SourceError("the front matter has no closing line", file=path, hint='Close it with a line of "---"')
        return Header(text=text)
    values = known(read_yaml(match[1], path, first_line=2), text, path)
    return Header(values, text[match.end() :], match[0].count("\n") + 1)


def known(values: Mapping[str, Any], text: str, path: Path) -> Mapping[str, Any]:
    """`values`, if none of their names is a slip of a known one. Raises SourceError with its line in `text`."""
    if len(values) > _FIELDS_MOST:
        raise SourceError(f"there are more than {_FIELDS_MOST} fields", file=path, hint=f"It knows {', '.join(KNOWN)}")
    for name in values:
        if isinstance(values[name], set | bytes | date | tuple):
            raise SourceError(f"{name} should be one line of text", file=path, line=line_of_field(text, name))
        close = difflib.get_close_matches(name, KNOWN, 1, _CLOSE)
        if name not in KNOWN and close:
            line = 1 + text[: max(0, text.find(name))].count("\n")
            raise SourceError(f"there is no field {name!r}", file=path, line=line, hint=f"Did you mean {close[0]}")
    return values


def line_of_field(text: str, name: str) -> int:
    """The line of a front matter field in the whole file's text."""
    found = re.search(rf"^{re.escape(name)}\s*:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def text_field(values: Mapping[str, Any], name: str, path: Path, line: int) -> str | None:
    """A field that should be one line of text."""
    value = values.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if isinstance(value, dict | list):
        raise SourceError(f"{name} should be one line of text", file=path, line=line)
    return one_line(str(value))


def rights_field(values: Mapping[str, Any], path: Path, line: int) -> Rights:
    """The `rights` field; `quote`, the careful one, where it is not said."""
    value = values.get("rights") or Rights.QUOTE
    try:
        return Rights(str(value).lower())
    except ValueError:
        known = ", ".join(Rights)
        raise SourceError(f"unknown rights {value!r}", file=path, line=line, hint=f"Write one of {known}") from None


def date_field(values: Mapping[str, Any], path: Path, line: int, name: str = "published") -> str | None:
    """A date's field as ISO text: a year, a month, a day, or a day with its time. Raises SourceError for what is none."""
    value = values.get(name)
    if value is None or value == "":
        return None
    text = str(value).strip()
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2})([T ].*)?)?)?", text)
    if not parts or not _is_day(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)):
        raise SourceError(
            f"{text!r} is not a date",
            file=path,
            line=line,
            hint="Write it as 2023-09-11, 2023-09 or 2023, or with its time as 2023-09-11T18:30+02:00",
        )
    exact = moment(text) if parts[4] else None
    return exact or "-".join(p for p in parts.groups()[:3] if p)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def url_field(values: Mapping[str, Any], path: Path, line: int) -> str | None:
    """The `url` field: a web address, nothing that runs."""
    value = text_field(values, "url", path, line)
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        value.encode()
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"[\s<>\"]", value):
        raise SourceError(f"{value!r} is not a web address", file=path, line=line, hint="It begins with https://")
    return value
