"""Golden cases of reading: NAME.expected.md states what a careful person would read in the file NAME beside it.

Lines of "field: value" state the metadata (no value: the file does not state it). The text follows, one paragraph on each line.
Articles of one file follow each other in the file's order, separated by a line of five equals signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from explainery.model import Article

FIELDS = ("title", "publisher", "author", "published", "modified", "url", "language", "section")


@dataclass(frozen=True)
class Expected:
    """One article as it should be read."""

    metadata: dict[str, str]
    paragraphs: tuple[str, ...]


def expected_in(path: Path) -> list[Expected]:
    """The expected articles of a file."""
    return [_expected(part, path) for part in path.read_text("utf-8").split("\n=====\n")]


def _expected(part: str, path: Path) -> Expected:
    _, head, text = part.strip().split("---\n", 2)
    values = {key: value.strip() for key, _, value in (row.partition(":") for row in head.splitlines())}
    assert set(values) <= set(FIELDS), f"{path}: {sorted(set(values) - set(FIELDS))}"
    return Expected({f: instant(values.get(f, "")) for f in FIELDS}, paragraphs(text))


def instant(value: str) -> str:
    """A timestamp in the form that is compared; any other value unchanged."""
    exact = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", value)
    return (
        datetime.fromisoformat(value).replace(microsecond=0).isoformat()
        if exact
        else " ".join(value.strip('"').split())
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """A text's paragraphs, each on one line, without tables."""
    rows = (" ".join(row.split()) for row in text.split("\n"))
    return tuple(row for row in rows if row and not row.startswith(("|", "<!--")))


def metadata(article: Article) -> dict[str, str]:
    """The metadata of an article as it was read; "" for a field that the file does not state."""
    fields = {f: str(getattr(article, f) or "") for f in FIELDS}
    fields["published"] = article.published_at or article.published or ""
    return {f: "" if f in article.unknown else v for f, v in fields.items()}
