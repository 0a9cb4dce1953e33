"""The command in repositories that cannot answer: every error says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explainery.errors import ExplaineryError
from explainery.reviewing.git_history import differing
from making import ROOT
from reviewing.repository import committed, edited, git, proposing, write


def run(root: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error"}
    environment |= {"PATH": path} if path is not None else {}
    return subprocess.run([sys.executable, "-m", "explainery", "-C", str(root), "summary", *arguments],
                          capture_output=True, text=True, check=False, env=environment)  # fmt: skip


def refused(done: subprocess.CompletedProcess[str], *says: str) -> None:
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert all(s in done.stderr for s in says), done.stderr


def test_the_command_prints_both_forms(tmp_path: Path) -> None:
    root = proposing(tmp_path)
    edited(root, "docs/port/trade.md", "Rents have doubled.", "Rents are up.")
    for form, start in (("text", "  - changed herald-abcd: Rents are up."), ("markdown", "- changed `herald-abcd`: `")):
        done = run(root, "--format", form)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("1 statement changed on 1 page.\n")
        assert start in done.stdout


def test_no_repository(tmp_path: Path) -> None:
    refused(run(tmp_path), "not in a git repository", "git init")


def test_no_git(tmp_path: Path) -> None:
    refused(run(proposing(tmp_path), path="/nonexistent"), "git is not installed")


def test_no_commit_yet(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    refused(run(tmp_path), "git does not know a default branch here", "--since")


@pytest.mark.parametrize("ref", ["nope", "--output=x", "-h", "main..", "a b", "@{", "\x1b[2J", ""])
def test_no_such_ref(tmp_path: Path, ref: str) -> None:
    root = proposing(tmp_path)
    if not ref:
        assert run(root, "--since", ref).returncode == 0, "nothing named is the default branch"
        return
    done = run(root, f"--since={ref}")
    refused(done, "git does not know a branch, tag or commit", "git fetch origin")
    assert "\x1b" not in done.stderr


def test_a_shallow_clone_without_the_branch(tmp_path: Path) -> None:
    root = proposing(tmp_path / "full")
    edited(root, "docs/about.md", "We", "They")
    committed(root)
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "correction", root.as_uri(), str(clone))
    refused(run(clone, "--since", "main"), "only the newest commits", "git fetch --unshallow")


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
    refused(run(root), "a commit in common with main")


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
