"""Web archives (WARC, WACZ): each news page of a crawl, one at a time, by warcio."""

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
from explainery.reading.limits import Limits
from explainery.reading.web.addresses import clean_address

_PAGES = ("text/html", "application/xhtml+xml")
_OK = "200"
# What warcio and zipfile raise where lengths, fields or compressed bytes are not what they should be.
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


def read(path: Path, limits: Limits, tick: Callable[[], object]) -> Iterator[Document]:
    """The news pages of an archive, each address once. Raises SourceError where it is broken or has none."""
    size = path.stat().st_size
    if size > limits.archive_bytes:
        raise SourceError(f"this archive has {size:,} bytes, more than the {limits.archive_bytes:,} that are read", file=path,
                          hint="`archive_megabytes` in .explainery/settings.yml raises the limit")  # fmt: skip
    library("warcio", "warc", "a web archive", path)
    seen: set[int] = set()  # hashes: an archive has more addresses than may be kept
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
            "this archive has no news page",
            file=path,
            hint="Pages count that say they are articles, or when they were published",
        )


def _streams(path: Path) -> Iterator[IO[bytes]]:
    """The WARC files in the file: itself, or those in the folder `archive` of a WACZ."""
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
            f"this archive is broken ({str(error)[:80]})", file=path, hint="Fetch or write it again, whole"
        ) from None


def _pages(stream: IO[bytes], path: Path, limits: Limits, tick: Callable[[], object]) -> Iterator[Document]:
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
            raise EOFError("its last record is not whole")
    except (ArchiveLoadFailed, *_BROKEN) as error:
        raise SourceError(f"this archive is broken or breaks off ({str(error)[:80]})", file=path,
                          hint="Fetch or write it again, whole") from None  # fmt: skip


def _is_whole(record: Any, unpacking: Any) -> bool:  # noqa: ANN401 (the library has no types)
    """Whether a record, read to its end, had its whole length, and its compression an end: warcio takes any end for one."""
    missing = getattr(record.raw_stream, "limit", 0) if record is not None else 0
    return not missing and (unpacking is None or unpacking.eof)


def _is_page(record: Any) -> bool:  # noqa: ANN401 (the library has no types)
    """Whether a record is a web page as a server sent it, or as somebody stored it."""
    if record.rec_type == "resource":
        return str(record.rec_headers.get_header("Content-Type") or "").startswith(_PAGES)
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return False
    return headers.get_statuscode() == _OK and str(headers.get_header("Content-Type") or "").lower().startswith(_PAGES)


def _articles(record: Any, path: Path, limits: Limits) -> Iterator[Document]:  # noqa: ANN401 (the library has no types)
    """The article of a page; a page that cannot be read is left out, as a picture is."""
    raw = record.content_stream().read(limits.bytes + 1)
    address = clean_address(str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"))
    kind = str(record.http_headers.get_header("Content-Type") if record.http_headers else "")
    charset = kind.lower().rpartition("charset=")[2].strip("\"' ") if "charset=" in kind.lower() else ""
    if len(raw) <= limits.bytes:
        with contextlib.suppress(SourceError):
            for document in news_pages(decoded(raw, path, html=True, charset=charset), path, address or None):
                if len(document.text) <= limits.characters:
                    yield replace(document, name=address or document.url or "")
