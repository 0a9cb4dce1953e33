"""The commits that changed a folder, with their dates and messages, read with git.

What a branch published is told by its first parents: a merged pull request counts as one commit, and what went to and
fro inside it was never published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from explainery.patterns import regex
from explainery.reviewing.git_history import git_output

_HASH = re.compile(rb"[0-9a-f]{40,64}")
_HEADER = regex(r"^(parent|committer) (.*)$", re.MULTILINE)
_TIME = regex(r"> (-?\d+) [+-]\d{4}$")
_LATEST = 253_402_300_799  # the last second of the year 9999: git takes any number


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit.

    Attributes:
        name: its full hash.
        parents: those of its parents; the first is the branch that it is on.
        time: when it was committed, in UTC.
        message: its whole message.
        paths: the files of the folder that it changed, below the project's folder.
    """

    name: str
    parents: tuple[str, ...]
    time: datetime
    message: str
    paths: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        """Its first parent, "" for the first commit of all."""
        return self.parents[0] if self.parents else ""

    @property
    def is_merge(self) -> bool:
        """Whether it joins branches."""
        return len(self.parents) > 1


def published_commits(root: Path, folder: str, most: int) -> list[Commit]:
    """The commits of this branch that changed a folder, the newest first; a merge counts as one.

    Args:
        root: the project's folder, in a git repository with a commit.
        folder: the folder, from there.
        most: how many at most.
    """
    return _logged(root, folder, "--first-parent", "-m", f"--max-count={most}")


def merged_commits(root: Path, merge: Commit, folder: str, most: int) -> list[Commit]:
    """The commits that a merge brought in and that changed a folder, the newest first, without merges."""
    return _logged(root, folder, "--no-merges", f"--max-count={most}", f"{merge.parent}..{merge.name}")


def _logged(root: Path, folder: str, *options: str) -> list[Commit]:
    log = git_output(
        root, "log", "--format=%H", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff",
        *options, "--", f"./{folder}",
    )  # fmt: skip
    touched: dict[str, list[str]] = {}
    paths: list[str] = []
    for token in (t.strip(b"\n") for t in log.split(b"\0")):
        if _HASH.fullmatch(token):  # no path: each of those begins with the folder
            paths = touched.setdefault(token.decode(), [])
        elif token:
            paths.append(token.decode("utf-8", "surrogateescape"))
    return [c for c in _read(root, touched) if c.paths]


def _read(root: Path, touched: Mapping[str, Sequence[str]]) -> Iterator[Commit]:
    """The commits by their names. Their objects are read, because a message may hold whatever a format separates by."""
    query = "".join(f"{name}\n" for name in touched).encode()
    answer, at = git_output(root, "cat-file", "--batch", given=query), 0
    for name, paths in touched.items():
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        yield _parsed(name, answer[end + 1 : end + 1 + size].decode("utf-8", "replace"), paths)
        at = end + size + 2


def _parsed(name: str, text: str, paths: Iterable[str]) -> Commit:
    header, _, message = text.partition("\n\n")
    fields = _HEADER.findall(header)
    stamp = next((m for key, value in fields if key == "committer" and (m := _TIME.search(value))), None)
    seconds = min(max(int(stamp[1]), 0), _LATEST) if stamp else 0
    parents = tuple(value.strip() for key, value in fields if key == "parent")
    return Commit(name, parents, datetime.fromtimestamp(seconds, UTC), message.strip(), tuple(paths))


def uncommitted(root: Path, folder: str) -> frozenset[str]:
    """The tracked files of a folder that differ from the last commit."""
    names = git_output(
        root, "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "HEAD", "--", f"./{folder}"
    )
    return frozenset(n.decode("utf-8", "surrogateescape") for n in names.split(b"\0") if n)


def roots(root: Path) -> frozenset[str]:
    """The commits at which history begins here: the first of all, or those where a shallow clone was cut off."""
    return frozenset(git_output(root, "rev-list", "--max-parents=0", "HEAD").decode().split())
