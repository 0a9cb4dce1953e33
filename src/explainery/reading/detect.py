"""What a file is, by what it holds; its name decides only where the content leaves it open."""

from __future__ import annotations

import re
import stat
import zlib
from enum import StrEnum
from pathlib import Path

from explainery.errors import SourceError

_ENTRIES_MOST = 20_000  # of a zip archive; a large web archive has a dozen, a document a hundred
HEAD = 65_536  # bytes of a file that are looked at


class Kind(StrEnum):
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
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML, ".mhtml": Kind.MHTML, ".mht": Kind.MHTML,
    ".eml": Kind.MAIL, ".pdf": Kind.PDF, ".docx": Kind.DOCX, ".rss": Kind.FEED, ".atom": Kind.FEED,
    ".xml": Kind.NEWS_XML, ".json": Kind.NEWS_JSON, ".jsonld": Kind.NEWS_JSON,
    ".warc": Kind.WARC, ".gz": Kind.WARC, ".wacz": Kind.WACZ,
}  # fmt: skip
ARCHIVES = frozenset({Kind.WARC, Kind.WACZ})
PLAIN = frozenset({Kind.TEXT, Kind.MARKDOWN})
WITH_FRONT_MATTER = frozenset({Kind.TEXT, Kind.MARKDOWN, Kind.HTML})  # the others have it in a file beside them

_OTHER = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"RIFF", "a picture or sound"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"ID3", "sound"), (b"OggS", "sound"), (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc)"), (b"{\\rtf", "a document in RTF"), (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"\xfd7zXZ", "an xz archive"), (b"SQLite format 3", "a database"),
)  # fmt: skip
_MAIL_FIELD = re.compile(r"^(from|to|subject|date|mime-version|received|return-path|message-id|content-type|delivered-to|list-id|"
                         r"snapshot-content-location|x-[\w-]+|dkim-signature|reply-to|content-transfer-encoding):", re.IGNORECASE | re.MULTILINE)  # fmt: skip
_MAIL_SURE = {"from", "mime-version", "received", "return-path", "message-id", "delivered-to"}
_ELEMENT = re.compile(r"<([\w:.-]+)")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\])?[^>]*>", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|main|div|p|meta|title|h1|table)\b", re.IGNORECASE)
_FEEDS = {"rss", "feed", "rdf"}
_NEWS = {"nitf", "newsitem", "newsmessage", "packageitem", "knowledgeitem", "newsml"}
_DOCUMENTS = {".doc", ".rtf", ".odt", ".pages", ".wpd", ".epub", ".zip"}  # meant as articles, though nothing reads them
_HINT = "Save the article as .txt, .md, .html, .docx or .pdf and add that"


def kind_at(path: Path) -> Kind:
    """The kind of the file at `path`. Raises SourceError for what holds no article."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise SourceError("this is not a file but a device or a pipe", file=path)
        with path.open("rb") as file:
            head = file.read(HEAD)
    except IsADirectoryError:
        raise SourceError("this is a folder, not an article", file=path) from None
    except OSError as error:
        raise SourceError(f"cannot read this file ({error.strerror})", file=path) from None
    return _zipped(path) if head.startswith(b"PK\x03\x04") else kind_of(head, path)


def kind_of(head: bytes, path: Path) -> Kind:
    """The kind of a file that is no zip archive, by its first bytes. Raises SourceError."""
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(head, path)
    # "MZ" and "Rar!" may begin a text, too; what they name has bytes that no text has.
    binary = b"\0" in head[:512]
    other = next(
        (n for magic, n in _OTHER if head.startswith(magic) and (binary or magic == b"{\\rtf" or not magic.isascii())),
        None,
    )
    if other:
        raise SourceError(f"this is {other}, not an article", file=path, hint=_HINT)
    return _by_text(_as_text(head), ENDINGS.get(path.suffix.lower()))


def beside(path: Path) -> Path:
    """The file that holds the front matter of a file which can hold none: `report.pdf` has `report.pdf.yml`."""
    return path.with_name(f"{path.name}.yml")


def is_article_file(path: Path) -> bool:
    """Whether a file of a story's folder is meant as an article: by its ending, or else by what it holds."""
    if path.name[0] in "._" or path.name == "story.yml" or path.name.endswith(".yml"):
        return False
    if path.suffix.lower() in ENDINGS or path.suffix.lower() in _DOCUMENTS:
        return True
    try:
        return kind_at(path) not in PLAIN or not path.suffix
    except SourceError:
        return False


