"""The search index is the theme's to the letter, whoever reads the pages for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.markup.citations import with_citations
from explainery.markup.sanitiser import sanitised
from explainery.reading.front_matter import split_front_matter
from explainery.rendering.quick_engine import QuickEngine
from explainery.rendering.story_page import drawn
from explainery.searching.engine_sections import engine_sections
from explainery.searching.quick_index import read_quickly
from hostile import hostile_pages
from making import ROOT

THEME: Any = import_module("material.plugins.search.plugin")
PARSER = parser_of(extensions_of(ROOT / "mkdocs.yml"))
PAGES = [p for folder in ("docs", "tests/stories") for p in sorted((ROOT / folder).rglob("*.md"))]

NAMES = st.sampled_from("p h1 h2 h3 li ul sup code pre a div span section td b br img path svg".split())
ATTRIBUTES = st.lists(
    st.sampled_from(
        [' id="a"', ' id="b&amp;c"', ' data-search-exclude=""', " data-search-exclude", ' class="headerlink"',
         ' class="header&#108;ink"', ' class="linenodiv"', ' class="x"', ' href="#fn:k"', ' viewBox="0 0 1 1"',
         ' title="a > b"', " x='y'", ' DATA-SEARCH-EXCLUDE=""'],
    ),
    max_size=2,
).map("".join)  # fmt: skip
TEXTS = st.sampled_from(["x", "y z", " ", "\n", " \n ", "a\nb", "&amp;", "&lt;b&gt;", "&nbsp;", "&", "é", ">", ""])
ODD = st.sampled_from(
    ["<!-- c -->", "<!-- a - b -->", "<!", "<", "</p>", "</h2>", "</br>", "<P>", "<script>", "</script>", "<title>",
     "<p", "<p>", "<h2 id='a'>", "<p/>", "<path />", "<!-->"],
)  # fmt: skip


@st.composite
def elements(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    name = draw(NAMES)
    begin, end = f"<{name}{draw(ATTRIBUTES)}", f"</{name}>"
    return f"{begin}/>" if name == "path" else f"{begin}>{draw(inner)}{end}"


TREES = st.recursive(TEXTS, lambda inner: elements(st.lists(inner, max_size=4).map("".join)), max_leaves=20)
HTML = st.lists(st.one_of(TREES, ODD), max_size=6).map("".join)

Rows = list[tuple[str | None, list[str], list[str], bool]]


def theirs(html: str) -> Rows | None:
    """The sections as the theme reads them; None where it cannot."""
    parser: HTMLParser = THEME.Parser()
    try:
        parser.feed(html)
        parser.close()
    except ValueError:  # an element of which it has lost the beginning
        return None
    return rows(getattr(parser, "data"))  # noqa: B009 (no parser of the standard library has it)


def rows(sections: list[Any]) -> Rows:
    return [(s.id, s.title, s.text, s.is_excluded()) for s in sections]


def ours(html: str) -> Rows | None:
    sections = engine_sections(html)
    return None if sections is None else rows(sections)


@given(HTML)
@example('<h2 id="a">x</h2><div><h2 id="b">y</h2></div><div><section><h2 id="c">z</h2></section><p>t</p></div>')
@example('<h2 id="a">x <a class="header&#108;ink" href="#a">#</a></h2>')
@example('<div class="linenodiv"><p>1</p></div><p>x</p>')
@example("<div data-search-exclude><div>x</div><p>y</p></div>")  # the inner one ends what is left out
@example("<p>x</p><pre>\n<b> </b>y</pre><b> </b><i> </i>")
@example("<p> <b></b></p>x")
@example("<ul><li>x</li><li><sup></sup></li></ul>")
def test_sections_are_those_of_the_theme(html: str) -> None:
    known = theirs(html)
    if known is None:
        return
    assert ours(html) in (None, known)
    clean = sanitised(html)
    assert ours(clean) in (None, theirs(clean))


@given(st.lists(TREES, max_size=4).map("".join))
def test_pages_of_a_plain_form_are_read(html: str) -> None:
    if theirs(html) is not None and "title=" not in html and "x='" not in html:
        assert ours(html) is not None


@pytest.mark.parametrize(
    "html",
    [
        "<script><p></script>",  # its content is no markup
        "<title><p></title>",
        "<P>x</P>",
        "<p title='>'>x</p>",
        '<p title="a>b">x</p>',
        "a < b",
        "<!doctype html>",
        "<![CDATA[ x ]]>",
        "<p>x</p",
    ],
)
def test_pages_of_another_form_are_left_to_the_theme(html: str) -> None:
    assert engine_sections(html) is None


@pytest.mark.parametrize("page", PAGES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_our_own_pages_are_read_alike(page: Path) -> None:
    html = drawn(with_citations(sanitised(page_html(page)), {}))
    assert ours(html) is not None
    assert ours(html) == theirs(html)


def page_html(page: Path) -> str:
    return PARSER.reset().convert(split_front_matter(page.read_text("utf-8"), page).text)


def test_hostile_pages_are_read_alike() -> None:
    pages = [drawn(with_citations(sanitised(PARSER.reset().convert(page.text)), {})) for page in hostile_pages()]
    assert [html for html in pages if ours(html) not in (None, theirs(html))] == []


# In MkDocs.


def filled(index: Any, *pages: Any) -> list[dict[str, Any]]:
    for page in pages:
        index.add_entry_from_context(page)
    entries: list[dict[str, Any]] = index.entries
    return entries


def engine_pages() -> Iterator[Any]:
    excluded = {"search": {"exclude": True}, "title": "None of it"}
    for meta, html in (
        ({"title": "One"}, '<p>A</p><h2 id="b">B</h2><p>C<sup>1</sup></p><h2 id="d" data-search-exclude="">D</h2>'),
        ({}, '<h1 id="a">A <a class="headerlink" href="#a">#</a></h1><p>B &amp; C</p>'),
        ({"search": {"boost": 2}}, "<p>B</p>"),
        (excluded, "<p>B</p>"),
        ({"tags": ["x"]}, "<P>read by the theme</P>"),
    ):
        yield SimpleNamespace(meta=meta, content=html, toc=[], url="a/", title="Its title")


def test_the_index_gets_the_same_entries() -> None:
    plain, quick = THEME.SearchIndex(), THEME.SearchIndex()
    plugins = {"material/search": SimpleNamespace(search_index=quick)}
    read_quickly(plugins)
    quick_way = quick.add_entry_from_context
    read_quickly(plugins)  # as for the second page
    assert quick.add_entry_from_context is quick_way
    assert filled(quick, *engine_pages()) == filled(plain, *engine_pages())
    assert len(quick.entries) == 5


def test_the_theme_reads_only_what_has_another_form(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    class Noting(THEME.Parser):  # type: ignore[misc] # the theme has no types
        def feed(self, data: str) -> None:
            read.append(data)
            super().feed(data)

    monkeypatch.setattr(THEME, "Parser", Noting)
    index = THEME.SearchIndex()
    read_quickly({"search": SimpleNamespace(search_index=index)})
    filled(index, *engine_pages())
    assert read == ["<p>B</p>", "<P>read by the theme</P>"]


def test_any_other_index_stays_as_it_is() -> None:
    class SearchIndex:
        def add_entry_from_context(self, page: object) -> None:
            raise NotImplementedError

    other = SearchIndex()
    read_quickly({"search": SimpleNamespace(search_index=other), "material/search": SimpleNamespace()})
    read_quickly({})
    assert vars(other) == {}


def test_the_extension_finds_the_index_of_the_site() -> None:
    index = THEME.SearchIndex()
    md = markdown.Markdown(extensions=[QuickEngine()])
    plugins = {"material/search": SimpleNamespace(search_index=index)}
    links: Any = _Links(SimpleNamespace(plugins=plugins))
    md.treeprocessors.register(links, "relpath", 0)
    md.convert("x")
    assert "add_entry_from_context" in vars(index)


class _Links(markdown.treeprocessors.Treeprocessor):
    """As MkDocs puts one into the parser of each page."""

    def __init__(self, config: object) -> None:
        super().__init__()
        self.config = config


def test_mkdocs_yml_names_the_extension() -> None:
    assert re.search(
        r"- explainery\.rendering\.quick_engine:QuickEngine$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE
    )
