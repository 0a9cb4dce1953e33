"""PDF: the text layer. PDFium finds the lines, and `pdf_layout` puts them into reading order."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from explainery.errors import SourceError
from explainery.patterns import regex
from explainery.reading.document import Document
from explainery.reading.extras import library
from explainery.reading.formats.html import without_headline
from explainery.reading.formats.pdf_layout import SOFT_HYPHEN, PrintedLine, laid_out
from explainery.reading.header_lines import HeaderLines, header_lines_of, person, without_lines
from explainery.reading.language_tags import tag_of
from explainery.reading.limits import PDF_PAGE_CHARACTERS, PDF_PAGES, ReadingLimits
from explainery.reading.web.addresses import clean_address
from explainery.text import one_line

# By taste.
_NEAR_TOP = 14  # lines at the top of the first page in which byline and date may appear
_FOOT = 0.88  # of a page's height: below it, a browser prints the page's address
_NO_TITLE = regex(
    r"^(?:untitled.*|microsoft word - .*|.*\.(?:docx?|indd|qxd|pdf|html?|rtf|odt)|document\d*|about:blank|layout \d+|data:.*|https?://.*)$",
    re.IGNORECASE,
)
_BREAKS = "\r\n"
_SOFT = "\x02\ufffe\u00ad"  # PDFium's marks for a hyphen that breaks a word at a line's end


class _Box(NamedTuple):
    """A letter's box, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


_Letter = tuple[str, _Box | None]  # letters that PDFium inserts (blanks) have no box


def read(raw: bytes, path: Path, limits: ReadingLimits) -> Iterator[Document]:  # noqa: ARG001 (the registry calls every reader with limits)
    """Read the article of a PDF. Raises SourceError where the PDF is broken, locked or without a text layer."""
    printed = _opened(raw, path)
    body, header = _without_header(printed.lines)
    layout = laid_out(body)
    if not any(layout.paragraphs):
        raise SourceError("this PDF has no text, or only at the edges of its pages", file=path,
                          hint="If its pages are pictures, run it through text recognition (OCR) and add the result")  # fmt: skip
    headline = layout.title or _stated_title(printed.title)
    text = without_headline("\n\n".join(layout.paragraphs), headline)
    top = header_lines_of(text)
    yield Document(
        text=without_lines(text, top.numbers).strip("\n"),
        title=headline,
        author=header.author or top.author or person(printed.author),
        published=header.published or top.published,
        modified=header.modified or top.modified,
        publisher=header.publisher or top.publisher,
        url=clean_address(header.url or top.url or "")
        or next(filter(None, map(_printed_address, printed.lines)), None),
        language=printed.language,
    )


@dataclass(frozen=True, slots=True)
class _Printed:
    """The content of a PDF: the lines of its pages, and the properties that it states."""

    lines: list[PrintedLine]
    title: str
    author: str
    language: str | None


def _opened(raw: bytes, path: Path) -> _Printed:
    """Open a PDF with PDFium. Raises SourceError where it is locked or broken."""
    pdfium = library("pypdfium2", "pdf", "a PDF", path)
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise SourceError("this PDF is locked with a password" if locked else "this PDF is broken", file=path,
                          hint="Save it without the password" if locked else "Download or save it again") from None  # fmt: skip
    try:
        numbers = range(min(len(document), PDF_PAGES))
        lines = [line for number in numbers for line in _lines(pdfium, document, number, path)]
        title, author = _property(document, "Title"), _property(document, "Author")
        return _Printed(lines, title, author, _language(pdfium.raw, document))
    finally:
        document.close()


def _without_header(lines: list[PrintedLine]) -> tuple[list[PrintedLine], HeaderLines]:
    """The lines without the header lines near the top of the first page, and the metadata that these state.

    Header lines are often set like the body: later, they would be joined to its first paragraph.
    """
    near_top = sorted(lines, key=lambda line: (line.page, line.top, line.left))[:_NEAR_TOP]
    header = header_lines_of("\n".join(line.text for line in near_top))
    header_lines = {near_top[i] for i in header.numbers}
    return [line for line in lines if line not in header_lines], header


