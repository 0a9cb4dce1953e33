"""Files below .explainery/ that were emptied, half written or replaced: an honest line, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import fuzz_state
from explainery.commands.build import build, planned
from explainery.merging import proposals_in
from explainery.project import Project
from making import port_project, tree
from terminal import refused, run

EMPTY = {
    "nothing": b"",
    "white space": b" \n\t\n",
    "a comment": b"# only a comment\n",
    "a mark of bytes": b"\xef\xbb\xbf",
}
BROKEN = {"half a line": b"- deleted: herald-00", "not text": b"\xff\xfe\x00", "another file": b"[1, 2]\n"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a deleted sentence and a proposal that waits."""
    made = port_project(tmp_path)
    build(made)
    page = made.docs / "port/motives.md"
    rows = page.read_text("utf-8").replace("The union wants", "The union asks for", 1).splitlines(keepends=True)
    page.write_text("".join(r for r in rows if not r.startswith("Norsea wants longer")), "utf-8")
    herald = made.sources / "port/herald.md"
    herald.write_text(herald.read_text("utf-8").replace("9 percent", "8 percent"), "utf-8")
    build(made)
    assert (made.root / ".explainery/proposals/port.md").is_file()
    return made


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "# What waits for a decision\n", "Words.\n"])
def test_a_file_without_proposals_has_none(text: str) -> None:
    assert proposals_in(text, "port.md") == ()


@pytest.mark.parametrize("what", EMPTY)
def test_emptied_proposals_are_asked_again(project: Project, what: str) -> None:
    before = tree(project.root)
    (project.root / ".explainery/proposals/port.md").write_bytes(EMPTY[what])
    assert run(project.root, "status").returncode == 0
    assert "Traceback" not in run(project.root, "check").stderr
    build(project)
    after = tree(project.root)
    assert after.keys() == before.keys()
    assert b"8 percent" in after[".explainery/proposals/port.md"]
    assert not planned(project).writes


@pytest.mark.parametrize("what", EMPTY)
def test_emptied_decisions_are_read_off_the_pages_again(project: Project, what: str) -> None:
    before = tree(project.root)
    (project.root / ".explainery/decisions.yml").write_bytes(EMPTY[what])
    assert run(project.root, "status").returncode == 0
    build(project)
    assert tree(project.root) == before


def test_words_that_were_replaced_in_a_proposal_are_not_taken_for_the_builds(project: Project) -> None:
    file = project.root / ".explainery/proposals/port.md"
    before = file.read_bytes()
    file.write_bytes(before.replace(b"a pay rise of 8 percent", b"a pay rise of 88 percent"))
    assert file.read_bytes() != before
    build(project)
    assert file.read_bytes() == before
    file.write_bytes(before.replace(b"a pay rise of 8 percent", b"a pay rise of 88 percent"))
    assert run(project.root, "accept", "--all").returncode == 0
    page = (project.docs / "port/motives.md").read_text("utf-8")
    assert "a pay rise of 8 percent" in page
    assert "88" not in page


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("name", [".explainery/decisions.yml", ".explainery/settings.yml", "sources/port/story.yml"])
def test_broken_files_are_named(project: Project, what: str, name: str) -> None:
    (project.root / name).write_bytes(BROKEN[what])
    before = tree(project.root)
    for command in ("build", "plan", "check"):
        refused(run(project.root, command), f"{name}:1: ")
    assert tree(project.root) == before


@pytest.mark.parametrize(
    "name",
    [".explainery/decisions.yml", ".explainery/settings.yml", ".explainery/proposals/port.md", ".explainery/base"],
)
@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_folder_or_a_file_in_the_wrong_place_is_no_traceback(project: Project, name: str, kind: str) -> None:
    path = project.root / name
    if path.is_dir():
        path.rename(project.root / "away")
    else:
        path.unlink(missing_ok=True)
    path.mkdir() if kind == "folder" else path.write_text("", "utf-8")
    for command in ("build", "plan", "status", "check"):
        done = run(project.root, command)
        assert "Traceback" not in done.stderr, done.stderr


def test_files_that_are_broken_at_random_never_give_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz_state.main(60, "tests") == 0, capsys.readouterr().out
