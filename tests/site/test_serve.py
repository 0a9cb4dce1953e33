"""The preview: what is saved in sources/ or in docs/ shows on the page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import expect, sync_playwright

from browser import browser_or_skip
from browsing import SWITCHES
from making import ROOT, port_project, with_site

_PATIENCE = 40.0  # seconds; a slow machine builds slowly


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A project with its preview running: its folder and its address."""
    port_project(tmp_path)
    with_site(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "explainery", "-C", str(tmp_path), "serve", "--address", f"127.0.0.1:{port}"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # A test run in the background may have been told to ignore Ctrl-C; what it starts must not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (no threads yet)
    )
    yield tmp_path, f"http://127.0.0.1:{port}/explainery"
    os.killpg(server.pid, signal.SIGINT)
    assert server.wait(_PATIENCE) == 0, "Ctrl-C ends it in peace"


def page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (our own server)
            return str(answer.read().decode("utf-8"))
    except (URLError, OSError):
        return ""


def soon(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


def test_saving_a_source_or_a_page_shows(preview: tuple[Path, str]) -> None:
    root, address = preview
    motives, index = f"{address}/port/motives/", f"{address}/port/"
    assert soon(lambda: "9 percent" in page(motives))
    source = root / "sources/port/herald.md"
    source.write_text(source.read_text("utf-8").replace("9 percent", "8 percent"), "utf-8")
    assert soon(lambda: "8 percent" in page(motives)), "a saved source shows"
    mine = root / "docs/port/index.md"
    mine.write_text(mine.read_text("utf-8").replace("# Why the port", "# Why, oh why, the port", 1), "utf-8")
    assert soon(lambda: "Why, oh why, the port" in page(index)), "a saved page shows"


def test_an_open_page_loads_again_when_it_was_built_anew(preview: tuple[Path, str]) -> None:
    path = browser_or_skip()
    root, address = preview
    assert soon(lambda: "Why the port" in page(f"{address}/port/"))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(SWITCHES))
        shown = browser.new_page()
        shown.goto(f"{address}/port/")
        mine = root / "docs/port/index.md"
        mine.write_text(mine.read_text("utf-8").replace("# Why the port", "# Why, oh why, the port", 1), "utf-8")
        expect(shown.locator("h1")).to_contain_text("Why, oh why, the port", timeout=_PATIENCE * 1000)
        browser.close()


def test_an_open_page_says_why_the_last_build_failed_until_it_is_mended(preview: tuple[Path, str]) -> None:
    path = browser_or_skip()
    root, address = preview
    assert soon(lambda: "Why the port" in page(f"{address}/port/"))
    settings, config = root / "sources/port/story.yml", root / "mkdocs.yml"
    fine = {file: file.read_text("utf-8") if file.is_file() else "" for file in (settings, config)}
    broken = {settings: ("tittle: The port\n", "unknown setting 'tittle'"), config: ("plugins: 7\n", "plugins")}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(SWITCHES))
        shown = browser.new_page()
        shown.goto(f"{address}/port/")
        for file, (line, why) in broken.items():
            file.write_text(fine[file] + line, "utf-8")
            expect(shown.get_by_role("alert")).to_contain_text(why, timeout=_PATIENCE * 1000)
            expect(shown.locator("h1")).to_contain_text("Why the port")
            file.write_text(fine[file], "utf-8")
            expect(shown.get_by_role("alert")).to_have_count(0, timeout=_PATIENCE * 1000)
        browser.close()
