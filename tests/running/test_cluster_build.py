"""A build on a cluster writes the same bytes as on one machine, whatever becomes of the workers."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from explainery.commands.build import build, planned
from explainery.errors import ClusterError, SourceError
from explainery.project import Project
from loopback_cluster import Cluster
from making import ROOT, with_site

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'explainery[dask]'")

BUILT = ("docs", "mkdocs.yml", ".explainery/base", ".explainery/memory", ".explainery/decisions.yml")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """All stories of the tests and of the repository, built in this process."""
    project = made(tmp_path_factory.mktemp("here"))
    build(project, executor="here")
    return project


def made(root: Path, *names: str) -> Project:
    for name in names or ("strike", "merger", "flood"):
        shutil.copytree(ROOT / "tests" / "stories" / name, root / "sources" / name)
    if not names:
        shutil.copytree(ROOT / "sources", root / "sources", dirs_exist_ok=True)
    with_site(root)
    return Project.at(root)


def files(root: Path, *below: str) -> dict[str, bytes]:
    paths = [path for name in below for path in ((root / name).rglob("*") if (root / name).is_dir() else [root / name])]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def drafts_of(root: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (root / ".explainery" / "cache").glob("*.json")}


def test_a_build_whose_workers_are_killed_writes_the_same_bytes(
    cluster: Cluster, here: Project, tmp_path: Path
) -> None:
    project, ended, kills = made(tmp_path), threading.Event(), list[int]()

    def kill_two() -> None:
        while len(kills) < 2 and not ended.wait(0.3):
            if any(cluster.folder.rglob("explainery-*/sources")) and cluster.kill_worker(len(kills)):
                kills.append(1)
                ended.wait(1)

    killer = threading.Thread(target=kill_two)
    killer.start()
    try:
        build(project, executor=cluster.address)
    finally:
        ended.set()
        killer.join()
    assert len(kills) == 2
    assert files(tmp_path, *BUILT) == files(here.root, *BUILT)


def test_the_cluster_makes_the_drafts_that_this_machine_makes(cluster: Cluster, here: Project, tmp_path: Path) -> None:
    project = made(tmp_path)
    planned(project, executor=cluster.address)
    assert set(drafts_of(tmp_path)) == {"flood", "kim-putin-2023", "merger", "strike"}
    assert drafts_of(tmp_path) == drafts_of(here.root)


def test_a_file_that_cannot_be_read_is_named_as_on_one_machine(cluster: Cluster, tmp_path: Path) -> None:
    project = made(tmp_path, "strike")
    broken = tmp_path / "sources" / "strike" / "broken.md"
    broken.write_text("---\npublished: never\n---\nSome text.\n", "utf-8")
    with pytest.raises(SourceError) as raised:
        build(project, executor=cluster.address)
    assert raised.value.file == str(broken)


def test_workers_fetch_the_very_sources_that_are_here(cluster: Cluster, tmp_path: Path) -> None:
    made(tmp_path, "strike")
    shared, mine = tmp_path / "shared", tmp_path / "sources"
    (tmp_path / ".explainery").mkdir()
    (tmp_path / ".explainery" / "settings.yml").write_text(f"cluster: {{sources: 'file://{shared}'}}\n", "utf-8")
    project = Project.at(tmp_path)
    with pytest.raises(ClusterError, match="the workers cannot fetch strike/"):
        build(project, executor=cluster.address)
    shutil.copytree(mine, shared)
    build(project, executor=cluster.address)
    article = next(path for path in sorted(mine.glob("strike/*")) if path.suffix in {".md", ".txt"})
    article.write_text(f"{article.read_text('utf-8')}\nMore of it.\n", "utf-8")
    with pytest.raises(ClusterError, match="another version of this file") as raised:
        build(project, executor=cluster.address)
    assert raised.value.file == str(article)


def test_workers_share_the_articles_that_were_read_and_marked(cluster: Cluster, tmp_path: Path) -> None:
    project = made(tmp_path, "strike")
    shared = tmp_path / "shared"
    (tmp_path / ".explainery").mkdir()
    (tmp_path / ".explainery" / "settings.yml").write_text(f"cluster: {{cache: 'file://{shared}'}}\n", "utf-8")
    planned(Project.at(tmp_path), executor=cluster.address)
    kept = files(shared, "")
    assert kept
    assert not (tmp_path / ".explainery" / "cache" / "steps").exists()
    drafts = drafts_of(tmp_path)
    shutil.rmtree(tmp_path / ".explainery" / "cache")
    planned(Project.at(project.root), executor=cluster.address)
    assert drafts_of(tmp_path) == drafts
    assert files(shared, "") == kept
