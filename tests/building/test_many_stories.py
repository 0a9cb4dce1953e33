"""Many stories: the same pages wherever they are built, and whether or not a build looks at what is not new."""

import json
import os
import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from explainery.commands import story_build
from explainery.commands.build import Asked, build, planned
from explainery.commands.story_build import StoryBuild
from explainery.errors import SourceError
from explainery.project import Project
from explainery.store import file_signatures
from making import kept_tree, port_project

STORIES = 4
RECORDS = ".explainery/cache/stories.txt"


def many(root: Path, stories: int = STORIES) -> Project:
    """A project of stories that differ in a number."""
    project = port_project(root)
    for number in range(1, stories):
        folder = project.sources / f"port{number}"
        shutil.copytree(project.sources / "port", folder)
        herald = folder / "herald.md"
        herald.write_text(herald.read_text("utf-8").replace("9 percent", f"{10 + number} percent"), "utf-8")
    return project


@pytest.fixture(autouse=True)
def no_grain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files come to rest at once: the tests change none within the grain of a clock."""
    monkeypatch.setattr(file_signatures, "_FINE_GRAIN", -1_000_000_000)


def opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stories that a build opens."""
    names = list[str]()
    real = story_build.StoryRun.build

    def noted(run: story_build.StoryRun) -> StoryBuild:
        names.append(run.name)
        return real(run)

    with monkeypatch.context() as patch:
        patch.setattr(story_build.StoryRun, "build", noted)
        build(project, executor="here")
    return names


def test_every_executor_writes_the_same_bytes(tmp_path: Path) -> None:
    trees = {}
    for name in ("here", "processes:2", "threads"):
        project = many(tmp_path / name)
        with ThreadPoolExecutor(2) as threads:
            plan = planned(project, executor="here")
            build(project, asked=Asked(plan=plan.code), executor=threads if name == "threads" else name)
        trees[name] = kept_tree(project.root)
    assert trees["here"] == trees["processes:2"] == trees["threads"]
    assert len([path for path in trees["here"] if path.endswith("index.md")]) > STORIES


def test_what_is_not_new_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = many(tmp_path)
    assert len(opened(project, monkeypatch)) == STORIES
    assert opened(project, monkeypatch) == []
    assert not planned(project).writes


CHANGES: dict[str, Callable[[Project], object]] = {
    "a page": lambda p: _append(p.docs / "port2/motives.md", "Mine."),
    "a page that goes": lambda p: (p.docs / "port2/motives.md").unlink(),
    "a new page": lambda p: _append(p.docs / "port2/mine.md", "Mine."),
    "an article": lambda p: _append(p.sources / "port2/herald.md", "It ended on Friday."),
    "an article that goes": lambda p: (p.sources / "port2/herald.md").unlink(),
    "an article's fields": lambda p: _append(p.sources / "port2/herald.md.yml", "author: Ann"),
    "settings of a story": lambda p: _append(p.sources / "port2/story.yml", "# mine"),
    "a base": lambda p: (p.base / "port2/motives.md").unlink(),
    "the memory": lambda p: (p.root / ".explainery/memory/port2.json").unlink(),
    "a decision": lambda p: _append(p.root / ".explainery/decisions.yml", "- deleted: herald-0000 from port2/trade.md"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_anywhere_in_a_story_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    project = many(tmp_path)
    build(project, executor="here")
    CHANGES[what](project)
    assert opened(project, monkeypatch) == ["port2"]


def _append(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n" if file.suffix == ".md" else f"{line}\n")


@pytest.mark.parametrize("what", ["deleted", "cut off", "of somebody else", "of other settings"])
def test_records_that_do_not_fit_only_cost_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    project = many(tmp_path)
    build(project, executor="here")
    file = tmp_path / RECORDS
    if what == "deleted":
        file.unlink()
    elif what == "cut off":
        file.write_bytes(file.read_bytes()[:-5])
    elif what == "of somebody else":
        file.write_text(file.read_text("utf-8").replace("port2", "port3"), "utf-8")
    else:
        _append(tmp_path / ".explainery/settings.yml", "budget: 0.5")
        project = Project.at(tmp_path)
    assert len(opened(project, monkeypatch)) == STORIES


def test_a_copy_that_keeps_its_times_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = many(tmp_path)
    build(project, executor="here")
    page = project.docs / "port2/motives.md"
    status, text = page.stat(), page.read_text("utf-8")
    page.write_text(text.replace("wants", "needs"), "utf-8")  # in place, and of the same length
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert opened(project, monkeypatch) == ["port2"]
    assert "needs" in page.read_text("utf-8")


def test_a_story_that_is_renamed_beside_one_that_is_not_new(tmp_path: Path) -> None:
    project = many(tmp_path)
    build(project, executor="here")
    page = project.docs / "port2/motives.md"
    page.write_text(page.read_text("utf-8").replace("The union wants", "The union asks for", 1), "utf-8")
    (project.sources / "port2").rename(project.sources / "quay")
    build(project, executor="processes:2")
    assert "asks for" in (project.docs / "quay/motives.md").read_text("utf-8")
    assert not (project.docs / "port2").exists()
    assert not planned(project).writes


def test_an_error_in_one_story_leaves_all_as_they_are(tmp_path: Path) -> None:
    project = many(tmp_path)
    (project.sources / "port2/herald.md").write_text("", "utf-8")
    before = kept_tree(tmp_path)
    with pytest.raises(SourceError, match=r"port2/herald\.md"):
        build(project, executor="processes:2")
    assert kept_tree(tmp_path) == before
    assert not (tmp_path / ".explainery/pending").exists()


@pytest.mark.parametrize("seed", range(3))
def test_builds_that_skip_write_what_builds_that_do_not_skip_write(tmp_path: Path, seed: int) -> None:
    """Two copies of one project get the same random edits; one of them loses its records before each build."""
    dice = random.Random(seed)  # noqa: S311 (a history is no secret)
    skips, looks = many(tmp_path / "skips"), many(tmp_path / "looks")
    for _ in range(4):
        _same_edit(dice, [skips, looks])
        (looks.root / RECORDS).unlink(missing_ok=True)
        said = [build(project, executor="here") for project in (skips, looks)]
        assert kept_tree(skips.root) == kept_tree(looks.root)
        assert [replace(story) for story in said[0].stories] == list(said[1].stories)
        assert json.dumps(sorted(map(str, said[0].outcomes))) == json.dumps(sorted(map(str, said[1].outcomes)))


def _same_edit(dice: random.Random, projects: list[Project]) -> None:
    """One edit of a page, or of an article, in all copies."""
    kind, story, at = dice.choice(("page", "article", "nothing", "page")), f"port{dice.randint(1, 3)}", dice.random()
    for project in projects:
        folder = (project.docs if kind == "page" else project.sources) / story
        files = sorted(folder.glob("*.md")) if kind != "nothing" else []
        if files:
            file = files[int(at * len(files))]
            lines = file.read_text("utf-8").splitlines()
            places = [n for n, line in enumerate(lines) if line.endswith(("]", ".")) and not line.startswith("[^")]
            if places:
                place = places[int(at * len(places))]
                lines[place] = lines[place].replace("the ", "this ", 1) if at < 0.7 else ""
                file.write_text("\n".join(lines) + "\n", "utf-8")
