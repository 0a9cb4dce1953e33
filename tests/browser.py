"""Finds an installed browser for the tests of the site. Run as a program (`make browser`), it installs one."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "brave-browser",
    "brave",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/BraveSoftware/Brave-Browser/Application/brave.exe",
)
MISSING = "no Chromium, Chrome, Edge or Brave is installed"
ADVICE = """\
To run them, install a browser: `make browser` does it. By hand:
  Debian, as root:  apt install chromium
  without root:     .venv/bin/playwright install chromium
or set EXPLAINERY_BROWSER to the path of a browser based on Chromium."""


def browser() -> str | None:
    """The path of an installed Chromium or a browser based on it; EXPLAINERY_BROWSER wins."""
    named = os.environ.get("EXPLAINERY_BROWSER")
    if named:
        return shutil.which(named) or named
    installed = [shutil.which(name) for name in NAMES] + [p for p in PLACES if Path(p).is_file()]
    return next(filter(None, installed), None) or _playwrights_own()


@functools.cache
def _playwrights_own() -> str | None:
    """The browser that `playwright install chromium` fetched."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where no other browser is)

    with sync_playwright() as driver:
        path = driver.chromium.executable_path
    return path if Path(path).is_file() else None


def browser_or_skip() -> str:
    """The path of a browser. Without one, skips the test, or fails it on the project's own machines, which install one."""
    import pytest  # noqa: PLC0415 (`make browser` needs no tests)

    if path := browser():
        return path
    if os.environ.get("CI") == "true" and os.environ.get("EXPLAINERY_NEEDS_BROWSER") == "1":
        raise pytest.fail.Exception(f"{MISSING}. {ADVICE}")
    raise pytest.skip.Exception(MISSING)


def install() -> int:
    """Install Chromium if no browser is installed: from Debian's packages as root, otherwise Playwright's own.

    Returns:
        An exit code: 1 if no browser is installed afterwards.
    """
    if path := browser():
        print(f"The tests of the site use {path}.")
        return 0
    print("Installing Chromium for the tests of the site ...")
    for command in _commands():
        subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False)
    _playwrights_own.cache_clear()
    if not browser():
        print(f"explainery: {MISSING}, and installing one failed. {ADVICE}", file=sys.stderr)
        return 1
    return 0


def _commands() -> list[list[str]]:
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        return [["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "--yes", "chromium"]]
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


if __name__ == "__main__":
    sys.exit(install())
