"""What the site makes of a page's citations: notes, numbers, addresses. Pages in, HTML out; no browser."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.markup.citations import with_citations
from explainery.markup.notes import outlet
from explainery.markup.sanitiser import sanitised
from explainery.markup.tree import html_of, parsed
from explainery.markup.wall import CITATIONS, WALL
from hostile import hostile_pages, live
from making import ROOT

EXTENSIONS, SETTINGS = extensions_of(ROOT / "mkdocs.yml")
NOTES = """
[^herald-1a2b]: **The Herald**, [*Dockers walk out*](sources.md#the-herald-2-march-2026), 2 March 2026. The article: “Ships wait.” [Read it there](https://herald.example/port#:~:text=Ships%20wait)
[^herald-3c4d]: **The Herald**, [*Dockers walk out*](sources.md#the-herald-2-march-2026), 2 March 2026. The article: “Prices rise.” [Read it there](https://herald.example/port#:~:text=Prices)
[^courier-5e6f]: **Courier**, [*A port at rest*](sources.md#courier-3-march-2026), 3 March 2026. Our digest: “Talks began.”
[^own]: **The Bakers’ News**, *Bread is dearer*, 4 March 2026. “A loaf costs 5 crowns.” [Read it there](https://bakers.example/bread)
[^free]: See the archive.
"""


def page(text: str) -> LexborHTMLParser:
    """A page as the site renders it."""
    parser = markdown.Markdown(extensions=[*EXTENSIONS, WALL, CITATIONS], extension_configs=SETTINGS)
    return LexborHTMLParser(parser.convert(text + NOTES))


def shown(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def ids(tree: LexborHTMLParser, selector: str) -> list[str | None]:
    return [node.attributes.get("id") for node in tree.css(selector)]


def test_an_article_has_one_note_with_its_passages_and_the_number_of_its_first_mark() -> None:
    tree = page("""\
Talks began.[^courier-5e6f]

| What | Where |
|---|---|
| Ships wait | here[^herald-1a2b] |

Prices rise.[^herald-3c4d][^courier-5e6f]
""")
    assert shown(tree, ".footnote-ref") == ["1", "2", "2", "1"]
    assert shown(tree, ".footnote > ol > li summary")[:2] == [
        "Courier, A port at rest, 3 March 2026 1 passage",
        "The Herald, Dockers walk out, 2 March 2026 2 passages",
    ]
    assert shown(tree, "[id='fn:herald-3c4d']") == ["The article: “Prices rise.” Read it there ↩"]
    assert tree.css(".footnote-ref")[0].attributes["aria-label"] == "Source 1, Courier, 3 March 2026"


def test_a_definition_that_a_person_wrote_is_a_note_too() -> None:
    tree = page("Bread is dearer.[^own] It was before.[^free]\n")
    assert shown(tree, ".footnote > ol > li summary")[0] == "The Bakers’ News, Bread is dearer, 4 March 2026 1 passage"
    assert shown(tree, ".footnote > ol > li")[1] == "See the archive. ↩"
    assert ids(tree, ".footnote > ol > li")[1] == "fn:free"
    assert [n.attributes["aria-label"] for n in tree.css(".footnote-ref")][1] == "Source 2"


def test_two_passages_of_one_article_in_one_sentence_are_told_apart_by_letters() -> None:
    tree = page("Ships wait and prices rise.[^herald-1a2b][^herald-3c4d]\nPrices rise.[^herald-3c4d]\n")
    assert shown(tree, ".footnote-ref") == ["1a", "1b", "1"]
    assert ids(tree, ".ex-passages > li")[:2] == ["fn:herald-1a2b", "fn:herald-3c4d"]


def test_each_statement_has_an_address_and_holds_itself_alone() -> None:
    tree = page("""\
# Ships wait

The port of Arlen stands still:
Ships wait.[^herald-1a2b] [Read on](other.md)
Nobody knows why.
They wait
for dockers.[^herald-1a2b][^courier-5e6f]

- **Ann Vale:** “Prices rise.”[^herald-3c4d] “They must.”[^own]

## Herald 3c4d
""")
    assert shown(tree, ".ex-said") == [
        "Ships wait.1",
        "They wait for dockers.12",
        "Ann Vale: “Prices rise.”1",
        "“They must.”3",
    ]
    assert ids(tree, ".ex-said") == ["herald-1a2b", "courier-5e6f", "herald-3c4d-2", "own"]
    assert len(set(ids(tree, "[id]"))) == len(tree.css("[id]"))


def test_a_row_of_a_table_is_one_statement() -> None:
    tree = page("| What | Where |\n|---|---|\n| Ships wait[^herald-1a2b] | here[^herald-3c4d] |\n")
    assert ids(tree, "tr[id]") == ["herald-1a2b"]
    assert shown(tree, ".footnote-ref") == ["1a", "1b"]
    assert tree.css(".ex-said") == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ships wait in Arlen.[^own]", "Arlen.1"),
        ("Ships wait, *as ever and ever*[^own]", "ever1"),
        ("Ships wait “here”[^own][^free].", "“here”12"),
        ("Ships wait, [says he](other.md)[^own]", "says he1"),
        ("Incomprehensibilities[^own]", "nsibilities1"),
    ],
)
def test_a_mark_keeps_to_the_word_before_it(said: str, kept: str) -> None:
    assert shown(page(said + "\n"), ".ex-keep")[0].endswith(kept)


@pytest.mark.parametrize(
    ("publisher", "address", "printed"),
    [
        ("Kyodo News", "https://www.bangkokpost.com/world/1", "Bangkok Post"),
        ("BBC News", "https://www.bbc.co.uk/news/1", ""),
        ("AP", "https://apnews.com/1", ""),
        ("Guardian", "https://www.theguardian.com/1", ""),
        ("The Herald", "https://herald.example/1", ""),
        ("The Herald", "", ""),
    ],
)
def test_an_outlet_is_named_where_it_is_known_and_another(publisher: str, address: str, printed: str) -> None:
    assert outlet(publisher, address) == printed


def test_the_check_reads_pages_without_it() -> None:
    assert CITATIONS in (ROOT / "mkdocs.yml").read_text("utf-8")
    assert CITATIONS not in EXTENSIONS


PARSER = parser_of((EXTENSIONS, SETTINGS))
PAGES = [sanitised(PARSER.reset().convert(p.text + NOTES)) for p in hostile_pages()]
WORDS = st.sampled_from(
    [
        "[^own]",
        "[^free]",
        "[^herald-1a2b]",
        "x",
        " ",
        "\n",
        "\n\n",
        "- ",
        "| a | b |\n|---|---|\n| ",
        " | ",
        "<script>",
        "*",
        "“",
        ".",
    ]
)


def test_nothing_acts_behind_the_wall_and_citations() -> None:
    address = "https://explainery.github.io/explainery/strange/page/"
    acting = [html for html in PAGES if live(with_citations(html, {}), address)]
    assert acting == []


@given(st.lists(WORDS, max_size=24).map("".join))
def test_no_word_and_no_mark_is_lost(text: str) -> None:
    html = sanitised(PARSER.reset().convert(text + NOTES))
    before, after = (LexborHTMLParser(h) for h in (html, with_citations(html, {})))
    for tree in (before, after):
        for node in tree.css(".footnote, .footnote-ref"):
            node.decompose()
    assert after.text() == before.text()
    assert len(re.findall('id="fnref', html)) == len(re.findall('id="fnref', with_citations(html, {})))


@given(st.text("<>&\"'ab /=!-;", max_size=30))
def test_the_tree_changes_nothing_by_itself(text: str) -> None:
    html = sanitised(text)
    assert LexborHTMLParser(html_of(parsed(html))).html == LexborHTMLParser(html).html
