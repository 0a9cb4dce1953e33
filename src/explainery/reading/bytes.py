"""Bytes become text, or an error that says which encodings were tried."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from explainery.errors import SourceError

MOST_BYTES = 20_000_000  # a news article is a thousandth of this; more is a mistake
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises SourceError where it cannot be read, is too large, or is not text."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SourceError(
                f"this file has {size:,} bytes, more than the {MOST_BYTES:,} an article may have",
                file=path,
                hint="Take the article out of it and add that",
            )
        raw = path.read_bytes()
    except IsADirectoryError:
        raise SourceError("this is a folder, not an article", file=path) from None
    except OSError as error:
        raise SourceError(f"cannot read this file ({error.strerror})", file=path) from None
    kind = next((name for magic, name in _MAGIC if raw.startswith(magic)), None)
    if kind:
        raise SourceError(f"this is {kind}, not text", file=path, hint="Save the article as .txt, .md or .html")
    return raw


def decoded(raw: bytes, path: Path, *, html: bool = False) -> str:
    """The text of `raw`, its line ends as line feeds.

    Encodings are tried in this order: the one a byte order mark names, the one an HTML page declares, UTF-8.
    None is guessed: a wrong guess would put wrong letters on every page.
    """
    tried = _encodings(raw, html=html)
    for encoding in tried:
        try:
            text = raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\0" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    if b"\0" in raw:
        raise SourceError("this is a binary file, not text", file=path, hint="Save the article as .txt, .md or .html")
    line = raw[: _first_bad_byte(raw)].count(b"\n") + 1
    raise SourceError(
        f"the text is in another encoding than {' or '.join(tried)}, which were tried",
        file=path,
        line=line,
        hint="Open it in an editor and save it as UTF-8",
    )


def _encodings(raw: bytes, *, html: bool) -> list[str]:
    marked = [name for mark, name in _MARKS if raw.startswith(mark)][:1]
    declared = _CHARSET.search(raw[:4096]) if html else None
    named = [declared[1].decode("ascii", "replace").lower()] if declared else []
    return marked or list(dict.fromkeys([*named, "utf-8"]))


def _first_bad_byte(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
