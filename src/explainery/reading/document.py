"""What a format's reader finds, before front matter is laid over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one article and what its file says about it; None where the file says nothing.

    `published` and `modified` are ISO text as `moments.moment` makes it. `name` tells a document from the others
    in its file (an address or an identifier); it is empty where a file holds one article only.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    name: str = ""


Reader = Callable[[bytes, Path], Iterator[Document]]
