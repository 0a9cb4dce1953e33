"""Two stories may hold the same article, and so the same citation keys: what people decide in one stays there."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import histories
from explainery.checking.check import check_project
from explainery.commands.build import build, planned
from explainery.commands.draft import Keyed
from explainery.commands.resolve import decide, decisions_for_checks, statuses
from explainery.config import Settings
from explainery.merging import Generated, State, decisions_text, merge_story
from explainery.merging.renames import carried
from explainery.project import Project
from explainery.store.draft_cache import Draft
from explainery.writing import Outline
from laws import examples
from making import port_project

DECISIONS = ".explainery/decisions.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Stories `port` and `strike`, built, of the same two articles."""
    made = port_project(tmp_path)
    folder = tmp_path / "sources" / "strike"
    folder.mkdir()
    for file in (tmp_path / "sources/port").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    build(made)
    return made


def page(project: Project, path: str) -> str:
    return (project.docs / path).read_text("utf-8")


def edit(project: Project, path: str, pattern: str, new: str) -> str:
    """Replace the one line that matches; returns the line's first citation key."""
    text = page(project, path)
    found = re.search(rf"^.*{pattern}.*\n", text, re.MULTILINE)
    assert found, text
    (project.docs / path).write_text(
        text.replace(found[0], new and f"{new}{found[0][found[0].index('[^') :]}"), "utf-8"
    )
    return found[0].split("[^")[1].split("]")[0]


def decisions(project: Project) -> list[str]:
    file = project.root / DECISIONS
    return [r for r in file.read_text("utf-8").splitlines() if r.startswith("-")] if file.exists() else []


def without_herald(project: Project) -> str:
    """A sentence of the Herald is reworded in both stories, and the Herald withdrawn; returns the sentence's key."""
    keys = {
        edit(project, f"{s}/motives.md", "union wants a pay rise", "They want more pay.") for s in ("port", "strike")
    }
    build(project)
    for story in ("port", "strike"):
        (project.sources / story / "herald.md").unlink()
    build(project)
    assert len(keys) == 1, "both stories cite the same sentence"
    return keys.pop()


def open_withdrawals(project: Project) -> dict[str, set[str]]:
    return {s.name: {e.before for e in s.withdrawn} for s in statuses(project) if s.withdrawn}


def test_a_withdrawal_acknowledged_in_one_story_stays_open_in_the_other(project: Project) -> None:
    key = without_herald(project)
    assert open_withdrawals(project) == {"port": {key}, "strike": {key}}
    decide(project, "keep", [key], ["port"])
    assert open_withdrawals(project) == {"strike": {key}}


def test_a_withdrawal_acknowledged_in_one_story_still_fails_the_check_of_the_other(project: Project) -> None:
    key = without_herald(project)
    decide(project, "keep", [key], ["port"])
    found = check_project(project, (), lambda _: None, decisions=decisions_for_checks(project)).findings
    assert {f.file.split("/")[1] for f in found if f.code == "EXP113"} == {"strike"}


def test_giving_up_the_edits_of_one_story_keeps_the_decisions_of_the_other(project: Project) -> None:
    key = edit(project, "port/motives.md", "union wants a pay rise", "")
    edit(project, "strike/motives.md", "union wants a pay rise", "")
    build(project)
    assert decisions(project) == [f"- deleted: {key} from {s}/motives.md" for s in ("port", "strike")]
    decide(project, "restore", [], ["port"])
    assert decisions(project) == [f"- deleted: {key} from strike/motives.md"]


def test_a_publisher_renamed_in_one_story_leaves_the_decisions_of_the_other_as_they_are(project: Project) -> None:
    key = edit(project, "port/motives.md", "union wants a pay rise", "")
    build(project)
    file = project.sources / "strike/herald.md"
    file.write_text(file.read_text("utf-8").replace("The Herald", "The Arlen Herald"), "utf-8")
    build(project)
    assert decisions(project) == [f"- deleted: {key} from port/motives.md"]


class Made:
    """A project on the disk whose stories have given states; what its build has for them is given, too."""

    def __init__(self, root: Path, states: Mapping[str, State], generated: Mapping[str, Generated]) -> None:
        self.project, self.generated = Project(root, Settings()), generated
        for name, state in states.items():
            (root / "sources" / name).mkdir(parents=True)
            (root / "sources" / name / "a.txt").write_text("An article.\n", "utf-8")
            for folder, pages in ((self.project.docs, state.live), (self.project.base, state.base)):
                (folder / name).mkdir(parents=True)
                for path, text in pages.items():
                    (folder / path).write_text(text, "utf-8")
        file = root / DECISIONS
        file.parent.mkdir(exist_ok=True)
        file.write_text(decisions_text(d for s in states.values() for d in s.decisions) or "", "utf-8")

    def draft(self, _: Project, name: str, *__: object) -> Keyed:
        made = self.generated[name]
        return Keyed("", Draft(name, made.pages, made.definitions, Outline("", ()), 1, 1, 1, 0))

    def merged(self) -> dict[str, State]:
        with patch("explainery.commands.story_build.draft_for", self.draft):
            return {name: merged.state for name, merged in planned(self.project).merged.items() if name}


def history(rng: random.Random, name: str) -> tuple[State, Generated]:
    """A story after some edits, builds and changes of its sources, and what its next build has. All cite paper-0001."""
    sources, gone, memory = histories.Sources([]), list[histories.Claim](), histories.Memory()
    sources.claims = [histories.new_claim(rng, sources) for _ in range(rng.randint(2, 7))]
    state = merge_story(State(), histories.pages_of(sources, "First")).state
    for _ in range(4):
        live = dict(state.live)
        histories.edit(rng, live, sources, memory)
        state = replace(state, live=live)
        histories.change_sources(rng, sources, gone)
        if rng.random() < 0.5:
            state = merge_story(state, histories.pages_of(sources, "First")).state
    last = histories.pages_of(sources, "First")
    pages = {f"{name}/{path.partition('/')[2]}": text for path, text in last.pages.items()}
    return carried(replace(state, proposals=()), "s", name), Generated(pages, last.definitions)


@given(st.integers(0, 2**63))
@settings(max_examples=examples(60, 20), deadline=None)
def test_a_story_is_merged_as_if_it_were_alone(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 (a history is no secret)
    rows = {name: history(rng, name) for name in ("port", "strike")}
    states, generated = ({name: row[n] for name, row in rows.items()} for n in (0, 1))
    with TemporaryDirectory() as folder:
        together = Made(Path(folder) / "both", states, generated).merged()  # type: ignore[arg-type]
        for name, (state, build_has) in rows.items():
            alone = Made(Path(folder) / name, {name: state}, {name: build_has}).merged()
            assert together[name] == alone[name]


LINE = "# One\n\n**Trade.** {words}.[^{key}] [More](trade.md)\n"
OVERVIEW = "strike/index.md"


def test_a_sentence_deleted_in_one_story_may_lead_to_a_page_of_the_other(tmp_path: Path) -> None:
    old, new = LINE.format(words="Old", key="paper-0001"), LINE.format(words="New", key="paper-0002")
    made = Made(tmp_path, {"strike": State({OVERVIEW: old}, {OVERVIEW: old})}, {"strike": Generated({OVERVIEW: new})})
    for story, line in (("port", new), ("strike", old)):
        (tmp_path / DECISIONS).write_text(f"- deleted: paper-0002 from {story}/trade.md\n", "utf-8")
        assert made.merged()["strike"].live[OVERVIEW] == line
