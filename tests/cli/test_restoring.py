"""`restore` where the place of a sentence is gone."""

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
