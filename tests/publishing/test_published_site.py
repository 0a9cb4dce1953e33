"""The published site in a real browser: nothing is blocked, nothing is sent, and what is new is marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browsing import chromium_started, served
from explainery.commands.serve import site_built
from making import showcase_project, with_site
from reviewing.repository import committed, edited, git

STORY = "kim-putin-2023"
OLD, NEW = "It was Kim’s first trip abroad since the pandemic.", "It was Kim’s first journey abroad since the pandemic."
WATCH = """
window.blocked = []
addEventListener("securitypolicyviolation", e => blocked.push(e.violatedDirective + " " + e.blockedURI))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's story with one correction, built as `make site` does."""
    root = tmp_path_factory.mktemp("project")
    showcase_project(root)
    (root / "mkdocs.yml").unlink()
    (root / "docs" / "assets").rename(root / "assets")
    for page in (root / "docs").glob("*.md"):
        if page.name != "index.md":
            page.unlink()
    with_site(root)
    git(root, "init", "--quiet", "--initial-branch", "main")
    committed(root, "Pages")
    edited(root, f"docs/{STORY}/index.md", OLD, NEW)
    committed(root, "Another word for it")
    return site_built(root)


@pytest.fixture(scope="module")
def origin(site: Path) -> Iterator[str]:
    yield from served(site)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_started() as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    yield context
    context.close()


def pages(site: Path) -> list[str]:
    made = [p.parent.relative_to(site).as_posix() for p in site.rglob("index.html")]
    return [p for p in sorted(made) if p.startswith(STORY) or p in {".", "corrections"}]


def test_nothing_is_blocked_reported_missed_or_asked_of_a_stranger(context: BrowserContext, origin: str) -> None:
    page, seen = context.new_page(), []
    page.on("console", lambda m: seen.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: seen.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith((origin, "data:")) else seen.append(r.url))
    page.on("response", lambda r: seen.append(r.url) if r.status >= 400 else None)
    own = (f"{STORY}{rest}" for rest in ("", "/trade", "/corrections", "/reuse", "/embed/trade-what-was-agreed"))
    for address in (".", "corrections", *own):
        page.goto(f"{origin}/{address}/")
        expect(page.locator("h1").first).to_be_visible()
        assert page.evaluate("blocked") == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert seen == []


def test_every_link_between_the_files_leads_somewhere(site: Path) -> None:
    for address in pages(site):
        text = (site / address / "index.html").read_text("utf-8")
        for link in re.findall(r'<(?:a|link)\b[^>]*?href="([^"#]+)', text):
            if not urlsplit(link).scheme:
                target = (site / address / link).resolve()
                assert target.is_file() or (target / "index.html").is_file(), f"{address}: {link}"


def test_the_data_in_a_page_is_what_the_page_says(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    page.goto(f"{origin}/{STORY}/")
    graph = json.loads(page.locator('script[type="application/ld+json"]').text_content() or "")["@graph"]
    claims = [n for n in graph if n["@type"] == "Claim"]
    assert NEW in [c["text"] for c in claims]
    for claim in claims:
        mark = urlsplit(claim["url"]).fragment
        block = page.locator(f"[id='{mark}']").locator("xpath=ancestor-or-self::*[self::p or self::li or self::tr][1]")
        assert claim["text"].split(" · ")[-1].rstrip(".")[-30:] in re.sub(r"\s+", " ", block.inner_text()), claim


def test_a_correction_is_told_where_it_was_made(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    page.goto(f"{origin}/{STORY}/")
    page.get_by_role("link", name="Corrections (1)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Corrections")
    entry = page.locator(".ex-correction")
    expect(entry).to_have_count(1)
    expect(entry.locator("del")).to_have_text("trip")
    expect(entry.locator("ins")).to_have_text("journey")
    expect(entry).to_contain_text("Another word for it")
    expect(page.get_by_role("navigation", name="Pages of this story")).to_be_visible()
    page.get_by_role("link", name="Corrections of all stories").click()
    expect(page.locator(".ex-correction")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Pages of this story")).to_have_count(0)


def visited(context: BrowserContext, address: str) -> Page:
    """A new visit: a tab of its own, in the same browser."""
    page = context.new_page()
    page.goto(address)
    return page


def later(context: BrowserContext, old: str, new: str) -> None:
    """From now on, pages say something else."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace(old, new))

    context.route(f"**/{STORY}/", answer)


def test_what_is_new_since_the_last_visit_is_marked_until_it_was_seen(context: BrowserContext, origin: str) -> None:
    address = f"{origin}/{STORY}/"
    assert visited(context, address).locator(".ex-new, .ex-news").count() == 0, "all is new on a first visit"
    assert visited(context, address).locator(".ex-new, .ex-news").count() == 0
    later(context, "It was Kim’s first journey", "It was his second journey")
    page = visited(context, address)
    expect(page.locator(".ex-new")).to_have_count(1)
    expect(page.locator(".ex-new")).to_contain_text("New since your last visit: ")
    expect(page.locator(".ex-new")).to_contain_text("It was his second journey abroad")
    expect(page.locator(".ex-news")).to_contain_text("One passage is new since your last visit.")
    page.get_by_role("link", name="Go to the first").click()
    expect(page.locator(".ex-new")).to_be_in_viewport()
    page.reload()
    expect(page.locator(".ex-new")).to_have_count(1)  # still the same visit
    assert visited(context, address).locator(".ex-new").count() == 0


def test_the_home_page_marks_stories_that_changed(context: BrowserContext, origin: str) -> None:
    visited(context, f"{origin}/")
    context.route(f"{origin}/", lambda route: route.fulfill(body=re.sub(
        r'"dateModified":"[^"]+"', '"dateModified":"2030-01-01T00:00:00Z"', route.fetch().text()
    ), content_type="text/html"))  # fmt: skip
    expect(visited(context, f"{origin}/").locator(".ex-fresh")).to_have_text("Updated")


def test_an_answer_shows_in_the_frame_of_another_site(
    context: BrowserContext, site: Path, origin: str, tmp_path: Path
) -> None:
    text = (site / STORY / "reuse" / "index.html").read_text("utf-8")
    snippet = re.findall(r"&lt;iframe .*?&lt;/iframe&gt;", text)[1]
    line = snippet.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    line = re.sub(r'src="https://[^/]+/explainery', f'src="{origin}', line)
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Other</title>{line}", "utf-8")
    page = context.new_page()
    for other in served(tmp_path):
        page.goto(other.replace("127.0.0.1", "localhost"))
        frame = page.frame_locator("iframe")
        expect(frame.locator("h1")).to_be_visible()
        assert frame.locator("body").evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 248, 243)"
        assert frame.locator("body").evaluate("blocked") == []
        assert frame.locator("body").evaluate("document.documentElement.scrollHeight <= innerHeight"), "it has room"


def test_pages_that_no_file_makes_have_an_address_and_a_title_to_share(site: Path) -> None:
    for name in ("corrections", f"{STORY}/corrections", f"{STORY}/reuse"):
        text = (site / name / "index.html").read_text("utf-8")
        address = re.findall(r'<link rel="canonical" href="([^"]+)">', text)
        assert len(address) == 1
        assert address[0].endswith(f"/{name}/")
        assert text.count('property="og:title"') == text.count('property="og:image"') == 1
        assert address[0] in (site / "sitemap.xml").read_text("utf-8")
