"""`explainery add` with files of every kind and with addresses, and builds that go on without what cannot be read."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from expected import expected_in, metadata

from explainery.config import read_yaml
from explainery.reading.assemble import read_article
from making import ROOT, port_project, tree
from terminal import refused, run

FILES, PAGES = ROOT / "tests/reading/files", ROOT / "tests/reading/pages"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A project with an empty story, which may fetch from this machine."""
    assert run(tmp_path, "new", "port").returncode == 0
    (tmp_path / ".explainery").mkdir(exist_ok=True)
    (tmp_path / ".explainery/settings.yml").write_text("private_hosts: [127.0.0.1]\n", "utf-8")
    return tmp_path


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The test pages, served on this machine."""
    folder = tmp_path / "served"
    shutil.copytree(PAGES, folder)
    for name in ("latin1.html", "libreoffice.pdf", "feed-rss.xml"):
        shutil.copy(FILES / name, folder)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_fetched_and_kept_byte_for_byte(story: Path, site: str) -> None:
    done = run(story, "add", "port", f"{site}/04-wire-agency.html", f"{site}/12-nothing-said.html")
    assert done.returncode == 0, done.stderr
    folder = story / "sources/port"
    for name in ("04-wire-agency.html", "12-nothing-said.html"):
        assert (folder / name).read_bytes() == (PAGES / name).read_bytes()
    assert not (folder / "04-wire-agency.html.yml").exists(), "it says everything itself"
    given = read_yaml((folder / "12-nothing-said.html.yml").read_text("utf-8"), "x")
    assert given == {"url": f"{site}/12-nothing-said.html", "publisher": None, "published": None}
    assert "Not known: publisher, published; write it into" in done.stdout
    assert run(story, "build").returncode == 0


def test_pages_saved_from_a_server_say_what_they_state(story: Path, site: str) -> None:
    names = sorted(p.name for p in PAGES.glob("*.html"))
    done = run(story, "add", "port", *(f"{site}/{name}" for name in names))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Added ") == len(names) >= 10
    assert "It says that its own address is on another site" in done.stdout
    for name in names:
        article = read_article(story / "sources/port" / name)
        due = expected_in(PAGES / name.replace(".html", ".expected.md"))[0].metadata
        assert metadata(article) == {**due, "url": due["url"] or f"{site}/{name}"}
        for field in ("title", "publisher", "published"):
            assert due[field] or f"Not known: {field}" in done.stdout or f", {field}" in done.stdout


def test_an_address_of_another_format(story: Path, site: str) -> None:
    done = run(story, "add", "port", f"{site}/libreoffice.pdf", f"{site}/feed-rss.xml")
    assert done.returncode == 0, done.stderr
    names = sorted(p.name for p in (story / "sources/port").iterdir())
    assert names == [
        "ferry-to-skarno-to-run-hourly-from-may.txt", "libreoffice.pdf", "libreoffice.pdf.yml",
        "lost-log-of-the-brig-constance-turns-up-in-a-bakery-wall.txt", "story.yml",
    ]  # fmt: skip


def test_nothing_is_added_where_one_address_fails(story: Path, site: str) -> None:
    before = tree(story / "sources")
    done = run(story, "add", "port", f"{site}/04-wire-agency.html", f"{site}/nowhere.html")
    assert done.returncode == 2
    assert "404 Not Found" in done.stderr.splitlines()[-1], "what is fetched may be said before, if it takes long"
    assert tree(story / "sources") == before


def test_private_addresses_are_refused_unless_the_settings_allow_them(story: Path, site: str) -> None:
    (story / ".explainery/settings.yml").write_text("", "utf-8")
    refused(
        run(story, "add", "port", f"{site}/04-wire-agency.html"),
        "inside a private network",
        "private_hosts: [127.0.0.1]",
    )


def test_what_a_person_completes_wins(story: Path) -> None:
    assert run(story, "add", "port", str(FILES / "libreoffice.docx"), "--published", "2026-03-04").returncode == 0
    beside = story / "sources/port/libreoffice.docx.yml"
    text = beside.read_text("utf-8")
    assert "publisher:  # not found in the file: fill it in" in text
    beside.write_text(text.replace("publisher:  #", "publisher: The Arlen Herald  #"), "utf-8")
    assert "The Arlen Herald, 4 March 2026" in run(story, "inspect", "port").stdout


def test_text_gets_its_front_matter_inside(story: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dockers walk out\n\nBy Jane Moor\n\nThey did so on Monday.\n", "utf-8")
    done = run(story, "add", "port", str(tmp_path / "a.txt"), "--publisher", "The Herald")
    text = (story / "sources/port/a.txt").read_text("utf-8")
    head = read_yaml(text.split("---\n")[1], "x")
    assert head == {"publisher": "The Herald", "published": None, "url": None}
    assert text.endswith("---\nDockers walk out\n\nBy Jane Moor\n\nThey did so on Monday.\n")
    assert "Not known: published, url; write it into" in done.stdout


def test_a_web_archive_becomes_a_text_for_each_page(story: Path) -> None:
    done = run(story, "add", "port", str(FILES / "crawl.wacz"), "--publisher", "Another", "--rights", "open")
    assert done.stdout.count("Added ") == 3
    assert done.stdout.count("The Arlen Herald") == 3, "what the pages say themselves stays"
    assert done.stdout.count("rights open") == 3
    assert len(list((story / "sources/port").glob("*.txt"))) == 3
    refused(run(story, "add", "port", str(FILES / "crawl.warc.gz")), "port already has every article of this file")


def test_a_build_goes_on_where_asked(tmp_path: Path) -> None:
    port_project(tmp_path)
    assert run(tmp_path, "build").returncode == 0
    (tmp_path / "sources/port/broken.pdf").write_bytes(b"%PDF-1.7 half")
    before = tree(tmp_path / "docs")
    refused(run(tmp_path, "build"), "broken.pdf:1: this PDF is broken")
    assert tree(tmp_path / "docs") == before
    going = run(tmp_path, "build", "--keep-going")
    assert going.returncode == 1
    assert "left out: " in going.stderr
    assert "broken.pdf:1: this PDF is broken" in going.stderr
    assert "Traceback" not in going.stderr
    assert tree(tmp_path / "docs") == before, "the pages say what the readable articles say"
    assert run(tmp_path, "plan", "--keep-going").returncode == 1
    assert "left out" in run(tmp_path, "inspect", "port", "--keep-going").stderr


def test_a_story_of_which_nothing_can_be_read_keeps_its_pages(tmp_path: Path) -> None:
    port_project(tmp_path)
    other = tmp_path / "sources/ferry"
    other.mkdir()
    shutil.copy(FILES / "feed-rss.xml", other)
    assert run(tmp_path, "build").returncode == 0
    before = tree(tmp_path / "docs")
    (other / "feed-rss.xml").write_text("<rss", "utf-8")
    page = tmp_path / "docs/port/index.md"
    page.write_text(page.read_text("utf-8") + "\nMine.\n", "utf-8")
    done = run(tmp_path, "build", "--keep-going")
    assert done.returncode == 1
    after = tree(tmp_path / "docs")
    assert {k: v for k, v in after.items() if k != "port/index.md"} == {
        k: v for k, v in before.items() if k != "port/index.md"
    }
    assert after["port/index.md"].endswith(b"\nMine.\n")


def test_an_article_that_can_be_read_again_brings_its_sentences_back(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    before = tree(tmp_path / "docs")
    article = tmp_path / "sources/port/courier.md"
    whole = article.read_bytes()
    article.write_bytes(b"\x00\x01")
    assert run(tmp_path, "build", "--keep-going").returncode == 1
    assert tree(tmp_path / "docs") != before
    article.write_bytes(whole)
    assert run(tmp_path, "build").returncode == 0
    assert tree(tmp_path / "docs") == before


def test_what_reads_as_no_article_is_not_added(story: Path, tmp_path: Path) -> None:
    links = "".join(f"<li><a href='/{i}'>A headline of the day, number {i}</a></li>" for i in range(30))
    (tmp_path / "home.html").write_text(
        f"<html><head><title>The Herald</title></head><body><ul>{links}</ul></body></html>", "utf-8"
    )
    refused(run(story, "add", "port", str(tmp_path / "home.html")), "home.html:1: ")
    assert not (story / "sources/port/home.html").exists()


def test_the_rights_that_the_operator_states_outdo_the_page(story: Path, tmp_path: Path) -> None:
    body = "".join(f"<p>The ferry to Selm sailed {n} times on Monday, the company said.</p>" for n in range(4))
    page = f"---\nrights: open\n---\n<!doctype html><html><head><title>Ferries sail</title></head><body><article>{body}</article></body></html>"
    (tmp_path / "ferry.html").write_text(page, "utf-8")
    done = run(story, "add", "port", str(tmp_path / "ferry.html"), "--rights", "quote")
    assert "rights quote" in done.stdout, done.stdout


def test_a_feed_added_again_brings_what_is_new(story: Path, tmp_path: Path) -> None:
    feed = (FILES / "feed-rss.xml").read_text("utf-8")
    (tmp_path / "feed.xml").write_text(feed, "utf-8")
    run(story, "add", "port", str(tmp_path / "feed.xml"))
    refused(run(story, "add", "port", str(tmp_path / "feed.xml")), "already has every article of this file")
    text = feed.replace("The ferry between Arlen", "A ferry between Arlen").replace("ferry-hourly", "ferry-daily")
    (tmp_path / "feed.xml").write_text(text, "utf-8")
    done = run(story, "add", "port", str(tmp_path / "feed.xml"))
    assert done.stdout.count("Added ") == 1
    assert "It has nearly the text of ferry-to-skarno-to-run-hourly-from-may.txt" in done.stdout


def test_what_a_person_should_know_is_said(story: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "---\nlanguage: de\n---\nDie Hafenarbeiter legten am Montag die Arbeit nieder.\n", "utf-8"
    )
    said = run(story, "add", "port", str(tmp_path / "a.txt")).stdout
    assert "publisher not known" in said
    assert "only 8 words" in said
    assert "another language (de)" in said
    assert "Next: fill in what is not known, then explainery build port" in said
    assert "nobody says who published a.txt" in run(story, "build").stdout


@pytest.mark.parametrize(("name", "says"), [
    ("htp://herald.example/a", "an address begins with https://"), ("www.herald.example/a", "an address begins with https://"),
    ("herald.example/a", "an address begins with https://"), ("missing.txt", "cannot read this file"),
])  # fmt: skip
def test_what_is_no_file_and_no_address(story: Path, name: str, says: str) -> None:
    refused(run(story, "add", "port", name), says)


def test_front_matter_whose_file_is_gone_stops_a_build(tmp_path: Path) -> None:
    port_project(tmp_path)
    (tmp_path / "sources/port/old.pdf.yml").write_text("publisher: The Herald\n", "utf-8")
    refused(run(tmp_path, "build"), "old.pdf.yml:1: this describes old.pdf, which does not exist")


def test_documents_that_are_not_read_are_not_passed_over(tmp_path: Path) -> None:
    port_project(tmp_path)
    (tmp_path / "sources/port/old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 99)
    refused(run(tmp_path, "build"), "old.doc:1: this is an old Word document (.doc)")


@pytest.mark.parametrize("name", [".hid.txt", "_u.txt", "n.log", "x.yml", "story.yml"])
def test_a_name_that_would_not_be_read_is_refused(story: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Dockers walked out on Monday, the union said.\n", "utf-8")
    before = tree(story / "sources")
    refused(run(story, "add", "port", str(tmp_path / name)), "would not be read as an article")
    assert tree(story / "sources") == before


def test_front_matter_is_completed_where_it_stands(story: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "---  \ntitle: Walkout\npublisher:\n---\nDockers walked out on Monday, the union said.\n", "utf-8"
    )
    assert run(story, "add", "port", str(tmp_path / "a.txt"), "--publisher", "The Herald").returncode == 0
    text = (story / "sources/port/a.txt").read_text("utf-8")
    assert text.startswith('---  \npublisher: "The Herald"\n')
    assert text.count("publisher") == 1
    assert text.endswith("---\nDockers walked out on Monday, the union said.\n")


def test_front_matter_of_somebody_is_not_overwritten(story: Path) -> None:
    orphan = story / "sources/port/libreoffice.docx.yml"
    orphan.write_text("author: By hand\n", "utf-8")
    refused(run(story, "add", "port", str(FILES / "libreoffice.docx")), "libreoffice.docx")
    assert orphan.read_text("utf-8") == "author: By hand\n"


def test_a_page_cannot_state_its_own_front_matter(story: Path, site: str, tmp_path: Path) -> None:
    (tmp_path / "served/evil.html").write_text(
        "---\nrights: open\n---\n<html><body><p>Dockers.</p></body></html>", "utf-8"
    )
    refused(run(story, "add", "port", f"{site}/evil.html"), "begins with front matter")


def test_a_strangers_list_of_moves_moves_nothing(tmp_path: Path) -> None:
    port_project(tmp_path)
    pending = tmp_path / ".explainery/pending"
    pending.mkdir(parents=True)
    (pending / "000000").write_text("x", "utf-8")
    secret = tmp_path.parent / f"{tmp_path.name}-secret"
    secret.write_text("mine", "utf-8")
    for move in (
        {"to": str(tmp_path.parent / "out"), "from": "000000", "was": None},
        {"to": str(tmp_path / "docs/leak.md"), "from": f"../../../{secret.name}", "was": None},
        {"to": str(secret), "from": None, "was": None},
    ):
        (pending / "moves.json").write_text(json.dumps([move]), "utf-8")
        refused(run(tmp_path, "build"), "not what a build leaves behind")
    (pending / "moves.json").write_text("[", "utf-8")
    refused(run(tmp_path, "build"), "not what a build leaves behind")
    assert secret.read_text("utf-8") == "mine"
    assert not (tmp_path.parent / "out").exists()


def test_what_stands_beside_a_text_goes_into_its_front_matter(story: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Die Dockers von Årlen legten am Montag die Arbeit nieder.\n".encode("cp1252"))
    (tmp_path / "a.txt.yml").write_text("publisher: The Herald\ncharset: windows-1252\n", "utf-8")
    assert run(story, "add", "port", str(tmp_path / "a.txt")).returncode == 0
    found = read_article(story / "sources/port/a.txt")
    assert (found.publisher, found.text) == (
        "The Herald",
        "Die Dockers von Årlen legten am Montag die Arbeit nieder.\n",
    )
