"""A page in another layout is the same page to a build: nothing is an edit, no edit is lost, and the layout stays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import layouts
from explainery.commands.build import build, planned
from explainery.commands.resolve import statuses
from explainery.merging.line_layout import in_lines
from explainery.merging.relayout import in_layout_of, in_layout_of_base, loose
from explainery.merging.units import UnitKind, parsed
from explainery.project import Project
from explainery.store.base_stamp import taken_apart
from laws import examples
from making import ROOT, port_project
from merging.test_laws import PAGE

RELAXED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
FOLDERS = (ROOT / "docs" / "kim-putin-2023", ROOT / ".explainery" / "base" / "kim-putin-2023")
PAGES = [taken_apart(p.read_text("utf-8")).text for folder in FOLDERS for p in sorted(folder.glob("*.md"))]
SHOWN = st.sampled_from(PAGES)
SEED = st.integers(0, 2**32)


@given(st.one_of(PAGE, st.text()))
@RELAXED
def test_one_statement_on_each_line_is_its_own_layout_and_keeps_every_word(text: str) -> None:
    layout = in_lines(text)
    assert in_lines(layout.text).text == layout.text
    assert list(layout.starts) == sorted(layout.starts)
    assert len(layout.starts) == layout.text.count("\n") + 1
    words = re.compile(r"[^\W_]+")
    assert words.findall(layout.text) == words.findall(text)


@pytest.mark.parametrize("text", PAGES)
def test_a_generated_page_has_one_statement_on_each_line(text: str) -> None:
    front = parsed(text).front
    assert in_lines(text.removeprefix(front)).text == text.removeprefix(front)
    assert in_layout_of(text, text) == in_layout_of_base(text, text) == text


def units(text: str) -> list[tuple[str, tuple[str, ...]]]:
    rows = [(loose(u.text) if u.kind is not UnitKind.HEAD else "head", u.keys) for u in parsed(text).units]
    definitions = [row for row, u in zip(rows, parsed(text).units, strict=True) if u.kind is UnitKind.DEFINITION]
    return [row for row in rows if row not in definitions] + sorted(definitions)


@given(SHOWN, SEED)
@settings(RELAXED, max_examples=examples(25, 10))
def test_a_page_in_another_layout_has_the_same_units(text: str, seed: int) -> None:
    other = layouts.relaid(layouts.filled(text), seed)
    assert units(in_layout_of_base(other, text)) == units(text)


@given(SHOWN, SHOWN, SEED)
@settings(RELAXED, max_examples=examples(25, 10))
def test_the_layout_of_a_page_is_given_back(text: str, base: str, seed: int) -> None:
    saved = layouts.relaid(text, seed)
    merged = in_layout_of_base(saved, base)
    again = in_layout_of(merged, saved)
    assert again.rstrip("\n ") == saved.rstrip("\n ")
    assert units(in_layout_of_base(in_layout_of(text, saved), text)) == units(text)


@given(PAGE, PAGE)
@RELAXED
def test_a_layout_changes_nothing_that_a_page_says(text: str, saved: str) -> None:
    laid = in_lines(in_layout_of(text, saved)).text
    assert [loose(row) for row in laid.split("\n")] == [loose(row) for row in in_lines(text).text.split("\n")]


SAME = {
    "other signs of emphasis": ("A *title* and **Norsea**.", "A _title_ and __Norsea__."),
    "a needless escape": (r"A snake\_case name.", "A snake_case name."),
    "an entity": ("Mr&#46; X &amp; Y, www&#46;site.example.", "Mr. X & Y, www.site.example."),
    "words in brackets": (r"A \[sic\] word.", "A [sic] word."),
    "another marker": ("- An item.", "*   An item."),
    "a soft hyphen": ("A harbour.", "A har\u00adbour."),
    "a blank that does not break": ("On 2 March.", "On 2\u00a0March."),
}
DIFFERENT = {
    "emphasis that was none": (r"A \*word\*.", "A *word*."),
    "a mark that was none": (r"A word.\[^a]", "A word.[^a]"),
    "a link that was none": (r"A \[word\](x.md).", "A [word](x.md)."),
    "an element that was none": ("A &lt;b&gt; word.", "A <b> word."),
    "another address": ("[A](b_c.md)", "[A](b*c.md)"),
    "a deeper item": ("- An item.", "    - An item."),
    "a heading that was none": ("# A", r"\# A"),
    "an item that was none": (r"1\. one", "1. one"),
}


@pytest.mark.parametrize("form", SAME)
def test_two_spellings_of_a_line_are_one(form: str) -> None:
    one, two = SAME[form]
    assert loose(one) == loose(two)


@pytest.mark.parametrize("form", DIFFERENT)
def test_what_readers_get_differently_is_not_one(form: str) -> None:
    one, two = DIFFERENT[form]
    assert loose(one) != loose(two)


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Project:
    project = port_project(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    build(project)
    return project


def relay(project: Project, seed: int) -> dict[Path, str]:
    """Lay out every page of the story anew."""
    pages = sorted((project.docs / "port").glob("*.md"))
    for page in pages:
        page.write_text(folded_front(layouts.relaid(page.read_text("utf-8"), seed)), "utf-8")
    return {page: page.read_text("utf-8") for page in pages}


def folded_front(text: str) -> str:
    """A description as a formatter folds it."""
    return re.sub(r'(?m)^description: "(.*?) (\S+)"$', r'description:\n  "\1\n  \2"', text, count=1)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_build_after_a_formatter_has_nothing_to_do(project: Project, seed: int) -> None:
    relay(project, seed)
    assert not planned(project).writes
    assert [edit for story in statuses(project) for edit in story.edits] == []


def test_a_build_with_news_keeps_the_layout_and_every_edit(project: Project) -> None:
    page = project.docs / "port" / "background.md"
    text = page.read_text("utf-8")
    assert "has long been" in text
    page.write_text(text.replace("has long been", "has for years been", 1), "utf-8")
    before = relay(project, 5)
    source = project.sources / "port" / "courier.md"
    source.write_text(source.read_text("utf-8").replace("of the port for decades", "of the port since 1931"), "utf-8")
    build(project)
    after = page.read_text("utf-8")
    assert "has for years been" in re.sub(r"\s+", " ", after)
    assert "since 1931" in after
    news = {n for n, row in enumerate(before[page].split("\n")) if "courier" in row.lower() or "Norsea" in row}
    kept = [row for n, row in enumerate(before[page].split("\n")) if not {n - 2, n - 1, n, n + 1, n + 2} & news]
    assert len(kept) > 5
    assert set(kept) <= set(after.split("\n")), "what did not change keeps its layout"
    assert not planned(project).writes


@pytest.mark.parametrize("what", ["story", "publisher"])
def test_a_rename_keeps_the_layout_of_the_pages(project: Project, what: str) -> None:
    page = project.docs / "port/background.md"
    text = page.read_text("utf-8")
    page.write_text(
        text.replace("\n## Sources", "\nMy own words are here.\n\n- One.\n- Two.\n\n## Sources", 1), "utf-8"
    )
    page.write_text(layouts.starred(layouts.wrapped(page.read_text("utf-8"), 50, hanging=True)), "utf-8")
    before = page.read_text("utf-8")
    build(project)
    assert page.read_text("utf-8") == before
    if what == "story":
        (project.sources / "port").rename(project.sources / "harbour")
        build(project)
        assert (project.docs / "harbour/background.md").read_text("utf-8") == before
    else:
        for source in (project.sources / "port").glob("*.md"):
            source.write_text(source.read_text("utf-8").replace("publisher: Courier", "publisher: Kurier"), "utf-8")
        build(project)
        after = page.read_text("utf-8")
        assert "courier-" not in after
        statements = [t.split("## Sources")[0].replace("kurier-", "courier-") for t in (before, after)]
        assert statements[0] == statements[1]
    assert not planned(project).writes
