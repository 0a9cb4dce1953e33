"""A definition links to its own article and to that article's place on the page of sources, and nowhere else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.checking.findings import Finding
from explainery.checking.fix import fix_project
from explainery.checking.lock import lock_stories
from explainery.checking.story_evidence import Memory
from explainery.commands.build import build
from explainery.project import Project
from making import ROOT, port_project

RIGHT = "https://herald.example/port"
READ = r"\[Read it there\]\((https://herald\.example/port[^)]*)\)"


@pytest.fixture(scope="module", name="ground")
def _ground(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Memory]:
    root = tmp_path_factory.mktemp("links")
    project = port_project(root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    build(project)
    return project, Memory()


def page_of(project: Project) -> Path:
    return project.docs / "port" / "trade.md"


def reported(ground: tuple[Project, Memory], old: str, new: str) -> tuple[list[Finding], int]:
    """The findings after a change of the definition on the page of trade, and the definition's line."""
    project, memory = ground
    page = page_of(project)
    before = page.read_text("utf-8")
    head, _, definition = before.rpartition("\n[^herald-")
    changed = re.sub(old, lambda m: m.expand(new) if "\\1" in new else new, definition, count=1)
    assert changed != definition, "nothing was changed"
    page.write_text(f"{head}\n[^herald-{changed}", "utf-8")
    try:
        return list(check_project(project, ["port"], lambda _: None, memory=memory).findings), head.count("\n") + 2
    finally:
        page.write_text(before, "utf-8")


OTHERS = {
    "another host": "[Read it there](https://other.example/port)",
    "no scheme": "[Read it there](//other.example/port)",
    "no scheme, the right host": "[Read it there](//herald.example/port)",
    "a program": "[Read it there](javascript:alert(1))",
    "a program in entities": "[Read it there](java&#115;cript&colon;alert(1))",
    "data": "[Read it there](data:text/html,hello)",
    "a page of the site": "[Read it there](index.md)",
    "an anchor of the page": "[Read it there](#what-followed)",
    "another scheme": "[Read it there](http://herald.example/port)",
    "capitals": "[Read it there](https://herald.example/Port)",
    "a host in capitals": "[Read it there](HTTPS://HERALD.example/port)",
    "a host that resembles": "[Read it there](https://hera1d.example/port)",
    "a host of other letters": "[Read it there](https://hеrald.example/port)",
    "a longer host": "[Read it there](https://herald.example.other.example/port)",
    "a name before the host": "[Read it there](https://herald.example@other.example/port)",
    "a port": "[Read it there](https://herald.example:8443/port)",
    "a longer path": "[Read it there](https://herald.example/port/../other)",
    "a query": "[Read it there](https://herald.example/port?to=https://other.example)",
    "backslashes": "[Read it there](https:\\\\\\\\other.example/port)",
    "an address in pointed brackets": "[Read it there](<https://other.example/port>)",
    "a reference": "[Read it there][there]\n\n[there]: https://other.example/port",
    "an automatic link": "<https://other.example/port>",
    "an attribute": r"[Read it there](\1){ href=https://other.example/ }",
    "a class of the site's own links": r"[Read it there](https://other.example/port){ .footnote-backref }",
    "a class of the sign beside a heading": r"[Read it there](\1) [here](https://other.example/){ .headerlink }",
    "an element": '<a href="https://other.example/port">Read it there</a>',
    "nothing": "",
    "words without a link": "Read it there",
    "a second link": r"[Read it there](\1) [and here](https://other.example/port)",
    "a second link to the site": r"[Read it there](\1) [and here](motives.md)",
    "an image": r"[Read it there](\1) ![](https://other.example/pixel.png)",
    "an image of the site": r"[Read it there](\1) ![](../assets/logo.svg)",
    "an image in the link": "[![](https://other.example/pixel.png)](https://other.example/)",
}


