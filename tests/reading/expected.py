"""Golden cases of reading: beside each file NAME stands NAME.expected.md, what a careful reader would want of it.

A head of lines "field: value" says the metadata (empty: the file does not say it), and the text follows, a paragraph a line. Several
articles of one file follow each other in its order, parted by a line of five equals signs.
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
    """One article as it should come out."""

    metadata: dict[str, str]
    paragraphs: tuple[str, ...]


def expected_in(path: Path) -> list[Expected]:
    """The articles of an expectation."""
    return [_expected(part, path) for part in path.read_text("utf-8").split("\n=====\n")]


def _expected(part: str, path: Path) -> Expected:
    _, head, text = part.strip().split("---\n", 2)
    values = {key: value.strip() for key, _, value in (row.partition(":") for row in head.splitlines())}
    assert set(values) <= set(FIELDS), f"{path}: {sorted(set(values) - set(FIELDS))}"
    return Expected({f: instant(values.get(f, "")) for f in FIELDS}, paragraphs(text))


def instant(value: str) -> str:
    """A moment in the one form that is compared; anything else as it is."""
    exact = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", value)
    return (
        datetime.fromisoformat(value).replace(microsecond=0).isoformat()
        if exact
        else " ".join(value.strip('"').split())
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """A text's paragraphs, each on one line; tables are left out."""
    rows = (" ".join(row.split()) for row in text.split("\n"))
    return tuple(row for row in rows if row and not row.startswith(("|", "<!--")))


def metadata(article: Article) -> dict[str, str]:
    """What was read of an article, empty where the file does not say it."""
    found = {f: str(getattr(article, f) or "") for f in FIELDS}
    found["published"] = article.published_at or article.published or ""
    return {f: "" if f in article.unknown else v for f, v in found.items()}
