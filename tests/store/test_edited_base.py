"""The base says what a build wrote. Whoever changes it, mostly by "Replace in files", is told, and no words are lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.commands.build import build, planned
from explainery.commands.merge_file import merge_files
from explainery.commands.resolve import statuses
from explainery.errors import EditedBaseError
from explainery.merging.edits import EditKind
from explainery.project import Project
from explainery.store.base_stamp import code_of, stamped, taken_apart
from making import port_project, tree
from terminal import refused, run

GIT = {
    **os.environ,
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def replaced_in_files(root: Path, old: str, new: str) -> None:
    """What an editor's "Replace in files" does; it leaves the folder of git alone."""
    for file in root.rglob("*"):
        if file.is_file() and ".git" not in file.parts and "sources" not in file.parts:
            file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = port_project(tmp_path)
    build(made)
    return made


def committed(root: Path) -> None:
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "A build"]):
        subprocess.run(["git", *arguments], cwd=root, env=GIT, check=True)


def test_a_base_file_states_its_hash_and_a_page_does_not(project: Project) -> None:
    for path, raw in tree(project.base).items():
        base = taken_apart(raw.decode())
        assert base.code == code_of(base.text)
        assert (project.docs / path).read_text("utf-8") == base.text


@pytest.mark.parametrize("command", [["build"], ["plan"], ["status"], ["keep", "--all"]])
def test_words_replaced_in_all_files_stop_every_command_that_compares(project: Project, command: list[str]) -> None:
    replaced_in_files(project.root, "wants longer shifts", "asks for longer shifts")
    before = tree(project.root)
    refused(
        run(project.root, *command),
        ".explainery/base/port/motives.md:1: this file and 1 other file were changed by hand",
        "check --fix",
    )
    assert tree(project.root) == before


def test_the_check_says_so_and_mends_it_from_the_sources(project: Project) -> None:
    replaced_in_files(project.root, "wants longer shifts", "asks for longer shifts")
    checked = run(project.root, "check")
    assert checked.returncode == 1
    assert ".explainery/base/port/motives.md:1: EXP140 this file was changed by hand" in checked.stdout
    fixed = run(project.root, "check", "--fix")
    assert "motives.md:1: what the build wrote is back, from the sources" in fixed.stdout
    assert "EXP140" not in fixed.stdout
    assert words_stay_and_are_an_edit(project)


def test_an_edit_that_was_committed_with_its_base_is_mended_from_git(project: Project) -> None:
    committed(project.root)
    replaced_in_files(project.root, "wants longer shifts", "asks for longer shifts")
    committed(project.root)
    herald = project.sources / "port/courier.md"
    herald.write_text(herald.read_text("utf-8").replace("nine days", "ten days"), "utf-8")
    assert "is back, from git" in run(project.root, "check", "--fix").stdout
    assert words_stay_and_are_an_edit(project)


def words_stay_and_are_an_edit(project: Project) -> bool:
    build(project)
    assert "asks for longer shifts" in (project.docs / "port/motives.md").read_text("utf-8")
    edits = [e for s in statuses(project) for e in s.edits if e.page == "port/motives.md"]
    assert [e.kinds for e in edits] == [(EditKind.REWORDED,)]
    return not planned(project).writes


@pytest.mark.parametrize("new", ["deadbeef", "no number"])
def test_a_hash_that_was_changed_is_mended(project: Project, new: str) -> None:
    committed(project.root)
    file = project.base / "port/motives.md"
    replaced_in_files(project.base, taken_apart(file.read_text("utf-8")).code[:8], new)
    with pytest.raises(EditedBaseError):
        build(project)
    assert "from git" in run(project.root, "check", "--fix").stdout
    build(project)


def test_what_is_nowhere_cannot_be_put_back_and_the_way_out_is_said(project: Project) -> None:
    replaced_in_files(project.root, "wants longer shifts", "asks for longer shifts")
    courier = project.sources / "port/courier.md"
    courier.write_text(courier.read_text("utf-8").replace("wants longer shifts", "is for longer shifts"), "utf-8")
    done = run(project.root, "check", "--fix")
    refused(done, "neither git's history nor the sources have", "build --keep port/motives.md")
    (project.base / "port/motives.md").unlink()
    (project.base / "port/sources.md").unlink()
    assert run(project.root, "build", "--keep", "port/motives.md", "--replace", "port/sources.md").returncode == 0
    assert "asks for longer shifts" in (project.docs / "port/motives.md").read_text("utf-8")


