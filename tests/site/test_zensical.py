"""Zensical, MkDocs' successor, builds the same pages, templates and settings. Where it is not installed, this is skipped.

`make zensical` installs it, where it can be had, and runs these tests.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from browsing import NO_ZENSICAL, chromium_started, reporting, served
from making import ROOT

STORY = "kim-putin-2023"
pytestmark = pytest.mark.skipif(importlib.util.find_spec("zensical") is None, reason=NO_ZENSICAL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("zensical")
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def page_of(site: Path, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / address / "index.html").read_text("utf-8"))


def links(page: LexborHTMLParser, selector: str) -> list[tuple[str, str]]:
    return [(node.text(), str(node.attributes["href"])) for node in page.css(selector)]


def test_a_story_has_its_tabs_and_its_way_on(site: Path) -> None:
    page = page_of(site, f"{STORY}/trade")
    tabs = links(page, ".ex-story__pages a")
    assert [name for name, _ in tabs] == ["Overview", "Background", "Motives", "Trade", "Reactions", "Sources"]
    assert (tabs[0][1], tabs[1][1]) == ("../", "../background/")
    assert [n.text() for n in page.css(".ex-story__pages a[aria-current]")] == ["Trade"]
    assert links(page, ".ex-story__title") == [("Why Kim Jong Un went to meet Vladimir Putin", "../")]
    assert links(page, ".ex-turn a") == [("PreviousMotives", "../motives/"), ("NextReactions", "../reactions/")]


def test_the_home_page_and_the_page_for_wrong_addresses_are_known(site: Path) -> None:
    home = page_of(site, ".")
    assert home.css_first(".ex-home") is not None
    assert home.css_first(".md-sidebar") is None
    wrong = LexborHTMLParser((site / "404.html").read_text("utf-8"))
    assert wrong.css_first("title").text() == "Page not found · Explainery"  # type: ignore[union-attr]
    assert wrong.css_first("meta[name=robots][content=noindex]") is not None


def test_the_link_past_the_header_leads_to_the_text(site: Path) -> None:
    page = page_of(site, "about")
    assert links(page, ".md-skip")[0][1] == "#__skip"
    assert page.css_first("article #__skip") is not None


def test_no_pencil_leads_to_a_generated_page(site: Path) -> None:
    assert page_of(site, f"{STORY}/trade").css_first(".ex-actions a[rel=edit]") is not None
    assert page_of(site, f"{STORY}/sources").css_first(".ex-actions a[rel=edit]") is None


def test_the_wall_and_the_policy_stand(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = LexborHTMLParser(file.read_text("utf-8"))
        assert page.css_first("meta[http-equiv=Content-Security-Policy]") is not None, file
        assert [n for n in page.css("script:not([src])") if n.attributes.get("type") != "application/json"] == [], file
        assert page.css("[style], style") == [], file


def test_citations_are_not_searched(site: Path) -> None:
    items = json.loads((site / "search.json").read_text("utf-8"))["items"]
    assert not any("sources-for-this-page" in item["location"] for item in items)


@pytest.fixture(scope="module")
def page(site: Path) -> Iterator[Page]:
    with chromium_started() as chromium:
        for origin in served(site):
            yield reporting(chromium, origin)


def test_a_reader_reads_a_citation_and_searches(page: Page) -> None:
    page.goto(f"/{STORY}/trade/")
    page.locator(".footnote-ref").first.hover()
    expect(page.locator(".ex-card")).to_contain_text("Our digest: ")
    page.locator(".ex-search-open").click()
    page.keyboard.type("Vladivostock")
    first = page.locator(".ex-search__link").first
    expect(first).to_contain_text("Why Kim Jong Un went to meet Vladimir Putin")
    assert page.evaluate("reported") == []
