"""Publishers whose names read as figures, weekdays or months beside a date: a build's own pages pass the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.commands.build import build
from making import port_project


@pytest.mark.parametrize(("one", "two"), [
    ("Channel 4", "The Mail on Sunday"), ("Friday Magazine", "24 Hours"), ("Five", "May Day News"), ("7", "Le Monday"),
])  # fmt: skip
def test_pages_nobody_edited_have_no_findings(tmp_path: Path, one: str, two: str) -> None:
    project = port_project(tmp_path)
    for name, old, new in (("herald", "The Herald", one), ("courier", "Courier", two)):
        file = project.sources / "port" / f"{name}.md"
        text = file.read_text("utf-8").replace(f"publisher: {old}", f'publisher: "{new}"')
        file.write_text(text.replace("told the Courier", "told the paper"), "utf-8")
    build(project)
    assert "Where the sources differ" in (project.docs / "port" / "index.md").read_text("utf-8"), "both are named there"
    assert check_project(project, [], lambda _: None).findings == ()


def test_a_wrong_figure_beside_such_a_name_is_still_found(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    file = project.sources / "port" / "herald.md"
    file.write_text(file.read_text("utf-8").replace("publisher: The Herald", "publisher: Channel 4"), "utf-8")
    build(project)
    page = project.docs / "port" / "index.md"
    text = page.read_text("utf-8")
    assert "lasted eleven days" in text
    page.write_text(text.replace("lasted eleven days", "lasted 4 days"), "utf-8")
    assert any("4" in f.message for f in check_project(project, [], lambda _: None).findings)
