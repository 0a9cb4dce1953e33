"""Finds a browser that is there; `python tests/browser.py` installs one where that is possible, or says what to do."""

from __future__ import annotations

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
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
ADVICE = (
    "no Chromium, Chrome or Edge was found for the tests of the site. Install one (on Debian: apt install chromium; "
    "without root: `.venv/bin/playwright install chromium`), or set EXPLAINERY_BROWSER to its path"
)


def browser() -> str | None:
    """The path of an installed Chromium or a browser made of it; EXPLAINERY_BROWSER wins."""
    named = os.environ.get("EXPLAINERY_BROWSER")
    if named:
        return shutil.which(named) or named
    found = [shutil.which(name) for name in NAMES] + [p for p in PLACES if Path(p).is_file()]
    return next(filter(None, found), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    """The browser that `playwright install chromium` fetched, where somebody ran it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where no other browser is)

    with sync_playwright() as driver:
        path = driver.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> int:
    """Install Chromium from Debian's packages where that is possible; else say what to do. Returns an exit code."""
    if browser():
        return 0
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium for the tests of the site ...")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "--yes", "chromium"]):
            subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    if not browser():
        print(f"explainery: {ADVICE}. The other tests run without.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(install())
