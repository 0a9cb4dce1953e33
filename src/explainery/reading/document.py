"""A document: what the reader of a format finds in a file, before front matter overrides it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One article's text and the metadata that its file states; None where the file states nothing.

    Attributes:
        text: the text, as published.
        title: the headline.
        publisher: who published it.
        author: the authors' names, joined by commas.
        published: when it was published, in the form of `timestamps.timestamp_of`.
        modified: when it was last changed, in the same form.
        url: its web address.
        language: its language, as a BCP 47 tag.
        section: the section of the publication.
        name: an address or identifier that distinguishes it from other documents of the file; "" where a file of this
            format contains only one.
        remarks: sentences on how it was read that a person should know.
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
    remarks: tuple[str, ...] = ()
