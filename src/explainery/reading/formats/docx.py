"""Word documents: the paragraphs of the body, read by python-docx."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from explainery.errors import SourceError
from explainery.patterns import regex
from explainery.reading.document import Document
from explainery.reading.extras import library
from explainery.reading.formats.plain import headline
from explainery.reading.header_lines import header_lines_of, person, without_lines
from explainery.reading.language_tags import tag_of
from explainery.reading.limits import DOCX_ENTRIES, DOCX_EXPANSION, ReadingLimits
from explainery.reading.web.markup import check_depth, name_of
from explainery.text import one_line

_BROKEN = (KeyError, ValueError, AttributeError, IndexError, TypeError, EOFError, NotImplementedError, zlib.error,
           zipfile.BadZipFile, etree.XMLSyntaxError)  # fmt: skip
_DROPPED = frozenset(
    {"del", "movefrom", "fallback", "txbxcontent", "footnotereference", "instrtext", "pict", "drawing"}
)
_TITLES = ("title", "heading 1")
_NOT_BODY = regex(r"^(?:title|subtitle|caption|header|footer|toc|table of|footnote|endnote)", re.IGNORECASE)


def read(raw: bytes, path: Path, limits: ReadingLimits) -> Iterator[Document]:
    """Read the article of a Word document. Raises SourceError where it is broken or unpacks to too much."""
    docx = library("docx", "docx", "a Word document", path)
    try:
        _check_size(raw, path, limits)
        document = docx.Document(io.BytesIO(raw))
        check_depth(document.element, path)
        rows = [row for row in _rows(document) if row[1]]
        stated = document.core_properties
        author, name = one_line(stated.author or ""), one_line(stated.title or "")
        language = _language(document) or one_line(stated.language or "")
    except (*_BROKEN, docx.opc.exceptions.OpcError) as error:
        raise SourceError(f"this Word document is broken ({one_line(str(error))[:80]})", file=path,
                          hint="Open it in a word processor and save it again") from None  # fmt: skip
    head = next((words for style, words in rows[:4] if style.startswith(_TITLES)), None)
    text = "\n\n".join(words for style, words in rows if words != head and not _NOT_BODY.match(style))
    title = head or name or headline(f"{text}\n")
    top = header_lines_of(text)
    yield Document(
        text=without_lines(text, top.numbers).strip("\n"),
        title=title,
        author=top.author or person(author),
        published=top.published,
        modified=top.modified,
        language=tag_of(language),
    )


def _language(document: Any) -> str:  # noqa: ANN401 (the library is optional)
    """The language in the document's styles; "" where they state none."""
    languages = [
        e.get(k) for e in document.styles.element.iter() if name_of(e) == "lang" for k in e.attrib if k.endswith("}val")
    ]
    return next((value for value in languages if value), "")


def _rows(document: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (the library is optional)
    """The style and words of each paragraph of the body; a table's row is a line with bars between cells."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = [one_line(" ".join(_words(p) for p in cell.paragraphs)) for cell in row.cells]
                yield "table", f"| {' | '.join(cells)} |"
            continue
        style = (block.style.name if block.style is not None else "") or ""
        listed = style.lower().startswith("list") or block._p.find(".//{*}numPr") is not None  # noqa: SLF001 (there is no public way to it)
        words = _words(block)
        yield style.lower(), f"- {words}" if listed and words else words


def _words(paragraph: Any) -> str:  # noqa: ANN401 (the library is optional)
    """A paragraph's words, with insertions that await review and without deletions."""
    parts: list[str] = []
    stack = [paragraph._p]  # noqa: SLF001 (the library's own text leaves insertions out)
    while stack:
        element = stack.pop()
        name = name_of(element)
        if name in _DROPPED or (name == "r" and element.find("{*}rPr/{*}vanish") is not None):
            continue
        if name == "t":
            parts.append(element.text or "")
        elif name in {"tab", "br", "cr"}:
            parts.append(" ")
        stack.extend(reversed(element))
    return one_line("".join(parts))


def _check_size(raw: bytes, path: Path, limits: ReadingLimits) -> None:
    """Raise SourceError for a zip bomb: a document that unpacks to far more than `limits.bytes`."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
    if len(entries) > DOCX_ENTRIES or sum(e.file_size for e in entries) > DOCX_EXPANSION * limits.bytes:
        raise SourceError("this Word document unpacks to far more than an article", file=path,
                          hint="Save the text alone, without pictures")  # fmt: skip
