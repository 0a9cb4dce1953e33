"""A site of hostile pages and hostile articles: each wall by itself, and all of them together, in a browser.

The suite visits a part of them; `make hostile` builds and visits all.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from browsing import chromium_started, served
from explainery.checking.check import check_project
from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.commands.build import build
from explainery.commands.serve import site_built
from explainery.errors import ExplaineryError
from explainery.markup.allowed import FRONT_MATTER
from explainery.markup.faults import markup_faults
from explainery.markup.page_fields import field_faults
from explainery.markup.sanitiser import sanitised
from explainery.project import Project
from explainery.reading.front_matter import split_front_matter
from hostile import FIELDS, PAYLOADS, HostilePage, hostile_articles, hostile_pages, live, written
from making import ROOT, port_project, with_site

ADDRESS = "https://explainery.github.io/explainery/strange/page/"
ALL = os.environ.get("EXPLAINERY_HOSTILE") == "all"
WALL = "  - explainery.markup.sanitiser:AllowedMarkup\n"
PAGES = list(hostile_pages())
PARSER = parser_of(extensions_of(ROOT / "mkdocs.yml"))


def part(rows: list[HostilePage], step: int) -> list[HostilePage]:
    return rows if ALL else rows[::step]


# The first wall: the check.


def test_the_check_refuses_every_hostile_page_by_line(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    with_site(project.root)
    build(project)
    assert check_project(project, [], lambda _: None).findings == ()
    paths = written(project.docs, PAGES)
    lines: dict[str, set[int]] = {page.name: set() for page in PAGES}
    for finding in check_project(project, [], lambda _: None).findings:
        page = paths.get(finding.file.removeprefix("docs/"))
        if page and finding.code in {"EXP107", "EXP131", "EXP132"}:
            lines[page.name].add(finding.line)
    assert [page.name for page in PAGES if not lines[page.name]] == [], "no finding"
    assert [page.name for page in PAGES if page.line and page.line not in lines[page.name]] == [], "on another line"


# The second wall: the extension.


def test_nothing_acts_behind_the_wall() -> None:
    acting = {p.name: live(sanitised(PARSER.reset().convert(p.text)), ADDRESS) for p in PAGES}
    assert {name: problems for name, problems in acting.items() if problems} == {}


def test_most_of_them_would_act_without_it() -> None:
    acting = {p.name.rsplit(",", 1)[0] for p in PAGES if live(PARSER.reset().convert(p.text), ADDRESS)}
    assert len(acting) > 0.7 * len(PAYLOADS)


REMARK = re.compile(r"<!--.*?-->", re.DOTALL)


def shape(html: str) -> str:
    """A page as a browser understands it."""
    return LexborHTMLParser(f"<!doctype html>{html}").html or ""


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.stem)
def test_the_wall_leaves_our_own_pages_as_they_are(page: Path) -> None:
    html = PARSER.reset().convert(split_front_matter(page.read_text("utf-8"), page).text)
    assert shape(sanitised(html)) == shape(REMARK.sub("", html))
    assert list(markup_faults(html)) == []


PIECES = st.sampled_from(
    """< > / = " ' & ; <b> </b> <a  href= href="x" <script> </script> <!-- --> --!> <![CDATA[ ]]> <svg> <p
    <table> <td> onload= javascript: title=" &lt; &#60; &quot; x <img src= a.png <h2 id= <details> <br/> <li> </p> <code>
    <style> <math> <textarea> </div> <div class=footnote> <pre> <q> <s>""".split()
)


@given(st.lists(st.one_of(PIECES, st.sampled_from([" ", "\n", "\t", "\0", "x"])), max_size=14).map("".join))
@example("<!---->")
def test_what_the_check_lets_pass_passes_the_wall_unchanged(html: str) -> None:
    """But for remarks, which no reader sees."""
    if not list(markup_faults(html)):
        assert shape(sanitised(html)) == shape(REMARK.sub("", html))
        assert live(html, ADDRESS) == []


@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=14).map("".join))
def test_nothing_acts_behind_the_wall_whatever_it_is_made_of(html: str) -> None:
    assert live(sanitised(html), ADDRESS) == []
    assert sanitised(sanitised(html)) == sanitised(html)


ROWS = st.sampled_from(
    [
        "---",
        "--- ",
        "...",
        "title: T",
        "template: x",
        "Template: x",
        "  a-b: c",
        "    more",
        "",
        "# T",
        "text",
        "<<: {hide: x}",
    ]
)


@given(st.lists(ROWS, max_size=8).map("\n".join))
def test_no_field_reaches_the_site_that_the_check_does_not_name(text: str) -> None:
    set_by_site = {str(name) for name in get_data(text)[1]} - set(FRONT_MATTER)
    try:
        values = split_front_matter(text, Path("a.md")).values
    except ExplaineryError:
        return  # EXP107 reports it
    assert not set_by_site or list(field_faults(text, values))


# All of them, and the third: the policy.


@dataclass(frozen=True)
class Site:
    """A built site with its stories' pages and the hostile ones."""

    folder: Path
    articles: int

    def pages(self) -> list[str]:
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html"))


