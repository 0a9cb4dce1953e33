"""Detect a file's format from its content; the name decides only where the content leaves it open."""

from __future__ import annotations

import re
import stat
import zlib
from enum import StrEnum
from pathlib import Path

from explainery.errors import SourceError
from explainery.patterns import regex
from explainery.reading.limits import DETECTION_BYTES, ZIP_ENTRIES


class Format(StrEnum):
    """A format that can be read."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "a web page"
    MHTML = "a web page saved as MHTML"
    MAIL = "an e-mail"
    PDF = "a PDF"
    DOCX = "a Word document"
    FEED = "a feed"
    NEWS_XML = "agency news as XML"
    NEWS_JSON = "agency news as JSON"
    WARC = "a web archive (WARC)"
    WACZ = "a web archive (WACZ)"


ENDINGS = {
    ".txt": Format.TEXT, ".text": Format.TEXT, ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN,
    ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML, ".mhtml": Format.MHTML, ".mht": Format.MHTML,
    ".eml": Format.MAIL, ".pdf": Format.PDF, ".docx": Format.DOCX, ".rss": Format.FEED, ".atom": Format.FEED,
    ".xml": Format.NEWS_XML, ".json": Format.NEWS_JSON, ".jsonld": Format.NEWS_JSON,
    ".warc": Format.WARC, ".gz": Format.WARC, ".wacz": Format.WACZ,
}  # fmt: skip
ARCHIVES = frozenset({Format.WARC, Format.WACZ})
PLAIN = frozenset({Format.TEXT, Format.MARKDOWN})
WITH_FRONT_MATTER = frozenset({Format.TEXT, Format.MARKDOWN, Format.HTML})  # the others have theirs in a sidecar

# The first bytes of formats that cannot be read, and their names.
_UNREADABLE = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"RIFF", "a picture or sound"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"ID3", "sound"), (b"OggS", "sound"), (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc)"), (b"{\\rtf", "a document in RTF"), (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"\xfd7zXZ", "an xz archive"), (b"SQLite format 3", "a database"),
)  # fmt: skip
_MAIL_FIELD = regex(r"^(from|to|subject|date|mime-version|received|return-path|message-id|content-type|delivered-to|list-id|"
                         r"snapshot-content-location|x-[\w-]+|dkim-signature|reply-to|content-transfer-encoding):", re.IGNORECASE | re.MULTILINE)  # fmt: skip
_MAIL_SURE = {"from", "mime-version", "received", "return-path", "message-id", "delivered-to"}
_ELEMENT = regex(r"<([\w:.-]+)")
_DOCTYPE = regex(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\])?[^>]*>", re.IGNORECASE)
_HTML = regex(r"<(?:!doctype html|html|head|body|article|main|div|p|meta|title|h1|table)\b", re.IGNORECASE)
_FEEDS = {"rss", "feed", "rdf"}
_NEWS = {"nitf", "newsitem", "newsmessage", "packageitem", "knowledgeitem", "newsml"}
_DOCUMENTS = {".doc", ".rtf", ".odt", ".pages", ".wpd", ".epub", ".zip"}  # meant as articles, but not supported
_HINT = "Save the article as .txt, .md, .html, .docx or .pdf and add that"


def format_at(path: Path) -> Format:
    """The format of the file at `path`.

    Raises:
        SourceError: the file cannot be read, or is of a format that cannot contain an article.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise SourceError("this is a device or a pipe, not a file", file=path)
        with path.open("rb") as file:
            head = file.read(DETECTION_BYTES)
    except IsADirectoryError:
        raise SourceError("this is a folder, not an article", file=path, hint="Name a file in it") from None
    except OSError as error:
        raise SourceError(f"cannot read this file ({error.strerror})", file=path) from None
    return _format_of_zip(path) if head.startswith(b"PK\x03\x04") else format_of(head, path)


def format_of(head: bytes, path: Path) -> Format:
    """The format of a file that is not a zip archive.

    Args:
        head: the first bytes of the file.
        path: the file, for its ending and for errors; it is not opened.

    Raises:
        SourceError: the file is of a format that cannot contain an article.
    """
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return Format.PDF
    if head.startswith(b"WARC/"):
        return Format.WARC
    if head.startswith(b"\x1f\x8b"):
        return _format_of_gzip(head, path)
    # "MZ" and "Rar!" may also begin a text, but then no NUL byte follows.
    binary = b"\0" in head[:512]
    unreadable = next(
        (
            name
            for magic, name in _UNREADABLE
            if head.startswith(magic) and (binary or magic == b"{\\rtf" or not magic.isascii())
        ),
        None,
    )
    if unreadable:
        raise SourceError(f"this is {unreadable}, not an article", file=path, hint=_HINT)
    return _format_of_text(_as_text(head), ENDINGS.get(path.suffix.lower()))


