"""A file's format is detected from its content, not its name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explainery.errors import SourceError
from explainery.reading.detect import Format, format_at, format_of, is_article_file

FILES = Path(__file__).parent / "files"
FORMATS = {
    "browser.mhtml": Format.MHTML, "newsletter.eml": Format.MAIL, "plain.eml": Format.MAIL, "libreoffice.pdf": Format.PDF,
    "libreoffice.docx": Format.DOCX, "feed-rss.xml": Format.FEED, "feed-atom.xml": Format.FEED, "crawl.warc.gz": Format.WARC,
    "wget.warc": Format.WARC, "crawl.wacz": Format.WACZ, "agency/nitf.xml": Format.NEWS_XML, "agency/newsml-g2.xml": Format.NEWS_XML,
    "agency/ninjs-2.json": Format.NEWS_JSON, "agency/jsonld.json": Format.NEWS_JSON, "latin1.html": Format.HTML,
    "browser-complete.html": Format.HTML, "utf16.txt": Format.TEXT,
}  # fmt: skip


@pytest.mark.parametrize("ending", ["", ".txt", ".bin", ".html"])
@pytest.mark.parametrize("name", [n for n in FORMATS if FORMATS[n] is not Format.TEXT])
def test_the_content_decides(tmp_path: Path, name: str, ending: str) -> None:
    path = tmp_path / f"download{ending}"
    shutil.copy(FILES / name, path)
    assert format_at(path) is FORMATS[name]
    assert is_article_file(path)


@pytest.mark.parametrize(("text", "ending", "file_format"), [
    ("Dockers walked out.", ".txt", Format.TEXT),
    ("Dockers walked out.", ".md", Format.MARKDOWN),
    ("Dockers walked out.", "", Format.TEXT),
    ("# Dockers <em>walked</em> out", ".md", Format.MARKDOWN),
    ("<p>A paragraph with markup.</p>", ".md", Format.MARKDOWN),
    ("<p>A paragraph with markup.</p>", ".html", Format.HTML),
    ("<3 is what she wrote", ".txt", Format.TEXT),
    ("{braces} begin this line", ".txt", Format.TEXT),
    ("[Brackets] begin this one", ".md", Format.MARKDOWN),
    ("Subject: a headline that looks like mail\n\nText", ".txt", Format.TEXT),
    ("From: Arlen\nThe dockers walked out.", ".txt", Format.TEXT),
    ("From: a@b.example\nSubject: Walkout\nDate: x\n\nText", ".txt", Format.MAIL),
    ("---\ntitle: x\n---\n<!doctype html><html><body><p>a</p>", ".txt", Format.HTML),
    ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", ".xml", Format.HTML),
    ("<!-- saved from url=(0024)http://herald.example/a -->\n<html><body>", ".htm", Format.HTML),
    ("MZ Wallace, the maker of bags, walked out.", ".txt", Format.TEXT),
    ("The file begins with %PDF-1.7, said the expert.", ".txt", Format.TEXT),
    ("<!-- a -->\n" * 400 + "# Title", ".md", Format.MARKDOWN),
    ("<!---->" * 4000 + "<html>", ".html", Format.HTML),
    ("---\nformat: text\n---\n<rss> is how the article begins.", ".txt", Format.TEXT),
    ("<rdf:RDF xmlns:rdf='x'><item/></rdf:RDF>", ".xml", Format.FEED),
])  # fmt: skip
def test_texts_that_look_like_something_else(text: str, ending: str, file_format: Format) -> None:
    assert format_of(text.encode(), Path(f"a{ending}")) is file_format


@pytest.mark.parametrize(("data", "says"), [
    (b"\x89PNG\r\n", "a picture"), (b"\x1f\x8b\x08\x00rest", "a gzip archive"), (b"{\\rtf1", "RTF"), (b"MZ\x90\x00\x03", "a program"),
])  # fmt: skip
def test_formats_that_cannot_be_read_are_named(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        format_of(data, Path("a.txt"))


@pytest.mark.parametrize(("name", "data", "counts"), [
    ("story.yml", b"title: x", False), ("a.pdf.yml", b"title: x", False), (".hidden.txt", b"x", False), ("_draft.md", b"x", False),
    ("picture.png", b"\x89PNG\r\n\x1a\n", False), ("style.css", b"p { color: red }", False), ("data.csv", b"a,b", False),
    ("notes", b"Dockers walked out.", True), ("page.php", b"<!doctype html><html><body><p>x</p>", True), ("a.txt", b"x", True),
])  # fmt: skip
def test_which_files_of_a_folder_are_articles(tmp_path: Path, name: str, data: bytes, counts: bool) -> None:  # noqa: FBT001
    path = tmp_path / name
    path.write_bytes(data)
    assert is_article_file(path) is counts
