"""A project in German: its pages, what people edit on them, the check, and the built site in a browser."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import chromium_started, reporting, served
from explainery.commands.build import build, planned
from explainery.commands.serve import site_built
from explainery.errors import SettingsError
from explainery.languages import ENGLISH, words_of
from explainery.project import Project
from making import ROOT, port_project, with_site

GERMAN = words_of("de")
CONFIG = (ROOT / "mkdocs.yml").read_text("utf-8")
EDITED = "Dockers walked out at the port of Arlen on 2 March 2026, when talks failed.[^herald-f9d3]"
# Words that both languages have, that stand in an article, or that mkdocs.yml names; and parts of longer words.
SHARED = {"Feed", "Feeds", "Site", "Who", "Title", "More", "Page", "New", "Now", "Why", "Sources", "Trade", "Added"}


def in_language(root: Path, code: str) -> Project:
    (root / "mkdocs.yml").write_text(CONFIG.replace("language: en", f"language: {code}"), "utf-8")
    return Project.at(root)


def pages(root: Path) -> dict[str, str]:
    return {p.relative_to(root / "docs").as_posix(): p.read_text("utf-8") for p in (root / "docs").rglob("*.md")}


def edit(root: Path, page: str, old: str, new: str) -> None:
    file = root / "docs" / "port" / page
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def findings(root: Path) -> list[str]:
    from explainery.checking.check import check_project  # noqa: PLC0415 (only here)

    report = check_project(Project.at(root), (), lambda _: None)
    return [f"{f.file}:{f.line}: {f.message}" for f in report.findings]


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a project that was German from the beginning."""
    root = tmp_path_factory.mktemp("german")
    port_project(root)
    build(in_language(root, "de"))
    assert findings(root) == []
    return pages(root)


def test_the_pages_are_in_german(german: dict[str, str]) -> None:
    overview = german["port/index.md"]
    assert "*2. bis 3. März 2026 · zwei Artikel · zwei Medien*\n\n## Was geschehen ist\n" in overview
    assert "| 2. März 2026 | Dockers walked out" in overview
    assert "| Wer gibt | Was | Wer bekommt | Wie sicher |" in german["port/trade.md"]
    assert "angeboten; eine Quelle[^" in german["port/trade.md"]
    assert f"# {GERMAN['home.heading']}" in german["index.md"]


def test_a_project_that_changes_its_language_keeps_every_edit(tmp_path: Path, german: dict[str, str]) -> None:
    port_project(tmp_path)
    build(in_language(tmp_path, "en"))
    english = pages(tmp_path)
    lead = next(row for row in english["port/index.md"].split("\n") if row.startswith("Dockers walked out"))
    role = next(row for row in english["port/index.md"].split("\n") if row.startswith("| Olle Brandt"))
    prose = next(row for row in english["port/trade.md"].split("\n") if row.startswith("The harbour company"))
    edit(tmp_path, "index.md", lead, EDITED)
    edit(tmp_path, "index.md", role + "\n", "")
    edit(tmp_path, "index.md", "## What happened when\n", "## The strike, day by day\n")
    edit(tmp_path, "background.md", "## In order of time\n\n", "")
    edit(tmp_path, "trade.md", prose, f"{prose}\n\nWe add a line of our own.")
    build(in_language(tmp_path, "de"))
    merged = pages(tmp_path)
    known = german["port/index.md"].split("\n")
    other = [row for row in merged["port/index.md"].split("\n") if row not in known]
    assert [row for row in other if "when talks failed" not in row] == ["## The strike, day by day"]
    copies = 'description: "Dockers', EDITED[:30], "| 2. März 2026 | Dockers"  # what a person reworded, in each place
    assert all(row.startswith(copy) for row, copy in zip(other[:2] + other[3:], copies, strict=True))
    assert EDITED in other
    assert "## The strike, day by day" in merged["port/index.md"]
    assert role not in merged["port/index.md"]
    assert "## In zeitlicher Reihenfolge" not in merged["port/background.md"]
    assert "## In order of time" not in merged["port/background.md"]
    assert "We add a line of our own." in merged["port/trade.md"]
    assert merged["port/motives.md"] == german["port/motives.md"]
    assert merged["port/reactions.md"] == german["port/reactions.md"]
    assert merged["index.md"] == english["index.md"], "only people write there"
    assert not planned(Project.at(tmp_path)).writes
    build(in_language(tmp_path, "en"))
    back = pages(tmp_path)
    assert EDITED in back["port/index.md"]
    assert "## The strike, day by day" in back["port/index.md"]
    assert back["port/motives.md"] == english["port/motives.md"]


def test_pages_in_the_language_before_are_checked_as_before(tmp_path: Path) -> None:
    port_project(tmp_path)
    build(in_language(tmp_path, "de"))
    in_language(tmp_path, "en")
    assert findings(tmp_path) == []


