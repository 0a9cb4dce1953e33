"""The list of a build's moves, and of what the build has seen, in files: neither has to fit into the memory."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True)
class Move:
    """One file's way to its place.

    Attributes:
        to: the path of the place.
        source: where the new contents wait, below `.explainery/pending/`; None if the file is removed.
        was: a hash of the contents that are replaced; None without a file.
    """

    to: str
    source: str | None
    was: str | None


class MoveLog:
    """The lists while they are written. A row of the moves is a line, and the whole is a JSON list."""

    def __init__(self) -> None:
        self.moves = 0
        self._files: list[IO[str]] = []
        self._paths: tuple[Path, Path] | None = None

    def open(self, folder: Path) -> None:
        """Begin the lists in a folder."""
        self._paths = folder / "log.new", folder / "seen.new"
        self._files = [path.open("w", encoding="utf-8", errors="surrogateescape") for path in self._paths]
        self._files[0].write("[")

    def add(self, move: Move) -> None:
        """Note one move."""
        row = json.dumps({"to": move.to, "from": move.source, "was": move.was})
        self._files[0].write(f"{',' if self.moves else ''}\n{row}")
        self.moves += 1

    def saw(self, marks: Mapping[Path, str | None]) -> None:
        """Note the marks of files that were read."""
        self._files[1].writelines(f"{json.dumps([str(path), mark])}\n" for path, mark in marks.items())

    def closed(self) -> Path:
        """End the lists; returns the file of the moves, which is on the disk."""
        assert self._paths is not None  # noqa: S101 (whoever commits has added something)
        self._files[0].write("\n]\n")
        self._files[0].flush()
        os.fsync(self._files[0].fileno())
        self.close()
        return self._paths[0]

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files:
            file.close()

    def seen(self) -> Iterator[tuple[Path, str | None]]:
        """The files that were seen, each with its mark."""
        assert self._paths is not None  # noqa: S101 (as above)
        with self._paths[1].open(encoding="utf-8", errors="surrogateescape") as lines:
            for path, mark in map(json.loads, lines):
                yield Path(path), mark


def moves_in(log: Path) -> Iterator[Move]:
    """The moves of a list. Raises ValueError, TypeError or LookupError for what is none."""
    with log.open(encoding="utf-8") as lines:
        if lines.readline() == "[\n":
            rows = (json.loads(line.rstrip(",\n")) for line in lines if line != "]\n")
        else:  # of an earlier version, which wrote one line
            rows = iter(json.loads(log.read_text("utf-8")))
        for row in rows:
            yield Move(str(row["to"]), row["from"], row["was"])
