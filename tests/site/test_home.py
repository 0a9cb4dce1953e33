"""The home page and the archive of a site with many stories, as a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from browsing import chromium_started, reporting, served
from explainery.commands.serve import site_built
from many_stories import site_project

STORIES = 160  # more than the home page lists
EVIL = "<img src=x onerror=alert(1)> & {{ config }} --> <!--"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = site_project(tmp_path_factory.mktemp("many"), STORIES, pages=("index", "sources"))
    page = root / "docs/story-0001/index.md"
    text = re.sub(r"^title: .*\n", "title: Evil &amp; sons\n", page.read_text("utf-8"), count=1, flags=re.MULTILINE)
    page.write_text(text.replace("| spokesman |", "| **chief** |"), "utf-8")
    (root / "sources/story-0001/story.yml").write_text(f"topics: ['{EVIL}']\n", "utf-8")
    return site_built(root)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_started() as browser:
        yield browser


@pytest.fixture(scope="module")
def origin(site: Path) -> Iterator[str]:
    yield from served(site)


@pytest.fixture
def page(chromium: Browser, origin: str) -> Iterator[Page]:
    page = reporting(chromium, origin)
    yield page
    assert page.evaluate("reported") == []
    page.context.close()


def parsed(site: Path, address: str = "") -> LexborHTMLParser:
    return LexborHTMLParser((site / address / "index.html").read_text("utf-8"))


def one(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def test_the_newest_story_comes_first_with_all_its_lines(site: Path) -> None:
    first = parsed(site).css(".ex-entry")[0]
    assert one(first, "time").attributes["datetime"] == "2026-11-20"
    assert one(first, "h2 a").attributes["href"] == "story-0000/"
    assert "11 to 20 November 2026" in first.text()
    assert "ten articles · six publishers: " in first.text()


def test_every_story_of_the_list_is_there_without_scripts_and_the_rest_is_a_link_away(site: Path) -> None:
    home = parsed(site)
    listed = [a.attributes["href"] for a in home.css(".ex-stories li a")]
    assert listed[:150] == [f"story-{n:04}/" for n in range(150)]
    assert one(home, ".ex-ways a").attributes["href"] == "archive/"
    years = [a.attributes["href"] for a in parsed(site, "archive").css("#years + ul a")]
    assert years == ["2026/"]
    assert len(parsed(site, "archive/2026").css(".ex-entry")) == 40


def test_names_are_text(site: Path) -> None:
    for place in ("", "archive", "archive/2026"):
        page = parsed(site, place)
        assert page.css("img, [onerror]") == []
    assert EVIL[:40] in parsed(site).text()


def test_the_pages_of_the_archive_are_of_the_site(site: Path) -> None:
    page = parsed(site, "archive")
    assert one(page, "title").text() == "All stories · Explainery"
    assert page.css_first("meta[http-equiv=Content-Security-Policy]") is not None
    assert "All stories" in one(page, ".ex-footer").text()
    assert "/archive/2026/</loc>" in (site / "sitemap.xml").read_text("utf-8")


def test_related_stories_stand_at_the_foot_of_each_page(site: Path) -> None:
    for address, up in (("story-0000", "../"), ("story-0000/sources", "../../")):
        links = [str(a.attributes["href"]) for a in parsed(site, address).css(".ex-related a")]
        assert len(links) == 3
        assert all(re.fullmatch(rf"{re.escape(up)}story-\d{{4}}/", link) for link in links)


def test_a_filter_finds_by_word_person_and_place_also_what_the_page_does_not_list(page: Page) -> None:
    page.goto("/")
    field = page.get_by_placeholder("Find a story")
    field.fill("zzz")
    expect(page.locator(".ex-filter__said")).to_have_text("No story has these words.")
    expect(page.locator(".ex-entry:visible")).to_have_count(0)
    field.fill("story")
    field.fill("")
    expect(page.locator(".ex-entry:visible")).to_have_count(20)
    expect(page.locator(".ex-earlier-stories")).not_to_have_attribute("open", "")
    name = page.locator(".ex-entry").nth(3).get_attribute("data-words").split(" · ")[-1]  # type: ignore[union-attr]
    field.fill(name.lower())
    expect(page.locator(".ex-entry:visible").first).to_be_visible()
    expect(page.locator(".ex-filter__said")).to_contain_text("stor")
    field.fill("the")
    expect(page.locator(".ex-found a").first).to_be_visible()
    target = page.locator(".ex-found a").first.get_attribute("href")
    assert re.fullmatch(r"story-01[567]\d/", str(target))


def test_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.locator("#ex-filter").focus()
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/story-\d{4}/$"))


@pytest.mark.parametrize("address", ["/", "/archive/", "/archive/2026/", "/story-0000/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_first_screen_shows_two_stories(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    expect(page.locator(".ex-entry h2").nth(1)).to_be_in_viewport()
