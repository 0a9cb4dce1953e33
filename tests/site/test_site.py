"""The built site in a real browser: a reader's way through it, and what it must never do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import chromium_started, served
from explainery.commands.build import build
from explainery.project import Project
from explainery.searching.index_files import write_index
from making import ROOT, with_site

STORY = "kim-putin-2023"
ADDRESS = re.findall(r"^site_url: (\S+)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)[0]
PREFIX = Path(urlsplit(ADDRESS).path.strip("/"))


@dataclass
class Watched:
    """A page and what it did that a reader would not see."""

    page: Page
    origin: str
    console: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.origin}/{path}")
        return self.page


def built(root: Path, into: Path) -> Path:
    """The site of a project, built as `make site` builds it."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(into)],
        cwd=root, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    write_index(into)
    return into


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_started() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's site, in a folder as deep as its address: links on the 404 page are absolute."""
    return built(ROOT, tmp_path_factory.mktemp("site") / PREFIX)


@pytest.fixture(scope="module")
def origin(site: Path) -> Iterator[str]:
    for server in served(site.parents[len(PREFIX.parts) - 1]):
        yield f"{server}/{PREFIX}"


def watching(context: BrowserContext, origin: str) -> Watched:
    seen = Watched(context.new_page(), origin)
    seen.page.on("console", lambda m: seen.console.append(m.text) if m.type in {"error", "warning"} else None)
    seen.page.on("pageerror", lambda e: seen.console.append(str(e)))
    seen.page.on(
        "request",
        lambda r: None if r.url.startswith(origin) or r.url.startswith("data:") else seen.strangers.append(r.url),
    )
    return seen


@pytest.fixture
def desktop(chromium: Browser, origin: str) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    seen = watching(context, origin)
    yield seen
    context.close()
    assert seen.console == []
    assert seen.strangers == [], "a request to another host"


@pytest.fixture
def phone(chromium: Browser, origin: str) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    seen = watching(context, origin)
    yield seen
    context.close()
    assert seen.console == []
    assert seen.strangers == []


def addresses(site: Path) -> list[str]:
    return sorted(p.parent.relative_to(site).as_posix() + "/" for p in site.rglob("index.html"))


def test_from_home_to_the_story_to_trade(desktop: Watched) -> None:
    page = desktop.open("")
    page.get_by_role("main").get_by_role("link", name="Why Kim Jong Un went to meet Vladimir Putin").click()
    expect(page).to_have_url(re.compile(rf"/{STORY}/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Why Kim Jong Un went"))
    page.get_by_role("navigation", name="This story").first.get_by_role("link", name="Trade").click()
    expect(page).to_have_url(re.compile(rf"/{STORY}/trade/$"))
    rows = page.locator("table tbody tr")
    expect(rows.nth(3)).to_be_visible()  # the address changes before the page does
    for i in range(rows.count()):
        assert rows.nth(i).locator("a.footnote-ref").count() >= 1, rows.nth(i).inner_text()


def test_search_finds_the_trade_page(desktop: Watched) -> None:
    page = desktop.open("")
    page.locator(".ex-search-open").click()
    page.keyboard.type("artillery")
    link = page.locator(f".ex-search__link[href*='{STORY}/trade/']").first
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url(re.compile(rf"/{STORY}/trade/#"))
    expect(page.locator("dialog.ex-search")).to_be_hidden()


