"""One fault at a time: each is reported with the right code on the right line, and correct pages have no findings."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.checking.findings import Finding
from explainery.commands.build import build
from explainery.errors import ExplaineryError
from explainery.project import Project
from making import ROOT, port_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    built = port_project(tmp_path)
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    build(built)
    return built


def findings(project: Project) -> list[Finding]:
    return list(check_project(project, ["port"], lambda _: None).findings)


def damaged(project: Project, page: str, change: Callable[[str], str]) -> tuple[list[Finding], int]:
    """Damage a page; returns the findings and the first line that changed."""
    path = project.docs / "port" / page
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before, "the fault was not seeded"
    path.write_text(after, "utf-8")
    rows = zip(before.splitlines(), after.splitlines(), strict=False)
    return findings(project), next(i for i, (a, b) in enumerate(rows, 1) if a != b)


def test_generated_pages_have_no_findings(project: Project) -> None:
    assert findings(project) == []


def key_of(project: Project, words: str) -> str:
    text = "\n".join(p.read_text("utf-8") for p in sorted((project.docs / "port").glob("*.md")))
    match = re.search(rf"^.*{re.escape(words)}.*?\[\^([\w-]+)\]$", text, re.MULTILINE)
    assert match, words
    return match[1]


def test_a_changed_word_in_a_quotation(project: Project) -> None:
    reported, line = damaged(project, "reactions.md", lambda t: t.replace("sell our weekends", "sell our evenings", 1))
    assert [(f.code, f.line, f.file) for f in reported] == [("EXP102", line, "docs/port/reactions.md")]
    assert "“We will not sell our weekends" in reported[0].message
    assert "The Herald, 2 March 2026" in reported[0].message


def test_a_changed_word_in_a_footnotes_passage(project: Project) -> None:
    reported, line = damaged(
        project, "motives.md", lambda t: re.sub(r"(Our digest|The article)(: “.*?)\brents\b", r"\1\2wages", t, count=1)
    )
    assert ("EXP102", line) in [(f.code, f.line) for f in reported]
    assert "rents" in " ".join(f.message for f in reported)


def test_a_citation_of_the_wrong_article(project: Project) -> None:
    right = key_of(project, "sell our weekends")
    wrong = key_of(project, "stays on the table")
    reported, line = damaged(project, "reactions.md", lambda t: t.replace(f"[^{right}]\n", f"[^{wrong}]\n", 1))
    codes = {(f.code, f.line) for f in reported}
    assert ("EXP102", line) in codes
    assert any("it is in another article, The Herald, 2 March 2026" in f.message for f in reported)


def test_an_invented_quotation(project: Project) -> None:
    reported, line = damaged(
        project,
        "reactions.md",
        lambda t: t.replace("“The offer stays on the table", "“Nobody here believes in miracles any more", 1),
    )
    assert ("EXP102", line) in [(f.code, f.line) for f in reported]
    assert "invented" in reported[0].message


def test_a_changed_figure(project: Project) -> None:
    reported, line = damaged(
        project, "trade.md", lambda t: t.replace("offered the union 4 percent", "offered the union 7 percent", 1)
    )
    assert [(f.code, f.line) for f in reported] == [("EXP103", line)]
    assert "'7'" in reported[0].message


def test_a_not_that_the_source_does_not_have(project: Project) -> None:
    reported, line = damaged(
        project, "trade.md", lambda t: t.replace("Norsea offered the union", "Norsea has not offered the union", 1)
    )
    assert [(f.code, f.line) for f in reported] == [("EXP103", line)]
    assert "“not”" in reported[0].message


def test_a_not_that_is_gone(project: Project) -> None:
    source = project.sources / "port" / "courier.md"
    source.write_text(
        source.read_text("utf-8") + "\nThe union will not come back to the table on Friday, Norsea said.\n", "utf-8"
    )
    build(project)
    pages = {p.name: p.read_text("utf-8") for p in (project.docs / "port").glob("*.md") if p.name != "sources.md"}
    page = next(
        name
        for name, text in pages.items()
        if re.search(r"^(?:\W|\d+ \w+ \d{4} )*The union will not", text, re.MULTILINE)
    )
    reported, line = damaged(project, page, lambda t: t.replace("The union will not come", "The union will come", 1))
    assert ("EXP103", line) in {(f.code, f.line) for f in reported}


def test_naming_a_speaker_in_full_is_no_fault(project: Project) -> None:
    reported, _ = damaged(
        project,
        "trade.md",
        lambda t: t.replace("a strike at the port lasted eleven", "a strike at the port lasted 11", 1).replace(
            "Norsea offered", "Norsea has offered", 1
        ),
    )
    assert reported == []


def test_a_page_with_windows_line_ends(project: Project) -> None:
    path = project.docs / "port" / "trade.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert findings(project) == []
    assert not build(project).writes


def test_a_quotation_that_its_own_definition_does_not_have(project: Project) -> None:
    def change(text: str) -> str:
        return text.replace(
            "\n\n[^", "\n\nIt went “on and on and on”.[^mine]\n\n[^mine]: A letter: “on and off”.\n[^", 1
        )

    reported, _ = damaged(project, "motives.md", change)
    assert [f.code for f in reported] == ["EXP102"]


def test_another_name(project: Project) -> None:
    reported, line = damaged(
        project, "trade.md", lambda t: t.replace("The harbour company Norsea", "The harbour company Westport", 1)
    )
    assert ("EXP103", line) in {(f.code, f.line) for f in reported}
    assert "Westport" in reported[0].message


def test_a_statement_moved_to_a_passage_that_says_something_else(project: Project) -> None:
    wrong = key_of(project, "lasted nine days.")
    right = key_of(project, "have doubled since 2020.")
    reported, line = damaged(project, "motives.md", lambda t: t.replace(f"[^{right}]\n", f"[^{wrong}]\n", 1))
    assert ("EXP103", line) in {(f.code, f.line) for f in reported}
    assert any("they are in The Herald, 2 March 2026" in f.message for f in reported)


def test_a_mark_that_nothing_defines(project: Project) -> None:
    reported, line = damaged(project, "motives.md", lambda t: t.replace(".[^", ".[^9][^", 1))
    assert ("EXP101", line) in {(f.code, f.line) for f in reported}


def test_a_key_that_no_sentence_has(project: Project) -> None:
    key = key_of(project, "have doubled since 2020.")
    reported, _ = damaged(project, "motives.md", lambda t: t.replace(key, "herald-0000"))
    assert {f.code for f in reported} == {"EXP101"}
    assert f"the sentence quoted here has the key {key}" in reported[0].message


def test_a_source_that_was_withdrawn(project: Project) -> None:
    (project.sources / "port" / "courier.md").unlink()
    codes = {f.code for f in findings(project)}
    assert codes == {"EXP113"}, "each citation, and nothing that follows from it"


def test_a_link_that_leads_elsewhere(project: Project) -> None:
    reported, line = damaged(
        project, "motives.md", lambda t: t.replace("https://herald.example/port", "https://evil.example/port", 1)
    )
    assert [(f.code, f.line) for f in reported] == [("EXP101", line)]
    assert "but the article is at https://herald.example/port" in reported[0].message


def test_a_definition_twice(project: Project) -> None:
    reported, _ = damaged(
        project, "index.md", lambda t: re.sub(r"^(\[\^herald-\w+\]:.*\n)", r"\1\1", t, count=1, flags=re.MULTILINE)
    )
    assert {f.code for f in reported} == {"EXP112"}
    assert "is already defined on line" in reported[0].message


def test_a_changed_passage_on_the_sources_page(project: Project) -> None:
    reported, line = damaged(project, "sources.md", lambda t: t.replace("rents in Arlen", "wages in Arlen", 1))
    assert [(f.code, f.line) for f in reported] == [("EXP102", line)]


def test_a_fact_without_a_citation(project: Project) -> None:
    reported, line = damaged(
        project, "motives.md", lambda t: t.replace("\n\n[^", "\n\nOlle Brandt wants 12 new ships.\n\n[^", 1)
    )
    assert ("EXP104", line) in {(f.code, f.line) for f in reported}


def test_broken_front_matter(project: Project) -> None:
    reported, _ = damaged(project, "motives.md", lambda t: t.replace('title: "', 'title: "" "', 1))
    assert {f.code for f in reported} == {"EXP107"}


@pytest.fixture
def quoting(tmp_path: Path) -> Project:
    built = port_project(tmp_path, rights="quote")
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    build(built)
    return built


def test_pages_that_quote_have_no_findings(quoting: Project) -> None:
    assert findings(quoting) == []


def test_anothers_text_as_our_own_prose(quoting: Project) -> None:
    reported, line = damaged(
        quoting,
        "index.md",
        lambda t: t.replace("What all this", "Dockers walked out at the port of Arlen on Monday.\n\nWhat all this"),
    )
    assert ("EXP106", line) in {(f.code, f.line) for f in reported}


def test_more_than_the_share(quoting: Project) -> None:
    herald = (quoting.sources / "port" / "herald.md").read_text("utf-8").split("---\n")[2]
    rows = [r for r in herald.splitlines() if r and "“" not in r]
    key = re.findall(r"\[\^(herald-\w+)\]", (quoting.docs / "port" / "index.md").read_text("utf-8"))[0]
    more = "\n".join(f"The Herald: “{row}”[^{key}]" for row in rows)
    path = quoting.docs / "port" / "index.md"
    path.write_text(path.read_text("utf-8").replace("\n\n[^", f"\n\n{more}\n\n[^", 1), "utf-8")
    assert "EXP105" in {f.code for f in findings(quoting)}


def test_a_locator_is_verified_where_the_original_is_at_hand(project: Project) -> None:
    folder = project.sources / "port"
    text = (folder / "herald.md").read_text("utf-8").replace("rights: open", "rights: digest")
    text = text.replace(
        "talks with the harbour company failed.",
        "talks with the harbour company failed. <!-- at: On Monday … have failed -->",
    )
    (folder / "herald.md").write_text(text, "utf-8")
    build(project)
    assert findings(project) == []
    originals = project.root / "originals" / "port"
    originals.mkdir(parents=True)
    (originals / "herald.txt").write_text("On Monday, it was said, the talks have failed again.", "utf-8")
    assert findings(project) == []
    (originals / "herald.txt").write_text("Nothing of the kind.", "utf-8")
    reported = findings(project)
    assert [(f.code, f.file, f.line) for f in reported] == [("EXP108", "sources/port/herald.md", 8)]


def test_a_page_may_be_reworded_and_rearranged_freely(project: Project) -> None:
    path = project.docs / "port" / "motives.md"
    text = path.read_text("utf-8")
    text = text.replace(
        "The union wants a pay rise of 9 percent because it fears for its members: rents in Arlen have doubled since 2020.",
        "Rents have doubled: that is why the dockers ask for 9 percent more.",
        1,
    )
    text = text.replace("\n\n[^", "\n\nThis page gives the quarrel in a nutshell.\n\n[^", 1)
    path.write_text(text, "utf-8")
    assert findings(project) == []


def test_nothing_in_mkdocs_yml_is_run(project: Project, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    config = (
        f"markdown_extensions: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path [{trap}]]\n"
    )
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    findings(project)
    assert not trap.exists()


@pytest.mark.parametrize("row", ["[nope.extension]", "[{footnotes: {BOGUS: 1}}]", "[[a, b]]", "[{}]"])
def test_extensions_that_cannot_be_used_are_an_error(project: Project, row: str) -> None:
    (project.root / "mkdocs.yml").write_text(f"markdown_extensions: {row}\n", "utf-8")
    with pytest.raises(ExplaineryError, match="Markdown extension"):
        findings(project)
