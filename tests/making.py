"""Small articles, stories and projects for tests."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from explainery.config import Settings, StorySettings
from explainery.curation.page_plan import Explainer
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Article, MarkedArticle, Rights, Story
from explainery.project import Project
from explainery.reading.assemble import article_of
from explainery.writing import outline, sources_page, write
from explainery.writing.page_writer import Writer

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

PORT = """\
---
title: Dockers walk out at the port of Arlen
publisher: The Herald
published: 2026-03-02
url: https://herald.example/port
rights: {rights}
---
Dockers walked out at the port of Arlen on Monday after talks with the harbour company failed.

The union wants a pay rise of 9 percent because it fears for its members: rents in Arlen have doubled since 2020.

The harbour company Norsea offered the union 4 percent and a bonus of 500 crowns in return for longer shifts.
“We will not sell our weekends,” said Mara Lindqvist, who leads the union.

The port handles two thirds of the grain that the country exports, and has long been the largest employer in Arlen.
In 2019 a strike at the port lasted eleven days.
"""
COURIER = """\
---
title: Port strike begins
publisher: Courier
published: 2026-03-03
url: https://courier.example/strike
rights: {rights}
---
The port of Arlen stood still on Tuesday after dockers walked out over pay.
Norsea said the union had refused an offer of 4 percent and a bonus.

Norsea wants longer shifts because ships must be unloaded at night.
“The offer stays on the table,” Norsea director Olle Brandt told the Courier.

Norsea has owned the cranes and the warehouses of the port for decades.
A strike at the port in 2019 lasted nine days.
"""


PARTIES = {"The union": ("union", "dockers"), "Norsea": ()}


def article(
    text: str, *, rights: Rights = Rights.OPEN, published: str | None = "2026-03-02", name: str = "a"
) -> Article:
    """An article with a text and little else."""
    return Article(name, f"{name}.txt", text, "A headline", "The Herald", rights, published)


def marked(text: str, **fields: str) -> MarkedArticle:
    """The article marked."""
    return mark(article(text, **fields), StorySettings())  # type: ignore[arg-type]


def port_story(rights: str = "open") -> Story:
    """The story of the port strike, from two articles."""
    rows = [
        mark(article_of(text.format(rights=rights), Path(f"{name}.md")), StorySettings(parties=PARTIES))
        for name, text in (("herald", PORT), ("courier", COURIER))
    ]
    return link("port", rows, StorySettings(title="Why the port stands still", parties=PARTIES))


def port_project(root: Path, rights: str = "open") -> Project:
    """A project with the story of the port strike."""
    folder = root / "sources" / "port"
    folder.mkdir(parents=True)
    (folder / "herald.md").write_text(PORT.format(rights=rights), "utf-8")
    (folder / "courier.md").write_text(COURIER.format(rights=rights), "utf-8")
    (folder / "story.yml").write_text(
        "title: Why the port stands still\nbudget: 1.0\nparties: {The union: [union, dockers], Norsea: []}\n", "utf-8"
    )
    return Project(root, Settings())


def written(explainer: Explainer) -> dict[str, str]:
    """An explainer's pages, the sources page among them, as a first build writes them."""
    pages = {p.path: p.text for p in write(explainer)}
    used = {p.split("/")[1]: re.findall(r"\[\^([\w-]+)\](?!:)", t) for p, t in pages.items()}
    return {**pages, f"{explainer.story.slug}/sources.md": sources_page(outline(Writer(explainer)), used)}


def with_site(root: Path) -> None:
    """Give a project the site's look and pages of this repository."""
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    for page in (ROOT / "docs").glob("*.md"):
        if page.name != "index.md":
            shutil.copy(page, root / "docs")
    shutil.copy(ROOT / "mkdocs.yml", root)


def kept_tree(root: Path) -> dict[str, bytes]:
    """Every file of a project but those of the cache, which a build may always write."""
    return {path: raw for path, raw in tree(root).items() if not path.startswith(".explainery/cache/")}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes. What steps made and may be kept, whatever comes of a build, is left out."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and ".explainery/cache/steps/" not in p.as_posix())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if p.name != "program.txt"}


def showcase_project(root: Path) -> Project:
    """A copy of the story that this repository shows."""
    for name in ("sources", "docs", ".explainery"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("cache"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    return Project.at(root)
