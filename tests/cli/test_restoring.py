"""`restore` where the place of a sentence is gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from explainery.cli.main import main
from explainery.commands.build import build
from explainery.merging.units import UnitKind, parsed
from explainery.project import Project
from making import port_project


def test_what_has_no_page_to_go_back_to_is_left_where_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = port_project(tmp_path)
    build(project)
    trade = project.docs / "port" / "trade.md"
    unit = next(u for u in parsed(trade.read_text("utf-8")).units if u.kind is UnitKind.STATEMENT and u.keys)
    moved = project.docs / "port" / "deals.md"
    trade.rename(moved)
    build(project)
    before = moved.read_text("utf-8")
    assert main(["-C", str(tmp_path), "restore", unit.first]) == 2
    assert "docs/port/trade.md" in capsys.readouterr().err
    assert moved.read_text("utf-8") == before


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = port_project(tmp_path)
    build(made)
    return made


EDITS: dict[str, Callable[[str], str]] = {
    "front matter": lambda t: t.replace("description: ", "description: Mine. ", 1).replace('Mine. "', '"Mine. ', 1),
    "no front matter": lambda t: t.split("---\n\n", 1)[1],
    "heading": lambda t: t.replace("## What happened when", "## My days"),
    "no heading": lambda t: t.replace("## Who is who\n\n", ""),
    "title": lambda t: t.replace("# Why the port", "# Why, oh why, the port"),
    "definition": lambda t: t.replace("]: **Courier**", "]: My note on the **Courier**", 1),
    "row": lambda t: t.replace("| Norsea director", "| A director of Norsea"),
    "no row": lambda t: "".join(r for r in t.splitlines(keepends=True) if "Olle" not in r or r.startswith("[^")),
    "line about a page": lambda t: t.replace("[What each side wants]", "[Why they quarrel]"),
    "side": lambda t: t.replace("lasted nine days.[^", "lasted nine long days.[^", 1),
    "own": lambda t: t.replace("## Who is who", "Mine.\n\n## Who is who"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_every_name_that_status_prints_can_be_restored(
    project: Project, edit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project.docs / "port/index.md"
    before = page.read_text("utf-8")
    page.write_text(EDITS[edit](before), "utf-8")
    assert page.read_text("utf-8") != before
    for name in names_printed(project, capsys):
        assert main(["-C", str(project.root), "restore", name]) == 0
        assert "is as the build had it" in capsys.readouterr().out
    assert (page.read_text("utf-8") == before) == (edit != "own")
    assert not names_printed(project, capsys)


def test_a_deleted_page_is_restored_by_the_name_that_status_prints(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.docs / "port/trade.md").unlink()
    assert "docs/port/trade.md" in names_printed(project, capsys)
    assert main(["-C", str(project.root), "restore", "docs/port/trade.md"]) == 0
    assert (project.docs / "port/trade.md").is_file()


def test_a_heading_of_a_page_that_is_gone_does_not_keep_it_from_coming_back_elsewhere(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.docs / "port/trade.md").unlink()
    page = project.docs / "port/motives.md"
    before = page.read_text("utf-8")
    page.write_text(before.replace("## Sources for this page { data-search-exclude }", "## My sources"), "utf-8")
    assert main(["-C", str(project.root), "restore", "heading:sources-for-this-page"]) == 0
    assert page.read_text("utf-8") == before
    capsys.readouterr()


def test_accept_is_offered_only_where_the_whole_statement_would_go(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project.docs / "port/background.md"
    row = next(r for r in page.read_text("utf-8").splitlines() if "[^herald-" in r and not r.startswith("[^"))
    courier = re.search(r"\[\^courier-[0-9a-f]+\]", page.read_text("utf-8"))
    assert courier
    page.write_text(page.read_text("utf-8").replace(row, row.replace("[^", f"typed{courier[0]}[^", 1)), "utf-8")
    (project.sources / "port/herald.md").unlink()
    build(project)
    capsys.readouterr()
    assert main(["-C", str(project.root), "status"]) == 0
    told = capsys.readouterr().out
    assert "it also cites what is left" in told
    for how, key in re.findall(r"`explainery (accept|keep) ([^`]+)`", told):
        assert main(["-C", str(project.root), how, key]) == 0


def names_printed(project: Project, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The names that `status` gives to restore."""
    capsys.readouterr()
    assert main(["-C", str(project.root), "status"]) == 0
    rows = [r for r in capsys.readouterr().out.splitlines() if not r.strip().startswith("build had")]
    return [m[1] for row in rows if (m := re.match(r"  [ :]\S* +[a-z, ]+?\[([^\]]+)\] ?", row))]
