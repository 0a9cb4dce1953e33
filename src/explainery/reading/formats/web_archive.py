"""Web archives (WARC, WACZ): the news pages of a crawl, read one at a time by warcio."""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from explainery.errors import SourceError
from explainery.reading.decode import decoded
from explainery.reading.document import Document
from explainery.reading.extras import library
from explainery.reading.formats.html import news_pages
from explainery.reading.limits import ReadingLimits
from explainery.reading.web.addresses import clean_address

_PAGES = ("text/html", "application/xhtml+xml")
_OK = "200"
# What warcio and zipfile raise for wrong lengths, fields or compressed bytes.
_BROKEN = (
    zlib.error,
    EOFError,
    OSError,
    zipfile.BadZipFile,
    AttributeError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def read(path: Path, limits: ReadingLimits, tick: Callable[[], object]) -> Iterator[Document]:
    """Read the news pages of an archive, each address once.

    Args:
        path: the archive, which is never loaded whole.
        limits: the limits of reading it.
        tick: called for each record.

    Raises:
        SourceError: the archive is too large, broken or without a news page; or warcio is not installed.
    """
    size = path.stat().st_size
    if size > limits.archive_bytes:
        raise SourceError(f"this archive has {size:,} bytes, more than the limit of {limits.archive_bytes:,}", file=path,
                          hint="`archive_megabytes` in .explainery/settings.yml raises the limit")  # fmt: skip
    library("warcio", "warc", "a web archive", path)
    seen: set[int] = set()  # hashes: the addresses and texts themselves could fill the memory
    count = 0
    for stream in _streams(path):
        for document in _pages(stream, path, limits, tick):
            names = {hash(document.name), hash(document.text)}
            if not names & seen:
                seen |= names
                count += 1
                yield document
    if not count:
        raise SourceError(
            "this archive contains no news page",
            file=path,
            hint="A news page states that it is an article, or when it was published",
        )


def _streams(path: Path) -> Iterator[IO[bytes]]:
    """The WARC files in the file: the file itself, or those in the folder `archive` of a WACZ."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as stream:
            yield stream
        return
    try:
        with zipfile.ZipFile(path) as packed:
            names = [n for n in packed.namelist() if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))]
            for name in sorted(names):
                with packed.open(name) as stream:
                    yield stream
    except _BROKEN as error:
        raise SourceError(
            f"this archive is broken ({str(error)[:80]})", file=path, hint="Download or write it again"
        ) from None


def _pages(stream: IO[bytes], path: Path, limits: ReadingLimits, tick: Callable[[], object]) -> Iterator[Document]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 (an extra)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    records = ArchiveIterator(stream)
    last: tuple[Any, Any] = None, None  # a record, and what unpacks it
    try:
        for record in records:
            last = record, records.reader.decompressor
            tick()
            if _is_page(record):
                yield from _articles(record, path, limits)
        if not _is_whole(*last):
            raise EOFError("its last record is incomplete")
    except (ArchiveLoadFailed, *_BROKEN) as error:
        raise SourceError(f"this archive is broken or incomplete ({str(error)[:80]})", file=path,
                          hint="Download or write it again") from None  # fmt: skip


def _is_whole(record: Any, unpacking: Any) -> bool:  # noqa: ANN401 (the library has no types)
    """Whether the last record, read to its end, has its whole length and its compression an end, which warcio ignores."""
    missing = getattr(record.raw_stream, "limit", 0) if record is not None else 0
    return not missing and (unpacking is None or unpacking.eof)


def _is_page(record: Any) -> bool:  # noqa: ANN401 (the library has no types)
    """Whether a record is a web page, as a server sent it or as a crawler stored it."""
    if record.rec_type == "resource":
        return str(record.rec_headers.get_header("Content-Type") or "").startswith(_PAGES)
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return False
    return headers.get_statuscode() == _OK and str(headers.get_header("Content-Type") or "").lower().startswith(_PAGES)


def _articles(record: Any, path: Path, limits: ReadingLimits) -> Iterator[Document]:  # noqa: ANN401 (the library has no types)
    """The article of a page; a page that cannot be read is left out."""
    raw = record.content_stream().read(limits.bytes + 1)
    address = clean_address(str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"))
    content_type = str(record.http_headers.get_header("Content-Type") if record.http_headers else "").lower()
    charset = content_type.rpartition("charset=")[2].strip("\"' ") if "charset=" in content_type else ""
    if len(raw) <= limits.bytes:
        with contextlib.suppress(SourceError):
            for document in news_pages(decoded(raw, path, html=True, charset=charset), path, address or None):
                if len(document.text) <= limits.characters:
                    yield replace(document, name=address or document.url or "")
