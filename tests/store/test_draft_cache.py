"""A build with nothing new is recalled, and never recalled wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery import pipeline
from explainery.commands.build import build
from explainery.commands.draft import draft_of
from explainery.project import Project
from explainery.store.draft_cache import fingerprint, recalled
from making import port_project, tree


def recalled_draft(project: Project) -> object:
    return recalled(project, "port", fingerprint(project, "port", ()))


RECORDS = ".explainery/cache/stories.txt"  # written once a build's own files are old enough to be known from outside


def test_what_is_recalled_is_what_would_be_made(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    assert recalled_draft(project) is None
    build(project)
    assert recalled_draft(project) == draft_of(project, "port")


def test_a_second_build_reads_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = port_project(tmp_path)
    build(project)
    before = tree(tmp_path)
    monkeypatch.setattr(pipeline, "explain", lambda *_: pytest.fail("it read the story again"))
    build(project)
    assert {**tree(tmp_path), RECORDS: b""} == {**before, RECORDS: b""}


def test_what_was_recalled_is_not_written_again(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    kept = tmp_path / ".explainery/cache/port.json"
    before = kept.stat()
    (project.docs / "port" / "index.md").write_text("# Somebody's own\n", "utf-8")
    build(project)
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "name", ["sources/port/herald.md", "sources/port/story.yml", "sources/port/new.txt", ".explainery/settings.yml"]
)
def test_any_change_of_what_went_in_is_a_change(tmp_path: Path, name: str) -> None:
    project = port_project(tmp_path)
    build(project)
    path = tmp_path / name
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n", "utf-8")
    assert recalled_draft(project) is None


def test_a_deleted_page_is_a_change(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    (project.docs / "port" / "motives.md").unlink()
    build(project)
    assert "motives.md" not in (project.docs / "port" / "index.md").read_text("utf-8")


def test_a_memory_that_is_broken_is_no_memory(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    before = tree(project.docs)
    for text in ("", "[]", '{"key": 1}', "\0"):
        (tmp_path / ".explainery/cache/port.json").write_text(text, "utf-8")
        build(project)
        assert tree(project.docs) == before


def test_a_memory_in_which_words_were_replaced_is_no_memory(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    before = tree(project.docs)
    file = tmp_path / ".explainery/cache/port.json"
    file.write_text(file.read_text("utf-8").replace("wants longer shifts", "asks for longer shifts"), "utf-8")
    build(project)
    assert tree(project.docs) == before
