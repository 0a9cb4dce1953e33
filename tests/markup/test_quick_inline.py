"""A page's inline markup is the same, whether all of Markdown's patterns are tried on each text or a few of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from explainery.checking.markdown_extensions import extensions_of
from explainery.markup.quick_inline import SIGNS, QuickInline, tried
from explainery.reading.front_matter import split_front_matter
from explainery.rendering.quick_engine import QuickEngine
from hostile import hostile_pages
from making import ROOT

OWN = sorted((ROOT / "docs").rglob("*.md"))
SIGNED = r"""* ** *** _ __ ` `` \ \\ \* \` \[ [ ] [a] [a][b] [b] [b][] ![b] ![a][b] [a](b) ![a](b.png) [a](<b> "c") ](  ![
    [^k] [^x] [^ ( ) < > <b> </b> <br> <!-- --> <https://a.example/b> <a@b.example> & &amp; &#60; &copy :// @ a b {.c}
    {: #d } | - """.split()
BLANKS = [" ", "  ", "\n", "  \n", "\n\n", "\n\n    ", "\n\n- ", "\n\n# "]
DEFINED = ["\n\n[b]: c.md 'd'\n\n", "\n\n[^k]: x *y*\n\n"]
PIECES = st.sampled_from([*SIGNED, *BLANKS, *DEFINED])
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def parser(*more: str | QuickEngine) -> markdown.Markdown:
    names, settings = extensions_of(ROOT / "mkdocs.yml")
    return markdown.Markdown(extensions=[*names, *more], extension_configs=settings)


PLAIN, QUICK = parser(), parser(QuickEngine())


def patterns(md: markdown.Markdown) -> list[Pattern]:
    found: Any = md.inlinePatterns  # the stubs know no registry that can be walked
    return list(found)


def alike(text: str) -> bool:
    return PLAIN.reset().convert(text) == QUICK.reset().convert(text)


@given(TEXTS)
@example("[a [b](c) d](e)")  # no link within a link: its text is looked at by the patterns that come later
@example("a  \nb")
@example("a &amp; b")
@example("[b]: c.md\n\n[a]\n[b]")
def test_any_text_gives_the_same_html(text: str) -> None:
    assert alike(text)


@pytest.mark.parametrize("page", OWN, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_our_own_pages_give_the_same_html(page: Path) -> None:
    assert alike(split_front_matter(page.read_text("utf-8"), page).text)


def test_hostile_pages_give_the_same_html() -> None:
    assert [page.text for page in hostile_pages() if not alike(page.text)] == []


def test_a_reference_of_one_page_is_none_of_the_next() -> None:
    pages = ("[b]: c.md\n\nSee [b] and ![b].", "See [b] and ![b].", "[a][b]\n\n[b]: d.md")
    assert [QUICK.reset().convert(page) for page in pages] == [PLAIN.reset().convert(page) for page in pages]


def test_a_text_that_is_done_stays_as_it_is() -> None:
    def walked(walk: InlineProcessor) -> bytes:
        root = Element("div")
        SubElement(root, "p").tail = AtomicString("*a*")
        SubElement(root, "p").tail = "*a*"
        return tostring(walk.run(root))

    assert walked(QuickInline(QUICK)) == walked(InlineProcessor(PLAIN)) == b"<div><p />*a*<p /><em>a</em></div>"


def test_every_pattern_of_the_site_has_its_signs() -> None:
    assert [p for _, p, signs in tried(patterns(QUICK), has_references=True) if "" in signs] == []


def test_a_pattern_that_nobody_knows_is_tried_on_every_text() -> None:
    strange = Pattern("x{2}")
    assert tried([strange], has_references=False) == [(0, strange, ("",))]


@given(TEXTS, st.sampled_from(sorted(SIGNS)))
def test_an_expression_finds_nothing_in_a_text_without_its_signs(text: str, expression: str) -> None:
    found = re.search(expression, text, re.DOTALL)
    assert not found or any(sign in text for sign in SIGNS[expression])


def test_markdown_still_asks_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Mapping[str, list[str]] = {"plain": [], "quick": []}
    for name, md in (("plain", PLAIN), ("quick", QUICK)):
        for pattern in patterns(md):
            monkeypatch.setattr(pattern, "getCompiledRegExp", _noting(pattern, asked[name]))
        md.reset().convert("No sign at all.")
    assert isinstance(QUICK.treeprocessors["inline"], QuickInline)
    assert type(PLAIN.treeprocessors["inline"]) is InlineProcessor
    assert (len(asked["plain"]), asked["quick"]) == (len(patterns(PLAIN)), [])


def test_a_markdown_that_works_otherwise_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(InlineProcessor, "_InlineProcessor__applyPattern")
    assert type(parser(QuickEngine()).treeprocessors["inline"]) is InlineProcessor


def _noting(pattern: Pattern, asked: list[str]) -> Any:
    whole = pattern.getCompiledRegExp

    def noted() -> Any:
        asked.append(pattern.pattern)
        return whole()

    return noted