def is_article_file(path: Path) -> bool:
    """Whether a file in a story's folder is meant as an article, by its ending or else by its content."""
    if path.name[0] in "._" or path.name == "story.yml" or path.name.endswith(".yml"):
        return False
    if path.suffix.lower() in ENDINGS or path.suffix.lower() in _DOCUMENTS:
        return True
    try:
        return format_at(path) not in PLAIN or not path.suffix
    except SourceError:
        return False


def _format_of_text(text: str, named: Format | None) -> Format:
    """The format of a text below its front matter, which may state `format: text`; `named` is what the ending says."""
    if re.match(r"---[ \t]*\n(?:[^\n]+\n)*?format:[ \t]*\"?text\"?[ \t]*\n", text):
        return Format.TEXT
    text = re.sub(r"\A---[ \t]*\n.*?^---[ \t]*(?:\n|\Z)", "", text, count=1, flags=re.DOTALL | re.MULTILINE).lstrip()
    if text[:1] == "<":
        return _format_of_markup(text, named)
    if text[:1] in "{[" and (named is Format.NEWS_JSON or _is_json(text)):
        return Format.NEWS_JSON
    mail = _mail_format(text)
    if mail:
        return mail
    if named in {Format.HTML, Format.MARKDOWN}:
        return named
    return Format.TEXT


def _is_json(text: str) -> bool:
    return re.match(r"\{\s*(?:\"(?:[^\"\\]|\\.)*\"\s*:|\})|\[\s*(?:\{|\[|\])", text) is not None


def _format_of_markup(text: str, named: Format | None) -> Format:
    rest = _past_prolog(text)
    root = _ELEMENT.match(rest)
    name = root[1].lower().rpartition(":")[2] if root else ""
    if name in _FEEDS:
        return Format.FEED
    if name in _NEWS:
        return Format.NEWS_XML
    whole = name in {"html", "head", "body"} or re.search(
        r"<!doctype\s+html", text[: len(text) - len(rest)], re.IGNORECASE
    )
    if whole or (named not in PLAIN and _HTML.search(text)):
        return Format.HTML
    if named not in PLAIN and (text.startswith("<?xml") or named is Format.NEWS_XML):
        return Format.NEWS_XML
    return named or Format.TEXT


def _past_prolog(text: str) -> str:
    """The markup after XML declarations, comments and the document type."""
    while True:
        text = text.lstrip()
        doctype = _DOCTYPE.match(text)
        end = -1
        if text.startswith("<?"):
            end = text.find("?>") + 2
        elif text.startswith("<!--"):
            end = text.find("-->", 4) + 3
        elif doctype:
            end = doctype.end()
        if end < 3:  # noqa: PLR2004 (none of them, or one that is never closed)
            return text
        text = text[end:]


def _mail_format(text: str) -> Format | None:
    """MAIL, or MHTML for a saved page, if the text begins with fields that only mail has; otherwise None."""
    top = re.split(r"\n\s*\n", text[:20_000], maxsplit=1)[0]
    fields = {f.lower() for f in _MAIL_FIELD.findall(top)}
    if not re.match(r"[\w-]+:[ \t]", top) or not fields & _MAIL_SURE or len(fields) < 2:  # noqa: PLR2004 (one may be any word with a colon)
        return None
    saved = "snapshot-content-location" in fields or re.search(
        r"^content-type:\s*multipart/related", top, re.IGNORECASE | re.MULTILINE
    )
    return Format.MHTML if saved else Format.MAIL


def _as_text(head: bytes) -> str:
    """The first bytes as text, decoded well enough to detect a format."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").lstrip("\ufeff")
    return head.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _format_of_gzip(head: bytes, path: Path) -> Format:
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
    except zlib.error:
        start = b""
    if start.startswith(b"WARC/"):
        return Format.WARC
    raise SourceError("this is a gzip archive, not an article", file=path, hint="Unpack it and add the article in it")


def _format_of_zip(path: Path) -> Format:
    import zipfile  # noqa: PLC0415 (few stories have such a file, and it imports every kind of compression)

    try:
        _check_entries(path)
        with zipfile.ZipFile(path) as archive:
            return _format_of_entries(archive.namelist(), path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise SourceError("this zip archive is broken", file=path, hint="Download or save it again") from None


def _check_entries(path: Path) -> None:
    """Raise SourceError for an archive with absurdly many entries, before they are listed: the count is at its end."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - DETECTION_BYTES - 22))
        end = file.read()
    place = end.rfind(b"PK\x05\x06")
    if place >= 0 and int.from_bytes(end[place + 10 : place + 12], "little") > ZIP_ENTRIES:
        raise SourceError(f"this zip archive has more than {ZIP_ENTRIES:,} entries", file=path, hint=_HINT)


def _format_of_entries(names: list[str], path: Path) -> Format:
    if "word/document.xml" in names:
        return Format.DOCX
    if any(n.startswith("archive/") and n.endswith((".warc", ".warc.gz")) for n in names):
        return Format.WACZ
    contents = (
        "an office document of another kind"
        if "[Content_Types].xml" in names or "mimetype" in names
        else "a zip archive"
    )
    raise SourceError(f"this is {contents}, not an article", file=path, hint=_HINT)
