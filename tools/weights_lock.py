"""Which stories the committed weights were learnt from: `training/weights.lock`, which the trainers write.

Learning takes about a minute, so `make test` only compares hashes: of the stories, and of each table.
`make train-check` learns anew; it runs every night.

The code that decides which signals a sentence shows is an input too, but it is not hashed: a hash changes with every
new name, though the signals stay the same. A change of the signals themselves is found by `make train-check`.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from labelled_stories import STORIES

LOCK = STORIES.parent / "weights.lock"
_HEAD = """\
# What the learnt weights were made from; written by `make train`, do not edit.
# Columns: table, SHA-256 of the stories it was learnt from, SHA-256 of the table.
"""


def lock(table: Path, slugs: Iterable[str], path: Path = LOCK) -> None:
    """Write down what a table was learnt from, and what it contains."""
    rows = {**locked(path), table.name: hashes(table, slugs)}
    path.write_text(_HEAD + "".join("\t".join([name, *rows[name]]) + "\n" for name in sorted(rows)), "utf-8")


def locked(path: Path = LOCK) -> dict[str, tuple[str, str]]:
    """By table's name: the hashes of its stories and of itself, as they were when it was learnt."""
    if not path.is_file():
        return {}
    rows = [row.split("\t") for row in path.read_text("utf-8").splitlines() if not row.startswith("#")]
    return {table: (stories, weights) for table, stories, weights in rows}


def hashes(table: Path, slugs: Iterable[str], folder: Path = STORIES) -> tuple[str, str]:
    """The hashes of a table's stories and of the table, as they are now."""
    stories = sha256()
    for slug in sorted(slugs):
        stories.update(f"{slug} {_hash(folder / f'{slug}.txt')}\n".encode())
    return stories.hexdigest(), _hash(table)


def _hash(path: Path) -> str:
    """The hash of a text, whatever its line ends."""
    return sha256(path.read_text("utf-8").encode()).hexdigest()
