"""Front matter with blanks around its two lines: reader, merge, check and site agree, and it is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from explainery.commands.build import build
from explainery.errors import SourceError
from explainery.merging import Generated, State, merge_story
from explainery.merging.units import parsed, unparsed
from explainery.page_format import front_matter_place
from explainery.reading.front_matter import split_front_matter
from making import port_project
from terminal import run

BASE = '---\ntitle: "Old"\ndescription: "About it"\n---\n\n# Page\n\nOne.[^p-0001]\n'
BUILT = BASE.replace('"About it"', '"About it all"').replace("One.", "Two.")
READ = ["--- \n", "---\t\n", "---  \t \n"]
NOT_READ = [
    "\n---\n",
    " ---\n",
    "\ufeff---\n",
    "---\u00a0\n",
    "\u00a0---\n",
    "\n\n \n---\n",
    "---\u200b\n",
    "\u2003---\u2003\n",
    "---\x0c\n",
]


def page(opening: str = "---\n", closing: str = "---\n", text: str = BASE) -> str:
    _, fields, body = text.split("---\n", 2)
    return f"{opening}{fields}{closing}{body}"


def live_after(live: str) -> str:
    return merge_story(State({"s/a.md": BASE}, {"s/a.md": live}), Generated({"s/a.md": BUILT})).state.live["s/a.md"]


@pytest.mark.parametrize("opening", READ)
@pytest.mark.parametrize("closing", ["---\n", "--- \n", "...\n", "...\t\n"])
def test_what_mkdocs_reads_is_read(opening: str, closing: str) -> None:
    text = page(opening, closing)
    assert (
        get_data(text)[1]
        == split_front_matter(text, Path("a.md")).values
        == {"title": "Old", "description": "About it"}
    )
    assert get_data(live_after(text))[1] == {"title": "Old", "description": "About it all"}
    assert live_after(text.replace('"Old"', '"Mine"')).count('"Mine"') == 1


@pytest.mark.parametrize("opening", NOT_READ)
def test_what_mkdocs_does_not_read_is_said_by_line_and_not_lost(opening: str) -> None:
    text = page(opening).replace('"Old"', '"Mine"')
    assert "title" not in get_data(text)[1], "MkDocs would show it as text, or drop it"
    with pytest.raises(SourceError, match="the front matter is not read") as caught:
        split_front_matter(text, Path("a.md"))
    assert caught.value.line == opening.index("-") - len(opening[: opening.index("-")].replace("\n", "")) + 1
    assert get_data(live_after(text))[1] == {"title": "Mine", "description": "About it all"}


@pytest.mark.parametrize("closing", ["---\u00a0\n", "\u200b---\n", "...\u00a0\n", "\ufeff---\n"])
def test_so_it_is_where_it_closes(closing: str) -> None:
    text = page(closing=closing).replace('"Old"', '"Mine"') + "\n---\n\nBelow a line.\n"
    with pytest.raises(SourceError, match="the front matter is not read") as caught:
        split_front_matter(text, Path("a.md"))
    assert caught.value.line == 4
    assert get_data(live_after(text))[1] == {"title": "Mine", "description": "About it all"}
    assert live_after(text).endswith("\n---\n\nBelow a line.\n")


@pytest.mark.parametrize(
    "text", ["---\n\nA line, then words.\n\n---\n", "\n---\n\nWords: more.\n", "# Title\n\n---\n\nNote: this.\n\n---\n"]
)
def test_a_line_across_the_page_is_no_front_matter(text: str) -> None:
    assert not front_matter_place(text).slip
    assert unparsed(parsed(text)) == text


BLANKS = st.text("\n \t\u00a0\u200b\ufeff\u2028\x0c", max_size=3)


@given(BLANKS, BLANKS, st.sampled_from(["---", "..."]), BLANKS)
def test_reader_and_site_agree_on_any_blanks(before: str, behind: str, second: str, end: str) -> None:
    text = page(f"{before}---{behind}\n", f"{second}{end}\n")
    shown = get_data(text)[1]
    try:
        values = split_front_matter(text, Path("a.md")).values
    except SourceError:
        assert shown != {"title": "Old", "description": "About it"}
    else:
        assert values == shown
    assert unparsed(parsed(text)) == text


def test_the_check_names_the_line_and_a_build_mends_it(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    file = project.docs / "port/motives.md"
    text = file.read_text("utf-8")
    file.write_text(f"\n{text}", "utf-8")
    assert "docs/port/motives.md:2: EXP107 the front matter is not read" in run(tmp_path, "check").stdout
    build(project)
    assert file.read_text("utf-8") == text