def test_other_line_ends_and_a_byte_order_mark_are_no_edit(project: Project) -> None:
    for file in project.base.rglob("*.md"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert not planned(project).writes


def test_a_project_of_an_older_version_goes_on_and_gets_its_hashes(project: Project) -> None:
    after = tree(project.base)
    for file in project.base.rglob("*.md"):
        file.write_text(taken_apart(file.read_text("utf-8")).text, "utf-8")
    page = project.docs / "port/motives.md"
    page.write_text(page.read_text("utf-8") + "\nMine.\n", "utf-8")
    assert run(project.root, "check").returncode == 0
    build(project)
    assert tree(project.base) == after
    assert page.read_text("utf-8").endswith("\nMine.\n")


def test_a_story_that_is_added_touches_no_file_of_another(project: Project) -> None:
    before = tree(project.base / "port")
    (project.sources / "ferry").mkdir()
    (project.sources / "ferry/a.md").write_bytes((project.sources / "port/herald.md").read_bytes())
    build(project)
    assert tree(project.base / "port") == before


@given(st.text())
def test_any_text_is_found_again_below_its_hash_and_any_change_is_seen(text: str) -> None:
    base = taken_apart(stamped(text))
    assert base.text == text
    assert not base.is_edited
    assert taken_apart(stamped(f"{text}x", code_of(text))).is_edited


@pytest.mark.parametrize("edited", ["none", "ours", "theirs"])
def test_a_merge_of_two_bases_has_its_hash_and_does_not_hide_an_edit(tmp_path: Path, edited: str) -> None:
    files = {name: tmp_path / name for name in ("base", "ours", "theirs")}
    texts = {
        "base": "One.[^a-1]\n\nTwo.[^b-2]\n",
        "ours": "Un.[^a-1]\n\nTwo.[^b-2]\n",
        "theirs": "One.[^a-1]\n\nZwei.[^b-2]\n",
    }
    for name, file in files.items():
        file.write_text(stamped(texts[name]).replace("\n\n", "\n\nMine.\n" if name == edited else "\n\n"), "utf-8")
    assert not merge_files(files["base"], files["ours"], files["theirs"])
    merged = taken_apart(files["ours"].read_text("utf-8"))
    assert "Un.[^a-1]" in merged.text
    assert "Zwei.[^b-2]" in merged.text
    assert merged.code
    assert merged.is_edited == (edited != "none")


def forged(project: Project, page: str, old: str, new: str) -> None:
    """A word is replaced on a page and in its base, whose hash is computed again."""
    for file in (project.docs / page, project.base / page):
        text = taken_apart(file.read_text("utf-8")).text
        assert old in text
        text = text.replace(old, new)
        file.write_text(stamped(text) if file.is_relative_to(project.base) else text, "utf-8")


FORGED = ("port/motives.md", "wants longer shifts", "asks for longer shifts")


def test_a_forged_base_is_found_and_the_next_build_keeps_the_words(project: Project) -> None:
    committed(project.root)
    forged(project, *FORGED)
    checked = run(project.root, "check")
    assert checked.returncode == 1
    assert ".explainery/base/port/motives.md:1: EXP140 this file has words of the page" in checked.stdout
    told = run(project.root, "summary").stdout
    assert "1 base file changed by hand." in told
    assert ".explainery/base/port/motives.md" in told
    build(project)
    assert FORGED[2] in (project.docs / FORGED[0]).read_text("utf-8")
    assert FORGED[0] in {e.page for s in statuses(project) for e in s.edits}
    assert not planned(project).writes
    assert "EXP140" not in run(project.root, "check").stdout


@pytest.mark.parametrize("where", ["here", "in a clone"])
def test_a_forged_base_is_found_on_a_branch_by_whoever_checks_it(project: Project, where: str) -> None:
    committed(project.root)
    subprocess.run(["git", "branch", "-M", "main"], cwd=project.root, env=GIT, check=True)
    subprocess.run(["git", "checkout", "-q", "-b", "work"], cwd=project.root, env=GIT, check=True)
    forged(project, *FORGED)
    committed(project.root)
    if where == "in a clone":
        shutil.rmtree(project.root / ".explainery/cache")
    assert "EXP140" in run(project.root, "check").stdout
    assert "from git and the sources" in run(project.root, "check", "--fix").stdout
    assert words_stay_and_are_an_edit(project)


@pytest.mark.parametrize("what", ["front", "definition", "row"])
def test_a_forgery_of_any_part_loses_nothing(project: Project, what: str) -> None:
    committed(project.root)
    page, old, new = {
        "front": ("port/motives.md", "description: ", "description: Mine. "),
        "definition": ("port/motives.md", "**Courier**, ", "**Courier**, typed, "),
        "row": ("port/index.md", "| Norsea director", "| Norsea director of Arlen"),
    }[what]
    forged(project, page, old, new)
    build(project)
    assert new in (project.docs / page).read_text("utf-8")


@pytest.mark.parametrize("where", ["here", "in a clone"])
def test_a_base_of_a_branchs_own_build_is_known_after_its_sources_changed(project: Project, where: str) -> None:
    committed(project.root)
    subprocess.run(["git", "branch", "-M", "main"], cwd=project.root, env=GIT, check=True)
    subprocess.run(["git", "checkout", "-q", "-b", "work"], cwd=project.root, env=GIT, check=True)
    courier, page = project.sources / "port/courier.md", project.docs / "port/motives.md"
    courier.write_text(courier.read_text("utf-8").replace("unloaded at night", "unloaded in the dark"), "utf-8")
    build(project)
    committed(project.root)
    courier.write_text(courier.read_text("utf-8").replace("unloaded in the dark", "unloaded by night"), "utf-8")
    assert "unloaded in the dark" in page.read_text("utf-8")
    if where == "in a clone":
        shutil.rmtree(project.root / ".explainery/cache")
    assert "EXP140" not in run(project.root, "check").stdout
    build(project)
    assert "unloaded by night" in page.read_text("utf-8")
    assert "unloaded in the dark" not in page.read_text("utf-8")


def test_a_correction_that_copies_followed_can_be_corrected_again(project: Project) -> None:
    committed(project.root)
    page = project.docs / "port/trade.md"
    for old, new in (("500 crowns", "600 crowns"), ("600 crowns", "700 crowns")):
        page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
        build(project)
        assert "EXP140" not in run(project.root, "check").stdout
    assert not planned(project).writes
