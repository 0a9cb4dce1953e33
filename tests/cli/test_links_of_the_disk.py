"""A link of the disk in a repository: no command follows it, and each says where it is and where it leads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from explainery.cli.main import main
from explainery.commands.build import build
from explainery.commands.serve import site_built
from explainery.errors import ExplaineryError
from explainery.plain_files import require_plain
from making import ROOT, port_project, tree, with_site
from propose import proposed

HIDDEN = "The password of this machine is 1234.\n"
Place = Callable[[Path, Path], Path]  # puts a link into a project, to a folder away from it; returns the link


def _file(path: str) -> Place:
    """A link in a file's place, or beside the others."""

    def place(root: Path, away: Path) -> Path:
        link = root / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(away / "secret.md")
        return link

    return place


def _folder(path: str) -> Place:
    """A folder of the project moved away, and a link in its place."""

    def place(root: Path, away: Path) -> Path:
        (root / path).mkdir(parents=True, exist_ok=True)
        (root / path).rename(away / "moved")
        (root / path).symlink_to(away / "moved", target_is_directory=True)
        return root / path

    return place


def _relative(root: Path, away: Path) -> Path:
    link = root / "docs/port/more.md"
    link.symlink_to(os.path.relpath(away / "secret.md", link.parent))
    return link


def _chain(root: Path, away: Path) -> Path:
    (away / "next.md").symlink_to(away / "secret.md")
    link = root / "docs/port/more.md"
    link.symlink_to(away / "next.md")
    return link


def _circle(root: Path, _: Path) -> Path:
    link = root / "docs/port/more.md"
    link.symlink_to("more.md")
    return link


def _inside(root: Path, _: Path) -> Path:
    link = root / "docs/port/more.md"
    link.symlink_to("../../sources/port/herald.md")
    return link


def _dangling(root: Path, away: Path) -> Path:
    link = root / "docs/port/more.md"
    link.symlink_to(away / "nothing.md")
    return link


