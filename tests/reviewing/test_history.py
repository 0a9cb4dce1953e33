"""The command in repositories that cannot answer: every error says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from explainery.errors import ExplaineryError
from explainery.reviewing.git_history import differing
from prefork import Ended
from reviewing.repository import committed, edited, git, proposing, write
from terminal import refused, run


def summary(root: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Ended:
    done = run(root, "summary", *arguments, env=env)
    assert done.returncode == 0 or done.stdout == "", "half a summary is none"
    return done


def test_the_command_prints_both_forms(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    edited(root, "docs/port/trade.md", "Rents have doubled.", "Rents are up.")
    for form, start in (("text", "  - changed herald-abcd: Rents are up."), ("markdown", "- changed `herald-abcd`: `")):
        done = summary(root, "--format", form)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("1 statement changed on 1 page.\n")
        assert start in done.stdout


def test_no_repository(tmp_path: Path) -> None:
    refused(summary(tmp_path), "not in a git repository", "git init")


def test_no_git(tmp_path: Path) -> None:
    refused(summary(proposing(tmp_path), env={"PATH": "/nonexistent"}), "git is not installed")


def test_no_commit_yet(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    refused(summary(tmp_path), "git does not know a default branch here", "--since")


@pytest.mark.parametrize("ref", ["nope", "--output=x", "-h", "main..", "a b", "@{", "\x1b[2J", ""])
def test_no_such_ref(tmp_path: Path, ref: str) -> None:
    root = proposing(tmp_path)
    if not ref:
        assert summary(root, "--since", ref).returncode == 0, "nothing named is the default branch"
        return
    done = summary(root, f"--since={ref}")
    refused(done, "git does not know a branch, tag or commit", "git fetch origin")
    assert "\x1b" not in done.stderr


def test_a_shallow_clone_without_the_branch(tmp_path: Path) -> None:
    root = proposing(tmp_path / "full")
    edited(root, "docs/about.md", "We", "They")
    committed(root)
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "correction", root.as_uri(), str(clone))
    refused(summary(clone, "--since", "main"), "only the newest commits", "git fetch --unshallow")


def test_a_branch_that_is_only_on_the_server(tmp_path: Path) -> None:
    root = proposing(tmp_path / "full")
    edited(root, "docs/about.md", "We", "They")
    committed(root)
    git(root, "switch", "--quiet", "main")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--branch", "correction", root.as_uri(), str(clone))
    git(clone, "checkout", "--quiet", "--detach")
    git(clone, "branch", "--quiet", "-D", "correction")
    assert differing(clone, "main").paths == ("docs/about.md",)
    assert differing(clone).paths == ("docs/about.md",), "and the default branch is found there"


def test_branches_without_a_common_commit(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    git(root, "switch", "--quiet", "--orphan", "other")
    write(root, "a.md", "A\n")
    committed(root)
    refused(summary(root), "a commit in common with main")


def test_names_of_files_that_git_would_quote(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    names = (
        "docs/port/ä b.md",
        'docs/port/"x".md',
        "docs/port/a missing",
        "docs/port/tab\tx.md",
        "docs/port/new\nline.md",
    )
    for name in names:
        write(root, name, "One.\n")
    committed(root)
    git(root, "branch", "--force", "main")
    for name in names:
        write(root, name, "Two.\n")
    found = differing(root, "main")
    assert set(found.paths) == set(names)
    assert {found.old[n] for n in names if "\n" not in n} == {"One.\n"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExplaineryError, match="no such folder"):
        differing(tmp_path / "nope")
