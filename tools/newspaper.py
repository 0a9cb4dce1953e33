"""A small server of an invented newspaper, whose pages `make_fixtures.py` saves, prints and crawls."""

from __future__ import annotations

import gzip
import http.server
from pathlib import Path
from typing import ClassVar

HOST = "herald.example"
DOCKERS, FERRY, LOG = "/2026/03/02/dockers-walk-out", "/2026/02/20/ferry-hourly", "/2026/01/15/log-of-the-constance"
PAGES = {"/": "home.html", "/columns": "columns.html", "/style.css": "style.css", "/img/cranes.png": "cranes.png"}
PAGES |= {path: f"{path.rpartition('/')[2]}.html" for path in (DOCKERS, FERRY, LOG)}
MISSING, MOVED = "/2026/02/24/choir", "/?p=4711"
KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".png": "image/png"}


class Newspaper(http.server.BaseHTTPRequestHandler):
    """The site of the invented newspaper. For a request with a whole address it acts as a proxy of that site."""

    protocol_version = "HTTP/1.1"
    source: ClassVar[Path]

    def do_GET(self) -> None:
        """Answer with a page, a redirect for an old address, or a 404."""
        path = self.path.removeprefix(f"http://{HOST}")
        if path == MOVED:
            self.reply(301, {"Location": f"https://{HOST}{DOCKERS}"}, b"")
        elif path not in PAGES:
            body = "<!DOCTYPE html><title>Not found | The Arlen Herald</title><h1>This page has sailed</h1>"
            self.reply(404, {"Content-Type": KINDS[".html"]}, body.encode())
        else:
            file = self.source / PAGES[path]
            self.reply(200, {"Content-Type": KINDS[file.suffix]}, file.read_bytes(), chunked=path == LOG)

    def reply(self, status: int, headers: dict[str, str], body: bytes, *, chunked: bool = False) -> None:
        """Send a response with a fixed date; with `chunked`, compressed and in chunks, as from many news sites."""
        self.send_response_only(status)
        self.send_header("Date", "Tue, 03 Mar 2026 06:00:00 GMT")
        self.send_header("Server", "nginx")
        for name, value in headers.items():
            self.send_header(name, value)
        if chunked:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Transfer-Encoding", "chunked")
            packed = gzip.compress(body, mtime=0)
            pieces = [packed[i : i + 700] for i in range(0, len(packed), 700)]
            body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing."""
