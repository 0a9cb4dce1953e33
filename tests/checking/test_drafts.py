"""Lines that stand as a build wrote them are judged as an editor would; those of people are not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.commands.build import build
from explainery.project import Project
from explainery.store.base_stamp import stamped, taken_apart
from making import ROOT, port_project

KEY = "[^herald-e91f]"
DEFINITION = f"\n{KEY}: "


@pytest.fixture
def project(tmp_path: Path) -> Project:
    built = port_project(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    build(built)
    return built


def found(project: Project) -> list[tuple[str, str]]:
    """The code and the message of every finding on the port story's pages."""
    return [(f.code, f.message) for f in check_project(project, ["port"], lambda _: None).findings]


def drafted(project: Project, line: str, *, in_base: bool = True) -> list[tuple[str, str]]:
    """The findings after `line`, which cites the passage about the port, was put on the background page."""
    for folder in (project.docs, project.base) if in_base else (project.docs,):
        page = folder / "port" / "background.md"
        text = page.read_text("utf-8")
        changed = taken_apart(text).text.replace("\n# What came before\n", f"\n# What came before\n\n{line}\n", 1)
        page.write_text(changed if folder == project.docs else stamped(changed), "utf-8")
    return found(project)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("He saw the port handle two thirds of the grain that the country exports.", "opens with “he saw”"),
        ("But the port handles two thirds of the grain that the country exports.", "opens with “but the”"),
        (
            "The port handled two thirds of the grain that the country exports last year.",
            "“last year” without a sure date",
        ),
    ],
)
def test_a_draft_that_does_not_stand_alone_is_a_warning(project: Project, line: str, message: str) -> None:
    ((code, text),) = drafted(project, line + KEY)
    assert code == "EXP127"
    assert message in text
    report = check_project(project, ["port"], lambda _: None)
    assert (report.errors, report.warnings) == (0, 1)


def test_a_nameless_quotation_is_reported(project: Project) -> None:
    findings = drafted(project, "“We will not sell our weekends.”[^herald-a443]")
    assert ("EXP127", "this draft quotes somebody without saying whose words these are") in findings


def test_a_persons_own_line_is_not_judged(project: Project) -> None:
    assert (
        drafted(project, f"But the port handles two thirds of the grain that the country exports.{KEY}", in_base=False)
        == []
    )


def test_a_relative_time_in_quotation_marks_stays(project: Project) -> None:
    line = "“We will not sell our weekends,” said Mara Lindqvist, who leads the union, on 2 March 2026."
    assert all(code != "EXP127" for code, _ in drafted(project, line + "[^herald-a443]"))


def test_a_warning_can_be_suppressed(project: Project) -> None:
    line = f"But the port handles two thirds of the grain that the country exports.{KEY}"
    page = project.docs / "port" / "background.md"
    drafted(project, line)
    allowed = f"{line} <!-- explainery: allow EXP127 because it answers the line above -->"
    page.write_text(page.read_text("utf-8").replace(line, allowed), "utf-8")
    (project.base / "port" / "background.md").write_text(stamped(page.read_text("utf-8")), "utf-8")
    assert found(project) == []


def test_an_overview_without_a_year_is_a_warning(project: Project) -> None:
    page = project.docs / "port" / "index.md"
    head, body = page.read_text("utf-8").split("\n# ", 1)
    page.write_text(
        f"{head}\n# {body.split(chr(10), 1)[0]}\n\nWhat all this rests on: [two sources](sources.md).\n", "utf-8"
    )
    assert "EXP127" in {code for code, message in found(project) if "names no year" in message}


def test_a_dateline_needs_no_citation(project: Project) -> None:
    page = project.docs / "port" / "index.md"
    text = page.read_text("utf-8")
    assert "*2 to 3 March 2026 · two articles · two publishers*" in text
    page.write_text(
        text.replace("2026 · two articles · two publishers*", "2026. Two articles, two publishers.*"), "utf-8"
    )
    assert found(project) == []


@pytest.mark.parametrize("broken", [rf"\{KEY}", "[^herald-e91f, ^courier-a8ad]", "[ ^herald-e91f ]"])
def test_a_citation_that_appears_as_text_is_reported(project: Project, broken: str) -> None:
    page = project.docs / "port" / "background.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace(f"employer in Arlen.{KEY}", f"employer in Arlen.{KEY}{broken}", 1), "utf-8")
    assert [code for code, message in found(project) if "appears as text" in message] == ["EXP101"]