@pytest.mark.parametrize("form", OTHERS)
def test_any_other_link_of_a_definition_is_an_error_that_gives_the_right_one(
    ground: tuple[Project, Memory], form: str
) -> None:
    findings, line = reported(ground, READ, OTHERS[form])
    messages = [f.message for f in findings if (f.code, f.line, f.severity) == ("EXP101", line, "error")]
    assert messages, [str(f) for f in findings]
    assert RIGHT in " ".join(messages)


TITLE = r"\[\*Dockers walk out at the port of Arlen\*\]\([^)]*\)"
TITLES = {
    "another host": "[*Dockers walk out at the port of Arlen*](https://other.example/)",
    "the article itself": "[*Dockers walk out at the port of Arlen*](https://other.example/port)",
    "another page": "[*Dockers walk out at the port of Arlen*](motives.md)",
    "another story's sources": "[*Dockers walk out at the port of Arlen*](../other/sources.md#the-herald-2-march-2026)",
    "another article": "[*Dockers walk out at the port of Arlen*](sources.md#courier-3-march-2026)",
    "the whole page": "[*Dockers walk out at the port of Arlen*](sources.md)",
}


@pytest.mark.parametrize("form", TITLES)
def test_a_title_links_to_its_article_on_the_page_of_sources(ground: tuple[Project, Memory], form: str) -> None:
    findings, line = reported(ground, TITLE, TITLES[form])
    messages = [f.message for f in findings if (f.code, f.line) == ("EXP101", line)]
    assert messages, [str(f) for f in findings]
    assert "sources.md#the-herald-2-march-2026" in " ".join(messages)


def test_a_title_without_a_link_and_a_title_that_links_to_the_article_are_right(ground: tuple[Project, Memory]) -> None:
    assert reported(ground, TITLE, "*Dockers walk out at the port of Arlen*")[0] == []
    assert reported(ground, TITLE, f"[*Dockers walk out at the port of Arlen*]({RIGHT})")[0] == []


def test_words_in_a_link_with_a_class_of_the_sites_own_are_read(ground: tuple[Project, Memory]) -> None:
    project, memory = ground
    page = page_of(project)
    before = page.read_text("utf-8")
    try:
        for name in ("headerlink", "footnote-ref", "footnote-backref"):
            hidden = f"\n[Olle Brandt took 70 million crowns.](#fnref:a){{ .{name} }}\n\n## Sources"
            page.write_text(before.replace("\n## Sources", hidden, 1), "utf-8")
            findings = check_project(project, ["port"], lambda _: None, memory=memory).findings
            assert "EXP124" in [f.code for f in findings], name
    finally:
        page.write_text(before, "utf-8")


FIXED = (
    "no scheme", "a program", "data", "a page of the site", "capitals", "nothing", "words without a link",
    "an attribute", "a reference", "an automatic link", "a host of other letters", "an image", "an element",
)  # fmt: skip


@pytest.mark.parametrize("form", FIXED)
def test_the_fix_restores_a_definition_that_says_the_same(ground: tuple[Project, Memory], form: str) -> None:
    project, _ = ground
    page = page_of(project)
    before = page.read_text("utf-8")
    try:
        page.write_text(re.sub(READ, lambda m: m.expand(OTHERS[form]), before, count=1), "utf-8")
        assert fix_project(project, ["port"], lambda _: None)
        after = page.read_text("utf-8")
        assert after.replace("\n\n[there]: https://other.example/port", "") == before
    finally:
        page.write_text(before, "utf-8")


def test_the_fix_corrects_the_link_and_keeps_a_persons_words(ground: tuple[Project, Memory]) -> None:
    project, _ = ground
    page = page_of(project)
    before = page.read_text("utf-8")
    try:
        annotated = before.replace("[Read it there](https://herald", "My own remark. [Read it there](https://other", 1)
        page.write_text(annotated, "utf-8")
        fix_project(project, ["port"], lambda _: None)
        after = page.read_text("utf-8")
        assert after == before.replace("[Read it there]", "My own remark. [Read it there]", 1)
    finally:
        page.write_text(before, "utf-8")


