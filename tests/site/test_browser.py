"""Without a browser the tests of the site are skipped, the run says so, and nothing is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import browser
from making import ROOT


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser: the folder of its programs, which is empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("EXPLAINERY_BROWSER", "CI", "EXPLAINERY_NEEDS_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.setattr(browser, "PLACES", ())
    browser._playwrights_own.cache_clear()  # noqa: SLF001 (it remembers the real machine)
    return folder


def program(path: Path, text: str = "#!/bin/sh\n") -> str:
    path.write_text(text, "utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("name", ["chromium", "google-chrome-stable", "microsoft-edge", "brave-browser"])
def test_an_installed_browser_is_found(bare: Path, name: str) -> None:
    assert browser.browser() is None
    path = program(bare / name)
    assert browser.browser() == path


def test_a_browser_that_is_named_wins(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "chromium")
    mine = program(bare / "my-browser")
    monkeypatch.setenv("EXPLAINERY_BROWSER", "my-browser")
    assert browser.browser() == mine


def site_tests() -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-k",
        "edit_and_source_links",
        "tests/site/test_site.py",
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_without_a_browser_the_run_says_what_it_skipped_and_installs_nothing(bare: Path) -> None:
    called = bare.parent / "called"
    program(bare / "apt-get", f'#!/bin/sh\necho "$@" >> "{called}"\n')
    done = site_tests()
    assert done.returncode == 0, done.stdout
    assert "1 skipped" in done.stdout
    assert f"1 tests were skipped: {browser.MISSING}." in done.stdout
    assert "apt install chromium" in done.stdout
    assert "playwright install chromium" in done.stdout
    assert not called.exists()


@pytest.mark.usefixtures("bare")
def test_where_a_browser_is_required_its_absence_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.skip.Exception, match=browser.MISSING):
        browser.browser_or_skip()
    monkeypatch.setenv("EXPLAINERY_NEEDS_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match=browser.MISSING):
        browser.browser_or_skip()


def test_make_test_installs_nothing_on_the_system() -> None:
    command = ["make", "--no-print-directory", "--dry-run", "--always-make", "test"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "pytest" in done.stdout
    assert not any(word in done.stdout for word in ("apt-get", "browser.py", "playwright install"))