def _by_text(text: str, named: Kind | None) -> Kind:
    """The kind of a text; front matter does not count, unless it says that this is text."""
    if re.match(r"---[ \t]*\n(?:[^\n]+\n)*?format:[ \t]*\"?text\"?[ \t]*\n", text):
        return Kind.TEXT
    text = re.sub(r"\A---[ \t]*\n.*?^---[ \t]*(?:\n|\Z)", "", text, count=1, flags=re.DOTALL | re.MULTILINE).lstrip()
    if text[:1] == "<":
        return _marked_up(text, named)
    if text[:1] in "{[" and (named is Kind.NEWS_JSON or _is_json(text)):
        return Kind.NEWS_JSON
    mail = _mail(text)
    if mail:
        return mail
    if named in {Kind.HTML, Kind.MARKDOWN}:
        return named
    return Kind.TEXT


def _is_json(text: str) -> bool:
    return re.match(r"\{\s*(?:\"(?:[^\"\\]|\\.)*\"\s*:|\})|\[\s*(?:\{|\[|\])", text) is not None


def _marked_up(text: str, named: Kind | None) -> Kind:
    rest = _past_prolog(text)
    root = _ELEMENT.match(rest)
    name = root[1].lower().rpartition(":")[2] if root else ""
    if name in _FEEDS:
        return Kind.FEED
    if name in _NEWS:
        return Kind.NEWS_XML
    whole = name in {"html", "head", "body"} or re.search(
        r"<!doctype\s+html", text[: len(text) - len(rest)], re.IGNORECASE
    )
    if whole or (named not in PLAIN and _HTML.search(text)):
        return Kind.HTML
    if named not in PLAIN and (text.startswith("<?xml") or named is Kind.NEWS_XML):
        return Kind.NEWS_XML
    return named or Kind.TEXT


def _past_prolog(text: str) -> str:
    """What follows declarations, comments and the document type."""
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
        if end < 3:  # noqa: PLR2004 (nothing of these, or one that is never closed)
            return text
        text = text[end:]


def _mail(text: str) -> Kind | None:
    """A mail or a page saved as one: the text begins with fields that only mail has."""
    top = re.split(r"\n\s*\n", text[:20_000], maxsplit=1)[0]
    fields = {f.lower() for f in _MAIL_FIELD.findall(top)}
    if not re.match(r"[\w-]+:[ \t]", top) or not fields & _MAIL_SURE or len(fields) < 2:  # noqa: PLR2004 (one is a word and a colon)
        return None
    saved = "snapshot-content-location" in fields or re.search(
        r"^content-type:\s*multipart/related", top, re.IGNORECASE | re.MULTILINE
    )
    return Kind.MHTML if saved else Kind.MAIL


def _as_text(head: bytes) -> str:
    """The first bytes as text, as far as telling formats apart needs it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").lstrip("\ufeff")
    return head.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _gzipped(head: bytes, path: Path) -> Kind:
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
    except zlib.error:
        start = b""
    if start.startswith(b"WARC/"):
        return Kind.WARC
    raise SourceError("this is a gzip archive, not an article", file=path, hint="Unpack it and add what is in it")


def _zipped(path: Path) -> Kind:
    import zipfile  # noqa: PLC0415 (few stories have such a file, and it imports every kind of compression)

    try:
        _check_entries(path)
        with zipfile.ZipFile(path) as archive:
            return _kind_in(archive.namelist(), path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise SourceError("this zip archive is broken", file=path, hint="Fetch or save it again") from None


def _check_entries(path: Path) -> None:
    """Raise SourceError for an archive with absurdly many entries, before anything makes a list of them."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - HEAD - 22))
        end = file.read()
    place = end.rfind(b"PK\x05\x06")
    if place >= 0 and int.from_bytes(end[place + 10 : place + 12], "little") > _ENTRIES_MOST:
        raise SourceError("this zip archive has more entries than a document", file=path, hint=_HINT)


def _kind_in(names: list[str], path: Path) -> Kind:
    if "word/document.xml" in names:
        return Kind.DOCX
    if any(n.startswith("archive/") and n.endswith((".warc", ".warc.gz")) for n in names):
        return Kind.WACZ
    what = (
        "an office document of another kind"
        if "[Content_Types].xml" in names or "mimetype" in names
        else "a zip archive"
    )
    raise SourceError(f"this is {what}, not an article", file=path, hint=_HINT)
