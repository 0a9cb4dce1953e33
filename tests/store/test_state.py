"""What a project keeps about its pages is read once a command, and each story gets its own part."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.commands.build import build
from explainery.commands.resolve import decide, statuses
from explainery.merging import Decision, DecisionKind, decisions_in
from explainery.project import Project
from explainery.store import state
from making import port_project

NAMES = ("ferry", "harbour", "port")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Three stories, a sentence deleted in each."""
    made = port_project(tmp_path)
    for name in NAMES[:2]:
        (tmp_path / "sources" / name).mkdir()
        for file in (tmp_path / "sources/port").iterdir():
            (tmp_path / "sources" / name / file.name).write_bytes(file.read_bytes())
    build(made)
    for name in NAMES:
        page = made.docs / name / "motives.md"
        rows = page.read_text("utf-8").splitlines(keepends=True)
        page.write_text("".join(r for r in rows if "wants a pay rise" not in r), "utf-8")
    build(made)
    return made


def test_the_decisions_are_parsed_once_a_command(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Path | str] = []

    def counted(text: str, file: Path | str) -> frozenset[Decision]:
        calls.append(file)
        return decisions_in(text, file)

    monkeypatch.setattr(state, "decisions_in", counted)
    build(project)
    statuses(project)
    decide(project, "restore", [], ["port"])
    assert len(calls) == 3, "one for each command, however many stories there are"


def test_each_story_gets_its_own_decisions(project: Project) -> None:
    decisions = state.decisions_of(project)
    assert {name: {d.page.split("/")[0] for d in own} for name, own in decisions.items()} == {n: {n} for n in NAMES}
    for name in NAMES:
        assert state.state_of(project, name, decisions).decisions == decisions[name]


def test_decisions_of_stories_that_a_command_does_not_touch_stay(project: Project) -> None:
    before = state.decisions_of(project)
    (project.docs / "ferry/index.md").write_text("# Mine\n", "utf-8")
    build(project, ["ferry"])
    after = state.decisions_of(project)
    assert after["port"] == before["port"]
    assert {d.kind for d in after["ferry"]} == {DecisionKind.DELETED}
    assert len(after["ferry"]) > len(before["ferry"])