def hostile_project(root: Path, pages: list[HostilePage], stories: list[list[tuple[str, str]]]) -> Project:
    project = port_project(root)
    for number, articles in enumerate(stories):
        folder = project.sources / f"strange-story-{number}"
        folder.mkdir()
        (folder / "story.yml").write_text("budget: 1.0\n", "utf-8")
        for name, text in articles:
            (folder / name).write_text(text, "utf-8", newline="")
    with_site(root)
    build(project)
    for path in written(project.docs, pages):  # without a story of that name, the site would not be built at all
        (project.sources / path.split("/")[0]).mkdir(exist_ok=True)
    return project


def stories() -> list[list[tuple[str, str]]]:
    articles = list(hostile_articles())
    groups = [articles[i : i + len(FIELDS)] for i in range(0, len(articles), len(FIELDS))]
    return groups if ALL else groups[::9]


def not_strict(project: Project) -> None:
    """Dead links on hostile pages are no reason to stop: MkDocs warns of them, and strictly built, it would stop."""
    config = project.root / "mkdocs.yml"
    levels = ("not_found: warn", "unrecognized_links: warn", "omitted_files: warn")
    text = config.read_text("utf-8")
    for level in levels:
        text = text.replace(level, level.replace("warn", "info"))
    config.write_text(text, "utf-8")


def hostile_site(root: Path) -> Site:
    """The hostile pages and stories as `make site` builds them."""
    project = hostile_project(root, part(PAGES, 8), stories())
    names = sorted(p.name for p in project.sources.glob("strange-story-*"))
    reported = check_project(project, names, lambda _: None).findings
    generated = [
        f
        for f in reported
        if f.file.startswith("docs/strange-story") and f.code in {"EXP107", "EXP131", "EXP132", "EXP134"}
    ]
    assert generated == [], "what an article says never trips the check"
    not_strict(project)
    return Site(site_built(project.root), sum(map(len, stories())))


def site_without_wall(root: Path) -> Site:
    """The hostile pages, built by somebody who took the wall away."""
    # Two things no policy can prevent: a page that chooses a template without one, and one that sends readers on.
    pages = [page for page in part(PAGES, 20) if not re.search(r"template: |refresh", page.text)]
    project = hostile_project(root, pages, [])
    config = project.root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(WALL, ""), "utf-8")
    not_strict(project)
    return Site(site_built(project.root), 0)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_started() as browser:
        yield browser


REPORT = "window.reported = []; addEventListener('securitypolicyviolation', e => reported.push(`${e.violatedDirective} ${e.blockedURI}`))"


@dataclass(frozen=True)
class Visit:
    """What a browser saw of a page."""

    ran: bool
    reported: list[str]
    requests: list[str]


def visits(browser: Browser, origin: str, pages: list[str]) -> Iterator[tuple[str, Visit]]:
    """Each page opened, its links hovered over, and looked at."""
    context = browser.new_context()
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    context.route(lambda address: not address.startswith(origin), lambda route: route.abort())
    context.add_init_script(REPORT)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    for path in pages:
        requests.clear()
        page.goto(f"{origin}/{path}", wait_until="load")
        page.evaluate(
            "for (const x of document.querySelectorAll('article *')) x.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))"
        )
        yield (
            path,
            Visit(
                page.evaluate("window.pwned") is not None,
                page.evaluate("window.reported"),
                [r for r in requests if not r.startswith((origin, "data:"))],
            ),
        )
    context.close()


