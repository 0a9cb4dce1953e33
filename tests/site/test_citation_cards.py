"""Citations on the built site, in a real browser: the card, what it leads to, and what holds without any script."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browsing import chromium_started, served
from making import ROOT

STORY = "kim-putin-2023"
LONGEST_ADDRESS = 8000  # what the code host takes is a little more
MARK = ".footnote-ref[role=doc-noteref]"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_started() as browser:
        yield browser


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The repository's site, with a mailbox for corrections."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for name in (STORY, "assets", "index.md", "about.md", "contribute.md", "checks.md", "maintain.md"):
        copy = shutil.copytree if (ROOT / "docs" / name).is_dir() else shutil.copyfile
        (root / "docs").mkdir(exist_ok=True)
        copy(ROOT / "docs" / name, root / "docs" / name)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(config.replace("# corrections_mail", "corrections_mail"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=root, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    yield from served(root / "site")


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[Page]:
    yield from opened(chromium.new_context(viewport={"width": 1280, "height": 900}))


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    yield from opened(chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True))


@pytest.fixture
def unscripted(chromium: Browser) -> Iterator[Page]:
    yield from opened(chromium.new_context(java_script_enabled=False))


def opened(context: BrowserContext) -> Iterator[Page]:
    page, said = context.new_page(), []
    page.set_default_timeout(5000)
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    yield page
    context.close()
    assert said == []


def card(page: Page) -> Locator:
    return page.get_by_role("dialog", name=re.compile("September|October"))


def shares(page: Page, part: str) -> float:
    heights = [
        page.evaluate(f"document.querySelector('{part}').getBoundingClientRect().height"),
        page.evaluate("document.documentElement.scrollHeight"),
    ]
    return float(heights[0] / heights[1])


def test_a_correction_takes_three_clicks_and_nothing_is_retyped(desktop: Page, origin: str) -> None:
    desktop.goto(f"{origin}/{STORY}/")
    desktop.locator(MARK).nth(1).click()  # the first click; the third is the form's own button
    link = desktop.get_by_role("link", name="Suggest a correction to this sentence")
    address = link.get_attribute("href") or ""
    assert len(address) < LONGEST_ADDRESS
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["template"] == "fact-wrong.yml"
    assert asked["page"].startswith(f"{origin}/{STORY}/#time-63f0 (line 12 ")
    assert asked["sentence"].startswith("North Korea’s leader, Kim Jong Un, left Pyongyang")
    assert asked["sentence"].endswith("Vladimir Putin.")
    assert "GZERO Media" in asked["citation"]
    assert "[^gzero-9fea]" in asked["citation"]
    assert "on his way to Russia" in asked["passage"]
    form = (ROOT / ".github/ISSUE_TEMPLATE/fact-wrong.yml").read_text("utf-8")
    ids = set(re.findall(r"^    id: (\w+)$", form, re.MULTILINE))
    assert set(asked) - {"template", "title"} <= ids, "each is a field of the form"
    line = desktop.get_by_role("link", name="Edit its line").get_attribute("href") or ""
    assert line.endswith(f"/blob/main/docs/{STORY}/index.md?plain=1#L12")
    text = (ROOT / "docs" / STORY / "index.md").read_text("utf-8").split("\n")[11]
    assert "[^time-63f0][^gzero-9fea]" in text
    mail = desktop.get_by_role("link", name="Send it by e-mail").get_attribute("href") or ""
    assert mail.startswith("mailto:corrections@example.org?subject=")
    assert asked["sentence"] in parse_qs(urlsplit(mail).query)["body"][0]


def test_a_pointer_that_rests_on_a_mark_shows_the_passage_and_may_enter_the_card(desktop: Page, origin: str) -> None:
    desktop.goto(f"{origin}/{STORY}/trade/")
    mark = desktop.locator("p .footnote-ref").first
    passage = desktop.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}'] p").text_content() or ""
    quoted = re.findall(r"Our digest: (.+?\.) Read", passage)[0]
    assert "“" not in passage, "a digest is nobody's quotation"
    mark.hover()
    expect(card(desktop)).to_contain_text(quoted)
    card(desktop).hover()
    desktop.wait_for_timeout(400)
    expect(card(desktop)).to_be_visible()
    desktop.mouse.move(5, 5)
    expect(card(desktop)).to_be_hidden()


def test_the_card_is_entered_stepped_through_and_left_by_keyboard(desktop: Page, origin: str) -> None:
    desktop.goto(f"{origin}/{STORY}/")
    mark = desktop.locator(MARK).first
    mark.focus()
    expect(card(desktop)).to_be_hidden()
    desktop.keyboard.press("Enter")
    expect(card(desktop)).to_be_focused()
    expect(card(desktop)).to_contain_text("Two publishers are cited for this sentence.")
    desktop.get_by_role("button", name="Next source").press("Enter")
    expect(card(desktop)).to_contain_text("GZERO Media")
    expect(card(desktop)).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(card(desktop)).to_be_hidden()
    second = desktop.locator(MARK).nth(1)
    expect(second).to_be_focused()
    desktop.keyboard.press("Enter")
    stops = card(desktop).locator("a, button").count()
    for _ in range(stops + 1):
        desktop.keyboard.press("Tab")
    expect(card(desktop)).to_be_hidden()
    expect(desktop.locator(MARK).nth(2)).to_be_focused()


def test_on_a_phone_no_card_covers_its_sentence(phone: Page, origin: str) -> None:
    for path in ("", "reactions/"):
        phone.goto(f"{origin}/{STORY}/{path}")
        marks = phone.locator(".footnote-ref")
        for at in (0, marks.count() // 2, marks.count() - 1):
            mark = marks.nth(at)
            mark.scroll_into_view_if_needed()
            mark.tap()
            expect(card(phone)).to_be_visible()
            top = (card(phone).bounding_box() or {"y": 0})["y"]
            said = phone.locator(".ex-cited").bounding_box() or {"y": 0, "height": 9999}
            assert said["y"] + said["height"] <= top, (path, at)
            phone.get_by_role("button", name="Close").tap()
            expect(card(phone)).to_be_hidden()


def test_notes_and_sources_are_short(phone: Page, origin: str) -> None:
    phone.goto(f"{origin}/{STORY}/")
    assert shares(phone, ".footnote") <= 0.25
    phone.goto(f"{origin}/{STORY}/sources/")
    assert phone.evaluate("document.documentElement.scrollHeight") <= 6 * 844


def test_no_mark_stands_on_another_line_than_its_word(desktop: Page, origin: str) -> None:
    for path in ("", "reactions/"):
        desktop.goto(f"{origin}/{STORY}/{path}")
        assert desktop.locator(".ex-keep").count() > 10
        for width in (320, 390, 760, 1280):
            desktop.set_viewport_size({"width": width, "height": 900})
            broken = desktop.evaluate("""[...document.querySelectorAll('.ex-keep')].filter(e => {
                const range = document.createRange(); range.selectNodeContents(e)
                const rows = [...range.getClientRects()].map(r => r.bottom)
                return Math.max(...rows) - Math.min(...rows) > 20 }).length""")
            assert broken == 0, (path, width)


def test_an_address_of_a_sentence_marks_it_without_a_script(unscripted: Page, origin: str) -> None:
    unscripted.goto(f"{origin}/{STORY}/sources/")
    unscripted.locator(".ex-taken > summary").first.click()
    unscripted.locator(".ex-taken a", has_text="Background").first.click()
    marked = unscripted.locator(".ex-said:has(sup:target), tr:has(sup:target)")
    expect(marked).to_be_in_viewport()
    address = marked.get_attribute("id")
    unscripted.goto(f"{origin}/{STORY}/background/#{address}")
    expect(unscripted.locator(".ex-said:target, tr:target")).to_be_in_viewport()


def test_without_a_script_marks_count_articles_as_one_reads_and_lead_to_their_passage(
    unscripted: Page, origin: str
) -> None:
    unscripted.goto(f"{origin}/{STORY}/")
    marks = unscripted.locator(MARK)
    first: dict[int, None] = {}
    for text in marks.all_inner_texts():
        first.setdefault(int(re.findall(r"\d+", text)[0]))
    assert list(first) == list(range(1, len(first) + 1))
    assert marks.first.get_attribute("aria-label") == "Source 1, TIME, 11 September 2023"
    for row in unscripted.locator(".ex-said, tr[id]").all():
        shown = row.locator(".footnote-ref").all_inner_texts()
        assert len(set(shown)) == len(shown), "two marks of a sentence are told apart"
    marks.nth(3).click()
    expect(unscripted.locator(".ex-note li:target")).to_be_in_viewport()


def test_on_paper_every_passage_is_there_and_an_address_once_an_article(chromium: Browser, origin: str) -> None:
    page = chromium.new_page()
    page.goto(f"{origin}/{STORY}/")
    page.emulate_media(media="print")
    hidden = page.evaluate(
        "[...document.querySelectorAll('.ex-passages > li > p')].filter(p => !p.offsetHeight).length"
    )
    assert hidden == 0
    text = page.locator(".footnote").evaluate(
        "e => getComputedStyle(e.querySelector('.ex-passages'), '::before').content"
    )
    assert ":~:text" not in text
    page.close()


def test_the_pencil_leads_to_no_generated_file(unscripted: Page, origin: str) -> None:
    for path in ("", f"{STORY}/sources/"):
        unscripted.goto(f"{origin}/{path}")
        assert unscripted.locator("main a[rel=edit]").count() == 0
    unscripted.goto(f"{origin}/{STORY}/trade/")
    assert unscripted.locator("main a[rel=edit]").count() == 2
