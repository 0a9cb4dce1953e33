"""A page in another layout is the same page: the same findings, on the lines where the statements begin now."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import layouts
from explainery.checking.check import check_project
from explainery.checking.findings import Finding
from explainery.checking.fix import fix_project
from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.checking.page import checked_page
from explainery.checking.story_evidence import Memory
from explainery.commands.build import build
from explainery.project import Project
from making import ROOT, port_project, showcase_project

RELAXED = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None, max_examples=6
)
PARSER = parser_of(extensions_of(ROOT / "mkdocs.yml"))
SHOWCASE = [p.read_text("utf-8") for p in sorted((ROOT / "docs" / "kim-putin-2023").glob("*.md"))]

# Faults of every kind, in every kind of line; each is one statement's own.
FAULTS = (
    ("index.md", "after talks with the harbour company failed.[", "after talks with Westport failed.["),
    ("index.md", "| A strike at the port lasted nine days", "| A strike at the port lasted ninety-nine or 99 days"),
    ("index.md", "    - Courier: A strike at the port in 2019", "    - Courier: A strike at the port in 2018"),
    ("index.md", "\n## What happened when", "\nOlle Brandt ordered 12 new ships.\n\n## What happened when"),
    ("trade.md", "4 percent and a bonus of 500 crowns in return", "7 percent and a bonus of 500 crowns in return"),
    ("trade.md", "**The Herald**, [*Dockers", "**Courier**, [*Dockers"),
    ("reactions.md", "sell our weekends", "sell our evenings"),
    ("motives.md", "rents in Arlen have doubled", "rents in Oslo have doubled"),
    ("background.md", "\n## Sources", "\nNorsea said so.[^nobody-0001]\n\n## Sources"),
)


@pytest.fixture(scope="module", name="port")
def _port(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, str]]:
    root = tmp_path_factory.mktemp("layouts")
    project = port_project(root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    build(project)
    pages = {p.name: p.read_text("utf-8") for p in (project.docs / "port").glob("*.md")}
    for name, old, new in FAULTS:
        assert pages[name].count(old) >= 1, (name, old)
        pages[name] = pages[name].replace(old, new, 1)
    return project, pages


def findings_of(project: Project, pages: dict[str, str], memory: Memory) -> list[Finding]:
    for name, text in pages.items():
        (project.docs / "port" / name).write_text(text, "utf-8")
    return list(check_project(project, ["port"], lambda _: None, memory=memory).findings)


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", re.sub(r"\[\^[^\]]*\]", "", text)))


def begins_on(statement: str, text: str, line: int) -> bool:
    """Whether a statement begins on a line of a text."""
    rows = text.split("\n")[line - 1 :]
    wanted, at = letters(statement)[:24], len(letters(rows[0]))
    return 0 <= letters(" ".join(rows[:9])).find(wanted) < max(at, 1)


@given(st.integers(0, 2**32))
@RELAXED
def test_findings_are_the_same_in_every_layout(port: tuple[Project, dict[str, str]], seed: int) -> None:
    project, pages = port
    memory = Memory()
    expected = findings_of(project, pages, memory)
    assert {f.code for f in expected} >= {"EXP101", "EXP102", "EXP103", "EXP104", "EXP120"}
    other = {name: layouts.relaid(text, seed) for name, text in pages.items()}
    reported = findings_of(project, other, memory)
    strip = re.compile(r"line \d+")
    assert sorted((f.file, f.code, strip.sub("", f.message)) for f in reported) == sorted(
        (f.file, f.code, strip.sub("", f.message)) for f in expected
    )
    for one in expected:
        name = one.file.rpartition("/")[2]
        lines = [f.line for f in reported if (f.file, f.code, f.message) == (one.file, one.code, one.message)]
        statement = pages[name].split("\n")[one.line - 1]
        assert any(begins_on(statement, other[name], line) for line in lines), (one, lines)


def seen(text: str) -> list[object]:
    """What rules see of a page."""
    shown = checked_page("docs/s/a.md", "s/a.md", text, PARSER).shown
    lines = [(line.text, line.keys, line.links, line.level, line.cells) for line in shown.lines]
    return [lines, sorted((key, line.text, line.links) for key, line in shown.definitions.items())]


@given(st.sampled_from(SHOWCASE), st.integers(0, 2**32))
@RELAXED
def test_rules_see_the_same_lines_in_every_layout(text: str, seed: int) -> None:
    assert seen(layouts.relaid(text, seed)) == seen(text)


@pytest.mark.parametrize("change", layouts.SIMPLE, ids=lambda change: change.__name__)
def test_rules_see_the_same_lines_after_each_change(change: Callable[[str], str]) -> None:
    for text in SHOWCASE:
        front, mark, body = text.partition("\n---\n")
        assert seen(f"{front}{mark}{change(body)}") == seen(text)


def test_the_showcase_in_other_layouts_has_no_findings(tmp_path: Path) -> None:
    """Blanks that do not break, soft hyphens, a byte-order mark and other line ends, on wrapped pages."""
    project = showcase_project(tmp_path)
    for n, page in enumerate(sorted((project.docs / "kim-putin-2023").glob("*.md"))):
        text = layouts.relaid(layouts.filled(page.read_text("utf-8")), n)
        assert "\u00ad" in text or n
        page.write_bytes(("\ufeff" * (n % 2) + text.replace("\n", ("\n", "\r\n", "\r")[n % 3])).encode())
    assert [str(f) for f in check_project(project, ["kim-putin-2023"], lambda _: None).findings] == []


HEAD = '---\ntitle: "T"\ndescription: "D."\n---\n\n# T\n\n'
FORMS = {
    "two statements on a line": ("One is so.[^a] Two is not.[^b]", [("One is so.", ("a",)), ("Two is not.", ("b",))]),
    "a statement with citations inside": ("One is so,[^a] but two\nis not.[^b]", [("One is so, but two is not.", ("a", "b"))]),
    "marks before the stop": ("One is\nso[^a]. Two is not[^b].", [("One is so.", ("a",)), ("Two is not.", ("b",))]),
    "an abbreviation at the end": ("It was the U.S.\nCommander who left.[^a]", [("It was the U.S. Commander who left.", ("a",))]),
    "a quotation of two sentences": ("“We go.\nWe stay,” she said.[^a]", [("“We go. We stay,” she said.", ("a",))]),
    "a year at the beginning": ("That was done in\n2019. It was so.[^a]", [("That was done in 2019. It was so.", ("a",))]),
    "a citation on a line of its own": ("It was so.\n[^a]", [("It was so.", ("a",))]),
    "a link behind": ("**T.** It was\nso.[^a] [More](t.md)", [("T. It was so. More", ("a",))]),
    "a line without a citation": ("It was so.\nThat is true.[^a]", [("It was so.", ()), ("That is true.", ("a",))]),
    "words behind a citation": ("It was so.[^a] Nobody knows\nwhy.", [("It was so.", ("a",)), ("Nobody knows why.", ())]),
    "a line under the title": ("*2 March 2026*\nIt was so.[^a]", [("2 March 2026", ()), ("It was so.", ("a",))]),
    "a hard line break": ("It was so  \nand so.[^a]", [("It was so", ()), ("and so.", ("a",))]),
    "an item": ("- It was\n  so.[^a]\n- It\nwas not.[^b]", [("It was so.", ("a",)), ("It was not.", ("b",))]),
    "an item in an item": ("- It was so.[^a]\n    - It\n      was not.[^b]", [("It was so.", ("a",)), ("It was not.", ("b",))]),
    "a quotation in a block": ("> It was\n> so.[^a]", [("It was so.", ("a",))]),
    "code": ("```\nIt was\nso.[^a]\n```", [("It was", ()), ("so.[^a]", ())]),
    "indented code": ("    It was\n    so.", [("It was", ()), ("so.", ())]),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_what_is_one_statement(form: str) -> None:
    text, expected = FORMS[form]
    page = checked_page("docs/s/a.md", "s/a.md", f"{HEAD}{text}\n\nAll.[^a][^b]\n\n[^a]: A.\n[^b]: B.\n", PARSER)
    assert [(line.text, line.keys) for line in page.shown.lines[1:-1]] == expected


def test_a_suppression_behind_a_wrapped_statement_suppresses(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    build(project)
    page = project.docs / "port" / "trade.md"
    text = page.read_text("utf-8")
    because = "<!-- explainery: allow EXP103 because the paper corrected itself -->"
    text = re.sub(
        r"(Norsea offered the union) 4( percent and a bonus) (.*)",
        rf"\1 7\n\2\n\3 {because}",
        text,
        count=1,
    )
    page.write_text(text, "utf-8")
    assert [str(f) for f in check_project(project, ["port"], lambda _: None).findings] == []


def test_a_definition_over_several_lines_is_corrected_as_a_whole(port: tuple[Project, dict[str, str]]) -> None:
    project, pages = port
    clean = pages["trade.md"].replace("**Courier**, [*Dockers", "**The Herald**, [*Dockers")
    wrong = clean.replace("](https://herald.example/port", "](//herald.example/port")
    front, mark, body = wrong.partition("\n---\n")
    findings_of(project, pages | {"trade.md": f"{front}{mark}\n{layouts.wrapped(body, 60)}"}, Memory())
    fix_project(project, ["port"], lambda _: None)
    fixed = (project.docs / "port" / "trade.md").read_text("utf-8")
    assert clean[clean.index("\n[^") :] == fixed[fixed.index("\n[^") :]
