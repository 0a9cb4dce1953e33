"""`restore` where the place of a sentence is gone, and lines of people's own that cite what they deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.cli.main import main
from explainery.commands.build import build
from explainery.merging.units import UnitKind, parsed
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


def test_an_own_line_that_cites_a_deleted_sentence_replaces_nothing(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    trade, motives = (project.docs / "port" / name for name in ("trade.md", "motives.md"))
    unit = next(u for u in parsed(trade.read_text("utf-8")).units if u.kind is UnitKind.STATEMENT and u.keys)
    copies = [
        p
        for p in project.docs.glob("port/*.md")
        if p != trade and f"[^{unit.first}]" in p.read_text("utf-8").split("\n## Sources")[0]
    ]
    trade.write_text(trade.read_text("utf-8").replace(f"{unit.text}\n", "", 1), "utf-8")
    own = f"Nobody in town believes it.[^{unit.first}]"
    motives.write_text(motives.read_text("utf-8").replace("\n## Sources", f"\n{own}\n\n## Sources", 1), "utf-8")
    build(project)
    everywhere = "".join(p.read_text("utf-8") for p in project.docs.glob("port/*.md"))
    assert everywhere.count("Nobody in town believes it.") == 1, copies
    assert not build(project).writes
