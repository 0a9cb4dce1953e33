"""Decode bytes into text, or raise an error that names the encodings that were tried."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from explainery.errors import SourceError
from explainery.patterns import regex
from explainery.reading.limits import CHARSET_BYTES, ReadingLimits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,80}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
# Declared names that are trusted: encodings of text, but none of Python's other codecs (rot13, punycode, zlib ...).
_TRUSTED = regex(
    r"""
      utf-?8 | utf-?16(?:[lb]e)?                                                # Unicode
    | iso-?8859-\d{1,2} | latin-?1 | us-ascii | ascii                           # ISO 8859 and its first half
    | windows-?\d{3,4} | cp\d{3,4} | mac(?:intosh|-?roman)                      # Windows, DOS and Macintosh
    | koi8-[ru]                                                                 # Cyrillic
    | gb(?:k|2312|18030) | big5(?:-?hkscs)?                                     # Chinese
    | shift[_-]?jis | x-sjis | euc-(?:jp|kr) | iso-2022-jp | ks_c_5601-1987      # Japanese and Korean
    | tis-620                                                                   # Thai
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The supersets that browsers decode with under these names (WHATWG Encoding Standard, 4.2).
_SUPERSETS = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "macintosh": "mac-roman", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
_STATEFUL = {"iso-2022-jp"}  # its bytes are valid UTF-8, so the declaration is tried first
_BROKEN_LEAST = 3  # characters of a short web page that may be broken; by taste
_BROKEN_SHARE = 1_000  # characters of a web page; by taste: one broken one in so many is shown as broken


def read_bytes(path: Path, limits: ReadingLimits = ReadingLimits()) -> bytes:
    """Read a file's bytes. Raises SourceError where it is too large or cannot be read."""
    try:
        size = path.stat().st_size
        check_size(size, path, limits)
        return path.read_bytes()
    except IsADirectoryError:
        raise SourceError("this is a folder, not an article", file=path, hint="Name a file in it") from None
    except OSError as error:
        raise SourceError(f"cannot read this file ({error.strerror})", file=path) from None


def check_size(size: int, path: Path, limits: ReadingLimits) -> None:
    """Raise SourceError for a file of more than `limits.bytes` bytes."""
    if size > limits.bytes:
        raise SourceError(
            f"this file has {size:,} bytes, more than the limit of {limits.bytes:,}",
            file=path,
            hint="Save the article alone and add that; `megabytes` in .explainery/settings.yml raises the limit",
        )


def decoded(raw: bytes, path: Path, *, html: bool = False, charset: str = "") -> str:
    """Decode `raw`, with line feeds as line ends.

    A byte order mark decides the encoding. Otherwise UTF-8 is tried, then `charset`, then the encoding that the page
    declares. None is guessed: a wrong guess would put wrong letters on every page.

    Args:
        raw: the bytes.
        path: the file, for errors.
        html: whether this is a web page, which may declare its encoding. A few broken characters in it are shown as
            broken, as browsers do.
        charset: the encoding that a server or a sidecar states, if any.

    Raises:
        SourceError: no encoding fits, with the line of the first broken byte; or the bytes are not text.
    """
    tried = _encodings(raw, charset, html=html)
    for encoding in tried:
        try:
            text = raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        return _with_line_feeds(text, path)
    if html and tried != ["utf-16"]:
        text = raw.decode(tried[-1], "replace")
        if text.count("\ufffd") <= max(_BROKEN_LEAST, len(text) / _BROKEN_SHARE):
            return _with_line_feeds(text, path)
    if b"\0" in raw:
        raise SourceError("this is a binary file, not text", file=path, hint="Save the article as .txt, .md or .html")
    bad = _first_bad_byte(raw)
    raise SourceError(
        f"the encoding of this text is not {' or '.join(tried)}: the byte 0x{raw[bad]:02x} does not fit",
        file=path,
        line=raw[:bad].count(b"\n") + 1,
        hint=f"Save it as UTF-8 in an editor, or write its encoding into {path.name}.yml, such as  charset: windows-1252",
    )


def _with_line_feeds(text: str, path: Path) -> str:
    if "\0" in text:
        raise SourceError("this is a binary file, not text", file=path, hint="Save the article as .txt, .md or .html")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encodings(raw: bytes, charset: str, *, html: bool) -> list[str]:
    marked = [name for mark, name in _MARKS if raw.startswith(mark)][:1]
    """The encodings to try, in order."""
    match = _DECLARED.search(raw[:CHARSET_BYTES]) if html else None
    declared = [charset.lower(), match[1].decode("ascii", "replace").lower() if match else ""]
    named = [_SUPERSETS.get(n, n) for n in declared if _TRUSTED.fullmatch(n) and _is_codec(_SUPERSETS.get(n, n))]
    order = [*named, "utf-8"] if _STATEFUL & set(named) else ["utf-8", *named]
    return marked or list(dict.fromkeys(order))


def _is_codec(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _first_bad_byte(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
