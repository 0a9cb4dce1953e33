"""Untrusted files: bombs, broken files and limits. Each gives an article or an error of ours, and nothing hangs."""

from __future__ import annotations

import functools
import gzip
import io
import json
import random
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from explainery.errors import SourceError
from explainery.model import Article
from explainery.reading import ReadingLimits, read_story
from explainery.reading.assemble import articles_in, read_article
from explainery.reading.sandbox.isolated import articles_in_sandbox
from fuzz import changed
from laws import examples
from making import ROOT

FILES = ROOT / "tests/reading/files"
CORPUS = sorted(p for p in FILES.rglob("*") if p.with_name(f"{p.name}.expected.md").is_file())
BODY = "".join(
    f"<p>On day {i} the dockers of Arlen walked out again, the union of the port said.</p>" for i in range(12)
)
PAGE = f"<html><head><title>Walkout</title><meta property='og:type' content='article'></head><body><article>{BODY}</article></body></html>"
NITF = '<?xml version="1.0"?>{head}<nitf><body><body.head><hedline><hl1>A</hl1></hedline></body.head><body.content><p>{text}</p></body.content></body></nitf>'


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def squeezed(block: bytes, times: int) -> bytes:
    """What zlib makes of a block said many times, without making all of it first."""
    packer = zlib.compressobj(9)
    first, again = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    check = functools.reduce(lambda sum_, _: zlib.adler32(block, sum_), range(times), 1)
    return first + again * (times - 1) + b"\x03\0" + check.to_bytes(4, "big")


def test_what_is_squeezed_block_by_block_unpacks_to_the_whole() -> None:
    assert zlib.decompress(squeezed(b"abc\n" * 9, 5)) == b"abc\n" * 45


def entities() -> bytes:
    rows = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    return NITF.format(head=f'<!DOCTYPE nitf [<!ENTITY e0 "lol">{rows}]>', text="&e11;").encode()


def outside() -> bytes:
    return NITF.format(head='<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>', text="&x; walked out").encode()


