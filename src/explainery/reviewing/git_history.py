"""What stood in the project at another commit, read with git: which files differ, and what they said.

Git is called with fixed arguments, in the project's folder; what a person names is only ever looked up as a commit.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from explainery.errors import ExplaineryError
from explainery.text import plain

_DEFAULTS = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_FIXED = ("git", "--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
# Git speaks English, asks nothing, and fetches nothing that a partial clone has left out.
_SILENT = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}


@dataclass(frozen=True, slots=True)
class Differing:
    """Files that differ from how a commit has them.

    Attributes:
        commit: the commit's full name.
        old: what each such file said there; files that are new are not in it.
        paths: all of them, below the project's folder, with forward slashes.
    """

    commit: str
    old: Mapping[str, str]
    paths: tuple[str, ...]


def differing(root: Path, since: str = "") -> Differing:
    """The files that differ from the commit where the work began: files not yet committed count, too.

    Args:
        root: the project's folder, somewhere in a git repository.
        since: a branch, tag or commit; what counts is where the work parted from it. "" is the default branch.

    Raises:
        ExplaineryError: git is not there, this is no repository, or there is no such commit.
    """
    _check_repository(root)
    commit = _parted(root, *_found(root, since))
    tracked = _git(root, "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", commit, "--")
    fresh = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    paths = tuple(sorted({_text(p) for p in (tracked + fresh).split(b"\0") if p}))
    return Differing(commit, dict(_contents(root, commit, paths)), paths)


def _check_repository(root: Path) -> None:
    inside = _run(root, "rev-parse", "--is-inside-work-tree")
    if inside.stdout.strip() == b"true":
        return
    said = _said(inside)
    if "not a git repository" in said or not said:
        raise ExplaineryError(
            "this folder is in no git repository, so there is nothing to compare with",
            file=root,
            hint="Run this in a clone; `git init` makes a repository",
        )
    raise ExplaineryError(f"git will not read this folder: {said}", file=root)


def _found(root: Path, since: str) -> tuple[str, str]:
    """What to compare with, by name and commit. A branch that is only on the server is found there."""
    names = (since, f"origin/{since}") if since else _DEFAULTS
    for name in names:
        commit = _commit(root, name)
        if commit:
            return name, commit
    if since:
        raise ExplaineryError(f"git knows no branch, tag or commit {plain(since)!r} here", hint=_hint(root, since))
    raise ExplaineryError("git knows no default branch here", hint=f"Name one with --since. {_hint(root, 'main')}")


def _hint(root: Path, name: str) -> str:
    if _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        return "This clone has only the newest commits: `git fetch --unshallow origin` gets the others"
    return f"`git fetch origin {plain(name)}` gets a branch that is only on the server; `git branch --all` lists them"


def _parted(root: Path, name: str, commit: str) -> str:
    """The commit where this work began: the newest that it has in common with the other."""
    if not _commit(root, "HEAD"):
        raise ExplaineryError("this repository has no commit yet", file=root, hint="Commit once, then compare")
    found = _run(root, "merge-base", commit, "HEAD").stdout.decode().split()
    if not found:
        raise ExplaineryError(f"what is here has no commit in common with {plain(name)}", hint=_hint(root, name))
    return found[0]


def _commit(root: Path, name: str) -> str:
    """A commit's full name, "" where there is none. A name that begins with a hyphen is a name, too."""
    found = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.stdout.decode().strip() if found.returncode == 0 else ""


def _contents(root: Path, commit: str, paths: Iterable[str]) -> Iterable[tuple[str, str]]:
    """What each file said at a commit, all asked of one process; files that were not there are left out."""
    asked = [p for p in paths if "\n" not in p]
    if not asked:
        return
    query = "".join(f"{commit}:./{p}\n" for p in asked).encode("utf-8", "surrogateescape")
    answer, at = _git(root, "cat-file", "--batch", given=query), 0
    for path in asked:
        end = answer.index(b"\n", at)
        line, at = answer[at:end], end + 1
        if line.endswith(b" missing"):
            continue
        _, kind, size = line.split()
        if kind == b"blob":
            yield path, answer[at : at + int(size)].decode("utf-8", "replace").replace("\r\n", "\n")
        at += int(size) + 1


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers. Raises ExplaineryError with its own words where it fails."""
    done = _run(root, *arguments, given=given)
    if done.returncode:
        raise ExplaineryError(f"git {arguments[0]} failed: {_said(done) or 'it did not say why'}", file=root)
    return done.stdout


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [*_FIXED, *arguments],
            cwd=root,
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, **_SILENT},
        )
    except FileNotFoundError:
        if not root.is_dir():
            raise ExplaineryError("there is no such folder", file=root) from None
        raise ExplaineryError("git is not installed, or not on the PATH", hint="Install it: git-scm.com") from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first thing that git complained of, on one line."""
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    return plain(lines[0]).removeprefix("fatal: ").rstrip(".") if lines else ""


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")
