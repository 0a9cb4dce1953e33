"""A file is what it holds, whatever it is called."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explainery.errors import SourceError
from explainery.reading.detect import Kind, is_article_file, kind_at, kind_of

FILES = Path(__file__).parent / "files"
KINDS = {
    "browser.mhtml": Kind.MHTML, "newsletter.eml": Kind.MAIL, "plain.eml": Kind.MAIL, "libreoffice.pdf": Kind.PDF,
    "libreoffice.docx": Kind.DOCX, "feed-rss.xml": Kind.FEED, "feed-atom.xml": Kind.FEED, "crawl.warc.gz": Kind.WARC,
    "wget.warc": Kind.WARC, "crawl.wacz": Kind.WACZ, "agency/nitf.xml": Kind.NEWS_XML, "agency/newsml-g2.xml": Kind.NEWS_XML,
    "agency/ninjs-2.json": Kind.NEWS_JSON, "agency/jsonld.json": Kind.NEWS_JSON, "latin1.html": Kind.HTML,
    "browser-complete.html": Kind.HTML, "utf16.txt": Kind.TEXT,
}  # fmt: skip


@pytest.mark.parametrize("ending", ["", ".txt", ".bin", ".html"])
@pytest.mark.parametrize("name", [n for n in KINDS if KINDS[n] is not Kind.TEXT])
def test_the_content_decides(tmp_path: Path, name: str, ending: str) -> None:
    path = tmp_path / f"download{ending}"
    shutil.copy(FILES / name, path)
    assert kind_at(path) is KINDS[name]
    assert is_article_file(path)


@pytest.mark.parametrize(("text", "ending", "kind"), [
    ("Dockers walked out.", ".txt", Kind.TEXT),
    ("Dockers walked out.", ".md", Kind.MARKDOWN),
    ("Dockers walked out.", "", Kind.TEXT),
    ("# Dockers <em>walked</em> out", ".md", Kind.MARKDOWN),
    ("<p>A paragraph that somebody marked up.</p>", ".md", Kind.MARKDOWN),
    ("<p>A paragraph that somebody marked up.</p>", ".html", Kind.HTML),
    ("<3 is what she wrote", ".txt", Kind.TEXT),
    ("{braces} begin this line", ".txt", Kind.TEXT),
    ("[Brackets] begin this one", ".md", Kind.MARKDOWN),
    ("Subject: a headline that looks like mail\n\nText", ".txt", Kind.TEXT),
    ("From: Arlen\nThe dockers walked out.", ".txt", Kind.TEXT),
    ("From: a@b.example\nSubject: Walkout\nDate: x\n\nText", ".txt", Kind.MAIL),
    ("---\ntitle: x\n---\n<!doctype html><html><body><p>a</p>", ".txt", Kind.HTML),
    ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", ".xml", Kind.HTML),
    ("<!-- saved from url=(0024)http://herald.example/a -->\n<html><body>", ".htm", Kind.HTML),
    ("MZ Wallace, the maker of bags, walked out.", ".txt", Kind.TEXT),
    ("The file begins with %PDF-1.7, said the expert.", ".txt", Kind.TEXT),
    ("<!-- a -->\n" * 400 + "# Title", ".md", Kind.MARKDOWN),
    ("<!---->" * 4000 + "<html>", ".html", Kind.HTML),
    ("---\nformat: text\n---\n<rss> is how the article begins.", ".txt", Kind.TEXT),
    ("<rdf:RDF xmlns:rdf='x'><item/></rdf:RDF>", ".xml", Kind.FEED),
])  # fmt: skip
def test_texts_that_look_like_something_else(text: str, ending: str, kind: Kind) -> None:
    assert kind_of(text.encode(), Path(f"a{ending}")) is kind


@pytest.mark.parametrize(("data", "says"), [
    (b"\x89PNG\r\n", "a picture"), (b"\x1f\x8b\x08\x00rest", "a gzip archive"), (b"{\\rtf1", "RTF"), (b"MZ\x90\x00\x03", "a program"),
])  # fmt: skip
def test_what_is_no_article_is_named(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        kind_of(data, Path("a.txt"))


@pytest.mark.parametrize(("name", "data", "counts"), [
    ("story.yml", b"title: x", False), ("a.pdf.yml", b"title: x", False), (".hidden.txt", b"x", False), ("_draft.md", b"x", False),
    ("picture.png", b"\x89PNG\r\n\x1a\n", False), ("style.css", b"p { color: red }", False), ("data.csv", b"a,b", False),
    ("notes", b"Dockers walked out.", True), ("page.php", b"<!doctype html><html><body><p>x</p>", True), ("a.txt", b"x", True),
])  # fmt: skip
def test_which_files_of_a_folder_are_articles(tmp_path: Path, name: str, data: bytes, counts: bool) -> None:  # noqa: FBT001
    path = tmp_path / name
    path.write_bytes(data)
    assert is_article_file(path) is counts
