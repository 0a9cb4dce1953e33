"""Nothing that stands on a page can act in a summary."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.cli.format_summary import code, log_safe, told
from explainery.reviewing import PageChanges, StatementChange, Summary
from explainery.reviewing.changes import ChangeKind, PageChangeKind, Part
from explainery.reviewing.summary import ListChange
from reviewing.repository import edited, proposing, summary_of, write

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="https://evil.example/x.png">',
    "![x](https://evil.example/x.png)",
    "[click](javascript:alert(1))",
    "@somebody fixes #1 and GH-2, see https://evil.example",
    "` `` ``` `<b>`",
    "`",
    "$`x`$ $$y$$ :smile:",
    "::error file=a::b ##[set-env name=X]1",
    "</code></pre><a href=x>y</a>",
    "a\u202eb\x1b[2Jc\x00d",
    "</details><details><summary>x",
    "| a | b | \\| c",
    "-->",
)


def summary(text: str) -> Summary:
    change = StatementChange(
        ChangeKind.CHANGED, Part.STATEMENT, text.split(maxsplit=1)[0], text, f"was {text}", text, (text,), (text,)
    )
    page = PageChanges(text, PageChangeKind.RENAMED, text, (change, replace(change, at=text, line=3)), 2, (text,))
    lists = (ListChange(text, 1, 2, {text: 3}),)
    return Summary("0" * 40, (page,), lists, (), {text: "added"}, (text,), {text: "changed"}, (text,))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_words_in_markdown(text: str) -> None:
    page = markdown.markdown(told(summary(text), "markdown"))
    assert set(re.findall(r"<(/?\w+)", page)) <= {"p", "/p", "h3", "/h3", "ul", "/ul", "li", "/li", "code", "/code"}
    outside = re.sub(r"<code>.*?</code>", "", page, flags=re.DOTALL)
    assert not re.search(r"[@#$`]|://|evil|alert|:smile:|GH-", outside), outside


@given(st.text())
def test_a_code_span_holds_whatever_is_in_it(text: str) -> None:
    span = code(text)
    ticks = re.match("`+", span)
    assert ticks
    assert "\n" not in span
    assert span.endswith(ticks[0])
    inside = span[len(ticks[0]) : -len(ticks[0])]
    assert ticks[0] not in re.findall("`+", inside)
    assert inside[0] != "`" != inside[-1]


def test_a_log_takes_nothing_for_a_command() -> None:
    text = told(summary("::error::x ##[error]y"), "text")
    assert "##[" not in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert "\x1b" not in log_safe("\x1b[31m")


def test_hostile_pages_and_names_of_files(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    edited(root, "docs/port/trade.md", "Rents have doubled.", " ".join(HOSTILE).replace("\x00", ""))
    write(root, "docs/port/`@team` <b>.md", "# A\n\n<b>@team</b>\n")
    write(root, "sources/port/<img src=x> @team #1.md", "A.\n")
    page = markdown.markdown(told(summary_of(root), "markdown"))
    outside = re.sub(r"<code>.*?</code>", "", page, flags=re.DOTALL)
    assert not re.search(r"[@#$`]|://|<img|<b>|<script", outside), outside


def test_a_long_summary_ends_before_the_code_hosts_limit() -> None:
    changes = tuple(StatementChange(ChangeKind.ADDED, Part.STATEMENT, f"k{i}", "word " * 300) for i in range(400))
    found = Summary("0" * 40, (PageChanges("a.md", PageChangeKind.ADDED, "", changes),))
    text = told(found, "markdown")
    assert len(text) < 65_536
    assert text.startswith("400 statements added on 1 page.")
    assert re.search(r"no room here for \d+ more lines; `explainery summary` shows them", text)
    assert told(found, "text").count("added") == 401
