"""What a page may hold: what is refused where, and what may stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from explainery.checking.check import check_project
from explainery.checking.story_evidence import Memory
from explainery.commands.build import build
from explainery.markup.allowed import is_link, is_picture
from explainery.markup.faults import markup_faults
from explainery.project import Project
from explainery.writing.markdown import address
from making import port_project, with_site

Added = Callable[[str, str], list[tuple[str, str]]]


@pytest.fixture(scope="module", name="ground")
def _ground(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Memory]:
    """A built story with the site of this repository, and what checks of it read."""
    project = port_project(tmp_path_factory.mktemp("markup"))
    with_site(project.root)
    build(project)
    return project, Memory()


@pytest.fixture
def added(ground: tuple[Project, Memory]) -> Added:
    """The findings of the rules about markup while a text stands at the end of a page: code and message."""
    project, memory = ground

    def found(page: str, text: str) -> list[tuple[str, str]]:
        path = project.docs / page
        before = path.read_bytes()
        path.write_bytes(before + f"\n{text}\n".encode())
        findings = check_project(project, [], lambda _: None, memory=memory).findings
        path.write_bytes(before)
        return [(f.code, f.message) for f in findings if f.code in {"EXP131", "EXP132", "EXP133", "EXP134"}]

    return found


MAY_STAND = [
    'Water is H<sub>2</sub>O, and <abbr title="North Atlantic Treaty Organization">NATO</abbr> knows it.',
    "<details>\n<summary>More</summary>\n<p>It is here.</p>\n</details>",
    "![The port](../assets/screenshot.png){ width=300 }",
    "!!! note\n    This is known.",
    "| a | b |\n|:--|--:|\n| 1 | 2 |",
    "5. Five\n6. Six",
    "`<script>` and <!-- a remark --> and 1 < 2 & 3 > 2",
    "```html\n<script>alert(1)</script>\n```",
    "<kbd>Ctrl</kbd>+<kbd>F</kbd><br>and on",
]  # fmt: skip


@pytest.mark.parametrize("text", MAY_STAND)
def test_what_people_write_may_stand(added: Added, text: str) -> None:
    assert added("port/trade.md", text) == []


def test_a_suppression_does_not_let_markup_pass(added: Added) -> None:
    text = 'A <b onclick="x">line</b> of it. <!-- explainery: allow EXP131 because I want it -->'
    assert added("port/trade.md", text) == [("EXP131", "<b> may not have the attribute onclick")]


@pytest.mark.parametrize("page", ["port/trade.md", "index.md"])
def test_another_site_is_cited_and_not_linked(added: Added, page: str) -> None:
    text = "See [this](https://casino.example/)."
    message = "the text links to casino.example: cite it in a footnote, as the other sources"
    assert added(page, text) == [("EXP134", message)]


def test_the_storys_articles_and_footnotes_may_be_linked(added: Added) -> None:
    text = "See [the Herald](https://herald.example/port).[^x]\n\n[^x]: **A**, *B*, 2 March 2026. “C” [There](https://away.example/)"
    assert added("port/trade.md", text) == []


def test_pages_about_the_site_link_where_they_like(added: Added) -> None:
    assert added("about.md", "See [this](https://away.example/).") == []


def test_elements_are_closed_where_they_were_opened() -> None:
    messages = [fault.message for fault in markup_faults("<p><b>x</p></b>")]
    assert messages == ["</p> closes nothing that is open here", "<p> is not closed"]


LINKS = {
    "../trade.md#x": True, "#fn:time-a": True, "https://a.example/b?c=d:e#:~:text=x,y%20z": True, "mailto:a@b.example": True,
    "HTTPS://A.example": True, "https://a.example:8080/it's(1)": True, "": True,
    "//a.example": False, "/x": False, "\\\\a.example": False, "https:a.example": False, "https://b@a.example/": False,
    "javascript:x": False, "java\tscript:x": False, "\x01javascript:x": False, "data:,x": False, "a//b": False, "https://a.example/\u202e": False,
}  # fmt: skip


@pytest.mark.parametrize(("link", "may"), LINKS.items())
def test_where_links_may_lead(link: str, *, may: bool) -> None:
    assert is_link(link) is may


@pytest.mark.parametrize(
    "picture", ["http://a.example/b.png", "//a.example/b.png", "/b.png", "b.html", "data:image/png,x", "b.png?x"]
)
def test_pictures_are_files_of_the_site(picture: str) -> None:
    assert not is_picture(picture)
    assert is_picture("../assets/b.png")


ADDRESSES = {
    "https://münchen.example/ä b": "https://xn--mnchen-3ya.example/%C3%A4%20b",
    "https://a.example/&lt;script&gt;?a=b&c=d": "https://a.example/&lt%3Bscript&gt%3B?a=b&c=d",
    "https://user@a.example/": "",
    "https://[": "",
    "javascript:x": "",
}


@pytest.mark.parametrize(("url", "target"), ADDRESSES.items())
def test_the_writer_links_only_to_what_a_page_may_link_to(url: str, target: str) -> None:
    assert address(url) == target
