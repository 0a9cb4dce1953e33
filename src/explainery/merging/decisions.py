"""What people decided, one line each, in `.explainery/decisions.yml`: it outlives the pages it was decided on.

A sentence that was deleted stays deleted when its source goes and comes back; one that was moved to another page
is known there for good; a withdrawn source that somebody acknowledged is no longer reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from explainery.errors import SettingsError

HEADING = """\
# What people decided about the pages; `explainery build` keeps this list, `explainery status` explains it.
# To undo a line: explainery restore KEY
"""
_LINE = re.compile(
    r"- (?P<what>deleted|moved|acknowledged|waits): (?P<id>\S+) (?:from|on) (?P<page>\S+)"
    r"(?: (?:to|instead of) (?P<to>\S+))?"
)


class What(StrEnum):
    """What was decided of a claim."""

    ACKNOWLEDGED = "acknowledged"  # its source is withdrawn, and it stays
    DELETED = "deleted"
    MOVED = "moved"  # to another page of the story
    WAITS = "waits"  # a proposal, which .explainery/proposals/ shows


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision: `id` as `Unit.id`, `page` where the build has the unit, `to` where a person put it.

    Of what waits, `to` is the id of the withdrawn unit that it may succeed.
    """

    page: str
    what: What
    id: str
    to: str = ""

    def __str__(self) -> str:
        where = "on" if self.what in {What.ACKNOWLEDGED, What.WAITS} else "from"
        to = "instead of" if self.what is What.WAITS else "to"
        return f"- {self.what}: {self.id} {where} {self.page}" + (f" {to} {self.to}" if self.to else "")

    @property
    def key(self) -> str:
        """The citation key of the claim, or the whole id where there is none."""
        head, _, rest = self.id.partition(":")
        return self.id if head in {"heading", "to", "note", "head"} else head if rest else self.id


def decisions_text(decisions: Iterable[Decision]) -> str | None:
    """The file, sorted; None where nothing was decided."""
    rows = [str(d) for d in sorted(set(decisions))]
    return HEADING + "\n".join(rows) + "\n" if rows else None


def decisions_in(text: str, file: Path | str) -> frozenset[Decision]:
    """The decisions of a file. Raises SettingsError with the line that is not understood."""
    found = set()
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip() or row.startswith("#"):
            continue
        match = _LINE.fullmatch(row.strip())
        if not match:
            hint = "Lines read  - deleted: time-3f9a from story/trade.md; after a merge in git, keep the lines of both"
            raise SettingsError("this is no decision", file=file, line=number, hint=hint)
        found.add(Decision(match["page"], What(match["what"]), match["id"], match["to"] or ""))
    return frozenset(found)