def test_a_language_without_words_builds_nothing(tmp_path: Path) -> None:
    port_project(tmp_path)
    with pytest.raises(SettingsError, match="'fr'"):
        build(in_language(tmp_path, "fr"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project, with a correction."""
    root = tmp_path_factory.mktemp("site")
    port_project(root)
    (root / "docs").mkdir()
    with_site(root)
    for page in (root / "docs").glob("*.md"):
        if page.name not in {"about.md", "contribute.md"}:
            page.unlink()
    config = CONFIG.replace("language: en", "language: de").replace(
        "- Stories:\n", "- Themen:\n      - port/index.md\n"
    )
    config = re.sub(r"(copyright:|name: \"Colours).*", lambda m: m[1].replace("Colours", 'Farben"'), config)
    (root / "mkdocs.yml").write_text(config, "utf-8")
    (root / "docs" / "about.md").write_text("# Über uns\n\nText.\n", "utf-8")
    (root / "docs" / "contribute.md").write_text("# Mitmachen\n\nText.\n", "utf-8")
    build(Project.at(root))
    commit(root, "Erste Fassung")
    lead = next(r for r in pages(root)["port/index.md"].split("\n") if r.startswith("Dockers walked out"))
    edit(root, "index.md", lead, EDITED)
    commit(root, "Genauer gesagt")
    return site_built(root)


def commit(root: Path, message: str) -> None:
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", message)):
        subprocess.run([*git, *command], cwd=root, check=True)


@pytest.fixture(scope="module")
def page(site: Path) -> Iterator[Page]:
    with chromium_started() as chromium:
        for origin in served(site):
            yield reporting(chromium, origin)


def said(page: Page) -> str:
    """All that a page says to those who see it and to those who hear it, outside what the articles say."""
    return str(page.evaluate(
        """() => {
          const copy = document.body.cloneNode(true)
          copy.querySelectorAll("script, pre, .ex-said, .ex-passages, cite, td, q, ins, del, dd").forEach(e => e.remove())
          const names = ["aria-label", "title", "placeholder", "alt", ...Object.keys(document.querySelector(".ex-search").dataset)
            .filter(n => !["scripts", "index", "idle"].includes(n)).map(n => `data-${n}`)]
          const spoken = [...document.querySelectorAll("*")].flatMap(e => names.map(n => e.getAttribute(n) || ""))
          return [document.title, copy.textContent, ...spoken].join("\\n").replace(/“[^”]*”/g, "").replace(/\\s+/g, " ")
        }"""
    ))  # fmt: skip


def english_words() -> Iterator[str]:
    """The texts of the interface in English, without what is put in, that German does not share."""
    same = {text for key in GERMAN.values for text in GERMAN.listed(key)}
    for key in ENGLISH.values:
        if key.startswith(
            ("how_sure.", "language.", "status.", "count.", "llms.", "page.dateline", "page.span", "page.pointer")
        ):
            continue
        for text in ENGLISH.listed(key):
            for piece in re.split(r"\{\w*\}", text):
                bare = " ".join(piece.split()).strip(" ,.:;()")
                if len(bare) > 3 and bare not in same and bare not in SHARED:
                    yield bare


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/port/",
        "/port/trade/",
        "/port/sources/",
        "/port/corrections/",
        "/corrections/",
        "/port/reuse/",
        "/404.html",
    ],
)
def test_no_english_word_of_the_interface_is_left(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "de"
    text = said(page)
    assert [word for word in dict.fromkeys(english_words()) if re.search(rf"\b{re.escape(word)}\b", text)] == []
    assert page.evaluate("reported") == []


def test_the_card_and_the_search_box_speak_german(page: Page) -> None:
    page.goto("/port/")
    page.locator(".footnote-ref").first.click()
    card = page.locator(".ex-card")
    expect(card).to_contain_text("Für diesen Satz ist ein Medium als Beleg genannt.")
    expect(card).to_contain_text("Korrektur zu diesem Satz vorschlagen")
    expect(card).to_contain_text("2. März 2026")
    page.keyboard.press("Escape")
    page.locator(".ex-search-open").click()
    page.keyboard.type("weekends")
    expect(page.locator(".ex-search__said")).to_have_text("2 Treffer")
    expect(page.locator(".ex-search__place").first).to_have_text("Why the port stands still")
    expect(page.locator(".ex-search__heading").first).to_have_text("Wer was gesagt hat")


def test_what_stands_beside_the_pages_is_german(site: Path) -> None:
    assert "<p>Bisher eine Korrektur. </p>" in (site / "port" / "corrections" / "index.html").read_text("utf-8")
    assert "Explainery: Änderungen" in (site / "changes.xml").read_text("utf-8")
    assert "Im Zusammenhang lesen bei Explainery" in "".join(
        p.read_text("utf-8") for p in site.glob("port/embed/**/*.html")
    )
    assert '"2026-03-02"' in (site / "port" / "claims.json").read_text("utf-8")
