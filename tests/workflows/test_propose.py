"""The nightly pull request: real repositories; only `gh` is a stand-in, because it talks to the code host."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from making import ROOT
from propose import BRANCH, EMAIL, StopError, proposed
from reviewing.repository import committed, edited, git, proposing

GH = """\
#!/bin/sh
echo "$@" >> "$GH_LOG"
case "$2" in
  list) cat "$GH_OPEN" ;;
  create) cat > "$GH_BODY"; echo https://host.example/pull/1 | tee "$GH_OPEN" ;;
  edit) cat > "$GH_BODY" ;;
esac
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a repository on a server, on its default branch, with a `gh` that remembers what it was asked."""
    served = proposing(tmp_path / "first")
    git(served, "switch", "--quiet", "main")
    git(tmp_path, "clone", "--quiet", "--bare", str(served), "server.git")
    git(tmp_path, "clone", "--quiet", str(tmp_path / "server.git"), "clone")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH, "utf-8")
    (tmp_path / "bin/gh").chmod(0o755)
    for name in ("log", "open", "body"):
        (tmp_path / name).touch()
        monkeypatch.setenv(f"GH_{name.upper()}", str(tmp_path / name))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path / "clone"


def rebuilt(root: Path, words: str) -> None:
    git(root, "switch", "--quiet", "main")
    edited(root, "docs/port/trade.md", "Rents have doubled.", words)


def on_server(root: Path, name: str) -> str:
    return git(root.parent / "server.git", "rev-parse", "--verify", "--quiet", name).strip()


def test_nothing_changed(root: Path) -> None:
    assert "nothing to propose" in proposed(root)
    assert (root.parent / "log").read_text("utf-8") == ""


def test_a_pull_request_is_opened_then_renewed_and_main_is_never_pushed_to(root: Path) -> None:
    main = on_server(root, "main")
    rebuilt(root, "Rents are up.")
    (root / "docs/port/new.md").write_text("# New\n", "utf-8")
    assert proposed(root) == "Opened: https://host.example/pull/1"
    body = (root.parent / "body").read_text("utf-8")
    assert body.startswith("1 statement changed; 1 heading added on 2 pages.\n")
    assert git(root, "log", "-1", "--format=%ae", f"origin/{BRANCH}").strip() == EMAIL
    rebuilt(root, "Rents are up a lot.")
    assert proposed(root) == "Brought up to date: https://host.example/pull/1"
    assert "Rents are up a lot." in (root.parent / "body").read_text("utf-8")
    assert git(root.parent / "server.git", "rev-list", "--count", f"main..{BRANCH}").strip() == "1"
    assert on_server(root, "main") == main
    assert "--base main" in (root.parent / "log").read_text("utf-8")


def test_the_same_again_is_not_pushed_again(root: Path) -> None:
    rebuilt(root, "Rents are up.")
    proposed(root)
    tip = on_server(root, BRANCH)
    rebuilt(root, "Rents are up.")
    assert proposed(root) == f"{BRANCH} has this already."
    assert on_server(root, BRANCH) == tip


def test_a_branch_that_a_person_worked_on_is_left_alone(root: Path) -> None:
    rebuilt(root, "Rents are up.")
    proposed(root)
    edited(root, "docs/port/trade.md", "Rents are up.", "Rents are high.")
    committed(root, "My words")
    git(root, "push", "--quiet", "origin", f"HEAD:{BRANCH}")
    tip = on_server(root, BRANCH)
    rebuilt(root, "Rents are up a lot.")
    with pytest.raises(StopError, match="somebody has committed"):
        proposed(root)
    assert on_server(root, BRANCH) == tip


def test_a_failure_is_explained(root: Path) -> None:
    rebuilt(root, "Rents are up.")
    git(root, "remote", "set-url", "origin", str(root.parent / "gone.git"))
    with pytest.raises(StopError, match="git ls-remote origin failed: "):
        proposed(root)
    git(root, "switch", "--quiet", "--detach")
    with pytest.raises(StopError, match="on the default branch"):
        proposed(root)
