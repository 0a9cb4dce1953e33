"""Web pages that a browser saved as one file (MHTML, RFC 2557): a mail whose first page is the one that was open."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from explainery.errors import SourceError
from explainery.reading.document import Document
from explainery.reading.formats.html import read_html
from explainery.reading.formats.mail import field, message, part_text
from explainery.reading.limits import ReadingLimits
from explainery.reading.web.addresses import clean_address


def read(raw: bytes, path: Path, limits: ReadingLimits) -> Iterator[Document]:  # noqa: ARG001 (the registry calls every reader with limits)
    """Read the article of the saved page. Raises SourceError where the file contains no page, or it no article."""
    mail = message(raw, path)
    at = field(mail, "snapshot-content-location")
    pages = [
        p
        for p in mail.walk()
        if isinstance(p, EmailMessage) and p.get_content_type() in {"text/html", "application/xhtml+xml"}
    ]
    if not pages:
        raise SourceError("this file contains no web page", file=path, hint="Save the page again")
    page = next((p for p in pages if at and field(p, "content-location") == at), pages[0])
    address = clean_address(at or field(page, "content-location"))
    yield read_html(part_text(page, path), path, address or None)
