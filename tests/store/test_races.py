"""Somebody writes while a command works: a real process is held just before it writes, and another one writes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from explainery.commands.build import build, planned
from explainery.project import Project
from making import PORT, kept_tree, port_project
from prefork import Ended, forked
from terminal import ENVIRONMENT

# Runs the command, and at one point a shell command: `asks` is just before it commits, with everything worked out and
# nothing in its place; `moves` is when its new files are moved to their places.
HELD = """
import subprocess, sys
from explainery.cli.main import main
from explainery.store import transaction
root, point, times, shell = sys.argv[1:5]
name = {"asks": "_commit", "moves": "_move"}[point]
real, left = getattr(transaction, name), int(times)
def held(*given):
    global left
    left -= 1
    if left >= 0:
        subprocess.run(["sh", "-c", shell], cwd=root, check=True)
    return real(*given)
setattr(transaction, name, held)
sys.exit(main(["-C", root, *sys.argv[5:]]))
"""


def held(root: Path, shell: str, *command: str, point: str = "asks", times: int = 1) -> Ended:
    return forked(HELD, str(root), point, str(times), shell, *command, environment=ENVIRONMENT)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose pages are built and whose sources have changed since."""
    made = port_project(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nnav:\n  - Stories: []\n  - Other: other.md\n", "utf-8")
    build(made)
    herald = made.sources / "port/herald.md"
    herald.write_text(herald.read_text("utf-8").replace("9 percent", "8 percent").replace("eleven", "twelve"), "utf-8")
    return made


SAVES = {
    "a page that changes": ("echo 'Mine.' >> docs/port/motives.md", "docs/port/motives.md", "Mine."),
    "a page that does not": ("echo 'Mine.' >> docs/port/reactions.md", "docs/port/reactions.md", "Mine."),
    "the home page": ("echo 'Mine.' >> docs/index.md", "docs/index.md", "Mine."),
    "the navigation": ("echo '# mine' >> mkdocs.yml", "mkdocs.yml", "# mine"),
    "the decisions": (
        "echo '- deleted: herald-0000 from port/trade.md' > .explainery/decisions.yml",
        ".explainery/decisions.yml",
        "herald-0000",
    ),
    "a deletion": ("sed -i '/wants longer shifts/d' docs/port/motives.md", ".explainery/decisions.yml", "- deleted: "),
}


@pytest.mark.parametrize("what", SAVES)
def test_what_is_saved_while_a_build_runs_is_kept_and_the_build_begins_again(project: Project, what: str) -> None:
    shell, file, words = SAVES[what]
    done = held(project.root, shell, "build")
    assert done.returncode == 0, done.stderr
    assert words in (project.root / file).read_text("utf-8")
    assert "8 percent" in (project.docs / "port/motives.md").read_text("utf-8")
    assert not planned(project).writes


def test_an_editor_who_goes_on_saving_stops_the_build_and_nothing_is_written(project: Project) -> None:
    before = kept_tree(project.root)
    done = held(project.root, "echo 'Mine.' >> docs/port/motives.md", "build", times=2)
    assert done.returncode == 2
    assert "docs/port/motives.md:1: this file was changed while the command ran; nothing was written" in done.stderr
    page = (project.docs / "port/motives.md").read_bytes()
    assert kept_tree(project.root) == {**before, "docs/port/motives.md": page}
    assert page.endswith(b"Mine.\nMine.\n")


def test_a_page_that_appears_where_a_build_writes_one_is_kept(tmp_path: Path) -> None:
    port_project(tmp_path)
    done = held(tmp_path, "mkdir -p docs/port && echo 'Mine.' > docs/port/motives.md", "build")
    assert done.returncode == 1
    assert "docs/port/motives.md:1: nothing was written, so that no edit is lost" in done.stderr
    assert (tmp_path / "docs/port/motives.md").read_text("utf-8") == "Mine.\n"


def test_a_page_saved_between_the_moves_is_kept_and_the_build_begins_again(project: Project) -> None:
    """The first move is of another page: of this one, and of its base, nothing has been moved yet."""
    done = held(project.root, "echo 'Mine.' >> docs/port/motives.md", "build", point="moves")
    assert done.returncode == 0, done.stderr
    text = (project.docs / "port/motives.md").read_text("utf-8")
    assert text.endswith("Mine.\n")
    assert "8 percent" in text
    assert not planned(project).writes


def test_an_answer_given_while_a_build_runs_holds(project: Project) -> None:
    page = project.docs / "port/motives.md"
    page.write_text(page.read_text("utf-8").replace("The union wants", "The union asks for", 1), "utf-8")
    build(project)
    (ident,) = [
        row.split(" · ")[1]
        for row in (project.root / ".explainery/proposals/port.md").read_text("utf-8").splitlines()
        if row.startswith("## ")
    ]
    courier = project.sources / "port/courier.md"
    courier.write_text(courier.read_text("utf-8").replace("nine days", "ten days"), "utf-8")
    done = held(project.root, f"'{sys.executable}' -m explainery keep {ident}", "build")
    assert done.returncode == 0, done.stderr
    assert not (project.root / ".explainery/proposals/port.md").exists()
    assert "asks for" in page.read_text("utf-8")
    assert not planned(project).writes


def test_an_answer_does_not_undo_what_is_saved_meanwhile(project: Project) -> None:
    page = project.docs / "port/motives.md"
    page.write_text(page.read_text("utf-8").replace("The union wants", "The union asks for", 1), "utf-8")
    done = held(project.root, "echo 'Mine.' >> docs/port/motives.md", "restore", "--all")
    assert done.returncode == 2, done.stdout
    assert "changed while the command ran" in done.stderr
    assert "asks for" in page.read_text("utf-8")
    assert page.read_text("utf-8").endswith("Mine.\n")


def test_a_file_that_appears_where_an_article_is_added_is_kept(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    port_project(root)
    new = tmp_path / "gazette.md"
    new.write_text(PORT.format(rights="open").replace("Herald", "Gazette").replace("Arlen", "Borg"), "utf-8")
    done = held(root, "echo 'Mine.' > sources/port/gazette.md", "add", "port", str(new))
    assert done.returncode == 2
    assert "changed while the command ran" in done.stderr
    assert (root / "sources/port/gazette.md").read_text("utf-8") == "Mine.\n"


def test_a_page_saved_while_it_is_mended_is_kept(project: Project) -> None:
    build(project)
    page = project.docs / "port/motives.md"
    page.write_text(page.read_text("utf-8").rstrip().rpartition("\n")[0] + "\n", "utf-8")  # a definition is missing
    before = page.read_text("utf-8")
    done = held(project.root, "echo 'Mine.' >> docs/port/motives.md", "check", "--fix")
    assert done.returncode == 2, done.stdout
    assert "changed while the command ran" in done.stderr
    assert page.read_text("utf-8") == f"{before}Mine.\n"


def test_a_draft_of_sources_that_change_while_they_are_read_is_not_recalled(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explainery import pipeline  # noqa: PLC0415

    file, real = project.sources / "port/herald.md", pipeline.explain
    old = file.read_bytes()

    def saved_first(*given: object, **named: object) -> object:
        file.write_bytes(old.replace(b"8 percent", b"7 percent"))
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "explain", saved_first)
    build(project)
    monkeypatch.setattr(pipeline, "explain", real)
    file.write_bytes(old)
    build(project)
    assert "8 percent" in (project.docs / "port/motives.md").read_text("utf-8")
