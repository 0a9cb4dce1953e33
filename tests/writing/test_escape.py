"""Source text shows as text and does nothing, in the parser that publishes it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.checking.markdown_extensions import extensions_of
from explainery.text import plain
from explainery.writing.markdown import address, escaped, fragment, metadata
from making import ROOT

NAMES, SETTINGS = extensions_of(ROOT / "mkdocs.yml")
HOSTILE = [
    "<script>alert(1)</script> spoke",
    "a <img src=x onerror=alert(1)> b",
    "&lt;b&gt; & &amp; stay",
    "[a link](https://evil.example) and ![a picture](x.png)",
    "[^1]: a footnote and [^1] its mark",
    "*[HTML]: an abbreviation",
    '--8<-- "secret.txt"',
    "{{ config }} {% include 'x' %} {# x #}",
    "# a heading",
    "- a list",
    "1. a number",
    "+ a plus",
    "> a quotation",
    '!!! note "an admonition"',
    '??? note "a fold"',
    '=== "a tab"',
    "--- a rule",
    ": a definition",
    "``` a fence",
    "~~~ a fence",
    "a | b | c",
    "a **bold** _lean_ `code` ~~gone~~ ==marked==",
    "words {: #id .class onclick=alert(1) }",
    "https://evil.example www.evil.example me@evil.example",
    "right \u202eto left\u202c and \u200bhidden",
    "a\\*b \\",
    "    four blanks",
    "a  \nb",
    "---\ntitle: x\n---\nbody",
]


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not attrs, f"{tag} {attrs}"

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(source: str) -> Tags:
    return Tags(markdown.markdown(source, extensions=NAMES, extension_configs=SETTINGS))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_itself(text: str) -> None:
    page = shown(escaped(text))
    assert page.tags == ["p"]
    assert " ".join(page.text.split()) == plain(text)


@given(st.text(max_size=80))
def test_any_text_shows_as_itself(text: str) -> None:
    if not plain(text):
        return
    page = shown(escaped(text))
    assert page.tags == ["p"]
    assert " ".join(page.text.split()) == plain(text)


@given(st.text(alphabet="[]()^*_`{}<>#!|\\&:-+=~ .1a\n", max_size=40))
def test_markup_characters_show_as_themselves(text: str) -> None:
    if not plain(text):
        return
    page = shown(f"before {escaped(text, at_start=False)} after")
    assert page.tags == ["p"]
    assert " ".join(page.text.split()) == f"before {plain(text)} after"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_table_stays_in_its_cell(text: str) -> None:
    page = shown(f"| a | b |\n|---|---|\n| {escaped(text, at_start=False)} | end |")
    assert page.tags.count("td") == 2
    assert not set(page.tags) - {"table", "thead", "tbody", "tr", "th", "td"}


@given(st.text(max_size=60))
def test_metadata_cannot_leave_an_attribute_or_open_a_tag(text: str) -> None:
    assert not set('<>"\n') & set(metadata(text))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", "//x"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert not address(url)


def test_an_address_cannot_end_its_link() -> None:
    assert address('https://e.example/a(b)c d"e<f>') == "https://e.example/a%28b%29c%20d%22e%3Cf%3E"


def test_a_text_fragments_own_syntax_is_encoded() -> None:
    assert fragment("a-b, c&d", "e") == "#:~:text=a%2Db%2C%20c%26d,e"
    assert re.fullmatch(r"#:~:text=[\w%.~]+", fragment("x\ny"))


@given(st.text(alphabet="{}%# a", max_size=30))
def test_metadata_holds_no_template_expression(text: str) -> None:
    assert not re.search(r"\{\{|\{%|\{#|\}\}|%\}|#\}", metadata(text))
