"""What a pull request changes, told from real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.cli.format_summary import told, totals
from explainery.errors import ExplaineryError
from explainery.reviewing import StatementChange
from explainery.reviewing.changes import ChangeKind, Part
from reviewing.repository import PAGES, TRADE, changes_of, committed, edited, git, proposing, summary_of, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return proposing(tmp_path / "project")


def only(root: Path) -> tuple[str, StatementChange]:
    rows = changes_of(root)
    assert len(rows) == 1, rows
    return rows[0]


def test_nothing_changed(root: Path) -> None:
    assert told(summary_of(root), "text").startswith("Nothing changes for readers.\n")


def test_a_sentence_reworded(root: Path) -> None:
    edited(root, "docs/port/trade.md", "Rents have doubled.", "Rents are twice what they were.")
    committed(root)
    page, change = only(root)
    assert (page, change.kind, change.key) == ("port/trade.md", ChangeKind.CHANGED, "herald-abcd")
    assert (change.before, change.text) == ("Rents have doubled.", "Rents are twice what they were.")
    assert totals(summary_of(root)) == "1 statement changed on 1 page."


def test_an_edit_that_is_not_committed_counts_and_so_does_a_new_file(root: Path) -> None:
    edited(root, "docs/port/trade.md", "Rents have doubled.[^herald-abcd]\n", "")
    write(root, "docs/port/glossary.md", "# Words\n\nA bonus is money.\n")
    found = {(page, change.kind, change.text or change.before) for page, change in changes_of(root)}
    assert found == {
        ("port/trade.md", ChangeKind.REMOVED, "Rents have doubled."),
        ("port/glossary.md", ChangeKind.ADDED, "Words"),
        ("port/glossary.md", ChangeKind.ADDED, "A bonus is money."),
    }


def test_a_sentence_moved_to_another_page(root: Path) -> None:
    line = "Rents have doubled.[^herald-abcd]\n"
    edited(root, "docs/port/trade.md", line, "")
    edited(root, "docs/port/index.md", "\n!!! note", f"{line}\n!!! note")
    page, change = only(root)
    assert (page, change.kind, change.origin) == ("port/index.md", ChangeKind.MOVED, "port/trade.md")
    assert "moved here from port/trade.md herald-abcd: Rents have doubled." in told(summary_of(root), "text")


def test_a_sentence_moved_on_its_page_and_reworded(root: Path) -> None:
    edited(root, "docs/port/trade.md", "Norsea wants longer shifts.[^courier-abab]\n", "")
    edited(root, "docs/port/trade.md", "Ships wait outside the port.[^courier-acac]\n",
           "Ships wait outside the port.[^courier-acac]\nNorsea asks for longer shifts.[^courier-abab]\n")  # fmt: skip
    _, change = only(root)
    assert (change.kind, change.before) == (ChangeKind.MOVED, "Norsea wants longer shifts.")


def test_an_added_sentence_with_a_citation_of_its_own(root: Path) -> None:
    edited(root, "docs/port/trade.md", "Rents have", "Bread is dearer.[^mine]\nRents have")
    edited(root, "docs/port/trade.md", "[^herald-abcd]:", "[^mine]: Bakers’ news, “Bread is dearer.”\n[^herald-abcd]:")
    sentence, footnote = (change for _, change in changes_of(root))
    assert (sentence.kind, sentence.gained) == (ChangeKind.ADDED, ("mine",))
    assert (footnote.kind, footnote.part) == (ChangeKind.ADDED, Part.CITATION), "a reviewer has to see what it rests on"
    assert totals(summary_of(root)) == "1 statement added; 1 footnote added; 1 citation added on 1 page."


def test_a_footnote_that_leads_elsewhere_is_told(root: Path) -> None:
    edited(root, "docs/port/trade.md", "“Ships wait.”", "“Ships wait.” [Read it there](https://elsewhere.example)")
    _, change = only(root)
    assert (change.part, change.kind) == (Part.CITATION, ChangeKind.CHANGED)
    assert "https://elsewhere.example" in change.text


def test_other_citations_under_the_same_words(root: Path) -> None:
    edited(root, "docs/port/index.md", "on Monday.[^herald-aaaa][^courier-bbbb]", "on Monday.[^herald-aaaa]")
    _, change = only(root)
    assert (change.kind, change.lost) == (ChangeKind.CITED, ("courier-bbbb",))
    assert totals(summary_of(root)) == "1 statement with other citations; 1 citation gone on 1 page."


def test_two_sentences_put_into_one(root: Path) -> None:
    edited(root, "docs/port/trade.md", "Rents have doubled.[^herald-abcd]\nShips wait outside the port.[^courier-acac]",
           "Ships wait, and rents have doubled.[^courier-acac][^herald-abcd]")  # fmt: skip
    what = {change.kind: change for _, change in changes_of(root)}
    assert set(what) == {ChangeKind.CHANGED, ChangeKind.JOINED}
    assert summary_of(root).citations == (0, 0), "no citation is lost with it"


def test_what_is_disputed(root: Path) -> None:
    edited(root, "docs/port/index.md", "Courier says nine days.", "Courier says ten days.")
    _, change = only(root)
    assert (change.part, change.kind) == (Part.DISPUTE, ChangeKind.CHANGED)
    assert totals(summary_of(root)) == "1 disputed line changed on 1 page."


def test_a_title_a_heading_and_a_row(root: Path) -> None:
    edited(root, "docs/port/index.md", 'title: "Why', 'title: "How')
    edited(root, "docs/port/trade.md", "# Who gives what", "# Who gave what")
    edited(root, "docs/port/trade.md", "a bonus | offered", "a bonus | promised")
    parts = {change.part: change for _, change in changes_of(root)}
    assert set(parts) == {Part.FIELD, Part.HEADING, Part.STATEMENT}
    assert parts[Part.STATEMENT].text == "Norsea | a bonus | promised"
    assert "changed page's title: How the port stands still" in told(summary_of(root), "text")


def test_pages_of_ones_own_and_pages_deleted(root: Path) -> None:
    edited(root, "docs/about.md", "We explain.", "We explain things.")
    (root / "docs/port/trade.md").unlink()
    found = summary_of(root)
    assert {p.path: p.kind for p in found.pages} == {"about.md": "changed", "port/trade.md": "removed"}
    assert "4 removed" in totals(found)


def test_a_story_that_was_renamed(root: Path) -> None:
    git(root, "mv", "docs/port", "docs/strike")
    git(root, "mv", "sources/port", "sources/strike")
    edited(root, "docs/strike/trade.md", "Rents have doubled.", "Rents are twice what they were.")
    found = summary_of(root)
    assert {(p.path, p.kind, p.former_path) for p in found.pages} == {
        ("strike/index.md", "renamed", "port/index.md"),
        ("strike/trade.md", "renamed", "port/trade.md"),
    }
    assert totals(found) == "1 statement changed on 2 pages. 1 source file differs."
    assert found.sources == {"sources/strike/herald.md": "renamed from sources/port/herald.md"}


def test_line_ends_are_no_change(root: Path) -> None:
    (root / "docs/port/trade.md").write_bytes(TRADE.replace("\n", "\r\n").encode())
    assert changes_of(root) == []


def test_what_the_default_branch_did_meanwhile_is_not_told(root: Path) -> None:
    edited(root, "docs/port/trade.md", "Rents have doubled.", "Rents are twice what they were.")
    committed(root)
    git(root, "switch", "--quiet", "main")
    edited(root, "docs/port/index.md", "4 percent", "5 percent")
    committed(root)
    git(root, "switch", "--quiet", "correction")
    assert only(root)[0] == "port/trade.md"
    git(root, "merge", "--quiet", "--no-edit", "main")
    assert only(root)[0] == "port/trade.md", "nor after a merge, which is what a code host checks out"


def test_lists_of_sources_that_a_build_wrote_are_only_named(root: Path) -> None:
    for folder in ("docs", ".explainery/base"):
        write(root, f"{folder}/port/sources.md", "# Sources\n\n- “Ships wait.” ([Trade](trade.md))\n")
    found = summary_of(root)
    assert found.pages == ()
    assert [(row.path, row.added, row.removed) for row in found.lists] == [("docs/port/sources.md", 3, 0)]
    edited(root, "docs/port/sources.md", "Ships wait.", "Ships wait!")
    assert [p.path for p in summary_of(root).pages] == ["port/sources.md"], "but what a person wrote there is told"


def test_definitions_that_a_build_wrote_are_not_told_again(root: Path) -> None:
    new = TRADE + "\nBread is dearer.[^herald-0000]\n\n[^herald-0000]: **The Herald**, “Bread is dearer.”\n"
    for folder in ("docs", ".explainery/base"):
        write(root, f"{folder}/port/trade.md", new)
    assert [change.part for _, change in changes_of(root)] == [Part.STATEMENT]


def test_sources_proposals_and_other_files(root: Path) -> None:
    write(root, "sources/port/courier.md", "The port stood still.\n")
    edited(root, "sources/port/herald.md", "walked out", "went home")
    write(root, "overrides/main.html", "<p>")
    write(root, ".explainery/proposals/port.md", PROPOSAL)
    found = summary_of(root)
    assert found.sources == {"sources/port/courier.md": "added", "sources/port/herald.md": "changed"}
    assert found.others == ("overrides/main.html",), "nothing says that the site is made with it"
    text = told(found, "text")
    assert text.startswith(
        "No page changes, and no other file of the site. 2 source files differ. 1 other file differs."
    )
    assert "1 proposal waits.\n" in text
    assert "herald-abcd on port/trade.md\n    - page has: Rents are up.\n    - build has: Rents have trebled." in text


PROPOSAL = """\
# What waits for a decision

## port/trade.md · herald-abcd

Why: edited by hand, and changed by the build since.

The page has:

> Rents are up.[^herald-abcd]

The build has:

> Rents have trebled.[^herald-abcd]
"""


def test_a_link_out_of_the_project_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("The password is 1234.\n", "utf-8")
    (root / "docs/port/trade.md").unlink()
    (root / "docs/port/trade.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(ExplaineryError, match=r"trade\.md:1: this is a symbolic link to .*secret\.md"):
        summary_of(root)


def test_a_project_below_the_top_of_its_repository(tmp_path: Path) -> None:
    top = tmp_path / "top"
    for path, text in PAGES.items():
        write(top, f"news/{path}", text)
    git(top, "init", "--quiet", "--initial-branch", "main")
    committed(top)
    write(top, "other.md", "Not ours.\n")
    edited(top, "news/docs/port/index.md", "4 percent", "5 percent")
    assert [p for p, _ in changes_of(top / "news")] == ["port/index.md"]
    assert summary_of(top / "news").others == ()