def shown(site: Site, step: int) -> list[str]:
    pages = [p for p in site.pages() if p.startswith("strange")]
    return [*(pages if ALL else pages[::step]), "index.html", "404.html"]


def check_pages(site: Site) -> None:
    pages = site.pages()
    assert len([p for p in pages if p.startswith("strange-story")]) >= site.articles // len(FIELDS)
    for page in pages:
        address = "https://explainery.github.io/explainery/" + page.removesuffix("index.html")
        assert live((site.folder / page).read_text("utf-8"), address) == [], page


def check_search(site: Site) -> None:
    """Each file of the index is one call, with a name and JSON: nothing that a page says gets out of it."""
    files = list((site.folder / "search").rglob("*.*"))
    assert len(files) > 3
    for file in files:
        call = re.fullmatch(r'explainerySearch\("(\w+)",([^<\u2028\u2029]*)\)\n', file.read_text("utf-8"))
        assert call, file
        json.loads(call[2])


def test_in_the_built_site_nothing_acts_and_a_browser_reports_nothing(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    site = hostile_site(tmp_path)
    check_pages(site)
    check_search(site)
    chromium: Browser = request.getfixturevalue("chromium")  # without one, the rest is skipped
    for origin in served(site.folder):
        for path, visit in visits(chromium, origin, shown(site, 4)):
            assert visit == Visit(ran=False, reported=[], requests=[]), path


def test_the_policy_alone_lets_nothing_run(tmp_path: Path, chromium: Browser) -> None:
    site, reported = site_without_wall(tmp_path), 0
    for origin in served(site.folder):
        for path, visit in visits(chromium, origin, shown(site, 1)):
            assert not visit.ran, path
            reported += len(visit.reported)
    assert reported, "the policy had something to do"


def test_a_preview_from_the_disk_obeys_the_policy(tmp_path: Path, chromium: Browser) -> None:
    project = port_project(tmp_path)
    with_site(tmp_path)
    build(project)
    site = site_built(tmp_path, files=True)
    context = chromium.new_context(color_scheme="light")
    context.add_init_script(REPORT)
    page = context.new_page()
    page.goto((site / "port" / "index.html").as_uri())
    assert page.evaluate("window.reported") == []
    assert page.locator(".ex-wordmark").evaluate("e => getComputedStyle(e).fontWeight") == "600", (
        "the style sheets apply"
    )
    page.locator(".md-content .footnote-ref").first.click()
    assert page.locator(".ex-card").is_visible(), "the scripts run"
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.pwned=1'}))"
    )
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("window.reported") == ["script-src-elem inline"]
    context.close()


STRANGERS = (
    "port/data.html", "port/a.js", "more.markdown", "port/MORE.MD", "a.svg", "assets/a.png", "x", "a.pdf",
)  # fmt: skip


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built story with the site of this repository."""
    project = port_project(tmp_path_factory.mktemp("plain"))
    with_site(project.root)
    build(project)
    return project


def test_the_check_names_every_file_that_is_no_page_and_no_picture(plain: Project) -> None:
    for name in STRANGERS:
        (plain.docs / name).write_text("<script>alert(1)</script>\n", "utf-8")
    reported = [(f.code, f.file) for f in check_project(plain, [], lambda _: None).findings]
    for name in STRANGERS:
        (plain.docs / name).unlink()
    assert reported == [("EXP133", f"docs/{name}") for name in sorted(STRANGERS)]


@pytest.mark.parametrize("name", STRANGERS)
def test_only_pages_and_pictures_are_published(plain: Project, name: str) -> None:
    path = plain.docs / name
    path.write_text("<script>alert(1)</script>\n", "utf-8")
    try:
        with pytest.raises(ExplaineryError, match=re.escape(name)):
            site_built(plain.root)
    finally:
        path.unlink()
