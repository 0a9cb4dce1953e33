"""The quick ways of the wall and of the tree behind it make the same of a page as the long ways."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explainery import page_limits
from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.errors import ExplaineryError
from explainery.markup.allowed import INVISIBLE, has_invisible, without_invisible
from explainery.markup.citations import with_citations
from explainery.markup.quick_tree import quick_tree
from explainery.markup.sanitiser import sanitised
from explainery.markup.tree import html_of, parsed, read_as_html
from explainery.page_limits import require_bounded
from explainery.reading.front_matter import split_front_matter
from hostile import hostile_pages
from making import ROOT

PARSER = parser_of(extensions_of(ROOT / "mkdocs.yml"))
OWN = sorted((ROOT / "docs").rglob("*.md"))
# Signs that a reader of HTML might change, leave out or stop at, among plain ones.
SIGNS = st.one_of(
    st.sampled_from("<>&;#\r\n\t\0\x0b\x0c\x85\xa0\u00ad\u200b\u200c\u200d\ufeff\ufffe'\"a b“é\u0645😀"),
    st.characters(),
)
HALF = re.compile(r"[\ud800-\udfff]")  # no file has these: the wall refuses them
TEXTS = st.text(SIGNS, max_size=20)
PIECES = st.sampled_from(
    """<p> </p> <p></p> <b> </b> <b/> <br> <br/> </br> <hr> <img> <img/> <script> </script> <style> <svg> <textarea> <title>
    <!-- --> <!DOCTYPE <![CDATA[ ]]> <? ?> &amp; &lt; &quot; &nbsp; &apos; &copy; &#60; &#150; &#x27; & < > </div> <div>
    <DIV> <span> </span> <table> <tr> <td> </td> </tr> </table> <pre> </pre>""".split()
)
VALUES = st.sampled_from(['"', "'", "x", " ", "\n", "\t", "&amp;", "&lt;", "&nbsp;", "&", "<", ">", "=", "é"])
TAGS = st.lists(VALUES, max_size=4).map(lambda values: f'<a href="{"".join(values)}">x</a>')
HTML = st.lists(st.one_of(PIECES, TAGS, st.sampled_from(["x", " ", "\n", "\r", "\0"])), max_size=10).map("".join)


def page_html(page: Path) -> str:
    return sanitised(PARSER.reset().convert(split_front_matter(page.read_text("utf-8"), page).text))


# The wall.


@given(TEXTS.filter(lambda text: not HALF.search(text)))
def test_the_wall_makes_of_a_text_alone_what_it_makes_of_it_beside_an_element(text: str) -> None:
    assert f"<b></b>{sanitised(text)}" == sanitised(f"<b></b>{text}")


@given(TEXTS)
def test_invisible_signs_are_found_and_taken_out_wherever_they_stand(text: str) -> None:
    assert has_invisible(text) == bool(INVISIBLE.search(text))
    assert without_invisible(text) == INVISIBLE.sub("", text)


# The tree.


@given(HTML)
def test_a_tree_that_is_read_quickly_is_that_of_a_parser_of_html(html: str) -> None:
    for text in (html, sanitised(html)):
        quick = quick_tree(text)
        assert quick is None or tostring(quick) == tostring(read_as_html(text))


@pytest.mark.parametrize(
    "html",
    [
        '<p title="a\nb">x</p>',  # XML would make a blank of the line break
        "<p>&#150;</p>",  # a dash in HTML, a control character in XML
        "<p>&eacute;</p>",
        "<p>a\rb</p>",
        "<script><b></b></script>",  # its content is no markup
        "<p><b>x</p></b>",
        "<!-- x --><p>y</p>",
        '<!DOCTYPE div [<!ENTITY e "x">]><p>&e;</p>',
        "</div><div>",
        "<br/>",
    ],
)
def test_html_in_another_form_is_left_to_the_parser_of_html(html: str) -> None:
    assert quick_tree(html) is None


@pytest.mark.parametrize("page", OWN, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_our_own_pages_are_read_quickly_and_alike(page: Path) -> None:
    html = page_html(page)
    for text in (html, str(with_citations(html, {}))):
        quick = quick_tree(text)
        assert quick is not None
        assert tostring(quick) == tostring(read_as_html(text))


def test_hostile_pages_are_read_alike() -> None:
    pages = [sanitised(PARSER.reset().convert(page.text)) for page in hostile_pages()]
    assert [html for html in pages if tostring(parsed(html)) != tostring(read_as_html(html))] == []


@given(HTML)
def test_the_outermost_elements_are_written_as_they_stand_in_the_page(html: str) -> None:
    page = html_of(parsed(sanitised(html)))
    at = 0
    for element, text in page.blocks:
        at = page.index(text, at) + len(text)
        assert text.startswith(f"<{element.tag}")
    assert html_of(parsed(page)) == page


# The bounds of what a parser can take.


@pytest.mark.parametrize(
    "text", ["[" * 100, "[]" * 200, "[[]" * 99, "> " * 50, ("[" * 60 + "\n\n") * 3, "- " + "x" * 300, " " * 300 + "x"]
)
def test_a_page_within_the_bounds_passes(text: str) -> None:
    require_bounded(text, "page.md")


@pytest.mark.parametrize("text", ["[" * 101, "[[]" * 100, "x\n" + "> " * 51, " " * 240 + "- x", "\t" * 60 + "1. x"])
def test_a_page_beyond_them_does_not(text: str) -> None:
    with pytest.raises(ExplaineryError):
        require_bounded(text, "page.md")


@given(
    st.lists(st.sampled_from(["[", "]", "[" * 60, "]" * 60, "\n", "\n\n", "\n \n", "x", " "]), max_size=12).map("".join)
)
@example("[" * 60 + "\n" + "[" * 60)
def test_brackets_are_counted_wherever_too_many_may_be_open(text: str) -> None:
    assert is_refused(require_bounded, text) == is_refused(page_limits.require_few_brackets, text)


STARTS = ["> ", ">", "- ", "+ ", ": ", "*\t", "\t", "\t\t", " ", "    ", "1. ", "12) ", "٣. ", "!!! ", "??? ", "???+ "]
MANY = st.tuples(st.sampled_from([*STARTS, "x", "\n"]), st.sampled_from([1, 2, 12, 13, 24, 25, 26, 50, 51]))
DEEP = st.lists(MANY.map(lambda drawn: drawn[0] * drawn[1]), max_size=5).map(lambda parts: "".join([*parts, "- x"]))


@given(DEEP)
@example("\t" * 25 + ">x")
@example("x\n" + "\t" * 25 + ">x")
def test_blocks_are_counted_wherever_they_may_be_too_deep(text: str) -> None:
    assert is_refused(require_bounded, text) == is_refused(page_limits.require_few_blocks, text)


@given(st.lists(st.sampled_from(["[^a]:", "[^b]:", "[^", "]:", " ", "   ", "\t", "\n", "x"]), max_size=8).map("".join))
@example("[^a]:\n[^b]:")
@example("[^a]:\t[^b]:")
def test_a_definition_is_looked_for_wherever_one_may_begin_another(text: str) -> None:
    double = re.search(r"^ {0,3}\[\^[^\]\n]*\]:[ \t]*(?:\n[ \t]*)?\[\^[^\]\n]*\]:", text, re.MULTILINE)
    assert is_refused(require_bounded, text) == bool(double)


def is_refused(way: Callable[[str, str], None], text: str) -> bool:
    try:
        way(text, "page.md")
    except ExplaineryError:
        return True
    return False
