"""The summary compares what readers get: nothing changes exactly where the rendered pages are equal."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.cli.format_summary import told, totals
from explainery.reviewing import PageChanges, reader_changes
from explainery.reviewing.changes import ChangeKind, Part
from making import ROOT
from reviewing.repository import INDEX, TRADE, edited, proposing, summary_of, write

CONFIG = ROOT / "mkdocs.yml"
PAGE = INDEX.replace(
    "The company offered 4 percent.[^herald-cccc]\n",
    """The company offered 4 percent.[^herald-cccc] See [what it wants](trade.md "Who gives what").

They met in the ![harbour](harbour.png "By day") house.

2018) was a good year for nobody.
In 2018. Then it ended.

- Ships *wait* { .quiet }.[^herald-aaaa]
- Trucks wait.

Then:

1. First.
2. Second.

> We wait.

    a  line   of code

<details><summary>More</summary>Nobody counts them.</details>

Term `x` <span title="hint">hint</span><br>and so on.

| Who | What |
|---|---|
| Norsea | a bonus[^herald-cccc] |
| Dockers | nothing |
""",
)


@functools.cache
def parser() -> markdown.Markdown:
    return parser_of(extensions_of(CONFIG), CONFIG)


def changes(old: str, new: str) -> list[PageChanges]:
    return reader_changes({"port/index.md": old}, {"port/index.md": new}, parser())


def shown(old: str, new: str) -> list[str]:
    """What a reviewer reads of each change."""
    return [f"{c.kind} {c.part}: {c.text} | {c.before} | {c.at}" for page in changes(old, new) for c in page.changes]


BLIND = {
    "a year at the start of a line": ("2018) was", "1918) was", "1918) was"),
    "a year in a sentence": ("In 2018. Then", "In 1918. Then", "In 1918. Then"),
    "a heading's level": ("# Why the port stands still", "## Why the port stands still", "heading of level 2"),
    "a sentence indented into code": ("They met", "    They met", "code block"),
    "a folded description": (
        'description: "What happened at the port."',
        "description: >\n  What happened\n  to nobody.",
        "What happened to nobody.",
    ),
    "the same description folded and then changed": (
        'title: "Why the port stands still"',
        'title: "Why the port stands still"\nhide:\n  - toc',
        '["toc"]',
    ),
    "the rule of a table": ("|---|---|\n", "", "paragraph"),
    "merged paragraphs": ("They met", "They met", ""),
    "a class": ("{ .quiet }", "{ .loud }", "loud"),
    "a title of a link": ('"Who gives what"', '"Who takes what"', "Who takes what"),
    "alt text": ("![harbour]", "![quay]", "quay"),
    "a picture": ("harbour.png", "https://elsewhere.example/pixel.png", "https://elsewhere.example/pixel.png"),
    "a title in HTML": ('title="hint"', 'title="lie"', "lie"),
    "an id": ("{ .quiet }", "{ #fn .quiet }", "#fn"),
    "a link": ("(trade.md ", "(//elsewhere.example/x ", "//elsewhere.example/x"),
    "a quotation's mark": ("> We wait.", "We wait.", "paragraph"),
    "an item that is none any more": ("- Trucks wait.", "\\- Trucks wait.", "Trucks wait."),
    "a note's kind": ("!!! note", "!!! danger", "admonition danger"),
    "a note that is none": ('!!! note "Where', '    !!! note "Where', "code block"),
    "words that are folded": ("They met", "<details>They met", "details"),
    "blanks within code": ("a  line", "a line", "a line"),
    "emphasis": ("Trucks wait", "Trucks <b onclick=x>wait</b>", "onclick"),
    "a comment": ("Trucks wait.", "Trucks wait.<!-- explainery: off -->", "explainery: off"),
    "an empty frame": ("> We wait.", '> We wait.\n\n<iframe src="https://elsewhere.example"></iframe>', "elsewhere"),
    "a break": ("in the ![", "in<br>the ![", "<br>"),
    "a no-break space": ("Trucks wait.", "Trucks\u00a0wait.", "Trucks"),
    "an override of direction": ("Trucks wait.", "Trucks \u202ewait.", "\u202e"),
    "a table's side": ("|---|---|\n| Norsea", "|---|--:|\n| Norsea", "right"),
}


@pytest.mark.parametrize("kind", BLIND)
def test_what_the_summary_was_blind_to(kind: str) -> None:
    old, new, told_words = BLIND[kind]
    before = PAGE.replace("![harbour]", "![harbour]", 1)
    after = PAGE.replace("[^herald-cccc] See", " See") if kind == "merged paragraphs" else PAGE
    assert old in before
    after = after.replace(old, new, 1)
    if kind == "merged paragraphs":
        after = PAGE.replace('Who gives what").\n\nThey', 'Who gives what").\nThey')
        told_words = "in one block with the line before"
    rows = shown(before, after)
    assert any(told_words in row for row in rows), rows


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Trucks wait.", "Trucks\n  wait."),
        ("- Trucks", "* Trucks"),
        ("*wait*", "_wait_"),
        ('title: "Why the port stands still"', "title: >-\n  Why the port\n  stands still"),
        ("> We wait.", ">We wait."),
        ("|---|---|\n| Norsea", "| --- | --- |\n|  Norsea"),
        ("2. Second.", "7. Second."),
        ("1. First.", "7. First."),
    ],
)
def test_what_readers_do_not_see_is_no_change(old: str, new: str) -> None:
    assert old in PAGE
    assert shown(PAGE, PAGE.replace(old, new, 1)) == []


def test_one_change_does_not_hide_another() -> None:
    after = PAGE.replace("4 percent", "5 percent", 1).replace(
        "# Why the port stands still", "### Why the port stands still"
    )
    parts = {c.part for page in changes(PAGE, after) for c in page.changes}
    assert parts == {Part.STATEMENT, Part.STRUCTURE}


def test_a_changed_link_is_shown_whole(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    long = "https://elsewhere.example/" + "a-long-way/" * 90 + "end"
    words = "Ships wait. " * 60
    edited(root, "docs/port/trade.md", "“Ships wait.”", f"“{words}” [Read it there]({long})")
    for form in ("text", "markdown"):
        assert long in told(summary_of(root), form)


def test_an_added_footnote_that_a_build_wrote_names_where_it_leads(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    new = (
        TRADE
        + "\nBread is dearer.[^x-0000]\n\n[^x-0000]: **X**, “Dearer.” [Read it there](https://elsewhere.example/a)\n"
    )
    for folder in ("docs", ".explainery/base"):
        write(root, f"{folder}/port/trade.md", new)
    assert "1 new footnote as a build wrote it, which leads to elsewhere.example" in told(summary_of(root), "text")


def test_links_that_all_lead_elsewhere_are_told_at_the_top(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    links = "".join(f"\n[A tale](https://elsewhere.example/{n}).\n" for n in range(3))
    for page, added in (("trade", links), ("index", links + "\n[More](https://other.example/).\n")):
        text = (root / f"docs/port/{page}.md").read_text("utf-8")
        write(root, f"docs/port/{page}.md", text + added)
    _totals, heading, *rows = (row for row in told(summary_of(root), "text").split("\n") if row)
    assert heading == "Links now lead to these sites, and did not before"
    assert rows[:2] == ["  - elsewhere.example: 6 links on 2 pages", "  - other.example: 1 link on 1 page"]


def test_a_line_break_parts_two_words() -> None:
    old, new = "They met in the  \nharbour.", "They met in the  \nquay."
    assert any("They met in the quay." in row for row in shown(old, new)), shown(old, new)


def test_other_files_that_readers_get(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    write(root, "mkdocs.yml", "theme:\n  name: material\n  custom_dir: look\nhooks:\n  - hook.py\n")
    for path in ("docs/assets/a.css", "docs/port/map.svg", "look/main.html", "hook.py", "README.md"):
        write(root, path, "x")
    found = summary_of(root)
    assert set(found.site) == {"mkdocs.yml", "docs/assets/a.css", "docs/port/map.svg", "look/main.html", "hook.py"}
    assert found.others == ("README.md",)
    assert totals(found).startswith("No statement changes. 5 other files that readers get differ.")
    assert "docs/assets/a.css added" in told(found, "text")


def test_what_the_next_build_takes_is_not_called_nothing(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    write(root, ".explainery/decisions.yml", "port: []\n")
    assert totals(summary_of(root)).startswith("No page changes, and no other file of the site.")
    assert ".explainery/decisions.yml" in told(summary_of(root), "text")


def test_a_page_that_only_lost_what_moved_says_so(tmp_path: Path) -> None:
    root, line = proposing(tmp_path), "Rents have doubled.[^herald-abcd]\n"
    edited(root, "docs/port/trade.md", line, "")
    edited(root, "docs/port/index.md", "\n!!! note", f"{line}\n!!! note")
    assert "Page port/trade.md\n  - nothing but what moved to other pages\n" in told(summary_of(root), "text")


def test_a_page_that_only_looks_the_same_in_its_file(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    edited(root, "docs/about.md", "We explain.", "We\nexplain.")
    assert summary_of(root).pages == ()
    assert totals(summary_of(root)) == "Nothing changes for readers."


LINES = PAGE.split("\n")
_PIECES = st.sampled_from(
    ["\n", "    ", " ", "  \n", "#", "*", "_", ">", "- ", "1. ", "|", "[^herald-aaaa]", "2018", "{ .x }", "<b>", "</b>",
     "<!-- c -->", "![](a.png)", "[a](b.md)", "\t", "\u00a0", "---", ":", "<details>", "&amp;", "\\", "`", "!!! note"]
)  # fmt: skip


@st.composite
def edits(draw: st.DrawFn) -> str:
    """The page after one to three random edits: a piece put in, characters taken out, lines joined, split or swapped."""
    text = PAGE
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        what = draw(st.sampled_from(["in", "out", "swap", "blank"]))
        if what == "in":
            text = text[:at] + draw(_PIECES) + text[at:]
        elif what == "out":
            text = text[:at] + text[at + draw(st.integers(1, 12)) :]
        else:
            lines = text.split("\n")
            n = draw(st.integers(0, len(lines) - 2))
            lines[n : n + 2] = [lines[n + 1], lines[n]] if what == "swap" else [f"{lines[n]} {lines[n + 1]}"]
            text = "\n".join(lines)
    return text


@functools.cache
def normalised(text: str) -> tuple[str, str]:
    """The fields and the HTML of a page, by nothing of the program: white space aside, as regular expressions see it."""
    from mkdocs.utils.meta import get_data  # noqa: PLC0415

    body, fields = get_data(text)
    html = parser().convert(body)
    blocks = r"(?:div|p|h[1-6]|ul|ol|li|table|thead|tbody|tr|t[hd]|blockquote|pre|details|summary|br|hr)"
    pieces = re.split(r"(<pre>.*?</pre>)", html, flags=re.DOTALL)
    for n in range(0, len(pieces), 2):
        pieces[n] = re.sub(r"[ \n\t]+", " ", pieces[n])
        pieces[n] = re.sub(rf" ?(</?{blocks}(?=[\s/>])(?:[^<>\"]|\"[^\"]*\")*>) ?", r"\1", pieces[n])
        pieces[n] = re.sub(r" ?/>", ">", pieces[n]).strip(" ")
    return repr(sorted(fields.items())), "".join(pieces)


@settings(max_examples=40, deadline=None)
@given(edits())
def test_law_nothing_changes_exactly_where_the_html_is_equal(text: str) -> None:
    found = changes(PAGE, text)
    assert (found == []) == (normalised(PAGE) == normalised(text)), shown(PAGE, text)
    assert all(page.changes for page in found), "a page that changes says what"


def test_kinds_of_changes_are_told_in_words() -> None:
    after = PAGE.replace("> We wait.", "We wait.")
    (page,) = changes(PAGE, after)
    change = next(c for c in page.changes if c.part is Part.STRUCTURE)
    assert (change.kind, change.text, change.before) == (ChangeKind.CHANGED, "paragraph", "paragraph in quotation")
    assert change.line == after.split("\n").index("We wait.") + 1
