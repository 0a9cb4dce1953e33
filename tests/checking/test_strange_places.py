"""Pages where none belongs, and pages that no parser reads in reasonable time: findings, and never a traceback."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import markdown
import pytest
from mkdocs.exceptions import BuildError

from explainery.checking import rule_runner
from explainery.checking.check import check_project
from explainery.checking.tuning import TUNING
from explainery.cli.main import main
from explainery.commands.build import build
from explainery.commands.publishable import require_publishable
from explainery.commands.serve import _problems
from explainery.errors import ExplaineryError
from explainery.markup.sanitiser import AllowedMarkup
from explainery.project import Project
from making import port_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = port_project(tmp_path)
    build(made)
    return made


def findings(project: Project) -> list[str]:
    return [str(f) for f in check_project(project, [], lambda _: None).findings]


@pytest.mark.parametrize(("place", "told"), [
    ("docs/ferry/index.md", "there is no story called ferry"),
    ("docs/about/index.md", "there is no story called about"),
    ("docs/404.html/index.md", "there is no story called 404.html"),
    ("docs/port/trade/index.md", "a story's pages are in docs/port/ itself"),
])  # fmt: skip
def test_a_page_that_nothing_is_compared_with_is_refused(project: Project, place: str, told: str) -> None:
    page = project.root / place
    page.parent.mkdir(parents=True)
    page.write_text("# Ferries\n\nThe mayor sank 70 ferries.\n", "utf-8")
    assert any(f.startswith(f"{place}:1: EXP133") and told in f for f in findings(project)), findings(project)


@pytest.mark.parametrize(
    "line", ["[" * 20_000, "[^" * 5_000, "![a" * 5_000, "> " * 400 + "x"], ids=lambda text: text[:3]
)
def test_a_page_that_takes_for_ever_is_named_by_its_line(
    project: Project, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    page = project.docs / "port" / "trade.md"
    before = page.read_text("utf-8")
    page.write_text(before + f"\n{line}\n", "utf-8")
    number = before.count("\n") + 2
    assert any(f"docs/port/trade.md:{number}: EXP107" in f for f in findings(project))
    assert main(["-C", str(project.root), "build"]) == 2
    assert f"docs/port/trade.md:{number}: more than" in capsys.readouterr().err


@pytest.mark.parametrize("sign", ["\u034f", "\u115f", "\u3164", "\u2800", "\ufe00", "\U000e0100"], ids=ascii)
def test_a_blank_inside_a_name_is_seen(project: Project, sign: str) -> None:
    page = project.docs / "port" / "trade.md"
    page.write_text(page.read_text("utf-8") + f"\nNor{sign}sea is here.\n", "utf-8")
    assert any("EXP131" in f and "not seen" in f for f in findings(project))


def test_a_name_in_letters_of_two_scripts_is_seen(project: Project) -> None:
    page = project.docs / "port" / "trade.md"
    page.write_text(page.read_text("utf-8") + "\n\N{CYRILLIC CAPITAL LETTER ER}utin is here.\n", "utf-8")
    assert any("EXP131" in f and "Cyrillic" in f for f in findings(project))


def test_what_mkdocs_lists_below_a_warning_is_told() -> None:
    log = [
        "INFO    -  Building",
        "WARNING -  These pages are not in the nav:",
        "  - glossary.md",
        "Aborted with 1 warnings",
    ]
    assert "- glossary.md" in _problems(log)


def test_a_link_with_a_class_of_ones_own_is_a_finding(project: Project) -> None:
    page = project.docs / "port" / "trade.md"
    page.write_text(page.read_text("utf-8") + "\n[There](index.md){ .a #b }\n", "utf-8")
    assert any("EXP131" in f for f in findings(project))


@pytest.mark.parametrize(("lines", "told"), [
    ("- " * 500 + "x", "nested"), ("1. " * 500 + "x", "nested"), ("- 1. " * 300 + "x", "nested"), ("> - " * 100 + "x", "nested"),
    ("".join("    " * i + "1. a\n" for i in range(250)), "nested"),
    ("".join("    " * i + "!!! note\n\n" for i in range(120)), "nested"),
    ("[^own]: [^other]: text", "begins with another one"), ("[^own]:\n    [^other]: text", "begins with another one"),
])  # fmt: skip
def test_what_no_parser_reads_is_named_by_its_line(project: Project, lines: str, told: str) -> None:
    page = project.docs / "port" / "trade.md"
    page.write_text(page.read_text("utf-8") + f"\n{lines}\n", "utf-8")
    assert any("docs/port/trade.md:" in f and "EXP107" in f and told in f for f in findings(project)), findings(project)
    with pytest.raises(ExplaineryError, match=told):
        require_publishable(project)
    with pytest.raises(BuildError, match=told):
        markdown.markdown(lines, extensions=["footnotes", AllowedMarkup()])


def test_lists_as_people_write_them_are_read(project: Project) -> None:
    page = project.docs / "port" / "trade.md"
    deep = "".join("    " * i + "- More on this\n" for i in range(12))
    page.write_text(page.read_text("utf-8") + f"\n{deep}\n- - -\n\n> > Twice.\n", "utf-8")
    assert not any("EXP107" in f for f in findings(project))


def test_a_page_that_takes_too_long_is_a_finding(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_runner, "TUNING", dataclasses.replace(TUNING, page_seconds=0.0001))
    assert any("EXP107" in f and "takes longer than" in f for f in findings(project))


@pytest.mark.parametrize("unit", ["half of ", "$5 ", "from 3 to 4 ", "5-6-", "€5m "])
def test_a_line_full_of_figures_is_compared(project: Project, unit: str) -> None:
    page = project.docs / "port" / "trade.md"
    text = page.read_text("utf-8")
    key = text.split("[^", 1)[1].split("]", 1)[0]
    page.write_text(f"{text}\n{(unit * 400).strip()}.[^{key}]\n", "utf-8")
    assert not any("EXP107" in f for f in findings(project))
