"""Which program this is: its own files, its Python, and the libraries that read articles.

Pages are the same on every machine only if all of these are. A cluster's workers compare them before they work.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What reading and marking call, directly or by trafilatura: another version may read another text or date.
_LIBRARIES = (
    *("courlan", "dateparser", "feedparser", "htmldate", "justext", "lxml", "markdown", "numpy", "pypdfium2"),
    *("python-docx", "pyyaml", "sentencex", "trafilatura", "warcio"),
)


@dataclass(frozen=True, slots=True)
class Program:
    """A program, as far as its results depend on it.

    Attributes:
        files: a hash of its modules and tables.
        python: Python's version, such as "3.11": with it come the tables of Unicode.
        libraries: the version of each library by name, "" for one that is not installed.
    """

    files: str
    python: str
    libraries: tuple[tuple[str, str], ...]

    def differences(self, other: Program) -> list[str]:
        """What is different in another program, in words; empty if nothing is."""
        lines = ["its Explainery has other files"] if self.files != other.files else []
        if self.python != other.python:
            lines.append(f"its Python is {other.python} instead of {self.python}")
        theirs = dict(other.libraries)
        for name, ours in self.libraries:
            if theirs.get(name, "") != ours:
                lines.append(f"its {name} is {theirs.get(name) or 'missing'} instead of {ours or 'missing'}")
        return lines


@cache
def this_program() -> Program:
    """The program that runs."""
    code = blake2b(digest_size=16)
    root = Path(__file__).parent.parent
    for path in sorted(_files(root)):
        raw = path.read_bytes()
        code.update(f"{path.relative_to(root).as_posix()}\0{len(raw)}\0".encode() + raw)
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Program(code.hexdigest(), python, tuple((name, _version(name)) for name in _LIBRARIES))


def _files(root: Path) -> Iterator[Path]:
    for kind in ("*.py", "*.toml", "*.tsv"):
        yield from (path for path in root.rglob(kind) if path.is_file())


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
