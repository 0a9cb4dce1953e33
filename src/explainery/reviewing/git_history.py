"""The files that differ from another commit, and their texts there, read with git.

Git is called with fixed arguments, in the project's folder. A name that a person gives is only looked up as a commit.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from explainery.errors import ExplaineryError
from explainery.text import plain

_DEFAULTS = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_FIXED = ("git", "--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
_MOST_COMMITS = 200  # in which a file's earlier text is looked for
_MOST_BUILDS = 5  # commits of a branch whose sources are built again, to see whether they print a base
# Git speaks English, asks nothing, and fetches nothing that a partial clone has left out.
_SILENT = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}


@dataclass(frozen=True, slots=True)
class Differing:
    """Files that differ from how a commit has them.

    Attributes:
        commit: the commit's full name.
        old: the text of each such file there, without files that are new.
        paths: all of them, below the project's folder, with forward slashes.
    """

    commit: str
    old: Mapping[str, str]
    paths: tuple[str, ...]


def differing(root: Path, since: str = "", below: str = ".") -> Differing:
    """The files that differ from the commit where the work began: files not yet committed count, too.

    Args:
        root: the project's folder, somewhere in a git repository.
        since: a branch, tag or commit; what counts is where the work parted from it. "" is the default branch.
        below: the folder to look at, from the project's.

    Raises:
        ExplaineryError: git is not installed, the folder is not in a repository, or the commit does not exist.
    """
    _check_repository(root)
    commit = _parted(root, *_starting_point(root, since))
    tracked = git_output(
        root, "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", commit, "--", below
    )
    fresh = git_output(root, "ls-files", "-z", "--others", "--exclude-standard", "--", below)
    paths = tuple(sorted({_text(p) for p in (tracked + fresh).split(b"\0") if p}))
    return Differing(commit, dict(contents_at(root, commit, paths)), paths)


def earlier_texts(root: Path, path: str) -> Iterator[str]:
    """A file's text at each commit that changed it, the newest first.

    Args:
        root: the project's folder, somewhere in a git repository.
        path: the file's path from there, with forward slashes.

    Raises:
        ExplaineryError: git is not installed, or the folder is not in a repository.
    """
    _check_repository(root)
    log = git_output(root, "log", "--format=%H", "--full-history", f"--max-count={_MOST_COMMITS}", "--", f"./{path}")
    for commit in log.decode().split():
        yield from (text for _, text in contents_at(root, commit, [path]))


def changing_commits(root: Path, start: str, path: str) -> list[str]:
    """The commits after another that changed a folder, the newest first.

    Args:
        root: the project's folder, somewhere in a git repository.
        start: the earlier commit.
        path: the folder, from the project's.
    """
    return (
        git_output(root, "log", "--format=%H", f"--max-count={_MOST_BUILDS}", f"{start}..HEAD", "--", f"./{path}")
        .decode()
        .split()
    )


def extracted(root: Path, commit: str, paths: Iterable[str], folder: Path) -> None:
    """Write files and folders as a commit has them into another folder.

    Args:
        root: the project's folder, somewhere in a git repository.
        commit: the commit.
        paths: the files and folders, from the project's; those that the commit does not have are left out.
        folder: where to write them.
    """
    known = [p for p in paths if git_output(root, "ls-tree", "--name-only", commit, "--", f"./{p}").strip()]
    if known:
        packed = git_output(root, "archive", "--format=tar", commit, "--", *(f"./{p}" for p in known))
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")


def is_committed(root: Path) -> bool:
    """Whether git is installed, and this folder is in a repository with a commit."""
    try:
        return bool(_commit(root, "HEAD"))
    except ExplaineryError:
        return False


def is_shallow(root: Path) -> bool:
    """Whether this clone has only the newest commits."""
    return _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _check_repository(root: Path) -> None:
    inside = _run(root, "rev-parse", "--is-inside-work-tree")
    if inside.stdout.strip() == b"true":
        return
    said = _said(inside)
    if "not a git repository" in said or not said:
        raise ExplaineryError(
            "this folder is not in a git repository, so there is nothing to compare with",
            file=root,
            hint="Run this in a clone; `git init` makes a repository",
        )
    raise ExplaineryError(f"git will not read this folder: {said}", file=root)


def _starting_point(root: Path, since: str) -> tuple[str, str]:
    """What to compare with, by name and commit. A branch that is only on the server counts, too."""
    names = (since, f"origin/{since}") if since else _DEFAULTS
    for name in names:
        commit = _commit(root, name)
        if commit:
            return name, commit
    if since:
        raise ExplaineryError(
            f"git does not know a branch, tag or commit {plain(since)!r} here", hint=_hint(root, since)
        )
    raise ExplaineryError(
        "git does not know a default branch here", hint=f"Name one with --since. {_hint(root, 'main')}"
    )


def _hint(root: Path, name: str) -> str:
    if is_shallow(root):
        return "This clone has only the newest commits: `git fetch --unshallow origin` gets the others"
    return f"`git fetch origin {plain(name)}` gets a branch that is only on the server; `git branch --all` lists them"


def _parted(root: Path, name: str, commit: str) -> str:
    """The commit where this work began: the newest that it has in common with the other."""
    if not _commit(root, "HEAD"):
        raise ExplaineryError("this repository does not have a commit yet", file=root, hint="Commit once, then compare")
    ancestors = _run(root, "merge-base", commit, "HEAD").stdout.decode().split()
    if not ancestors:
        raise ExplaineryError(
            f"this branch does not have a commit in common with {plain(name)}", hint=_hint(root, name)
        )
    return ancestors[0]


def _commit(root: Path, name: str) -> str:
    """A commit's full name, "" without one. A name that begins with a hyphen is never taken as an option."""
    answer = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return answer.stdout.decode().strip() if answer.returncode == 0 else ""


def contents_at(root: Path, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The text of each file at a commit, without files that did not exist there."""
    return ((path, text) for (_, path), text in contents_of(root, [(commit, p) for p in paths]))


def contents_of(root: Path, files: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """The text of each file, named by commit and path, that exists there. One process answers for all."""
    asked = [(c, p) for c, p in files if "\n" not in p]
    if not asked:
        return
    query = "".join(f"{c}:./{p}\n" for c, p in asked).encode("utf-8", "surrogateescape")
    answer, at = git_output(root, "cat-file", "--batch", given=query), 0
    for file in asked:
        end = answer.index(b"\n", at)
        line, at = answer[at:end], end + 1
        if line.endswith(b" missing"):
            continue
        _, kind, size = line.split()
        if kind == b"blob":
            yield file, answer[at : at + int(size)].decode("utf-8", "replace").replace("\r\n", "\n")
        at += int(size) + 1


def git_output(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints. Raises ExplaineryError with git's own words if it fails."""
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
