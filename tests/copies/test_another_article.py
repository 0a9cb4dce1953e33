"""An article that prints the same sentence comes in: what a person made of the sentence stays, also when its first citation changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from explainery.commands.build import build
from explainery.config import Settings
from explainery.merging.units import UnitKind, parsed
from explainery.project import Project
from making import ROOT

STRIKE = ROOT / "tests" / "stories" / "strike"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "sources/tram").mkdir(parents=True)
    for file in STRIKE.glob("*.txt"):
        shutil.copy(file, tmp_path / "sources/tram")
    made = Project(tmp_path, Settings())
    build(made)
    return made


def copied(project: Project) -> None:
    """Another publisher prints the agency's text, a day before all others."""
    text = (project.sources / "tram" / "wire.txt").read_text("utf-8")
    for field, value in (("publisher", "Agence Alpha"), ("published", "2025-11-03"), ("title", "Alpha tells it")):
        text = re.sub(rf"^{field}: .*$", f"{field}: {value}", text, count=1, flags=re.MULTILINE)
    (project.sources / "tram" / "alpha.txt").write_text(text.replace("brackwater-strike", "alpha"), "utf-8")


@pytest.mark.parametrize(
    ("old", "new"), [("800 crowns", "900 crowns"), ("at midnight", "past midnight"), ("94 percent", "95 percent")]
)
def test_an_edit_outlives_a_new_first_citation(project: Project, old: str, new: str) -> None:
    pages = [
        p for p in sorted((project.docs / "tram").glob("*.md")) if old in p.read_text("utf-8").split("\n## Sources")[0]
    ]
    assert pages
    page = pages[0]
    page.write_text(page.read_text("utf-8").replace(old, new, 1), "utf-8")
    build(project)
    copied(project)
    build(project)
    after = page.read_text("utf-8")
    assert new in after
    base = (project.base / "tram" / page.name).read_text("utf-8").split("\n## Sources")[0]
    assert base.count(new) < after.count(new), "the base never holds a person's words"
    assert not build(project).writes, "a second build changes nothing"
    assert page.read_text("utf-8") == after


def test_a_citation_of_ones_own_stays_when_another_article_prints_the_sentence(project: Project) -> None:
    """Once withdrawn, a sentence is not renamed to one that another article had all along."""
    page = project.docs / "tram" / "reactions.md"
    text = page.read_text("utf-8")
    key = re.search(
        r"^- \*\*Henrik Vass\*\*.*?\[\^(continental-press-\w+)\]\[\^morning-ledger-\w+\]", text, re.MULTILINE
    )
    assert key
    own = f"- My own item.[^{key[1]}]"
    lines = text.split("\n")
    at = max(n for n, line in enumerate(lines) if line.startswith("- **"))
    page.write_text("\n".join([*lines[: at + 1], own, *lines[at + 1 :]]), "utf-8")
    build(project)
    (project.sources / "tram" / "wire.txt").unlink()
    for _ in range(3):
        build(project)
        assert own in page.read_text("utf-8")
    assert not build(project).writes


def test_an_own_line_that_cites_a_deleted_sentence_is_no_correction_of_it(project: Project) -> None:
    trade, index = (project.docs / "tram" / name for name in ("trade.md", "index.md"))
    told = next(u for u in parsed(trade.read_text("utf-8")).units if u.text.startswith("Henrik Vass said"))
    side = next(u for u in parsed(index.read_text("utf-8")).units if u.first == told.first and u.kind is UnitKind.SIDE)
    trade.write_text(trade.read_text("utf-8").replace(f"{told.text}\n", "", 1), "utf-8")
    own = f"    - The union does not believe it.[^{told.first}]"
    index.write_text(index.read_text("utf-8").replace(side.text, f"{side.text}\n{own}", 1), "utf-8")
    build(project)
    after = index.read_text("utf-8")
    assert side.text in after, "what the build wrote stands"
    assert after.count("The union does not believe it.") == 1
    assert not build(project).writes
