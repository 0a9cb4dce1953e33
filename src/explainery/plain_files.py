"""Files that are what they seem: no links, pipes or devices in the folders that the program reads and publishes.

git carries symbolic links. With one, a pull request could publish any file of the machine that builds the site, or
have a build write there; a pipe could hold a command up for ever.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explainery.errors import ExplaineryError

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


@dataclass(frozen=True, slots=True)
class NotPlain:
    """Something that is neither a file nor a folder: where it is, what it is, and what to do."""

    path: Path
    what: str
    hint: str


def require_plain(*paths: Path, root: Path | None = None, error: type[ExplaineryError] = ExplaineryError) -> None:
    """Make sure that paths, and all that is below them, are files and folders. Paths that do not exist are fine.

    Args:
        paths: files and folders; nothing of them is opened.
        root: a folder above the paths: the folders between it and them may not be links, either.
        error: the class to raise.

    Raises:
        ExplaineryError: the first link, pipe or device, where it leads, and what to do.
    """
    for path in paths:
        problem = next((p for p in (*_above(path, root), *_below(path)) if p), None)
        if problem:
            raise error(problem.what, file=problem.path, hint=problem.hint)


def is_plain_file(path: Path) -> bool:
    """Whether a path is a file itself: not a link to one, and nothing that could hold a reader up."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _above(path: Path, root: Path | None) -> Iterator[NotPlain | None]:
    """The folders between the root and a path, the topmost first."""
    if root is not None and path.is_relative_to(root):
        yield from (_problem(p) for p in reversed(path.parents) if p != root and p.is_relative_to(root))


def _below(path: Path) -> Iterator[NotPlain]:
    """A path and all that is below it, in order of the names, as far as it is not plain."""
    waiting = [path]
    while waiting:
        at = waiting.pop()
        problem = _problem(at)
        if problem:
            yield problem
        elif _mode(at) and stat.S_ISDIR(_mode(at)):
            waiting += sorted(_unplain_or_folder(at), reverse=True)


def _unplain_or_folder(folder: Path) -> Iterator[Path]:
    """What is in a folder, without the files: there are many of them, and nothing is wrong with them."""
    try:
        with os.scandir(folder) as entries:
            yield from (Path(e.path) for e in entries if not e.is_file(follow_symlinks=False))
    except OSError:
        return  # who reads the folder says that it cannot be read


def _mode(path: Path) -> int:
    """A path's mode, without following a link; 0 for a path that does not exist."""
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


def _problem(path: Path) -> NotPlain | None:
    """What is wrong with a path itself."""
    mode = _mode(path)
    if stat.S_ISLNK(mode):
        return NotPlain(path, f"this is a symbolic link to {_target(path)}", _advice(path))
    if not mode or stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    kind = _KINDS.get(stat.S_IFMT(mode), "neither a file nor a folder")
    return NotPlain(path, f"this is {kind}, which nobody can read to its end", "Delete it")


def _target(path: Path) -> str:
    """Where a link points and, if that is another link or does not exist, where that leads."""
    try:
        named = os.readlink(path)  # noqa: PTH115 (Path would tidy the name, which should be told as it is)
    except OSError:
        return "an unknown place"
    place = Path(os.path.realpath(path))  # in a circle of links, one of them
    target = Path(os.path.normpath(path.parent / named))
    away = f", which leads to {place}" if place != Path(os.path.realpath(target.parent)) / target.name else ""
    return f"{named}{away}{'' if place.exists() else ', which does not exist'}"


def _advice(path: Path) -> str:
    kind = "folder" if path.is_dir() else "file"
    return f"Put the {kind} itself there, or delete the link: it could bring any file of this machine onto the site"
