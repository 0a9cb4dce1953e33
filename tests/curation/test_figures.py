"""What later articles count anew: the newest leads, all stand side by side, and none stands undated."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.cli.pages_json import pages_json
from explainery.commands.build import build
from explainery.config import Settings
from explainery.curation.page_plan import Explainer
from explainery.pipeline import explain
from explainery.project import Project
from making import ROOT

DAYS = {
    "first.md": (
        "At least 9 dead in mine at Vella",
        "The Herald",
        "2026-05-04",
        """At least 9 people died when a mine flooded near Vella on Monday, the mine rescue said.

The rescuer Jon Dahl said that forty people were missing.
""",
    ),
    "second.md": (
        "Toll at Vella rises to 22",
        "Courier",
        "2026-05-05",
        """The death toll in the flooded mine near Vella rose to 22 on Tuesday, the mine rescue said.

Two ministers came to Vella to speak to the families of the miners.
""",
    ),
    "third.md": (
        "Last miners found at Vella",
        "Tidewire",
        "2026-05-08",
        """Rescuers brought up the last bodies from the mine near Vella on Friday, which takes the death toll to 35.

The mine rescue said that twelve people were still missing.
""",
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("mine")
    folder = root / "sources" / "mine"
    folder.mkdir(parents=True)
    for name, (title, publisher, day, text) in DAYS.items():
        head = f"title: {title}\npublisher: {publisher}\npublished: {day}\nurl: https://{name}.example/a\nrights: open"
        (folder / name).write_text(f"---\n{head}\n---\n{text}", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return Project(root, Settings())


@pytest.fixture(scope="module")
def explainer(project: Project) -> Explainer:
    return explain(project, "mine")


def test_the_newest_count_leads_and_names_the_story(explainer: Explainer) -> None:
    lead = explainer.overview.statements[0].wording
    assert lead
    assert "35" in lead.text
    assert explainer.story.title == "Last miners found at Vella"


def test_figures_stand_side_by_side_the_newest_first(explainer: Explainer) -> None:
    rows = {f.what: [value for value, _ in f.entries] for f in explainer.figures}
    assert rows["people killed"] == ["35", "22", "At least 9"]
    told = [s["text"] for s in pages_json(explainer)[0]["statements"] if s["kind"] == "figure"]
    assert told[:3] == ["people killed: 35", "people killed: 22", "people killed: At least 9"]


def test_an_overtaken_count_stands_with_its_day_or_not_at_all(explainer: Explainer) -> None:
    prose = [s.wording.text for s in explainer.statements if s.wording]
    assert not any("At least 9" in text or "rose to 22" in text for text in prose)
    assert {s.date for s in explainer.timeline} >= {"2026-05-04", "2026-05-05"}


def test_the_table_is_on_the_page_and_passes_the_check(project: Project) -> None:
    build(project)
    page = Path(project.docs / "mine" / "index.md").read_text("utf-8")
    assert "## Figures side by side" in page
    assert "| People killed | 35 | Tidewire, 8 May 2026[^" in page
    assert [str(f) for f in check_project(project, ["mine"], lambda _: None).findings if f.code != "EXP111"] == []
