"""Measures the search box: what it finds first, and how many bytes a reader loads until the first result stands there.

    .venv/bin/python tools/measure_search.py 1 100 300

For each number of stories, a site of the showcase and of the stories in training/ is built in a temporary folder; where
these do not suffice, they are taken again with other names in them. It asks the questions of
tests/site/search/questions.tsv that are about the showcase. Bytes are those of the files compressed with gzip, as hosts
send them. For comparison: what the theme's own search would load with the first page, whether anybody searches or not.
"""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from browser import browser_or_skip  # noqa: E402
from browsing import SWITCHES, served  # noqa: E402
from explainery.commands.build import build  # noqa: E402
from explainery.project import Project  # noqa: E402
from explainery.searching.index_files import ENGINE_INDEX, write_index  # noqa: E402
from labelled_stories import stories  # noqa: E402
from searches import Question, questions  # noqa: E402

_THEMES_SEARCH = "assets/javascripts/workers/search.*.min.js"


def run(sizes: list[int]) -> None:
    """Print a line for each size."""
    print(
        f"{'stories':>8} {'theme, first page':>18} {'box opened':>11} {'until a result':>15} {'most':>8} {'files':>7}"
    )
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser_or_skip(), args=list(SWITCHES))
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                _measure(Path(folder), size, chromium)
        chromium.close()


def _measure(root: Path, size: int, chromium: Browser) -> None:
    _make_pages(root, size)
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    subprocess.run(mkdocs, cwd=root, capture_output=True, check=True)
    site = root / "site"
    theirs = sum(_packed(p) for p in [site / ENGINE_INDEX, *site.glob(_THEMES_SEARCH)])
    write_index(site)
    rows = []
    for origin in served(site):
        asked = [q for q in questions() if q.story == "kim-putin-2023"]
        rows = [_bytes(chromium, origin, site, question) for question in asked]
    opened, searched = mean(row[0] for row in rows), [row[1] for row in rows]
    kb = [f"{n / 1000:.1f} kB" for n in (theirs, opened, mean(searched), max(searched))]
    files = sum(1 for _ in (site / "search").rglob("*.js"))
    print(f"{size:>8} {kb[0]:>18} {kb[1]:>11} {kb[2]:>15} {kb[3]:>8} {files:>7}", flush=True)


def _make_pages(root: Path, size: int) -> None:
    for name in ("sources", "docs", "overrides", ".explainery"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("cache"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    labelled = stories()
    for number in range(size - 1):
        story, again = labelled[number % len(labelled)], number // len(labelled)
        folder = root / "sources" / f"{story.slug}{f'-{again}' if again else ''}"
        folder.mkdir()
        for piece in story.pieces:
            article = piece.article
            head = f"title: {article.title!r}\npublisher: {article.publisher!r}\npublished: {article.published}\n"
            text = f"---\n{head}rights: open\n---\n{_renamed(article.text, again)}"
            (folder / f"{article.id}.md").write_text(text, "utf-8")
    build(Project.at(root))


def _renamed(text: str, again: int) -> str:
    """The text with other names: words with a capital letter inside a sentence, turned round."""
    return re.sub(r"(?<=[a-z,] )[A-Z][a-z]{3,}", lambda m: m[0][::-1].capitalize(), text) if again else text


def _bytes(chromium: Browser, origin: str, site: Path, question: Question) -> tuple[int, int]:
    """What a first search loads beyond the page: until the box is open, and until its first result is there."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{origin}/about/", wait_until="networkidle")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(urlsplit(request.url).path))
    page.locator(".ex-search-open").click()
    page.wait_for_load_state("networkidle")
    before = _sum(site, loaded)
    page.keyboard.insert_text(question.query)
    page.locator(".ex-search__link").first.wait_for()
    context.close()
    return before, _sum(site, loaded)


def _sum(site: Path, paths: list[str]) -> int:
    return sum(_packed(site / path.lstrip("/")) for path in paths)


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


if __name__ == "__main__":
    run([int(size) for size in sys.argv[1:]] or [1, 100, 300])
