"""Make the input files in tests/reading/files again, each with a real producer of its format.

    python tools/make_fixtures.py tests/reading/files            # all of them
    python tools/make_fixtures.py tests/reading/files feeds wget # only these

They are made from the folder `made-from` beside them (invented articles of an invented newspaper), so nothing is
fetched. The `*.expected.md` beside the files and the folder `agency` are written by hand and not touched here. A file
contains the time at which it was made only if its producer leaves no choice: MHTML, SingleFile, wget, WACZ, and the zip
archive of the DOCX.

Required besides this project's own environment:
  Debian: chromium xvfb xdotool libreoffice-writer wget nodejs npm fonts-dejavu fonts-liberation
  PyPI:   feedgen warcio wacz (playwright comes with this project's tests)
  npm:    nodemailer single-file-cli, in a folder of which NODE_PATH names the node_modules
"""

from __future__ import annotations

import argparse
import contextlib
import email.message
import email.policy
import http.server
import importlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from email.headerregistry import Address
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from newspaper import DOCKERS, FERRY, HOST, LOG, MISSING, MOVED, Newspaper

FILES = "complete singlefile mhtml columns libreoffice newsletter plain feeds warc wacz wget encodings".split()
CRAWL = [("/", ""), (MOVED, ""), (DOCKERS, "/"), ("/img/cranes.png", DOCKERS), (FERRY, DOCKERS), ("/style.css", FERRY)]
CRAWL += [(MISSING, FERRY), (LOG, "/"), (FERRY, LOG)]  # with referrers, by which wacz recognises pages
ENCODED = {"latin1": "cp1252", "windows-1251": "cp1251", "shift-jis": "cp932"}