def _printed_address(line: PrintedLine) -> str | None:
    """The address that a browser prints at the foot of a page, if this line is one."""
    match = re.match(r"(https?://\S+)(?:\s+\d{1,4}/\d{1,4})?$", line.text)
    return clean_address(match[1]) or None if match and line.bottom > _FOOT * line.page_height else None


def _language(raw: Any, document: Any) -> str | None:  # noqa: ANN401 (the library is optional)
    """The language that the document's catalogue states, if any."""
    if not hasattr(raw, "FPDFCatalog_GetLanguage"):
        return None
    buffer = (raw.FPDF_WCHAR * 32)()
    size = raw.FPDFCatalog_GetLanguage(document, buffer, 64)
    return tag_of("".join(chr(c) for c in buffer[: max(0, size // 2 - 1)])) if 0 < size <= 64 else None  # noqa: PLR2004 (bytes)


def _property(document: Any, name: str) -> str:  # noqa: ANN401 (the library is optional)
    """A property of the document on one line; "" where it is missing or cannot be decoded."""
    try:
        return one_line(document.get_metadata_value(name))
    except UnicodeDecodeError:
        return ""


def _stated_title(title: str) -> str | None:
    """The title in the document's properties, unless a program made it up."""
    return title if title and not _NO_TITLE.match(title) else None


def _lines(pdfium: Any, document: Any, number: int, path: Path) -> Iterator[PrintedLine]:  # noqa: ANN401 (the library is optional)
    """The lines of a page, in the order of the file."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        raise SourceError(
            f"page {number + 1} of this PDF is broken", file=path, hint="Download or save it again"
        ) from None
    width, height = page.get_size()
    line: list[_Letter] = []
    for letter, box in [*_letters(pdfium.raw, text), ("\n", None)]:
        if letter not in _BREAKS and not _jumps(line, box):
            line.append((letter, box))
            continue
        yield from _printed_line(line, number, height, width)
        line = [(letter, box)] if letter not in _BREAKS else []
    text.close()
    page.close()


def _letters(raw: Any, text: Any) -> Iterator[_Letter]:  # noqa: ANN401 (the library is optional)
    """The letters of a page, in the order of the file."""
    box = raw.FS_RECTF()
    for i in range(min(text.count_chars(), PDF_PAGE_CHARACTERS)):
        letter = chr(raw.FPDFText_GetUnicode(text, i) & 0x1FFFFF or 32)
        has_no_box = raw.FPDFText_IsGenerated(text, i) == 1 or not raw.FPDFText_GetLooseCharBox(text, i, box)
        if letter in _SOFT or raw.FPDFText_IsHyphen(text, i) == 1:
            letter = SOFT_HYPHEN
        sides = _Box(box.left, box.bottom, box.right, box.top)
        yield letter, None if has_no_box or not all(map(math.isfinite, sides)) else sides


def _jumps(line: list[_Letter], box: _Box | None) -> bool:
    """Whether a letter is far from the line before it: on another line, or in another column at the same height."""
    last = next((b for _, b in reversed(line) if b), None)
    if not last or not box:
        return False
    size = max(last.height, box.height, 1.0)
    is_aside = box.left - last.right > 3 * size or box.left < last.left - 3 * size
    return is_aside or abs(box.bottom - last.bottom) > 1.5 * size


def _printed_line(line: list[_Letter], number: int, height: float, width: float) -> Iterator[PrintedLine]:
    boxes = [b for letter, b in line if b and letter.strip()]
    units = "".join(letter for letter, _ in line)  # PDFium gives two surrogates for a letter outside the Basic Plane
    words = one_line(units.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if boxes and words:
        heights = sorted(b.height for b in boxes)
        yield PrintedLine(
            text=words,
            page=number,
            left=min(b.left for b in boxes),
            right=max(b.right for b in boxes),
            top=height - max(b.top for b in boxes),
            bottom=height - min(b.bottom for b in boxes),
            size=heights[int(0.8 * (len(heights) - 1))],
            page_height=height,
            page_width=width,
        )
