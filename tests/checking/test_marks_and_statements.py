"""What readers see as a statement has a citation; what has none says what the page cites; marks do not show as text."""

from __future__ import annotations

import re
import shutil

import pytest

from explainery.checking.check import check_project
from explainery.checking.findings import Finding
from explainery.checking.fix import fix_project
from explainery.checking.story_evidence import Memory
from explainery.commands.build import build
from explainery.project import Project
from making import ROOT, port_project

Ground = tuple[Project, Memory, dict[str, str]]


@pytest.fixture(scope="module", name="ground")
def _ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    root = tmp_path_factory.mktemp("marks")
    project = port_project(root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    build(project)
    return project, Memory(), {p.name: p.read_text("utf-8") for p in (project.docs / "port").glob("*.md")}


def findings_with(ground: Ground, page: str, text: str) -> list[Finding]:
    """The findings with another text of a page."""
    project, memory, pages = ground
    path = project.docs / "port" / page
    path.write_text(text, "utf-8")
    try:
        return list(check_project(project, ["port"], lambda _: None, memory=memory).findings)
    finally:
        path.write_text(pages[page], "utf-8")


def added(ground: Ground, lines: str) -> tuple[str, int]:
    """The page of motives with some lines in front of its footnotes, and the number of the first of them."""
    text = ground[2]["motives.md"]
    at = text.index("\n## Sources")
    return f"{text[:at]}\n{lines}\n{text[at:]}", text[:at].count("\n") + 2


STATEMENTS = {
    "an item without a full stop": "- Olle Brandt wants 12 new ships",
    "an item without a figure": "- Olle Brandt bought the rival harbour company",
    "a paragraph without a full stop": "Olle Brandt bought the rival harbour company",
    "an item with bold words": "- **Olle Brandt** bought the rival harbour company",
    "a colon with nothing below it": "Olle Brandt took 5 million crowns:",
    "a colon before lines without citations": "Olle Brandt took 5 million crowns:\n\n- and more",
    "a line with a stray mark": "Olle Brandt wants 12 new ships. [^",
    "an exclamation": "Olle Brandt wants 12 new ships!",
    "an ellipsis": "Olle Brandt wants 12 new ships …",
    "a semicolon": "Olle Brandt wants 12 new ships;",
    "words behind a citation": "Norsea wants longer shifts because ships must be unloaded at night.[^courier-148e] "
    "Olle Brandt wants 12 new ships.",
    "a row": "| Who | What |\n|---|---|\n| Olle Brandt | bought 12 new ships |",
    "a folded text": "<details><summary>Olle Brandt took 5 million crowns</summary>\n\nMore.\n\n</details>",
    "words beside a link": "Olle Brandt took 5 million crowns ([more](trade.md))",
    "a quotation in a block": "> Olle Brandt wants 12 new ships",
}


@pytest.mark.parametrize("form", STATEMENTS)
def test_a_statement_without_a_citation_is_an_error_in_any_form(ground: Ground, form: str) -> None:
    text, line = added(ground, STATEMENTS[form])
    findings = findings_with(ground, "motives.md", text)
    lines = range(line, line + STATEMENTS[form].count("\n") + 1)
    assert [f for f in findings if f.severity == "error" and f.line in lines], [str(f) for f in findings]


SAID = {
    "a question": "Did Olle Brandt take 70 million crowns?",
    "a question of somebody else": "Did Anders Holm pay for the strike?",
    "a lead-in": "Norsea lost 70 million crowns because of this:\n\n- Norsea wants longer shifts because ships must be "
    "unloaded at night.[^courier-148e]",
    "a heading": "## Olle Brandt bought the Bank of Westport\n\nNorsea wants longer shifts because ships must be unloaded "
    "at night.[^courier-148e]",
    "a heading of known names": "## Norsea bribed two corrupt judges secretly\n\nNorsea wants longer shifts because ships "
    "must be unloaded at night.[^courier-148e]",
    "a note's title": '!!! note "Olle Brandt took 70 million crowns"\n\n    Norsea wants longer shifts because ships must '
    "be unloaded at night.[^courier-148e]",
    "an image's text": "![Olle Brandt took 70 million crowns](../assets/logo.svg)",
    "an image's text of known names": "![Norsea bribed two corrupt judges secretly](../assets/logo.svg)",
    "a link's title": '[More](trade.md "Olle Brandt took 70 million crowns")',
    "a link's words": "[Olle Brandt took 70 million crowns](trade.md)",
    "a table's heading": "| Olle Brandt took 70 million crowns | What |\n|---|---|\n| It | went[^courier-148e] |",
    "an abbreviation's title": '<abbr title="Olle Brandt took 70 million crowns">NB</abbr>',
}


@pytest.mark.parametrize("form", SAID)
def test_what_needs_no_citation_says_only_what_the_page_cites(ground: Ground, form: str) -> None:
    text, line = added(ground, SAID[form])
    findings = [f for f in findings_with(ground, "motives.md", text) if f.code != "EXP111"]
    lines = range(line, line + SAID[form].count("\n") + 1)
    assert [f for f in findings if f.severity == "error" and f.line in lines], [str(f) for f in findings]


FRONT = {
    "a figure of another page": ("description", "The union wants a pay rise, and a bonus of 500 crowns."),
    "a name of another page": ("title", "What each side wants: Mara Lindqvist against all"),
    "a statement of its own": ("description", "Norsea secretly bribed corrupt judges for weeks."),
    "a statement as the title": ("title", "Norsea secretly bribed corrupt judges for weeks"),
}


@pytest.mark.parametrize("form", FRONT)
def test_title_and_description_say_only_what_the_page_cites(ground: Ground, form: str) -> None:
    name, value = FRONT[form]
    text = re.sub(rf'(?m)^{name}: ".*"$', f'{name}: "{value}"', ground[2]["motives.md"], count=1)
    line = 2 if name == "title" else 3
    assert [(f.code, f.line) for f in findings_with(ground, "motives.md", text)] == [("EXP124", line)]


HONEST = {
    "a question as a heading": "## Why does Norsea want longer shifts?\n\nNorsea wants longer shifts because ships must be "
    "unloaded at night.[^courier-148e]",
    "a lead-in": "What Norsea wants:\n\n- Norsea wants longer shifts because ships must be unloaded at "
    "night.[^courier-148e]",
    "what is known": "What is known:\n\n- Norsea wants longer shifts because ships must be unloaded at "
    "night.[^courier-148e]",
    "a question": "What does Norsea want?",
    "see also": "See also [Who gives what](trade.md).",
    "see also a person": "See also what Olle Brandt told the Courier: [Who said what](reactions.md)",
    "a link alone": "[Who gives what](trade.md)",
    "a label": "**Norsea**",
    "a list of names": "- The union and Norsea\n- The Port of Arlen",
    "an image": "![A map of Arlen](../assets/logo.svg)",
    "an image of somebody": "![Norsea wants longer shifts](../assets/logo.svg)",
    "a note": '!!! note "What Norsea wants"\n\n    Norsea wants longer shifts because ships must be unloaded at '
    "night.[^courier-148e]",
    "words in brackets": "Norsea wants longer shifts because ships must be unloaded at [night].[^courier-148e]",
    "a power": "Norsea wants longer shifts because ships must be unloaded at night (x^n).[^courier-148e]",
    "a folded text": "<details><summary>More on Norsea</summary>\n\n</details>",
    "of the page": "This page lists what each side wants.",
}


@pytest.mark.parametrize("form", HONEST)
def test_what_people_write_honestly_is_no_fault(ground: Ground, form: str) -> None:
    text, _ = added(ground, HONEST[form])
    findings = findings_with(ground, "motives.md", text)
    assert [str(f) for f in findings if "assets/logo.svg" not in f.message] == []


KEY = "courier-148e"
OTHER = "herald-1a69"
MARK = f"[^{KEY}]"
SLIPS = {
    "a blank": f"[^ {KEY}]",
    "a blank at the end": f"[^{KEY} ]",
    "a blank before the sign": f"[ ^{KEY}]",
    "no sign": f"[{KEY}]",
    "not closed": f"[^{KEY}",
    "not opened": f"^{KEY}]",
    "a dash": f"[^{KEY.replace('-', '–')}]",
    "a long dash": f"[^{KEY.replace('-', '—')}]",
    "a hyphen that does not break": f"[^{KEY.replace('-', '‑')}]",
    "capitals": f"[^{KEY.upper()}]",
    "one capital": f"[^{KEY.capitalize()}]",
    "a backslash": f"\\[^{KEY}]",
    "two backslashes": f"\\[^{KEY}\\]",
    "full-width brackets": f"［^{KEY}］",
    "lenses": f"【^{KEY}】",
    "round brackets": f"(^{KEY})",
    "two in one": f"[^{KEY}, ^{OTHER}]",
    "two in one without a second sign": f"[^{KEY}, {OTHER}]",
    "two in one with a semicolon": f"[^{KEY}; ^{OTHER}]",
    "two, the second without a sign": f"[^{KEY}][{OTHER}]",
}


def slipped(ground: Ground, mark: str) -> tuple[str, int]:
    text = ground[2]["motives.md"]
    assert text.count(MARK + "\n") == 1
    assert f"[^{OTHER}]: " in text
    return text.replace(MARK + "\n", mark + "\n"), text[: text.index(MARK + "\n")].count("\n") + 1


@pytest.mark.parametrize("form", SLIPS)
def test_a_slip_in_a_mark_is_an_error_that_names_the_mend(ground: Ground, form: str) -> None:
    text, line = slipped(ground, SLIPS[form])
    messages = [f.message for f in findings_with(ground, "motives.md", text) if (f.code, f.line) == ("EXP101", line)]
    right = f"[^{OTHER}]" if "the second" in form and "sign" in form and "][" in SLIPS[form] else MARK
    assert any(right in message for message in messages), messages


@pytest.mark.parametrize("form", SLIPS)
def test_the_fix_mends_a_slip_in_a_mark(ground: Ground, form: str) -> None:
    project, _, pages = ground
    text, _ = slipped(ground, SLIPS[form])
    path = project.docs / "port" / "motives.md"
    path.write_text(text, "utf-8")
    try:
        fix_project(project, ["port"], lambda _: None)
        expected = (
            pages["motives.md"].replace(MARK + "\n", f"{MARK}[^{OTHER}]\n")
            if OTHER in SLIPS[form]
            else pages["motives.md"]
        )
        assert path.read_text("utf-8") == expected
    finally:
        path.write_text(pages["motives.md"], "utf-8")


def test_a_slip_is_found_in_headings_cells_and_definitions(ground: Ground) -> None:
    for form in ("## Longer shifts [^ {}]", "| A | B |\n|---|---|\n| C | it [{}] |", "[^mine]: A letter.[^ {}]"):
        cited = f"It was so.[^mine]\n\n{form}" if "mine" in form else form
        text, line = added(ground, cited.format(KEY))
        codes = [(f.code, f.line) for f in findings_with(ground, "motives.md", text)]
        assert ("EXP101", line + cited.count("\n")) in codes, form


@pytest.mark.parametrize("colon", ["] :", "]：", "] : "])
def test_a_definition_with_a_slip_before_its_words_is_mended(ground: Ground, colon: str) -> None:
    project, _, pages = ground
    path = project.docs / "port" / "motives.md"
    text = pages["motives.md"].replace(f"[^{KEY}]:", f"[^{KEY}{colon}", 1)
    line = text[: text.index(f"[^{KEY}{colon}")].count("\n") + 1
    assert ("EXP101", line) in [(f.code, f.line) for f in findings_with(ground, "motives.md", text)]
    path.write_text(text, "utf-8")
    try:
        fix_project(project, ["port"], lambda _: None)
        assert path.read_text("utf-8") == pages["motives.md"]
    finally:
        path.write_text(pages["motives.md"], "utf-8")


def test_a_key_in_other_letters_with_a_definition_of_its_own_is_an_error(ground: Ground) -> None:
    text = ground[2]["motives.md"].replace(f"[^{KEY}]", f"[^{KEY.capitalize()}]")
    assert "EXP101" in [f.code for f in findings_with(ground, "motives.md", text)]


def test_a_mark_in_code_is_not_mended_without_need(ground: Ground) -> None:
    text, _ = added(ground, "Marks look like `[^key]`, and end in a bracket.")
    assert [f.code for f in findings_with(ground, "motives.md", text)] == ["EXP101"], "readers see it, whoever meant it"
