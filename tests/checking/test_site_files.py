"""What the site would publish besides pages: drawings that only draw, files that mkdocs.yml names, nothing of git's."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.checking.drawings import drawing_problem
from explainery.checking.named_files import named_files
from explainery.commands.build import build
from explainery.project import Project
from making import port_project

EXTENSIONS = "markdown_extensions: [admonition, attr_list, footnotes, tables, toc]\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = port_project(tmp_path)
    build(made)
    return made


def findings(project: Project) -> list[str]:
    return [f"{f.file} {f.code} {f.message}" for f in check_project(project, [], lambda _: None).findings]


@pytest.mark.parametrize("inside", [
    "<script>alert(1)</script>",
    '<rect onload="alert(1)"/>',
    '<rect ONCLICK="alert(1)"/>',
    '<a href="https://other.example/"><rect/></a>',
    '<use xlink:href="https://other.example/a.svg#x"/>',
    '<use href="data:image/svg+xml;base64,AAAA"/>',
    '<image href="https://other.example/pixel.png"/>',
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    "<style>@import 'https://other.example/a.css';</style>",
    "<style>rect{fill:url(https://other.example/a)}</style>",
    "<style>rect{fill:u\\72l(https://other.example/a)}</style>",
    '<rect fill="url( \'//other.example/a\')"/>',
    '<rect style="background:url(//other.example/a)"/>',
    "<?xml-stylesheet href='https://other.example/a.css'?>",
    "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "<script xmlns=''>alert(1)</script>",
])  # fmt: skip
def test_a_drawing_that_acts_is_refused(inside: str) -> None:
    assert "may not contain" in drawing_problem(SVG.format(inside).encode())


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>",
    "<svg><script>alert(1)</script></svg>",
    SVG.format("<rect>"),
    '<!DOCTYPE svg [<!ENTITY a "<script/>">]>' + SVG.format("&a;"),
    '<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + SVG.format("<rect/>"),
    '<?xml-stylesheet href="https://other.example/a.xsl" type="text/xsl"?>' + SVG.format("<rect/>"),
    "",
    SVG.format("<!--" + "x" * 1_000_000 + "-->"),
])  # fmt: skip
def test_what_is_no_plain_drawing_is_refused(text: str) -> None:
    assert drawing_problem(text.encode())


@pytest.mark.parametrize("inside", [
    "<title>A port</title><!-- drawn by hand --><style>.a{fill:#fff}</style><rect class='a' width='3' height='4'/>",
    "<defs><linearGradient id='g'><stop offset='1'/></linearGradient></defs><path fill='url(#g)' d='M0 0h4'/>",
    "<use href='#g'/><use xlink:href='#g'/>",
    "<sodipodi:namedview xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' pagecolor='#fff'/>",
])  # fmt: skip
def test_a_drawing_that_only_draws_is_published(inside: str) -> None:
    assert drawing_problem(SVG.format(inside).encode()) == ""


def test_the_site_s_own_drawings_only_draw() -> None:
    drawings = list((Path(__file__).parents[2] / "docs").rglob("*.svg"))
    assert drawings
    assert [drawing_problem(path.read_bytes()) for path in drawings] == [""] * len(drawings)


def test_a_name_in_a_comment_or_in_the_navigation_publishes_no_file(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "# assets/a.html\nnav:\n  - A: a.html\ntheme: {logo: a.svg, favicon: b.html}\nextra: {drawings: [c.svg, d.html, 5]}\n"
        "extra_css: [a.css, b.js]\nextra_javascript: [{path: a.mjs, defer: true}, c.html]\n"
    )
    assert named_files(config).files == {"a.svg", "c.svg", "a.css", "a.mjs"}


@pytest.mark.parametrize("naming", ["theme: {name: material, logo: a.svg}", "extra: {drawings: [a.svg]}"])
def test_a_named_drawing_is_read(project: Project, naming: str) -> None:
    (project.root / "mkdocs.yml").write_text(f"{naming}\n{EXTENSIONS}")
    (project.docs / "a.svg").write_text(SVG.format("<script>alert(1)</script>"))
    assert findings(project) == ["docs/a.svg EXP133 <script>: a drawing may not contain this"]


def test_a_page_that_nothing_leads_to_is_named_before_mkdocs_stops(project: Project) -> None:
    page = project.docs / "extra.md"
    page.write_text("---\ntitle: Extra\ndescription: More.\n---\n\n# Extra\n")
    config = project.root / "mkdocs.yml"
    config.write_text(EXTENSIONS + "nav:\n  - Home: index.md\nnot_in_nav: |\n  /*/*.md\n")
    assert [f.split(":")[0] for f in findings(project)] == [
        "docs/extra.md EXP133 nothing leads to this page, and the site would not be built"
    ]
    config.write_text(EXTENSIONS + "nav:\n  - Home: index.md\n  - More: [extra.md]\n")
    assert findings(project) == []
    config.write_text(EXTENSIONS + "nav:\n  - Home: index.md\nnot_in_nav: |\n  /extra.md\n")
    assert findings(project) == []


@pytest.mark.parametrize("place", [
    "docs/port/.gitattributes", "docs/.gitignore", "sources/port/.gitattributes", ".explainery/base/.GitAttributes",
    "docs/.gitmodules",
])  # fmt: skip
def test_a_file_that_git_obeys_is_refused_below_pages_and_articles(project: Project, place: str) -> None:
    (project.root / place).write_text("*.md -diff linguist-generated\n")
    assert [f.split(" git would")[0] for f in findings(project)] == [f"{place} EXP133"]


def test_files_that_git_does_not_obey_may_stay(project: Project) -> None:
    for place in ("docs/.gitkeep", "docs/.DS_Store", ".gitattributes", ".gitignore"):
        (project.root / place).write_text("")
    assert findings(project) == []
