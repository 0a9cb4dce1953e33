"""PDF: the text layer, its lines by PDFium, put into reading order by `layout`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.reading.document import Document
from explainery.reading.extras import library
from explainery.reading.formats.html import without_headline
from explainery.reading.formats.pdf_layout import SOFT_HYPHEN, Row, laid_out
from explainery.reading.header_lines import Top, person, top_of, without
from explainery.reading.language_tags import tag_of
from explainery.reading.limits import Limits
from explainery.reading.web.addresses import clean_address
from explainery.text import one_line

_NEAR_TOP = 14  # lines of the first page among which byline and date stand
_FOOT = 0.88  # of a page's height: below it stands what is printed at its foot
_PAGES_MOST = 500
_CHARACTERS_MOST = 60_000  # on one page; a broadsheet has a third
_NO_TITLE = re.compile(
    r"^(?:untitled.*|microsoft word - .*|.*\.(?:docx?|indd|qxd|pdf|html?|rtf|odt)|document\d*|about:blank|layout \d+|data:.*|https?://.*)$",
    re.IGNORECASE,
)
_Box = tuple[float, float, float, float]
_Letter = tuple[str, _Box | None]
_BREAKS = "\r\n"
_SOFT = "\x02\ufffe\u00ad"  # PDFium's marks for a hyphen that was put in at a line's end


def read(raw: bytes, path: Path, limits: Limits) -> Iterator[Document]:  # noqa: ARG001 (every reader has the same shape)
    """The article of a PDF. Raises SourceError where it has no text layer, is locked or broken."""
    printed = _opened(raw, path)
    rows, first = _without_top(printed.rows)
    found = laid_out(rows)
    if not any(found.paragraphs):
        raise SourceError("this PDF has no text in it, only pictures, or what stands at the edges of its pages", file=path,
                          hint="Run it through text recognition (OCR) and add what comes out")  # fmt: skip
    headline = found.title or _stated_title(printed.title)
    text = without_headline("\n\n".join(found.paragraphs), headline)
    top = top_of(text)
    yield Document(
        text=without(text, top.lines).strip("\n"),
        title=headline,
        author=first.author or top.author or person(printed.author),
        published=first.published or top.published,
        modified=first.modified or top.modified,
        publisher=first.publisher or top.publisher,
        url=clean_address(first.url or top.url or "") or next(filter(None, map(_printed_address, printed.rows)), None),
        language=printed.language,
    )


@dataclass(frozen=True, slots=True)
class _Printed:
    """What a PDF holds: the lines of its pages, and the properties that it states."""

    rows: list[Row]
    title: str
    author: str
    language: str | None


def _opened(raw: bytes, path: Path) -> _Printed:
    """What PDFium finds in a file. Raises SourceError where it is locked or broken."""
    pdfium = library("pypdfium2", "pdf", "a PDF", path)
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise SourceError("this PDF is locked with a password" if locked else "this PDF is broken", file=path,
                          hint="Save it again without one" if locked else "Fetch or save it again, whole") from None  # fmt: skip
    try:
        numbers = range(min(len(document), _PAGES_MOST))
        rows = [row for number in numbers for row in _rows(pdfium, document, number, path)]
        title, author = _property(document, "Title"), _property(document, "Author")
        return _Printed(rows, title, author, _language(pdfium.raw, document))
    finally:
        document.close()


def _without_top(rows: list[Row]) -> tuple[list[Row], Top]:
    """The lines without those near the top of the first page that are a byline, a date or a source, and what these say.

    They are looked for line by line: set as the body is, they would be joined to its first paragraph.
    """
    near = sorted(rows, key=lambda r: (r.page, r.top, r.left))[:_NEAR_TOP]
    top = top_of("\n".join(r.text for r in near))
    return [r for r in rows if r not in {near[i] for i in top.lines}], top


def _printed_address(row: Row) -> str | None:
    """The address that a browser prints at the foot of a page."""
    found = re.match(r"(https?://\S+)(?:\s+\d{1,4}/\d{1,4})?$", row.text)
    return clean_address(found[1]) or None if found and row.bottom > _FOOT * row.page_height else None


def _language(raw: Any, document: Any) -> str | None:  # noqa: ANN401 (the library is optional)
    """The language that the document's catalogue states."""
    if not hasattr(raw, "FPDFCatalog_GetLanguage"):
        return None
    buffer = (raw.FPDF_WCHAR * 32)()
    size = raw.FPDFCatalog_GetLanguage(document, buffer, 64)
    return tag_of("".join(chr(c) for c in buffer[: max(0, size // 2 - 1)])) if 0 < size <= 64 else None  # noqa: PLR2004 (bytes)


def _property(document: Any, name: str) -> str:  # noqa: ANN401 (the library is optional)
    """A property of the document on one line; empty where it is missing or not the text that it should be."""
    try:
        return one_line(document.get_metadata_value(name))
    except UnicodeDecodeError:
        return ""


def _stated_title(title: str) -> str | None:
    """The title in the document's properties, if a person gave it."""
    return title if title and not _NO_TITLE.match(title) else None


def _rows(pdfium: Any, document: Any, number: int, path: Path) -> Iterator[Row]:  # noqa: ANN401 (the library is optional)
    """The lines of a page, in the order of the file."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        raise SourceError(
            f"page {number + 1} of this PDF is broken", file=path, hint="Fetch or save it again, whole"
        ) from None
    width, height = page.get_size()
    line: list[_Letter] = []
    for letter, box in [*_letters(pdfium.raw, text), ("\n", None)]:
        if letter not in _BREAKS and not _jumps(line, box):
            line.append((letter, box))
            continue
        yield from _row(line, number, height, width)
        line = [(letter, box)] if letter not in _BREAKS else []
    text.close()
    page.close()


def _letters(raw: Any, text: Any) -> Iterator[_Letter]:  # noqa: ANN401 (the library is optional)
    """Each letter with its box in points from the page's lower left; those that PDFium put in (blanks) have none."""
    box = raw.FS_RECTF()
    for i in range(min(text.count_chars(), _CHARACTERS_MOST)):
        letter = chr(raw.FPDFText_GetUnicode(text, i) & 0x1FFFFF or 32)
        made = raw.FPDFText_IsGenerated(text, i) == 1 or not raw.FPDFText_GetLooseCharBox(text, i, box)
        if letter in _SOFT or raw.FPDFText_IsHyphen(text, i) == 1:
            letter = SOFT_HYPHEN
        sides = (box.left, box.bottom, box.right, box.top)
        yield letter, None if made or not all(map(math.isfinite, sides)) else sides


def _jumps(line: list[_Letter], box: _Box | None) -> bool:
    """Whether a letter stands far from the line before it: another line, or another column at the same height."""
    last = next((b for _, b in reversed(line) if b), None)
    if not last or not box:
        return False
    size = max(last[3] - last[1], box[3] - box[1], 1.0)
    return bool(box[0] - last[2] > 3 * size or box[0] < last[0] - 3 * size or abs(box[1] - last[1]) > 1.5 * size)


def _row(line: list[_Letter], number: int, height: float, width: float) -> Iterator[Row]:
    boxes = [b for letter, b in line if b and letter.strip()]
    units = "".join(letter for letter, _ in line)  # of a letter outside the Basic Plane PDFium gives two halves
    words = one_line(units.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if boxes and words:
        tall = sorted(b[3] - b[1] for b in boxes)
        yield Row(
            text=words,
            page=number,
            left=min(b[0] for b in boxes),
            right=max(b[2] for b in boxes),
            top=height - max(b[3] for b in boxes),
            bottom=height - min(b[1] for b in boxes),
            size=tall[int(0.8 * (len(tall) - 1))],
            page_height=height,
            page_width=width,
        )
