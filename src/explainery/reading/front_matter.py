"""Front matter: YAML above an article's text, in which a person states its metadata."""

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
from explainery.page_format import front_matter_place
from explainery.reading.limits import FRONT_MATTER_FIELDS
from explainery.reading.timestamps import timestamp_of
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
_CLOSE = 0.8  # difflib's ratio; by taste: an unknown name this similar to a known one is a slip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields that a person wrote about a file, above its text or in its sidecar.

    Attributes:
        values: each field's value.
        places: each field's file and line, for errors.
        first_line: the line of the article's file on which the text begins, counted from 1.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, tuple[Path, int]] = field(default_factory=dict)
    first_line: int = 1

    def place(self, name: str, path: Path) -> tuple[Path, int]:
        """The file and line of a field; the beginning of `path` if the field is not written anywhere."""
        return self.places.get(name, (path, 1))


@dataclass(frozen=True, slots=True)
class SplitText:
    """A text and the front matter above it. `first_line` is the file's line on which `text` begins."""

    values: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    first_line: int = 1


def split_front_matter(text: str, path: Path) -> SplitText:
    """Split a file's text into its front matter and the rest. Raises SourceError where the front matter is broken."""
    place = front_matter_place(text)
    if place.slip:
        raise SourceError(
            'the front matter is not read, because there is something before or behind "---"',
            file=path,
            line=place.slip,
            hint='Begin the file with a line "---", close the front matter with another, and delete all blanks around them',
        )
    if not place.end:
        if re.match(r"---[ \t]*\n\s*\w+:", text):
            raise SourceError("the front matter is not closed", file=path, hint='Close it with a line "---"')
        return SplitText(text=text)
    values = checked_fields(read_yaml(place.fields, path, first_line=2), text, path)
    return SplitText(values, text[place.end :], text.count("\n", 0, place.end) + 1)


def checked_fields(values: Mapping[str, Any], text: str, path: Path) -> Mapping[str, Any]:
    """`values` themselves. Raises SourceError, with the line in `text`, where a name is a slip of a known one."""
    if len(values) > FRONT_MATTER_FIELDS:
        raise SourceError(
            f"there are more than {FRONT_MATTER_FIELDS} fields", file=path, hint=f"The fields are {', '.join(KNOWN)}"
        )
    for name in values:
        if isinstance(values[name], set | bytes | date | tuple):
            raise SourceError(f"{name} should be one line of text", file=path, line=line_of_field(text, name))
        close = name not in KNOWN and difflib.get_close_matches(name, KNOWN, 1, _CLOSE)
        if close:
            line = 1 + text[: max(0, text.find(name))].count("\n")
            raise SourceError(f"unknown field {name!r}", file=path, line=line, hint=f"Did you mean {close[0]}")
    return values


def front_matter_of(values: Mapping[str, Any], raw: str, file: Path) -> FrontMatter:
    """Fields with their places in `raw`, the whole text of `file`; a field without a value is left out."""
    filled = {name: value for name, value in values.items() if value is not None}
    return FrontMatter(filled, {name: (file, line_of_field(raw, name)) for name in filled})


def line_of_field(text: str, name: str) -> int:
    """The line of a front matter field in the whole file's text, counted from 1."""
    match = re.search(rf"^{re.escape(name)}\s*:", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def text_field(values: Mapping[str, Any], name: str, path: Path, line: int) -> str | None:
    """A field's value on one line; a list is joined by commas. Raises SourceError for any other value."""
    value = values.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if isinstance(value, dict | list):
        raise SourceError(f"{name} should be one line of text", file=path, line=line)
    return one_line(str(value))


def rights_field(values: Mapping[str, Any], path: Path, line: int) -> Rights:
    """The `rights` field; the most careful, `quote`, where it is missing. Raises SourceError for an unknown value."""
    value = values.get("rights") or Rights.QUOTE
    try:
        return Rights(str(value).lower())
    except ValueError:
        known = ", ".join(Rights)
        raise SourceError(f"unknown rights {value!r}", file=path, line=line, hint=f"Write one of {known}") from None


def date_field(values: Mapping[str, Any], path: Path, line: int, name: str = "published") -> str | None:
    """A date field as ISO text: a year, a month, a day, or a day with its time. Raises SourceError for any other value."""
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
            hint="Write 2023-09-11, 2023-09 or 2023; with a time, 2023-09-11T18:30+02:00",
        )
    exact = timestamp_of(text) if parts[4] else None
    return exact or "-".join(p for p in parts.groups()[:3] if p)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def url_field(values: Mapping[str, Any], path: Path, line: int) -> str | None:
    """The `url` field. Raises SourceError for anything but an http or https address."""
    value = text_field(values, "url", path, line)
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        value.encode()
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"[\s<>\"]", value):
        raise SourceError(
            f"{value!r} is not a web address", file=path, line=line, hint="An address begins with https://"
        )
    return value