class Maker:
    """Makes files in `out` from `out/made-from`, with a newspaper on `port` and a scratch folder."""

    def __init__(self, out: Path, port: int, scratch: Path) -> None:
        self.out, self.source, self.port, self.scratch = out, out / "made-from", port, scratch

    def arguments(self) -> list[str]:
        """Chromium's arguments that make herald.example the local newspaper."""
        return ["--no-sandbox", f"--host-resolver-rules=MAP {HOST}:80 127.0.0.1:{self.port}"]

    @contextlib.contextmanager
    def page(self, path: str) -> Iterator[Page]:
        """A page of the newspaper, open in a headless Chromium."""
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=self.arguments())
            page = browser.new_page(locale="en-GB")
            page.goto(f"http://{HOST}{path}", wait_until="networkidle")
            yield page
            browser.close()

    def complete(self) -> None:
        """browser-complete.html: "Save as … Webpage, Complete" in a Chromium with a window, driven by the keyboard."""
        target, profile = self.scratch / "browser-complete.html", self.scratch / "profile"
        (profile / "Default").mkdir(parents=True)
        choice = {"type": 1, "default_directory": str(self.scratch)}  # 1 is "Complete"
        (profile / "Default/Preferences").write_text(json.dumps({"savefile": choice}))
        reading, writing = os.pipe()
        xvfb = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1200x900x24"]
        screen = subprocess.Popen(xvfb, pass_fds=[writing])
        environment = {**os.environ, "DISPLAY": ":" + os.read(reading, 16).decode().strip()}
        command = [chromium(), *self.arguments(), f"--user-data-dir={profile}", "--no-first-run", "--lang=en"]
        window = subprocess.Popen([*command, f"http://{HOST}{DOCKERS}"], env=environment, stderr=subprocess.DEVNULL)
        try:
            time.sleep(5)
            for keys in ("mousemove 600 500 click 1", "key ctrl+s", "key ctrl+a", f"type {target}", "key alt+s"):
                time.sleep(2)
                subprocess.run(["xdotool", *keys.split()], env=environment, check=True)
            wait_for(target)
        finally:
            window.terminate()
            window.wait()
            screen.terminate()
        shutil.copy(target, self.out)
        folder = "browser-complete_files"
        shutil.copytree(self.scratch / folder, self.out / folder, dirs_exist_ok=True)

    def singlefile(self) -> None:
        """browser-singlefile.html: the page by the command line of the extension SingleFile."""
        program = Path(os.environ["NODE_PATH"], ".bin", "single-file")
        target = self.scratch / "browser-singlefile.html"
        options = [f"--browser-executable-path={chromium()}", f"--browser-args={json.dumps(self.arguments())}"]
        subprocess.run([program, f"http://{HOST}{DOCKERS}", target, *options], check=True, cwd=self.scratch)
        shutil.copy(target, self.out)

    def mhtml(self) -> None:
        """browser.mhtml: what "Webpage, Single File" writes, requested over the debugging protocol."""
        with self.page(DOCKERS) as page:
            captured = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
        (self.out / "browser.mhtml").write_bytes(captured["data"].encode())

    def columns(self) -> None:
        """chromium-columns.pdf: two justified columns with broken words, running heads and page numbers."""
        style = "font: 7pt sans-serif; width: 100%; margin: 0 14mm; display: flex; justify-content: space-between"
        with self.page("/columns") as page:
            data = page.pdf(
                format="A5",
                margin={"top": "19mm", "bottom": "16mm", "left": "14mm", "right": "14mm"},
                display_header_footer=True,
                header_template=f'<div style="{style}"><span>The Arlen Herald</span><span>7 March 2026</span></div>',
                footer_template=f'<div style="{style}"><span>herald.example</span>'
                '<span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>',
            )
        fixed = re.sub(
            rb"Date \(D:\d{14}", b"Date (D:20260309081500", data
        )  # of the same length, so that offsets stay valid
        (self.out / "chromium-columns.pdf").write_bytes(fixed)

    def libreoffice(self) -> None:
        """libreoffice.pdf and libreoffice.docx: exported by Writer from flat OpenDocument text."""
        for name, kind in (("feature", "pdf"), ("explainer", "docx")):
            profile = (self.scratch / "office").as_uri()
            command = f"soffice -env:UserInstallation={profile} --headless --convert-to {kind} --outdir".split()
            command += [str(self.scratch), str(self.source / f"{name}.fodt")]
            subprocess.run(command, env={**os.environ, "TZ": "UTC"}, check=True, capture_output=True)
            exported = (self.scratch / f"{name}.{kind}").read_bytes()
            if kind == "pdf":
                exported = re.sub(rb"Date\(D:\d{14}", b"Date(D:20260306231500", exported)
            (self.out / f"libreoffice.{kind}").write_bytes(exported)

    def newsletter(self) -> None:
        """newsletter.eml: text and HTML in one message to many, by nodemailer."""
        files = [*(self.source / f"newsletter.{kind}" for kind in ("js", "html", "txt")), self.out / "newsletter.eml"]
        subprocess.run(["node", *files], check=True)

    def plain(self) -> None:
        """plain.eml: one person forwards an article to another, as text, by Python's email package."""
        message = email.message.EmailMessage(policy=email.policy.SMTP)
        message["From"] = Address("Gunnel Ekström", "gunnel", "velmoor.example")
        message["To"] = Address("Pia Ekström", "pia", "skarno.example")
        message["Subject"] = "Fwd: Ferry to Skarnø to run hourly from May"
        message["Date"] = datetime(2026, 2, 22, 19, 4, tzinfo=UTC)
        message["Message-ID"] = "<2202.gunnel@velmoor.example>"
        message.set_content((self.source / "forwarded.txt").read_text(encoding="utf-8"), cte="base64")
        (self.out / "plain.eml").write_bytes(bytes(message))

    def feeds(self) -> None:
        """feed-rss.xml and feed-atom.xml: two entries with the whole text and two with a summary only, by feedgen."""
        for kind in ("rss", "atom"):
            feed = importlib.import_module("feedgen.feed").FeedGenerator()
            feed.id(f"https://{HOST}/feed")
            feed.title("The Arlen Herald")
            feed.link(href=f"https://{HOST}/feed/{kind}", rel="self")
            feed.link(href=f"https://{HOST}/", rel="alternate")
            feed.description("News from the port of Arlen")
            feed.language("en")
            feed.updated("2026-03-01T08:00:00+01:00")
            feed.load_extension("dc")
            for article in json.loads((self.source / "entries.json").read_text(encoding="utf-8")):
                entry = feed.add_entry(order="append")
                entry.id(article["url"])
                entry.guid(article["url"], permalink=True)
                entry.link(href=article["url"])
                entry.author(name=article["author"])
                entry.category(term=article["category"])
                for name in ("title", "published", "updated"):
                    getattr(entry, name)(article[name])
                if kind == "rss":
                    entry.dc.dc_creator(article["author"])
                    entry.description(article["summary"])
                else:
                    entry.summary(article["summary"])
                if article["content"]:
                    entry.content(article["content"], type="html" if kind == "atom" else "CDATA")
            write = feed.rss_file if kind == "rss" else feed.atom_file
            write(str(self.out / f"feed-{kind}.xml"), pretty=True)

    def fetch(self, path: str, referrer: str) -> tuple[bytes, bytes]:
        """A request and its response, byte for byte."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}", "User-Agent: Mozilla/5.0 (compatible; harbour-archive)"]
        lines += [f"Referer: https://{HOST}{referrer}"] if referrer else []
        request = "\r\n".join([*lines, "Accept-Encoding: gzip", "Connection: close", "", ""]).encode()
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(request)
            return request, b"".join(iter(lambda: connection.recv(65536), b""))

    def warc(self) -> None:
        """crawl.warc.gz: a small crawl, record by record, by warcio."""
        with (self.out / "crawl.warc.gz").open("wb") as file:
            writer = importlib.import_module("warcio.warcwriter").WARCWriter(file, gzip=True, warc_version="1.1")
            seconds = iter(range(1000))

            def write(kind: str, address: str | None, payload: bytes, **headers: str) -> tuple[str, str]:
                second = next(seconds)
                names = {name.replace("_", "-"): value for name, value in headers.items()}
                names["WARC-Date"] = f"2026-03-03T06:00:{second:02}Z"
                names["WARC-Record-ID"] = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{HOST}/{second}')}>"
                if kind == "warcinfo":
                    names["Content-Type"] = "application/warc-fields"
                record = writer.create_warc_record(
                    address, kind, payload=BytesIO(payload), length=len(payload), warc_headers_dict=names
                )
                writer.write_record(record)
                return names["WARC-Record-ID"], record.rec_headers.get_header("WARC-Payload-Digest") or ""

            write("warcinfo", None, b"software: warcio\r\nformat: WARC File Format 1.1\r\nisPartOf: arlen\r\n")
            for path, referrer in CRAWL:
                request, response = self.fetch(path, referrer)
                identity, digest = write("response", f"https://{HOST}{path}", response, WARC_IP_Address="192.0.2.17")
                write("request", f"https://{HOST}{path}", request, WARC_Concurrent_To=identity)
                if path == DOCKERS:
                    seen = digest
            head = self.fetch(DOCKERS, "")[1].partition(b"\r\n\r\n")[0].decode().split("\r\n")
            headers = [(name, value) for name, _, value in (line.partition(": ") for line in head[1:])]
            heads = importlib.import_module("warcio.statusandheaders")
            revisit = writer.create_revisit_record(
                f"https://{HOST}{DOCKERS}",
                seen,
                f"https://{HOST}{DOCKERS}",
                "2026-03-03T06:00:05Z",
                http_headers=heads.StatusAndHeaders(head[0].partition(" ")[2], headers, protocol="HTTP/1.1"),
            )
            revisit.rec_headers.replace_header("WARC-Date", "2026-03-03T18:00:00Z")
            revisit.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, HOST)}>")
            writer.write_record(revisit)

    def wacz(self) -> None:
        """crawl.wacz: crawl.warc.gz packed with its index and list of pages, by wacz."""
        program = shutil.which("wacz") or str(Path(sys.executable).with_name("wacz"))
        words = ["--detect-pages", "--text", "--title", "Arlen, March 2026", "--date", "2026-03-03T06:00:00Z"]
        command = [program, "create", "-o", "crawl.wacz", *words, "crawl.warc.gz"]
        (self.out / "crawl.wacz").unlink(missing_ok=True)
        subprocess.run(command, check=True, cwd=self.out, stdout=subprocess.DEVNULL)

    def wget(self) -> None:
        """wget.warc: two news pages and what they need, fetched and written by wget, not compressed."""
        ways = ["--execute=use_proxy=yes", f"--execute=http_proxy=http://127.0.0.1:{self.port}/", "--no-warc-keep-log"]
        kinds = ["--warc-file=wget", "--no-warc-compression", "--page-requisites", "--no-verbose", "--quiet"]
        addresses = [f"http://{HOST}{path}" for path in (DOCKERS, FERRY)]
        subprocess.run(["wget", *ways, *kinds, *addresses], check=False, cwd=self.scratch)
        shutil.copy(self.scratch / "wget.warc", self.out)

    def encodings(self) -> None:
        """latin1.html, windows-1251.html, shift-jis.html and utf16.txt: the same letters in other bytes."""
        for name, encoding in ENCODED.items():
            text = (self.source / f"{name}.html").read_text(encoding="utf-8")
            (self.out / f"{name}.html").write_bytes(text.encode(encoding))
        text = (self.source / "utf16.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
        (self.out / "utf16.txt").write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))


def chromium() -> str:
    """The path of an installed Chromium or Chrome."""
    program = os.environ.get("EXPLAINERY_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        sys.exit("make_fixtures: no Chromium is installed; EXPLAINERY_BROWSER may name one")
    return program


def wait_for(path: Path) -> None:
    """Wait until a file exists, and a little longer until it is complete."""
    until = time.time() + 30
    while not path.exists() and time.time() < until:
        time.sleep(1)
    time.sleep(3)


def stamps(folder: Path) -> set[tuple[str, int, int]]:
    """The name, size and time of every file in a folder."""
    return {(f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in folder.iterdir() if f.is_file()}


def main() -> None:
    """Make the files that are asked for and print their sizes."""
    parser = argparse.ArgumentParser(description="Make the input files of the tests of reading again.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(FILES)}; all if none is named")
    arguments = parser.parse_args()
    out = arguments.folder.resolve()
    Newspaper.source = out / "made-from"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Newspaper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as scratch:
        maker = Maker(out, server.server_address[1], Path(scratch))
        for name in arguments.names or FILES:
            before = stamps(out)
            getattr(maker, name)()
            for file, size, _ in sorted(stamps(out) - before):
                print(f"{name}: {file}, {size:,} bytes")


if __name__ == "__main__":
    main()
