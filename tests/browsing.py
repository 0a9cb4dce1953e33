"""How the tests of the site start a browser, and serve it a folder."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from browser import browser_or_skip

NO_ZENSICAL = "Zensical is not installed (`make zensical` installs it where it can)"
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def chromium_started() -> Iterator[Browser]:
    """A browser for the tests of a module; they are skipped where there is none."""
    path = browser_or_skip()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield browser
        browser.close()


def reporting(browser: Browser, origin: str) -> Page:
    """A new page of a site that keeps in `reported` what the site's policy did not let through."""
    page = browser.new_context(base_url=origin).new_page()
    page.add_init_script(
        "window.reported = []; addEventListener('securitypolicyviolation', e => reported.push(e.blockedURI))"
    )
    return page


def served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
