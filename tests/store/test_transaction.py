"""All of a build's files, or none: killed at any moment, raced by an editor, or stopped by what stands in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dying
from explainery.commands.build import build
from explainery.errors import WritingError
from explainery.project import Project
from explainery.store.transaction import finish, write_all
from making import kept_tree, port_project, tree
from terminal import ENVIRONMENT

IMPORTS = "from explainery.commands.build import build\nfrom explainery.project import Project"


def killed(root: Path, moment: int) -> bool:
    """Build in another process that is killed at its n-th change of the disk; whether it came so far."""
    return dying.killed(IMPORTS, "build(Project.at(Path(root)))", root, moment)


def pages(project: Project) -> dict[str, dict[str, bytes]]:
    return {"docs": tree(project.docs), "base": tree(project.base)}


def corrected(project: Project) -> None:
    source = project.sources / "port" / "herald.md"
    source.write_text(source.read_text("utf-8").replace("9 percent", "8 percent").replace("eleven", "twelve"), "utf-8")


@pytest.mark.parametrize("moment", range(1, 16))
def test_killed_at_any_moment_everything_is_old_or_new_for_the_next_build(tmp_path: Path, moment: int) -> None:
    project = port_project(tmp_path)
    build(project)
    old = pages(project)
    corrected(project)
    if not killed(tmp_path, moment):
        pytest.fail("the build ended before the moment: take an earlier one")
    finish(tmp_path)
    after = pages(project)
    build(project)
    new = pages(project)
    assert after in (old, new)
    assert old != new
    assert not list(tmp_path.rglob("*.new"))
    assert not (tmp_path / ".explainery" / "pending").exists()


def test_a_page_that_a_person_edits_after_the_kill_is_not_overwritten(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    corrected(project)
    moment = 0
    log = tmp_path / ".explainery" / "pending" / "moves.json"
    while not log.is_file():  # kill it later and later, until it is killed while it moves
        moment += 1
        assert killed(tmp_path, moment)
    for page in sorted(project.docs.rglob("*.md")):
        page.write_text(page.read_text("utf-8") + "\nMine.\n", "utf-8")
    finish(tmp_path)
    assert all(p.read_text("utf-8").endswith("\nMine.\n") for p in project.docs.rglob("*.md"))


def test_a_file_that_changes_while_the_build_runs_is_not_overwritten(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "a.md"
    write_all(tmp_path, {page: "old"})
    page.write_text("mine", "utf-8")
    with pytest.raises(WritingError, match="changed while the command ran"):
        write_all(tmp_path, {page: "new", tmp_path / "docs" / "b.md": "new"}, seen={page: "old"})
    assert tree(tmp_path) == {"docs/a.md": b"mine"}


@pytest.mark.parametrize("kind", ["folder", "link", "file for a folder"])
def test_what_stands_in_the_way_stops_everything(tmp_path: Path, kind: str) -> None:
    project = port_project(tmp_path)
    way = project.docs / "port" / "motives.md"
    way.parent.mkdir(parents=True)
    if kind == "folder":
        way.mkdir()
    elif kind == "link":
        (tmp_path / "mine.md").write_text("Mine.\n", "utf-8")
        way.symlink_to(tmp_path / "mine.md")
    else:
        way.parent.rmdir()
        way.parent.write_text("Mine.\n", "utf-8")
    before = kept_tree(tmp_path)
    with pytest.raises(Exception, match=r"there is a folder|symbolic link|something else") as caught:
        build(project)
    assert type(caught.value).__module__ == "explainery.errors"
    assert kept_tree(tmp_path) == before


def test_two_builds_at_once_do_no_harm(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    corrected(project)
    command = [sys.executable, "-m", "explainery", "-C", str(tmp_path), "build"]
    running = [
        subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [(p.communicate(), p.returncode) for p in running]
    assert any(code == 0 for _, code in said)
    for (_, error), code in said:
        assert code == 0 or "changed while the command ran" in error, error
    after = pages(project)
    assert not build(project).writes
    assert pages(project) == after
