"""The list of related stories on a story's page, as a parser puts it there that reads one page after the other."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import markdown
from markdown.treeprocessors import Treeprocessor

from explainery.markup.wall import DRAWINGS, WALL

CAST = "# {name}\n\n| Who | Role | Side |\n|---|---|---|\n| {who} | mayor | - |\n"


class _Page(Treeprocessor):
    """Says which page is read, as MkDocs' own processor of this name does."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.config = {"config_file_path": str(root / "mkdocs.yml"), "docs_dir": "docs", "theme": {"language": "en"}}
        self.file: SimpleNamespace | None = None

    def run(self, root: object) -> None:
        """Nothing."""


def test_each_page_gets_its_own_story_s_list(tmp_path: Path) -> None:
    for name, who in {"ferry": "Ada", "port": "Ada", "dam": "Kim", "mill": "Kim"}.items():
        (tmp_path / "docs" / name).mkdir(parents=True)
        (tmp_path / "docs" / name / "index.md").write_text(CAST.format(name=name.capitalize(), who=who), "utf-8")
    parser, page = markdown.Markdown(extensions=["tables", WALL, DRAWINGS]), _Page(tmp_path)
    parser.treeprocessors.register(page, "relpath", 0)
    listed = {}
    for path in ("ferry/index.md", "dam/trade.md", "about.md", "mill/index.md", "ferry/index.md"):
        page.file = SimpleNamespace(src_uri=path, abs_src_path=None)
        listed[path] = re.findall(r'<a href="([^"]*)">', parser.convert("# Page\n\nText.\n"))
    assert listed == {
        "ferry/index.md": ["../port/"],
        "dam/trade.md": ["../../mill/"],
        "about.md": [],
        "mill/index.md": ["../dam/"],
    }


def test_no_heading_takes_the_list_into_its_name(tmp_path: Path) -> None:
    for name in ("ferry", "port"):
        (tmp_path / "docs" / name).mkdir(parents=True)
        (tmp_path / "docs" / name / "index.md").write_text(CAST.format(name=name.capitalize(), who="Ada"), "utf-8")
    parser, page = markdown.Markdown(extensions=["tables", "toc", WALL, DRAWINGS]), _Page(tmp_path)
    parser.treeprocessors.register(page, "relpath", 0)
    page.file = SimpleNamespace(src_uri="ferry/trade.md", abs_src_path=None)
    html = parser.convert("# Trade\n\n## Fares\n\nText.\n")
    assert re.findall(r' id="([^"]*)"', html)[:2] == ["trade", "fares"]
    assert '<a href="../../port/">' in html
    assert "Related" not in parser.toc  # type: ignore[attr-defined]  # the extension puts it there
