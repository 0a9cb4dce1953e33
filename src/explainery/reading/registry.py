"""Which module of `formats/` reads which kind of file. It is loaded when a file of its kind is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from explainery.reading.decode import read_bytes
from explainery.reading.detect import ARCHIVES, Kind
from explainery.reading.document import Document
from explainery.reading.limits import Limits

_MODULES = {
    Kind.MHTML: "mhtml",
    Kind.MAIL: "mail",
    Kind.PDF: "pdf",
    Kind.DOCX: "docx",
    Kind.FEED: "feeds",
    Kind.NEWS_XML: "agency_xml",
    Kind.NEWS_JSON: "agency_json",
    Kind.WARC: "web_archive",
    Kind.WACZ: "web_archive",
}


def documents_in(path: Path, kind: Kind, limits: Limits, tick: Callable[[], object]) -> Iterator[Document]:
    """The documents in a file that is not plain text, Markdown or a web page.

    `tick` is called at each page of an archive, whose time limit is for one page.
    """
    module = import_module(f"explainery.reading.formats.{_MODULES[kind]}")
    documents: Iterator[Document] = (
        module.read(path, limits, tick) if kind in ARCHIVES else module.read(read_bytes(path, limits), path, limits)
    )
    return documents