PLACES: dict[str, Place] = {
    "a page": _file("docs/port/index.md"),
    "the home page": _file("docs/index.md"),
    "a page of its own": _file("docs/more.md"),
    "a picture": _file("docs/assets/more.png"),
    "a style sheet": _file("docs/assets/explainery.css"),
    "deep below": _file("docs/assets/a/b/c/more.png"),
    "a hidden file": _file("docs/.more.md"),
    "a template": _file("overrides/partials/header.html"),
    "a script of the theme": _file("overrides/assets/javascripts/palette.js"),
    "mkdocs.yml": _file("mkdocs.yml"),
    "an article": _file("sources/port/more.md"),
    "a sidecar": _file("sources/port/herald.md.yml"),
    "a story's settings": _file("sources/port/story.yml"),
    "settings": _file(".explainery/settings.yml"),
    "decisions": _file(".explainery/decisions.yml"),
    "proposals": _file(".explainery/proposals/port.md"),
    "a base": _file(".explainery/base/port/index.md"),
    "a lock": _file(".explainery/lock/port.json"),
    "what a killed build left": _file(".explainery/pending/moves.json"),
    "an original": _file("originals/port/more.txt"),
    "docs": _folder("docs"),
    "a story's pages": _folder("docs/port"),
    "assets": _folder("docs/assets"),
    "sources": _folder("sources"),
    "a story": _folder("sources/port"),
    "overrides": _folder("overrides"),
    "what the program keeps": _folder(".explainery"),
    "the bases": _folder(".explainery/base"),
    "the site": _folder("site"),
    "relative": _relative,
    "a link to a link": _chain,
    "a circle": _circle,
    "within the project": _inside,
    "to nothing": _dangling,
}
COMMANDS = {
    "add": ["add", "port", "NEW"],
    "build": ["build"],
    "plan": ["plan"],
    "check": ["check"],
    "fix": ["check", "--fix"],
    "lock": ["lock"],
    "status": ["status"],
    "restore": ["restore", "--all"],
    "inspect": ["inspect", "port"],
    "digest": ["digest", "port", "herald"],
    "new": ["new", "other"],
    "summary": ["summary"],
    "serve": ["serve", "--address", "127.0.0.1:0"],
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its pages, in a git repository."""
    root = tmp_path_factory.mktemp("original") / "project"
    project = port_project(root)
    with_site(root)
    build(project)
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    return root


@pytest.fixture
def linked(original: Path, tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    """A copy of the project with a link in one of the places."""

    def made(place: str) -> tuple[Path, Path]:
        root, away = tmp_path / "project", tmp_path / "away"
        subprocess.run(["cp", "-r", str(original), str(root)], check=True)
        away.mkdir()
        (away / "secret.md").write_text(HIDDEN, "utf-8")
        return root, PLACES[place](root, away)

    return made


@pytest.mark.parametrize("place", PLACES)
def test_every_command_refuses_a_link(
    linked: Callable[[str], tuple[Path, Path]], capsys: pytest.CaptureFixture[str], place: str
) -> None:
    root, link = linked(place)
    new = root.parent / "new.md"
    new.write_text("A new article.\n", "utf-8")
    before, outside = tree(root), tree(root.parent / "away")
    for name, command in COMMANDS.items():
        code = main(["--root", str(root), *(str(new) if word == "NEW" else word for word in command)])
        said = capsys.readouterr()
        assert code == 2, (name, said)
        assert f"{link}:1: this is a symbolic link to {link.readlink()}" in said.err, name
        assert "1234" not in said.out + said.err, name
    for step in (site_built, proposed):
        with pytest.raises(ExplaineryError, match="this is a symbolic link"):
            step(root)
    assert tree(root) == before
    assert tree(root.parent / "away") == outside


def test_the_message_follows_a_link_to_its_end(linked: Callable[[str], tuple[Path, Path]]) -> None:
    root, link = linked("a link to a link")
    away = link.parents[3] / "away"
    with pytest.raises(ExplaineryError) as caught:
        require_plain(root)
    assert caught.value.what == f"this is a symbolic link to {away}/next.md, which leads to {away}/secret.md"
    assert caught.value.hint.startswith("Put the file itself there, or delete the link")


def test_a_link_to_nothing_says_so(linked: Callable[[str], tuple[Path, Path]]) -> None:
    root, _ = linked("to nothing")
    with pytest.raises(ExplaineryError, match=r"nothing\.md, which does not exist"):
        require_plain(root)


PIPES = ["docs/port/index.md", "docs/more.md", "docs/assets/a.png", "mkdocs.yml", "sources/port/more.md", "sources/port/story.yml",
         ".explainery/settings.yml", ".explainery/decisions.yml", "overrides/main.html"]  # fmt: skip


@pytest.mark.parametrize("path", PIPES)
def test_a_pipe_holds_no_command_up(
    original: Path, tmp_path: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "project"
    subprocess.run(["cp", "-r", str(original), str(root)], check=True)
    (root / path).unlink(missing_ok=True)
    os.mkfifo(root / path)
    for command in ("build", "check", "plan", "status", "summary"):
        assert main(["--root", str(root), command]) == 2
        assert f"{root / path}:1: this is a named pipe" in capsys.readouterr().err, command
    with pytest.raises(ExplaineryError, match="named pipe"):
        site_built(root)


def test_a_pipe_is_no_article(original: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "article.txt")
    assert main(["--root", str(original), "add", "port", str(tmp_path / "article.txt")]) == 2
    assert "this is not a file" in capsys.readouterr().err


def test_a_project_may_stand_behind_a_link(original: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "way").symlink_to(original, target_is_directory=True)
    assert main(["--root", str(tmp_path / "way"), "plan"]) == 0, capsys.readouterr()


def test_the_repository_itself_is_plain() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "explainery", "plan"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
