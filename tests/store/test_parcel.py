"""A story's files as they travel to a cluster: the same on the other side, and nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.commands.draft import draft_of
from explainery.errors import ClusterError, SourceError
from explainery.project import Project
from explainery.store import parcel
from explainery.store.draft_cache import fingerprint
from explainery.store.parcel import Parcel, ParcelFile, packed, unpacked
from explainery.store.remote_folder import RemoteFolder
from making import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "here"
    shutil.copytree(ROOT / "tests" / "stories" / "strike", root / "sources" / "strike")
    (root / ".explainery" / "answers").mkdir(parents=True)
    (root / ".explainery" / "settings.yml").write_text("budget: 0.7\n", "utf-8")
    (root / "mkdocs.yml").write_text("theme:\n  name: material\n  language: de\n", "utf-8")
    (root / "sources" / "strike" / "notes.jpg").write_bytes(b"no article")
    return Project.at(root)


def there(tmp_path: Path) -> Path:
    folder = tmp_path / "there"
    folder.mkdir()
    return folder


def test_the_other_side_makes_the_same_draft(project: Project, tmp_path: Path) -> None:
    copy = unpacked(packed(project, "strike"), there(tmp_path))
    assert copy.settings.budget == 0.7
    assert copy.language == "de"
    assert fingerprint(copy, "strike", ()) == fingerprint(project, "strike", ())
    assert draft_of(copy, "strike") == draft_of(project, "strike")


def test_what_is_no_article_stays_here(project: Project) -> None:
    assert not any(file.path.endswith(".jpg") for file in packed(project, "strike").files)


def test_files_that_are_too_large_to_be_sent_are_an_error_with_advice(project: Project) -> None:
    with (project.sources / "strike" / "pages.warc").open("wb") as file:
        file.truncate((parcel.MOST_MEGABYTES + 1) * 1_000_000)
    with pytest.raises(ClusterError, match=r"strike:1: this story's files have 101 megabytes; .*`cluster: sources:`"):
        packed(project, "strike")


def test_a_link_is_not_followed(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("A secret.\n", "utf-8")
    (project.sources / "strike" / "linked.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(SourceError, match="symbolic link"):
        packed(project, "strike")


STEPS = st.lists(st.sampled_from(["..", ".", "", "a", "b.md", "\\", "C:", "/", "\0", "~"]), min_size=1, max_size=5)


@given(STEPS.map("/".join))
def test_no_file_leaves_the_folder(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    above = tmp_path_factory.mktemp("above")
    folder = above / "folder"
    folder.mkdir()
    hostile = Parcel("strike", "/", (ParcelFile(path, 1, "", b"x"),))
    try:
        unpacked(hostile, folder)
    except ClusterError as error:
        assert "would not be in its folder" in str(error)  # noqa: PT017 (either is fine)
    assert [item.name for item in above.iterdir()] == ["folder"]


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a//x", "", ".", "a\\..\\x"])
def test_a_path_that_leads_elsewhere_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="would not be in its folder"):
        unpacked(Parcel("strike", "/", (ParcelFile(path, 1, "", b"x"),)), tmp_path)


def shared_project(project: Project, address: str) -> Project:
    settings = f"budget: 0.7\ncluster:\n  sources: {address}\n"
    (project.root / ".explainery" / "settings.yml").write_text(settings, "utf-8")
    return Project.at(project.root)


def test_sources_are_fetched_from_any_address(project: Project, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'explainery[dask]'")
    bucket = fsspec.filesystem("memory")
    for path in (project.sources / "strike").iterdir():
        bucket.pipe_file(f"/desk/sources/strike/{path.name}", path.read_bytes())
    sent = packed(shared_project(project, "memory://desk/sources"), "strike")
    assert all(file.content is None for file in sent.files if not file.path.endswith(".yml"))
    copy = unpacked(sent, there(tmp_path))
    assert draft_of(copy, "strike") == draft_of(project, "strike")


def test_a_kind_of_address_that_nobody_serves_is_an_error() -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'explainery[dask]'")
    with pytest.raises(ClusterError, match="carrier-pigeon://desk cannot be opened here"):
        RemoteFolder("carrier-pigeon://desk")
