"""The search box in a browser: it finds what readers ask for, and loads little."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import chromium_started, served
from explainery.commands.build import build
from explainery.commands.serve import site_built
from explainery.searching import index_files
from explainery.searching.sections import Section, sections_of
from making import ROOT, showcase_project
from searches import Answered, answered, questions

INVENTED = ROOT / "tests" / "stories"
ASK = """async queries => {
  const idle = new Set(document.querySelector(".ex-search").dataset.idle.split(" ")), led = []
  for (const query of queries) {
    const found = await explainerySearch.find(query, idle)
    led.push(await Promise.all(found.ids.slice(0, 12).map(async id => (await found.section(id)).address)))
  }
  return led
}"""


@dataclass(frozen=True)
class Site:
    """The showcase and the invented stories as `make site` builds them, and with the index of the site engine only."""

    folder: Path
    preview: Path
    sections: tuple[Section, ...]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("search")
    project = showcase_project(root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for story in ("flood", "merger", "strike"):
        shutil.copytree(INVENTED / story, project.sources / story)
    build(project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explainery.commands.serve.write_index", lambda _: None)
        preview = site_built(root).rename(root / "preview")
    published = shutil.copytree(preview, root / "published")
    entries = json.loads((published / index_files.ENGINE_INDEX).read_text("utf-8"))["docs"]
    index_files.write_index(published)
    return Site(published, preview, tuple(sections_of(entries)))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_started() as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    started = chromium.new_context(viewport={"width": 1280, "height": 900})
    started.set_default_timeout(10_000)
    yield started
    started.close()


@pytest.fixture
def origin(site: Site) -> Iterator[str]:
    yield from served(site.folder)


def led_to(context: BrowserContext, folder: Path, queries: list[str]) -> list[list[str]]:
    """The addresses of what the search of a site finds, for each query."""
    for origin in served(folder):
        page = context.new_page()
        page.goto(f"{origin}/about/")
        page.locator(".ex-search-open").click()
        page.wait_for_function("() => Boolean(window.explainerySearch?.find)")
        return page.evaluate(ASK, queries)  # type: ignore[no-any-return]
    raise AssertionError


def test_sixty_questions_lead_to_their_answers_published_and_in_a_preview(site: Site, context: BrowserContext) -> None:
    asked = questions()
    queries = [q.query for q in asked]
    led = led_to(context, site.folder, queries)
    rows = [answered(q, a, site.sections) for q, a in zip(asked, led, strict=True)]
    told = "\n".join(f"{r.question.query}: {r.led_to}" for r in rows if not r.first)
    misspelt = [r for r in rows if r.question.kind == "misspelt"]
    assert (len(rows), len(misspelt)) == (60, 12)
    assert share(rows, "first") >= 0.8, told
    assert share(rows, "page") >= 0.95, told
    assert sum(r.first for r in misspelt) >= 10, told
    assert led_to(context, site.preview, queries) == led


def share(rows: list[Answered], name: str) -> float:
    return sum(bool(getattr(row, name)) for row in rows) / len(rows)


def opened(context: BrowserContext, address: str, query: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator(".ex-search__link").first.wait_for()
    expect(page.locator(".ex-search__said")).to_contain_text("result")  # all that was typed is searched for
    return page


def test_each_result_names_its_story_and_shows_the_sentence(context: BrowserContext, origin: str) -> None:
    page = opened(context, f"{origin}/about/", "cheap oil")
    first = page.locator(".ex-search__results > li").first
    expect(first.locator(".ex-search__place")).to_have_text(
        "Why Kim Jong Un went to meet Vladimir Putin · What each side wants"
    )
    expect(first.locator("mark")).to_have_text(["cheap", "oil"])
    expect(page.get_by_role("status").filter(has_text="result")).to_be_visible()
    first.locator("a").click()
    page.wait_for_url("**/kim-putin-2023/motives/#north-korea-food-fuel-and-know-how*")


def test_a_misspelt_word_is_said_to_be_one(context: BrowserContext, origin: str) -> None:
    page = opened(context, f"{origin}/about/", "Vladivostock cosmodrom")
    expect(page.locator(".ex-search__said")).to_contain_text("result")
    page.locator("#ex-query").fill("amunition")
    expect(page.locator(".ex-search__said")).to_contain_text("with the nearest words: ammunition")
    page.locator("#ex-query").fill("xylophonist")
    expect(page.locator(".ex-search__said")).to_contain_text("Nothing found")
    expect(page.locator(".ex-search__results > li")).to_have_count(0)


def test_with_the_keyboard_alone(context: BrowserContext, origin: str) -> None:
    page = opened(context, f"{origin}/about/", "wheat")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ex-search__link").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#ex-query")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.ex-search")).to_be_hidden()
    page.locator(".ex-search-open").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("satelite")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kim-putin-2023/**")


def test_nothing_is_loaded_before_the_box_is_opened_and_little_then(
    context: BrowserContext, origin: str, site: Site
) -> None:
    loaded: list[str] = []
    context.on("request", lambda request: loaded.append(request.url))
    page = context.new_page()
    page.goto(f"{origin}/kim-putin-2023/", wait_until="networkidle")
    assert [url for url in loaded if "search" in url] == []
    loaded.clear()
    page.locator(".ex-search-open").click()
    page.keyboard.type("sanctions")
    page.locator(".ex-search__link").nth(3).wait_for()
    assert all(url.startswith(origin) for url in loaded)
    assert sum((site.folder / urlsplit(url).path.lstrip("/")).stat().st_size for url in loaded) < 100_000


def test_a_wrong_address_leads_to_the_box(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    page.goto(f"{origin}/?q=wheat")
    expect(page.locator("#ex-query")).to_have_value("wheat")
    expect(page.locator(".ex-search__link").first).to_be_visible()


def test_without_scripts_there_is_no_button(chromium: Browser, origin: str) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(f"{origin}/about/")
    expect(page.locator(".ex-search-open")).to_be_hidden()
    expect(page.locator("dialog.ex-search")).to_be_hidden()
    page.close()


def test_opened_from_the_disk(context: BrowserContext, tmp_path: Path) -> None:
    project = showcase_project(tmp_path)
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    folder = site_built(project.root, files=True)
    page = opened(context, (folder / "kim-putin-2023" / "index.html").as_uri(), "Vladivostock")
    page.locator(".ex-search__link").first.click()
    page.wait_for_url("file://**/kim-putin-2023/*.html*")