def luminance(page: Page) -> float:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red, green, blue = (int(x) for x in re.findall(r"\d+", colour)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_dark_as_the_system_and_by_hand(chromium: Browser, origin: str, desktop: Watched) -> None:
    page = desktop.open(f"{STORY}/")
    assert luminance(page) > 200
    for _ in range(2):  # from "as the system" to light to dark
        page.locator("form[data-md-component=palette] label:visible").click()
    assert luminance(page) < 60
    page.reload()
    assert luminance(page) < 60, "the choice is remembered"
    context = chromium.new_context(color_scheme="dark")
    other = context.new_page()
    other.goto(f"{origin}/{STORY}/")
    assert luminance(other) < 60
    context.close()


def test_nothing_scrolls_sideways_on_a_phone(phone: Watched, site: Path) -> None:
    for address in addresses(site):
        page = phone.open(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_every_page_is_quiet_and_stays_at_home(desktop: Watched, site: Path) -> None:
    for address in [*addresses(site), "404.html"]:
        page = desktop.open(address)
        expect(page.locator("h1").first).to_be_visible()


def test_every_page_has_a_title_and_a_description_of_its_own(site: Path) -> None:
    texts = {a: (site / a / "index.html").read_text("utf-8") for a in addresses(site)}
    titles = [re.findall(r"<title>(.*?)</title>", t)[0] for t in texts.values()]
    descriptions = [re.findall(r'<meta name="description" content="(.*?)"', t)[0] for t in texts.values()]
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)
    assert all(t.endswith("Explainery") for t in titles)


def test_the_trade_page_carries_the_table_with_citations(site: Path) -> None:
    text = (site / STORY / "trade" / "index.html").read_text("utf-8")
    table = text.split("<table ")[1].split("</table>")[0]
    assert 'aria-hidden="true">Who gives</span>' in table, "a narrow screen shows entries, with no script"
    assert "footnote-ref" in table


def test_the_first_sentence_is_on_the_first_screen_of_a_phone(phone: Watched) -> None:
    page = phone.open(f"{STORY}/")
    page.set_viewport_size({"width": 390, "height": 844})
    first = page.locator("main p:has(sup) sup").first.bounding_box()
    assert first is not None
    assert first["y"] + first["height"] <= 844


def test_the_overview_has_its_dates_and_people_beside_the_text_or_folded_on_a_phone(
    desktop: Watched, phone: Watched
) -> None:
    page = desktop.open(f"{STORY}/")
    column = page.get_by_role("region", name="At a glance")
    text, beside = page.locator(".ex-front__lead").bounding_box(), column.bounding_box()
    assert text
    assert beside
    assert beside["x"] >= text["x"] + text["width"]
    assert beside["y"] < 300
    expect(column.get_by_role("table")).to_have_count(2)
    small = phone.open(f"{STORY}/")
    earlier = small.locator(".ex-earlier")
    expect(earlier.first).to_be_hidden()
    small.get_by_text("earlier dates").click()
    expect(earlier.first).to_be_visible()
    mark = earlier.locator("sup").first.get_attribute("id")
    phone.open(f"{STORY}/background/")
    phone.open(f"{STORY}/#{mark}")
    expect(earlier.first).to_be_visible()


def test_the_picture_of_the_trade_fits_its_screen_and_every_label_fits_in(desktop: Watched, phone: Watched) -> None:
    for seen in (desktop, phone):
        picture = seen.open(f"{STORY}/trade/").get_by_role("img", name="Picture of the table below")
        expect(picture).to_have_count(1)  # the one for other screens is out of sight
        assert picture.evaluate(
            """svg => [...svg.querySelectorAll("text")].every(text => {
              const box = text.getBBox()
              return box.x > -1 && box.x + box.width < svg.viewBox.baseVal.width + 1 && svg.getBoundingClientRect().right <= innerWidth
            })"""
        )


def test_edit_and_source_links(desktop: Watched) -> None:
    page = desktop.open(f"{STORY}/trade/")
    links = [a.get_attribute("href") or "" for a in page.locator("main a").all()]
    assert any(link.endswith(f"/edit/main/docs/{STORY}/trade.md") for link in links)
    assert any(
        link.endswith(f"/raw/main/docs/{STORY}/trade.md") or f"/{STORY}/trade.md?plain" in link for link in links
    )


HOSTILE = """\
---
title: "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 1'> {{ config }}"
publisher: "\\"><script>window.pwned = 1</script>"
published: 2026-01-02
rights: open
---
Russia <script>window.pwned = 1</script> signed a deal on Friday to sell <img src=x onerror="window.pwned=1"> grain to Egypt.
Egypt wants {{ config.site_name }} and [a link](javascript:window.pwned=1) because the country needs grain for the winter.
“The grain <b onclick=alert(1)>there</b> will --8<-- feed nobody in Cairo,” said Omar Said, the minister for grain.
The state mills <style>body{display:none}</style> have {RLO}long| been | the largest buyer of grain in Egypt.
Egypt has long bought most of its grain abroad <b>and</b> &lt;script&gt; has paid for it in dollars for decades.
""".replace("{RLO}", "\u202e")


def test_hostile_text_does_nothing_on_the_site(tmp_path: Path, chromium: Browser) -> None:
    project = Project.at(tmp_path)
    folder = project.sources / "hostile"
    folder.mkdir(parents=True)
    (folder / "evil.md").write_text(HOSTILE, "utf-8")
    (folder / "story.yml").write_text("budget: 1.0\n", "utf-8")
    with_site(tmp_path)
    build(project)
    site = built(tmp_path, tmp_path / "site")
    pages = [a for a in addresses(site) if a.startswith("hostile/")]
    assert len(pages) >= 3
    for origin in served(site):
        context = chromium.new_context()
        page = context.new_page()
        page.on("dialog", lambda d: pytest.fail(f"a dialog: {d.message}"))
        for address in ["./", *pages]:
            page.goto(f"{origin}/{address}")
            expect(page.locator("h1").first).to_be_visible()
            assert page.evaluate("window.pwned") is None, address
            assert (
                page.locator("article script, article img, article style, [onclick], a[href^='javascript']").count()
                == 0
            )
        page.locator(".ex-search-open").click()
        page.keyboard.type("minister")
        expect(page.locator(".ex-search__link").first).to_be_visible()
        assert page.evaluate("window.pwned") is None
        context.close()
