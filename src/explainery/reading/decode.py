"""Bytes become text, or an error that says which encodings were tried."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from explainery.errors import SourceError
from explainery.reading.limits import Limits

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
_KNOWN = re.compile(r"utf-?8|utf-?16(?:[lb]e)?|iso-?8859-\d{1,2}|windows-?\d{3,4}|cp\d{3,4}|koi8-[ru]|gb(?:k|2312|18030)|big5(?:-?hkscs)?|shift[_-]?jis|"
                    r"x-sjis|euc-(?:jp|kr)|iso-2022-jp|tis-620|latin-?1|us-ascii|ascii|ks_c_5601-1987|mac(?:intosh|-?roman)", re.IGNORECASE)  # fmt: skip
# What browsers take these names for (WHATWG Encoding Standard, 4.2): the superset that is in fact used.
_MEANT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "macintosh": "mac-roman", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
_STATEFUL = {"iso-2022-jp"}  # its bytes are valid ASCII, so the declaration comes first
_BAD_MOST = 1_000  # one broken character in so many is a slip of the publisher, shown as such


def read_bytes(path: Path, limits: Limits = Limits()) -> bytes:
    """The file's bytes. Raises SourceError where it cannot be read or is too large."""
    try:
        size = path.stat().st_size
        check_size(size, path, limits)
        return path.read_bytes()
    except IsADirectoryError:
        raise SourceError("this is a folder, not an article", file=path) from None
    except OSError as error:
        raise SourceError(f"cannot read this file ({error.strerror})", file=path) from None


def check_size(size: int, path: Path, limits: Limits) -> None:
    """Raise SourceError for a file that is larger than the limit for one article."""
    if size > limits.bytes:
        raise SourceError(
            f"this file has {size:,} bytes, more than the {limits.bytes:,} that are read",
            file=path,
            hint="Take the article out of it and add that; `megabytes` in .explainery/settings.yml raises the limit",
        )


def decoded(raw: bytes, path: Path, *, html: bool = False, charset: str = "") -> str:
    """The text of `raw`, its line ends as line feeds.

    Encodings are tried in this order: the one that a byte order mark names, UTF-8, the one that a page (or its
    server, as `charset`) declares. None is guessed: a wrong guess would put wrong letters on every page. Of a web
    page a few broken characters are shown as broken, as browsers do.
    """
    tried = _encodings(raw, charset, html=html)
    for encoding in tried:
        try:
            text = raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        return _lines(text, path)
    if html and tried != ["utf-16"]:
        text = raw.decode(tried[-1], "replace")
        if text.count("\ufffd") <= len(text) / _BAD_MOST:
            return _lines(text, path)
    if b"\0" in raw:
        raise SourceError("this is a binary file, not text", file=path, hint="Save the article as .txt, .md or .html")
    line = raw[: _first_bad_byte(raw)].count(b"\n") + 1
    raise SourceError(
        f"the text is not in {' or '.join(tried)}, and it does not say which encoding it has",
        file=path,
        line=line,
        hint=f"Save it as UTF-8 in an editor, or write the encoding into {path.name}.yml, such as  charset: windows-1252",
    )


def _lines(text: str, path: Path) -> str:
    if "\0" in text:
        raise SourceError("this is a binary file, not text", file=path, hint="Save the article as .txt, .md or .html")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encodings(raw: bytes, charset: str, *, html: bool) -> list[str]:
    marked = [name for mark, name in _MARKS if raw.startswith(mark)][:1]
    found = _DECLARED.search(raw[:8192]) if html else None
    declared = [charset.lower(), found[1].decode("ascii", "replace").lower() if found else ""]
    named = [_MEANT.get(n, n) for n in declared if _KNOWN.fullmatch(n) and _is_codec(_MEANT.get(n, n))]
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
