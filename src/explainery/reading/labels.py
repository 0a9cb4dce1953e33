"""The short texts that describe an article: none is so long that a page, or a terminal, would drown in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainery.reading.limits import LABEL_CHARACTERS
from explainery.text import one_line, shortened

_CALLED = {"title": "headline", "publisher": "publisher's name", "author": "author's name"}


def within_limit(text: str | None) -> str | None:
    """A label, or its beginning with "…" where it is too long."""
    return shortened(one_line(text), LABEL_CHARACTERS) if text and len(text) > LABEL_CHARACTERS else text


def too_long(labels: Mapping[str, str | None]) -> Iterator[str]:
    """A sentence on each label that was cut.

    Args:
        labels: the whole texts, by the name of the field.
    """
    for name, text in labels.items():
        if text and len(text) > LABEL_CHARACTERS:
            kept = f"only the first {LABEL_CHARACTERS} are kept"
            yield f"Its {_CALLED[name]} has {len(text):,} characters, of which {kept}: correct `{name}`."
