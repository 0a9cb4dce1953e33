"""Decisions and proposals, shares and lengths, and other faults that take more than one change."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.checking.context import NOTHING_DECIDED, Decisions
from explainery.checking.findings import Finding
from explainery.commands.build import build
from explainery.project import Project
from making import ROOT, port_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    built = port_project(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    build(built)
    return built


def findings(project: Project, decisions: Decisions = NOTHING_DECIDED) -> list[Finding]:
    return list(check_project(project, ["port"], lambda _: None, decisions).findings)


def key_and_line(page: Path, words: str) -> tuple[str, int]:
    rows = page.read_text("utf-8").splitlines()
    line = next(i for i, row in enumerate(rows, 1) if words in row)
    return re.findall(r"\[\^([\w-]+)\]", rows[line - 1])[-1], line


def test_a_withdrawal_names_what_may_have_taken_its_place_and_can_be_acknowledged(project: Project) -> None:
    source = project.sources / "port" / "herald.md"
    source.write_text(
        source.read_text("utf-8").replace("rents in Arlen have doubled", "rents in Arlen doubled"),
        "utf-8",
    )
    reported = findings(project)
    assert {f.code for f in reported} == {"EXP113"}
    assert "its successor may be [^herald-" in reported[0].message
    assert "rents in Arlen doubled" in reported[0].message
    keys = {re.findall(r"\[\^(herald-\w+)\]", f.message)[0] for f in reported}
    assert findings(project, Decisions(acknowledged={"port": keys})) == []


def test_a_proposal_that_waits_is_a_warning_where_its_key_is_cited(project: Project) -> None:
    page = project.docs / "port" / "trade.md"
    key, _ = key_and_line(page, "offered the union 4 percent")
    _, line = key_and_line(page, f"[^{key}]")
    reported = findings(project, Decisions(waiting={"port/trade.md": [key, "herald-0000"]}))
    assert [(f.code, f.line, f.severity) for f in reported] == [("EXP114", 1, "warning"), ("EXP114", line, "warning")]
    assert "compare them with `explainery status`" in reported[0].message


def test_an_unused_definition_of_ones_own_is_a_warning(project: Project) -> None:
    page = project.docs / "port" / "trade.md"
    page.write_text(page.read_text("utf-8") + "[^mine]: A letter.\n", "utf-8")
    assert [(f.code, f.severity) for f in findings(project)] == [("EXP112", "warning")]


def test_two_definitions_that_differ_are_an_error(project: Project) -> None:
    page = project.docs / "port" / "trade.md"
    page.write_text(
        re.sub(r"^(\[\^[\w-]+\]:.*)\n", r"\1\n\1 And more.\n", page.read_text("utf-8"), count=1, flags=re.MULTILINE),
        "utf-8",
    )
    assert ("EXP112", "error") in [(f.code, f.severity) for f in findings(project)]


def test_too_long_a_quotation_under_quote(tmp_path: Path) -> None:
    project = port_project(tmp_path, rights="quote")
    long = "Norsea said that " + " ".join(f"ship {n}00 waits" for n in range(25)) + "."
    source = project.sources / "port" / "herald.md"
    source.write_text(source.read_text("utf-8") + f"\n{long}\n", "utf-8")
    build(project)
    page = project.docs / "port" / "index.md"
    text = page.read_text("utf-8")
    key = re.findall(r"\[\^(herald-\w+)\]", text)[0]
    page.write_text(text.replace("\n\n**", f"\nThe Herald: “{long}”[^{key}]\n\n**", 1), "utf-8")
    line = text[: text.index("\n\n**")].count("\n") + 2
    assert ("EXP105", line) in {(f.code, f.line) for f in findings(project)}


def test_a_page_that_is_not_utf8_is_a_finding(project: Project) -> None:
    (project.docs / "port" / "trade.md").write_bytes(b"---\ntitle: \xff\n---\n")
    assert "EXP107" in {f.code for f in findings(project)}


@pytest.mark.parametrize("sentence", [
    "“We will not sell our weekends,” she said.",
    "“We will not sell our weekends,” said the leader of the union.",
    "The union’s leader, Lindqvist: “We will not sell our weekends”.",
    "The Herald: “We will not sell our weekends”.",
    "“We will not sell our weekends” was the answer of the union.",
])  # fmt: skip
def test_attributions_that_are_right_or_in_doubt_are_left_alone(project: Project, sentence: str) -> None:
    page = project.docs / "port" / "reactions.md"
    key, line = key_and_line(page, "sell our weekends")
    rows = page.read_text("utf-8").splitlines()
    rows[line - 1] = f"- {sentence}[^{key}]"
    page.write_text("\n".join(rows) + "\n", "utf-8")
    assert findings(project) == []


@pytest.mark.parametrize(("old", "new"), [
    ("Norsea offered the union 4 percent", "An offer of 4 % came to the union from Norsea, with 4 percent"),
    ("a bonus of 500 crowns", "500 crowns as a bonus"),
    ("in return for longer shifts", "if shifts become longer"),
])  # fmt: skip
def test_rewording_is_free(project: Project, old: str, new: str) -> None:
    page = project.docs / "port" / "trade.md"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), "utf-8")
    assert findings(project) == []
