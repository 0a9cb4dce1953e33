"""What the last build left of each story: enough to see, by looking at its files from outside, that nothing is new.

The records are one file in `.explainery/cache/`, which is not committed. A broken or foreign file, or one of another
version of the program or of other settings, only costs time: its stories are built.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from explainery.merging import Decision
from explainery.patterns import regex
from explainery.project import KEPT, Project
from explainery.store.file_signatures import now_of, tree_code

_FILE = "stories.txt"
_NAME = regex(r"[a-z0-9][a-z0-9_-]*")
_FIELDS = 5


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """One story after a build that would change nothing if it came again.

    Attributes:
        files: the code of its files' signatures.
        answers: the code of its decisions, and of the home page's text if that decides what to say of the story.
        vouched: the commit that vouches for its base; "" if builds on this machine wrote it.
        outcome: what such a build says of it, as JSON.
    """

    files: str
    answers: str
    vouched: str
    outcome: str


class StoryRecords:
    """The records of a project's stories.

    Attributes:
        now: the time (ns), by the file system's clock, before which files must have come to rest; 0 if it has none.
        stories: the record of each story.
    """

    def __init__(self, project: Project, *, is_read_only: bool = False) -> None:
        self._place = project.root / KEPT / "cache"
        self.now = 0 if is_read_only and not (self._place / _FILE).is_file() else now_of(self._place)
        self._context = _context(project, self.now)
        self._old = self._read()
        self.stories = dict(self._old)

    def clock(self) -> int:
        """The time (ns) now, by the file system's clock."""
        return now_of(self._place)

    def keep(self) -> None:
        """Write the records, if they changed. If the disk is full, the next build builds all stories."""
        if self.stories == self._old or not self._context:
            return
        rows = (f"{name}\t{r.files}\t{r.answers}\t{r.vouched}\t{r.outcome}" for name, r in sorted(self.stories.items()))
        body = "".join(f"{row}\n" for row in rows)
        new = self._place / f"{_FILE}.new"
        with contextlib.suppress(OSError):
            new.write_text(f"{self._context} {_hash(body)}\n{body}", "utf-8")
            new.replace(self._place / _FILE)

    def _read(self) -> dict[str, StoryRecord]:
        try:
            head, _, body = (self._place / _FILE).read_text("utf-8").partition("\n")
        except (OSError, ValueError):
            return {}
        if not self._context or head != f"{self._context} {_hash(body)}":
            return {}
        rows = (line.split("\t") for line in body.splitlines())
        return {row[0]: StoryRecord(*row[1:]) for row in rows if len(row) == _FIELDS and _NAME.fullmatch(row[0])}


def answers_code(decisions: Iterable[Decision], home: str) -> str:
    """A hash of a story's decisions, and of the home page's text ("" if it does not matter)."""
    return _hash("\n".join([*sorted(map(repr, decisions)), home]))


def _context(project: Project, now: int) -> str:
    """A hash of what all stories depend on: the program, its language and the settings; "" if it may just change."""
    program = tree_code(Path(__file__).parent.parent, now)
    settings = project.root / KEPT / "settings.yml"
    text = settings.read_bytes().hex() if settings.is_file() else ""
    return _hash(f"1\n{program}\n{sys.version}\n{project.language}\n{text}") if program else ""


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
