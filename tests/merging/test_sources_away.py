"""A source goes and comes back: what people had edited is then as it was before, byte for byte."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import histories
from explainery.commands.build import build, planned
from explainery.commands.draft import draft_of, generated_of
from explainery.commands.resolve import decide
from explainery.config import Settings
from explainery.errors import SettingsError
from explainery.merging import Generated, State, memory_in, memory_text, merge_story
from explainery.project import Project
from explainery.store.state import decisions_of, state_of
from making import ROOT, port_project

SHOWCASE = "kim-putin-2023"
ARTICLES = sorted(p.name for p in (ROOT / "sources" / SHOWCASE).glob("*.md"))


@lru_cache
def showcase(without: str = "") -> Generated:
    """What a build has for the story that this repository shows, without one of its articles."""
    with TemporaryDirectory() as root:
        shutil.copytree(ROOT / "sources", Path(root) / "sources")
        if without:
            (Path(root) / "sources" / SHOWCASE / without).unlink()
        return generated_of(SHOWCASE, draft_of(Project(Path(root), Settings()), SHOWCASE))


@pytest.mark.parametrize("article", ARTICLES)
def test_every_article_of_the_showcase(article: str) -> None:
    project = Project.at(ROOT)
    before = merge_story(state_of(project, SHOWCASE, decisions_of(project)), showcase()).state
    without = merge_story(before, showcase(article)).state
    assert without.live != before.live
    assert merge_story(without, showcase()).state == before


def paper(*, second: str = "[^q-0002]") -> Generated:
    """A page of three sentences; the second one's source may be away."""
    rows = ["# Title", "", "One.[^p-0001]", f"Two.{second}" if second else "", "Three.[^p-0003]", ""]
    known = {k: f"[^{k}]: D." for k in ("p-0001", "p-0003", *(["q-0002"] if second else []))}
    return Generated({"s/a.md": "\n".join(r for n, r in enumerate(rows) if r or n != 3)}, known)


def edited(state: State, old: str, new: str) -> State:
    text = state.live["s/a.md"]
    assert old in text
    return replace(state, live={"s/a.md": text.replace(old, new)})


def away() -> State:
    """The story after an edit, and without the source of the second sentence."""
    first = merge_story(State(), paper()).state
    return merge_story(edited(first, "Three.[^p-0003]\n", ""), paper(second="")).state


def test_what_people_do_meanwhile_stays() -> None:
    state = edited(away(), "One.", "One, in my words.")
    live = merge_story(state, paper()).state.live["s/a.md"]
    assert "One, in my words.[^p-0001]\nTwo.[^q-0002]\n" in live
    assert "Three" not in live


def test_what_builds_do_meanwhile_is_not_taken_for_an_edit() -> None:
    more = "Four.[^p-0004]\n"
    later = {n: Generated({p: t + more for p, t in paper(second=s).pages.items()},
             {**paper(second=s).definitions, "p-0004": "[^p-0004]: D."}) for n, s in enumerate(("", "[^q-0002]"))}  # fmt: skip
    state = merge_story(merge_story(away(), later[0]).state, later[1]).state
    assert "Two.[^q-0002]\n" in state.live["s/a.md"]
    assert more in state.live["s/a.md"]
    assert "Four." not in merge_story(state, paper()).state.live["s/a.md"]


def test_two_sources_that_come_back_one_by_one() -> None:
    pages = [("First", "Second", "Third"), ("First", "Third"), ("Third",)]
    builds = [
        Generated(
            {"s/a.md": "# T\n\n" + "".join(f"{w}.[^{w[0].lower()}-0001]\n" for w in ("Edited", *words))},
            {k: f"[^{k}]: D." for k in (f"{w[0].lower()}-0001" for w in ("Edited", *words))},
        )
        for words in pages
    ]
    start = edited(merge_story(State(), builds[0]).state, "Edited.", "Edited by me.")
    states = [merge_story(start, builds[0]).state]
    for number in (1, 2, 1, 0):
        states.append(merge_story(states[-1], builds[number]).state)
    assert states[-1].live == states[0].live
    assert states[3].live == states[1].live


def test_a_story_that_is_gone_comes_back_as_it_was(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    page = project.docs / "port/motives.md"
    page.write_text(page.read_text("utf-8").replace("The union wants", "The dockers want", 1), "utf-8")
    build(project)
    before = {p: p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file() and "cache" not in p.parts}
    (project.sources / "port").rename(tmp_path / "elsewhere")
    (project.sources / "strike").mkdir()
    (project.sources / "strike/a.txt").write_text("An article of one sentence.\n", "utf-8")
    build(project)
    shutil.rmtree(project.sources / "strike")
    (tmp_path / "elsewhere").rename(project.sources / "port")
    build(project)
    assert {p: p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file() and "cache" not in p.parts} == before
    assert not planned(project).writes


@given(st.integers(0, 2**63))
@settings(max_examples=40, deadline=None)
def test_the_memory_is_read_as_it_was_written(seed: int) -> None:
    state = histories.play(seed)
    text = memory_text(state.memory)
    assert (memory_in(text, "s.json") if text else replace(state.memory)) == state.memory


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"passages": 1, "away": []}', '{"passages": {}, "away": [1]}', "[" * 9999]
)
def test_a_broken_memory_is_named_with_what_to_do(tmp_path: Path, text: str) -> None:
    project = port_project(tmp_path)
    build(project)
    file = tmp_path / ".explainery/memory/port.json"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match="not what a build remembers") as error:
        build(project)
    assert error.value.file == str(file)
    file.unlink()
    build(project)
    assert file.exists()


def test_an_answer_takes_no_source_away(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    page = project.docs / "port/motives.md"
    page.write_text(page.read_text("utf-8").replace("The union wants", "The dockers want", 1), "utf-8")
    build(project)
    memory = state_of(project, "port", {}).memory
    assert len(memory.articles) == 2
    decide(project, "restore", ["port/motives.md"])
    assert state_of(project, "port", {}).memory == memory
