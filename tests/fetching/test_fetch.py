"""Fetching from a server on this machine: polite, within its limits, and never inside a private network."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from explainery.errors import SourceError
from explainery.fetching import Fetcher
from explainery.fetching.hosts import is_public, target_of

PAGE = "<html><body><article><p>Dockers walked out at Årlen.</p></article></body></html>"


class Site(BaseHTTPRequestHandler):
    """A site with a page of every kind; `asked` records the requests."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        self.answers().get(self.path, self.missing)()

    def answers(self) -> dict[str, Callable[[], None]]:
        return {
            "/robots.txt": lambda: self.send(b"User-agent: *\nDisallow: /private/*\nCrawl-delay: 0.1\n", "text/plain"),
            "/page": lambda: self.send(PAGE.encode("cp1252"), 'text/html; charset="windows-1252"'),
            "/packed": lambda: self.send(gzip.compress(PAGE.encode()), "text/html", {"Content-Encoding": "gzip"}),
            "/bomb": lambda: self.send(gzip.compress(b"x" * 50_000_000), "text/html", {"Content-Encoding": "gzip"}),
            "/moved": lambda: self.send(b"", "text/html", {"Location": "/page"}, 301),
            "/round": lambda: self.send(b"", "text/html", {"Location": "/round"}, 302),
            "/away": lambda: self.send(b"", "text/html", {"Location": "http://10.0.0.1/secret"}, 302),
            "/file": lambda: self.send(b"", "text/html", {"Location": "file:///etc/passwd"}, 302),
            "/nonsense": lambda: self.send(b"", "text/html", {"Location": "http://[bad"}, 302),
            "/closed": lambda: self.send(b"no", "text/html", {}, 403),
            "/slow": self.slow,
            "/slow-head": self.slow_head,
            "/broken": self.broken,
        }

    def missing(self) -> None:
        self.send(b"not here", "text/html", {}, 404)

    def send(self, body: bytes, kind: str, more: dict[str, str] | None = None, status: int = 200) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(40):
                self.wfile.write(b"a")
                time.sleep(0.1)
        except OSError:
            return

    def slow_head(self) -> None:
        try:
            for letter in b"HTTP/1.1 200 OK" + b"x" * 40:
                self.wfile.write(bytes([letter]))
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    def broken(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    asked: list[tuple[str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Site,), {"asked": asked}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def fetcher(*, seconds: float = 10, max_bytes: int = 1_000_000) -> Fetcher:
    return Fetcher(seconds, max_bytes, ("127.0.0.1",))


def test_a_page_comes_byte_for_byte_with_what_its_server_says(site: tuple[str, list[tuple[str, str]]]) -> None:
    root, asked = site
    fetched = fetcher().fetch(f"{root}/page")
    assert (fetched.raw, fetched.content_type, fetched.charset) == (PAGE.encode("cp1252"), "text/html", "windows-1252")
    assert [path for path, _ in asked] == ["/robots.txt", "/page"]
    assert all(agent.startswith("Explainery/") for _, agent in asked), "it says who it is"


def test_a_compressed_page_is_unpacked(site: tuple[str, list[tuple[str, str]]]) -> None:
    assert fetcher().fetch(f"{site[0]}/packed").raw == PAGE.encode()


def test_it_follows_to_where_a_page_moved(site: tuple[str, list[tuple[str, str]]]) -> None:
    assert fetcher().fetch(f"{site[0]}/moved").address == f"{site[0]}/page"


def test_robots_is_asked_once_and_pauses_are_kept(site: tuple[str, list[tuple[str, str]]]) -> None:
    root, asked = site
    ours = fetcher()
    start = time.monotonic()
    ours.fetch(f"{root}/page")
    ours.fetch(f"{root}/packed")
    assert time.monotonic() - start >= 1.0, "at least a second between two pages of one site"
    assert [path for path, _ in asked].count("/robots.txt") == 1


@pytest.mark.parametrize(("path", "says"), [
    ("/private/a", "robots.txt does not allow"),
    ("/nowhere", "404 Not Found"),
    ("/closed", "403 Forbidden”. Save the page in your browser"),
    ("/round", "redirects more than 5 times"),
    ("/away", "10.0.0.1 is inside a private network"),
    ("/file", "not a web address"),
    ("/nonsense", "not a web address"),
    ("/bomb", "more than 1,000,000 bytes"),
    ("/broken", "does not answer as it should"),
])  # fmt: skip
def test_errors_say_what_is_wrong(site: tuple[str, list[tuple[str, str]]], path: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        fetcher(seconds=20).fetch(site[0] + path)
    assert says in str(caught.value)


@pytest.mark.parametrize("path", ["/slow", "/slow-head"])
def test_a_site_that_trickles_is_given_up(site: tuple[str, list[tuple[str, str]]], path: str) -> None:
    fetcher().fetch(f"{site[0]}/page")
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"took longer than 0\.5 seconds"):
        fetcher(seconds=0.5).fetch(site[0] + path)
    assert time.monotonic() - start < 3, "long before the server is done"


def test_the_next_ip_address_is_tried_where_the_first_does_not_answer(
    site: tuple[str, list[tuple[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site[0].rpartition(":")[2])
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in ("127.9.9.9", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    assert fetcher().fetch(f"{site[0]}/page").raw, "nothing listens at the first address"


def test_a_port_at_which_nothing_listens() -> None:
    with pytest.raises(SourceError, match=r"does not answer|no site"):
        fetcher().fetch("http://127.0.0.1:9/")


@pytest.mark.parametrize("number", [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",  # noqa: S104
     "100.64.0.1", "::1", "fe80::1",
    "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255",
    "64:ff9b:1::7f00:1", "fec0::1", "::127.0.0.1", "5f00::1",
])  # fmt: skip
def test_private_ip_addresses(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_ip_addresses(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("address", [
    "http://localhost/", "http://127.1/", "http://0/", "http://[::1]/", "http://2130706433/", "http://user:pass@127.0.0.1/",
    "ftp://herald.example/", "http://", "http://[::1", "http://a b/", "https://" + "a" * 300 + ".example/",
])  # fmt: skip
def test_addresses_that_are_not_fetched(address: str) -> None:
    with pytest.raises(SourceError):
        target_of(address)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for localhost, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with: install it, or leave this to a machine that has it")
    place = tmp_path_factory.mktemp("tls") / "localhost.pem"
    subprocess.run([openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", str(place),
                    "-out", str(place.with_suffix(".crt")), "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)  # fmt: skip
    place.write_bytes(place.read_bytes() + place.with_suffix(".crt").read_bytes())
    return place


@pytest.mark.parametrize(("host", "trusted", "says"), [
    ("localhost", True, ""), ("localhost", False, "does not answer as it should"), ("127.0.0.1", True, "does not answer as it should"),
])  # fmt: skip
def test_a_site_has_to_prove_its_name(certificate: Path, host: str, trusted: bool, says: str) -> None:  # noqa: FBT001
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Site,), {"asked": []}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a refused handshake is expected
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    code = (
        "import sys\nfrom explainery.fetching import Fetcher\nfrom explainery.errors import SourceError\n"
        f"try: print(len(Fetcher(9, 10**6, ('localhost', '127.0.0.1')).fetch('https://{host}:{server.server_port}/page').raw))\n"
        "except SourceError as error: print(error)"
    )
    env = {**os.environ, **({"SSL_CERT_FILE": str(certificate)} if trusted else {})}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    server.shutdown()
    server.server_close()
    assert says in done.stdout
    assert says or done.stdout.strip() == str(len(PAGE)), done.stdout
