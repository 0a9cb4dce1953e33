"""Which module of `formats/` reads which format. A module is imported when a file of its format is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from explainery.reading.decode import read_bytes
from explainery.reading.detect import ARCHIVES, Format
from explainery.reading.document import Document
from explainery.reading.limits import ReadingLimits

_MODULES = {
    Format.MHTML: "mhtml",
    Format.MAIL: "mail",
    Format.PDF: "pdf",
    Format.DOCX: "docx",
    Format.FEED: "feeds",
    Format.NEWS_XML: "agency_xml",
    Format.NEWS_JSON: "agency_json",
    Format.WARC: "web_archive",
    Format.WACZ: "web_archive",
}


def documents_in(
    path: Path, file_format: Format, limits: ReadingLimits, tick: Callable[[], object]
) -> Iterator[Document]:
    """Read the documents of a file that is neither plain text, nor Markdown, nor a web page.

    Every module has a function `read(raw, path, limits)` that yields the documents in a file's bytes. For web archives,
    which may be larger than memory, it is `read(path, limits, tick)`.

    Args:
        path: the file.
        file_format: its format.
        limits: the limits of reading it.
        tick: called for each record of an archive, whose time limit is for one page.

    Raises:
        SourceError: the file is broken or contains no article.
    """
    module = import_module(f"explainery.reading.formats.{_MODULES[file_format]}")
    documents: Iterator[Document] = (
        module.read(path, limits, tick)
        if file_format in ARCHIVES
        else module.read(read_bytes(path, limits), path, limits)
    )
    return documents
