"""The nightly pull request: real repositories; only `gh` is a stand-in, because it talks to the code host."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from making import ROOT
from propose import _WHO, BRANCH, EMAIL, StopError, proposed
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


def amended(root: Path) -> None:
    edited(root, "docs/port/trade.md", "Rents are up.", "Rents are high.")
    git(root, "commit", "--quiet", "--all", "--amend", "--no-edit")


def as_the_script(root: Path, *arguments: str) -> str:
    """Run git with the script's name, as a person may who works on the machine that runs it."""
    who = [f"GIT_{role}_EMAIL={EMAIL}" for role in ("AUTHOR", "COMMITTER")]
    done = subprocess.run(["env", *who, "git", *_WHO, *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def amended_in_the_name_of_the_script(root: Path) -> None:
    edited(root, "docs/port/trade.md", "Rents are up.", "Rents are high.")
    as_the_script(root, "commit", "--quiet", "--all", "--amend", "--no-edit")


def amended_message(root: Path) -> None:
    git(root, "commit", "--quiet", "--amend", "--message", "My reasons")


def rebased(root: Path) -> None:
    git(root, "switch", "--quiet", "main")
    (root / "notes.txt").write_text("New.\n", "utf-8")
    committed(root, "On main")
    git(root, "push", "--quiet", "origin", "main")
    git(root, "switch", "--quiet", BRANCH)
    git(root, "rebase", "--quiet", "main")


def merged_with_main(root: Path) -> None:
    git(root, "switch", "--quiet", "main")
    (root / "notes.txt").write_text("New.\n", "utf-8")
    committed(root, "On main")
    git(root, "push", "--quiet", "origin", "main")
    git(root, "switch", "--quiet", BRANCH)
    git(root, "merge", "--quiet", "--no-edit", "main")


def squashed_onto(root: Path) -> None:
    edited(root, "docs/port/trade.md", "Rents are up.", "Rents are high.")
    tree = git(root, "rev-parse", git(root, "stash", "create").strip() + "^{tree}").strip()
    commit = as_the_script(root, "commit-tree", tree, "-p", "main", "-p", "HEAD", "-m", f"Both\n\nBuilt-Tree: {tree}")
    git(root, "reset", "--quiet", "--hard", commit)


WORK = [amended, amended_in_the_name_of_the_script, amended_message, rebased, merged_with_main, squashed_onto]


@pytest.mark.parametrize(
    ("where", "work"), [*(("server", work) for work in WORK), ("here", amended), ("here", merged_with_main)]
)
def test_what_a_person_did_to_its_commit_is_never_overwritten(
    root: Path, work: Callable[[Path], None], where: str
) -> None:
    rebuilt(root, "Rents are up.")
    proposed(root)
    work(root)
    if where == "server":
        git(root, "push", "--quiet", "--force", "origin", f"HEAD:{BRANCH}")
        git(root, "switch", "--quiet", "main")
        git(root, "branch", "--quiet", "-D", BRANCH)
    tips = git(root, "rev-parse", BRANCH if where == "here" else f"origin/{BRANCH}"), on_server(root, BRANCH)
    rebuilt(root, "Rents are up a lot.")
    with pytest.raises(StopError, match="somebody"):
        proposed(root)
    assert (git(root, "rev-parse", BRANCH if where == "here" else f"origin/{BRANCH}"), on_server(root, BRANCH)) == tips
    assert "Rents are up a lot." in (root / "docs/port/trade.md").read_text("utf-8"), "nor what was built"


def test_a_commit_pushed_while_it_works_is_not_overwritten(root: Path) -> None:
    rebuilt(root, "Rents are up.")
    proposed(root)
    rebuilt(root, "Rents are up a lot.")
    late = root.parent / "late"
    git(root.parent, "clone", "--quiet", "--branch", BRANCH, str(root.parent / "server.git"), "late")
    hook = root / ".git/hooks/pre-push"  # the last moment before the push
    hook.write_text(f"#!/bin/sh\nunset GIT_DIR\ngit -C '{late}' push --quiet origin HEAD:{BRANCH}\n", "utf-8")
    hook.chmod(0o755)
    edited(late, "docs/port/trade.md", "Rents are up.", "Rents are high.")
    committed(late, "My words")
    with pytest.raises(StopError, match="git push"):
        proposed(root)
    assert on_server(root, BRANCH) == git(late, "rev-parse", "HEAD").strip()


def test_a_branch_that_was_merged_or_squashed_is_used_again(root: Path) -> None:
    rebuilt(root, "Rents are up.")
    proposed(root)
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", BRANCH)
    git(root, "push", "--quiet", "origin", "main")
    edited(root, "docs/port/trade.md", "Rents are up.", "Rents are up a lot.")
    assert proposed(root).startswith("Brought up to date")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--squash", BRANCH)
    committed(root, "Squashed")
    git(root, "push", "--quiet", "origin", "main")
    edited(root, "docs/port/trade.md", "Rents are up a lot.", "Rents are up again.")
    assert proposed(root).startswith("Brought up to date")


def test_a_failure_is_explained(root: Path) -> None:
    rebuilt(root, "Rents are up.")
    git(root, "remote", "set-url", "origin", str(root.parent / "gone.git"))
    with pytest.raises(StopError, match="git ls-remote origin failed: "):
        proposed(root)
    git(root, "switch", "--quiet", "--detach")
    with pytest.raises(StopError, match="on the default branch"):
        proposed(root)
