"""The home page of earlier versions loses the list that builds wrote, and nothing that a person did."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.commands.build import build, planned
from explainery.project import Project
from explainery.store.base_stamp import stamped
from explainery.store.old_home import without_built_list
from making import port_project

TOP = '---\ntitle: "Explainers"\n---\n\n# The news\n\nEach explainer says what happened.\n'
PORT = "\n### [Why the port stands still](port/index.md)\n\nWhat happened, and why.\n"
FERRY = "\n### [A ferry sank](ferry/index.md)\n\nTwelve people died.\n"
BASE = f"{TOP}\n## Stories\n{PORT}{FERRY}"


def test_the_list_goes_with_its_heading() -> None:
    assert without_built_list(BASE, BASE) == TOP


def test_an_entry_that_a_person_changed_stays_whole_and_its_heading_with_it() -> None:
    edited = BASE.replace("Twelve people died.", "Fourteen people died.")
    assert without_built_list(edited, BASE) == f"{TOP}\n## Stories\n{FERRY.replace('Twelve', 'Fourteen')}"


def test_sections_and_sentences_of_a_persons_stay() -> None:
    own = "\n## About us\n\nWe are three.\n\n### [Our best](port/index.md)\n\nRead it.\n"
    assert without_built_list(BASE + own, BASE) == TOP + own
    inside = BASE.replace("And why.\n", "And why.\n\nMy note.\n")
    assert without_built_list(inside, BASE).count("My note.") == inside.count("My note.")


def test_lines_that_an_editor_wrapped_are_no_edit() -> None:
    assert without_built_list(BASE.replace("happened, and", "happened,\nand"), BASE) == TOP


def test_the_list_may_be_in_another_language() -> None:
    german = BASE.replace("## Stories", "## Themen")
    assert without_built_list(german, german) == TOP


LINES = st.lists(st.sampled_from([*BASE.splitlines(), "Mine.", "## Mine", "### [Mine](port/index.md)"]), max_size=24)


@given(LINES)
def test_no_line_of_a_persons_is_lost_and_a_second_time_changes_nothing(lines: list[str]) -> None:
    page = "\n".join(lines) + "\n"
    after = without_built_list(page, BASE)
    lost = Counter(filter(None, page.splitlines())) - Counter(after.splitlines())
    assert not {line for line in lost if "Mine" in line}
    assert set(lost) <= set(BASE.splitlines())
    assert without_built_list(after, BASE) == after


def with_old_home(project: Project, page: str) -> None:
    (project.docs / "index.md").write_text(page, "utf-8")
    (project.base / "index.md").write_text(stamped(BASE), "utf-8")
    kept = project.root / ".explainery"
    (kept / "decisions.yml").write_text(
        "- deleted: to:ferry from index.md\n- deleted: herald-0000 from port/trade.md\n", "utf-8"
    )


def test_a_build_takes_away_what_was_kept_of_the_home_page_once(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    with_old_home(project, BASE)
    plan = build(project)
    assert (project.docs / "index.md").read_text("utf-8") == TOP
    assert not (project.base / "index.md").exists()
    decisions = (project.root / ".explainery/decisions.yml").read_text("utf-8")
    assert "index.md" not in decisions.replace("port/index.md", "")
    assert "herald-0000" in decisions
    assert project.docs / "index.md" in plan.writes
    assert not planned(project).writes


@pytest.mark.parametrize("how", ["edited", "deleted"])
def test_the_home_page_is_a_persons_after_the_first_build(tmp_path: Path, how: str) -> None:
    project = port_project(tmp_path)
    build(project)
    page = project.docs / "index.md"
    assert page.read_text("utf-8").count("\n## ") == 0
    if how == "edited":
        page.write_text("Mine.\n", "utf-8")
    else:
        page.unlink()
    assert not planned(project).writes
    build(project)
    assert page.exists() == (how == "edited")