OWN = {
    "a program": ("[there](javascript:alert(1))", True),
    "data": ("[there](data:text/html,hello)", True),
    "no scheme": ("[there](//other.example/)", True),
    "a name before the host": ("[there](https://paper.example@other.example/)", True),
    "another scheme": ("[there](ftp://paper.example/)", True),
    "a program in entities": ("[there](java&#115;cript:alert(1))", True),
    "an image": ("![](https://paper.example/pixel.png)", True),
    "a path of the server": ("[there](/etc/passwd)", True),
    "two hosts": ("[there](https://paper.example/a) or [there](https://other.example/b)", True),
    "an address": ("[there](https://paper.example/a)", False),
    "an address without a letter of English": ("[there](https://xn--bcher-kva.example/a?b=c#d)", False),
    "no link": ("A letter to the paper.", False),
}


@pytest.mark.parametrize("form", OWN)
def test_a_definition_of_ones_own_links_to_one_place_of_the_web(ground: tuple[Project, Memory], form: str) -> None:
    link, is_wrong = OWN[form]
    own = rf"\n[^mine]: **The Paper**, *Bread*, 3 March 2026. “Bread is dearer in town.” {link}\n"
    project, memory = ground
    page = page_of(project)
    before = page.read_text("utf-8")
    try:
        text = before.replace("\n## Sources", "\nBread is dearer.[^mine]\n\n## Sources", 1)
        page.write_text(text.rstrip("\n") + own.replace("\\n", "\n"), "utf-8")
        findings = check_project(project, ["port"], lambda _: None, memory=memory).findings
        about_links = [f.code for f in findings if f.code != "EXP131"]  # which judges the same as markup
        assert ["EXP101"] * is_wrong == about_links, [str(f) for f in findings]
    finally:
        page.write_text(before, "utf-8")


SOURCES = {
    "a passage's link": ("[read it there](https://herald.example/port#", "[read it there](https://other.example/port#"),
    "an article's link": ("](https://herald.example/port)", "](https://courier.example/strike)"),
    "a program": ("](https://herald.example/port)", "](javascript:alert(1))"),
    "no scheme": ("](https://herald.example/port)", "](//other.example/port)"),
}


@pytest.mark.parametrize("form", SOURCES)
def test_the_page_of_sources_links_to_the_articles(ground: tuple[Project, Memory], form: str) -> None:
    project, memory = ground
    old, new = SOURCES[form]
    page = project.docs / "port" / "sources.md"
    before = page.read_text("utf-8")
    line = before[: before.index(old)].count("\n") + 1
    try:
        page.write_text(before.replace(old, new, 1), "utf-8")
        findings = check_project(project, ["port"], lambda _: None, memory=memory).findings
        assert ("EXP101", line) in [(f.code, f.line) for f in findings], [str(f) for f in findings]
    finally:
        page.write_text(before, "utf-8")


def test_whoever_deletes_a_sentence_need_not_mend_the_page_of_sources(ground: tuple[Project, Memory]) -> None:
    project, memory = ground
    page = project.docs / "port" / "sources.md"
    before = page.read_text("utf-8")
    try:
        page.write_text(before.replace("#fnref:", "#fnref:gone-", 1), "utf-8")
        assert check_project(project, ["port"], lambda _: None, memory=memory).findings == ()
        page.write_text(before.replace("#fnref:", "#gone-", 1), "utf-8")
        findings = check_project(project, ["port"], lambda _: None, memory=memory).findings
        assert [f.code for f in findings] == ["EXP111"]
    finally:
        page.write_text(before, "utf-8")


def test_without_the_articles_links_are_compared_with_the_lock(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    build(project)
    lock_stories(project, [], lambda _: None)
    shutil.rmtree(project.sources)
    assert [str(f) for f in check_project(project, ["port"], lambda _: None).findings] == []
    page = page_of(project)
    page.write_text(page.read_text("utf-8").replace("(https://herald.example/port", "(//herald.example/port"), "utf-8")
    codes = [f.code for f in check_project(project, ["port"], lambda _: None).findings]
    assert [code for code in codes if code != "EXP131"] == ["EXP101"]