def pdf(stream: bytes) -> bytes:
    """A PDF whose page is a compressed stream."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
               b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream)]  # fmt: skip
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    rows = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % (
        rows,
        len(out),
    )


def warc(pages: list[bytes], headers: list[tuple[str, str]] | None = None) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, page in enumerate(pages):
        fields = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *(headers or [])], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"http://herald.example/{number}", "response", payload=io.BytesIO(page), http_headers=fields
        )
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


DEEP = 200_000
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "entities that multiply": ("a.xml", entities, "broken|no article|no text"),
    "an entity from outside": ("a.xml", outside, ""),
    "a Word document that unpacks to far more than it may": (
        "a.docx", lambda: zipped({"word/document.xml": b"\0" * 120_000_000}), "unpacks to far more"),
    "a file that claims to be a Word document": ("a.docx", lambda: zipped({"word/document.xml": b"<a>"}), "broken"),
    "another zip archive": ("a.zip", lambda: zipped({"a.txt": b"a"}), "a zip archive, not an article"),
    "half a zip archive": ("a.docx", lambda: zipped({"word/document.xml": b"<a/>" * 999})[:50], "broken"),
    "a page nested without end": ("a.html", lambda: b"<html><body>" + b"<div>" * DEEP, "nested|parsed|no article"),
    "XML nested without end": ("a.xml", lambda: b"<nitf>" + b"<a>" * DEEP, "broken|nested"),
    "JSON nested without end": ("a.json", lambda: b"[" * DEEP, "nested|not JSON"),
    "JSON that breaks off": ("a.json", lambda: b'{"uri": "a",\n "headline": ', "not JSON"),
    "JSON about something else": ("a.json", lambda: b'{"name": "x", "version": 1}', "no article"),
    "a text without end": ("a.txt", lambda: b"word " * 100_000, "more than the 150,000"),
    "one line without end": ("a.txt", lambda: b"x" * 400_000, "more than the 150,000"),
    "a page of one word": ("a.html", lambda: b"<html><body><p>" + b"x" * 900_000, "more than the 150,000|no article"),
    "NULs": ("a.md", lambda: b"Dockers\0walked out", "binary"),
    "a broken encoding": ("a.html", lambda: b"<html><body>" + b"\xff\xfe\xfd" * 500, "encoding"),
    "an encoding that does not exist": (
        "a.html", lambda: b"<meta charset=windows-9999><p>" + b"\xe9\xe8" * 500, "encoding"),
    "UTF-16 that breaks off": ("a.txt", lambda: "Dockers".encode("utf-16")[:-1], "encoding|binary"),
    "a PDF that unpacks to a gigabyte": ("a.pdf", lambda: pdf(squeezed(b"\n" * 1_000_000, 1_000)), "no text|memory|broken"),
    "half a PDF": ("a.pdf", lambda: (FILES / "libreoffice.pdf").read_bytes()[:20_000], "broken|no text"),
    "a PDF without text": ("a.pdf", lambda: pdf(zlib.compress(b"0 0 m 9 9 l S")), "no text, or only at the edges"),
    "a mail of ten thousand parts": (
        "a.eml", lambda: b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 10_000,
        "more than 200 parts"),
    "parts in parts without end": (
        "a.eml", lambda: b"From: a@b.example\nSubject: x\n" + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(3000)), "parts|no text|broken"),
    "a mail of a day beyond all calendars": (
        "a.eml", lambda: b"From: a@b.example\nList-Id: <a.b>\nSubject: Walkout\nDate: Mon, 1 Jan 99999999999999999999 10:00:00 +0000\n\n"
        b"The dockers of Arlen walked out on Monday over a wage that had stood still for six years.\n", ""),
    "a mail without text": ("a.eml", lambda: b"From: a@b.example\nSubject: x\n\n", "no text"),
    "a feed of summaries": ("a.xml", lambda: b"<rss version='2.0'><channel><item><title>A</title></item></channel></rss>", "only summaries"),
    "a feed without entries": ("a.xml", lambda: b"<rss version='2.0'><channel></channel></rss>", "no entries"),
    "an archive without a news page": ("a.warc", lambda: warc([b"<html><body><a href=x>Home</a></body></html>"]), "no news page"),
    "an archive that breaks off": ("a.warc.gz", lambda: warc([PAGE.encode()] * 9)[:-40], "incomplete"),
    "an archive that breaks off by a byte": ("a.warc.gz", lambda: warc([PAGE.encode()] * 9)[:-9], "incomplete"),
    "an archive that breaks off in a page": (
        "a.warc", lambda: gzip.decompress(warc([PAGE.encode(), PAGE.replace("day", "night").encode()]))[:-200], "incomplete"),
    "an archive whose page is a bomb": (
        "a.warc.gz", lambda: warc([gzip.compress(b"<p>a" * 50_000_000, 1)], [("Content-Encoding", "gzip")]), "no news page"),
    "characters by number that no page may have": (
        "a.html", f"<html><body><table><tr><td><table><tr><td>a</td></tr></table>&#1;{BODY}b&#xFFFE;<br><br>c&#2;</td></tr></table>".encode, ""),
    "a picture": ("a.txt", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a picture"),
    "an old Word document": ("a.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 99, "old Word document"),
    "an empty file": ("a.pdf", lambda: b"", "no text"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(tmp_path: Path, name: str) -> None:
    file, made, says = HOSTILE[name]
    path = tmp_path / file
    path.write_bytes(made())
    before = path.stat().st_size
    articles, error = read(path)
    if error is None:
        assert not says, articles
        assert "root:" not in "".join(a.text for a in articles), "no file of this machine is read"
    else:
        assert error.file == str(path)
        assert says, error
        assert re.search(says, error.what), error
    assert path.stat().st_size == before


def read(path: Path) -> tuple[list[Article], SourceError | None]:
    try:
        return list(articles_in_sandbox(path, ReadingLimits(seconds=60))), None
    except SourceError as error:
        return [], error


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_files_that_break_off(tmp_path: Path, path: Path, share: float) -> None:
    cut = tmp_path / path.name
    cut.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    assert_article_or_error(cut)


@settings(max_examples=examples(1_500), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(CORPUS), seed=st.integers(0, 2**64))
def test_a_file_changed_at_random_is_an_article_or_an_error(tmp_path: Path, path: Path, seed: int) -> None:
    file = tmp_path / f"x{path.suffix}"
    file.write_bytes(changed(path.read_bytes(), random.Random(seed)))  # noqa: S311 (not for secrets)
    assert_article_or_error(file)


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), ending=st.sampled_from([".txt", ".html", ".xml", ".json", ".eml", ".pdf", ""]))
def test_any_bytes_are_an_article_or_an_error(tmp_path: Path, data: bytes, ending: str) -> None:
    file = tmp_path / f"x{ending}"
    file.write_bytes(data)
    assert_article_or_error(file)


def assert_article_or_error(file: Path) -> None:
    """Read a file in this process, where no sandbox hides a crash; an error that a library raised fails, too."""
    cause: BaseException | None = None
    articles: list[Article] = []
    try:
        articles = list(articles_in(file, ReadingLimits(megabytes=2)))
    except SourceError as error:
        cause = error.__cause__
    assert cause is None, f"{cause!r} reached the safety net"
    assert all(a.text.strip() for a in articles)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE.replace(BODY, BODY * 10_000), "utf-8")  # takes seconds
    with pytest.raises(SourceError, match=r"took longer than 0\.05 seconds"):
        list(articles_in_sandbox(page, ReadingLimits(seconds=0.05)))
    page.write_text(PAGE, "utf-8")
    assert [a.title for a in articles_in_sandbox(page)] == ["Walkout"]


def test_a_reader_that_needs_too_much_memory_ends_alone(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE.replace(BODY, BODY * 15_000), "utf-8")
    with pytest.raises(SourceError, match="memory"):
        list(articles_in_sandbox(page, ReadingLimits(memory_megabytes=150)))
    page.write_text(PAGE, "utf-8")
    assert [a.title for a in articles_in_sandbox(page)] == ["Walkout"]


@pytest.mark.parametrize(("limits", "name", "says"), [
    (ReadingLimits(megabytes=0.0001), "a.html", r"bytes, more than the limit of 100.*`megabytes`"),
    (ReadingLimits(archive_megabytes=0.0001), "a.warc.gz", r"bytes, more than the limit of 100.*`archive_megabytes`"),
    (ReadingLimits(articles=2), "a.warc.gz", r"more than 2 articles.*`articles`"),
])  # fmt: skip
def test_limits_are_settings(tmp_path: Path, limits: ReadingLimits, name: str, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(
        PAGE.encode()
        if name.endswith("html")
        else warc([PAGE.replace("On day", f"Week {i}, day").encode() for i in range(5)])
    )
    with pytest.raises(SourceError, match=says):
        list(articles_in_sandbox(path, limits))


def test_the_rest_of_a_story_is_read_where_asked(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "c.txt").write_text("Dockers walked out on Monday.\n", "utf-8")
    with pytest.raises(SourceError, match="this PDF is broken"):
        read_story(tmp_path)
    unread: list[SourceError] = []
    assert [a.file for a in read_story(tmp_path, unread=unread.append)] == ["a.html", "c.txt"]
    assert [Path(str(e.file)).name for e in unread] == ["b.pdf"]


def test_where_two_articles_have_one_id_only_the_second_file_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Dockers walked out on Monday.\n", "utf-8")
    (tmp_path / "a.txt").write_text("Ships waited on Tuesday.\n", "utf-8")
    unread: list[SourceError] = []
    assert [a.file for a in read_story(tmp_path, unread=unread.append)] == ["a.md"]
    assert "is taken by a.md" in str(unread[0])


@pytest.mark.parametrize(("module", "file", "extra"), [
    ("pypdfium2", "libreoffice.pdf", "pdf"), ("docx", "libreoffice.docx", "docx"), ("feedparser", "feed-rss.xml", "feeds"),
    ("warcio", "wget.warc", "warc"),
])  # fmt: skip
def test_a_missing_library_names_the_extra(module: str, file: str, extra: str) -> None:
    code = (
        f"import sys; sys.modules[{module!r}] = None\n"
        "from pathlib import Path\nfrom explainery.errors import SourceError\nfrom explainery.reading.assemble import articles_in\n"
        f"try: list(articles_in(Path({str(FILES / file)!r})))\nexcept SourceError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (
        f"extra '{extra}', which is not installed. Install it with `pip install 'explainery[{extra}]'`." in done.stdout
    )


def test_an_archive_is_read_in_memory_that_does_not_grow(tmp_path: Path) -> None:
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom explainery.reading.assemble import articles_in\n"
        "print(sum(1 for _ in articles_in(Path(sys.argv[1]))), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    filler = random.Random(1).randbytes(2_000_000)  # noqa: S311 (not for secrets)
    measured = []
    for count in (3, 30):
        path = tmp_path / f"{count}.warc"
        with path.open("wb") as out:
            writer = WARCWriter(out, gzip=False)
            for number in range(count):
                for kind, data in (
                    ("image/png", filler),
                    ("text/html", PAGE.replace("day", f"day {number}/").encode()),
                ):
                    fields = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
                    address = f"http://a.example/{number}.{kind[:4]}"
                    record = writer.create_warc_record(
                        address, "response", payload=io.BytesIO(data), http_headers=fields
                    )
                    writer.write_record(record)
                    record.raw_stream.close()
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        measured.append([int(x) for x in done.stdout.split()])
    (few, small), (many, large) = measured
    assert (few, many) == (3, 30)
    assert large - small < 12_000, "kilobytes, for 54 megabytes more"


def test_json_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    value = json.loads((FILES / "agency/jsonld.json").read_text("utf-8"))
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(value).encode())
    assert read_article(path).text
