"""What people decided, in `.explainery/decisions.yml`, a line each: it outlives the pages that it was decided on.

A sentence that was deleted stays deleted when its source goes and comes back. One that was moved to another page
is known there for good. A withdrawn source that a person acknowledged is no longer reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from explainery.errors import SettingsError
from explainery.patterns import regex

HEADING = """\
# What people decided about the pages; `explainery build` keeps this list, `explainery status` explains it.
# To undo a line: explainery restore KEY
"""
_LINE = regex(
    r"- (?P<kind>deleted|moved|acknowledged|waits): (?P<id>\S+) (?:from|on) (?P<page>\S+)"
    r"(?: (?:to|instead of) (?P<to>\S+))?"
)


class DecisionKind(StrEnum):
    """What a person decided about a claim."""

    ACKNOWLEDGED = "acknowledged"  # its source is withdrawn, and it stays
    DELETED = "deleted"
    MOVED = "moved"  # to another page of the story
    WAITS = "waits"  # a proposal, which .explainery/proposals/ shows


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision.

    Attributes:
        page: the page where the build has the unit, below `docs/`.
        kind: what was decided.
        id: the unit's, as `Unit.id`.
        to: the page where a person put it; for what waits, the id of the withdrawn unit that it may replace.
    """

    page: str
    kind: DecisionKind
    id: str
    to: str = ""

    def __str__(self) -> str:
        where = "on" if self.kind in {DecisionKind.ACKNOWLEDGED, DecisionKind.WAITS} else "from"
        to = "instead of" if self.kind is DecisionKind.WAITS else "to"
        return f"- {self.kind}: {self.id} {where} {self.page}" + (f" {to} {self.to}" if self.to else "")

    @property
    def story(self) -> str:
        """The story that it belongs to, "" for the home page. Two stories may cite the same keys."""
        return self.page.partition("/")[0] if "/" in self.page else ""

    @property
    def key(self) -> str:
        """The citation key of the claim, or the whole id where there is none."""
        head, _, rest = self.id.partition(":")
        return self.id if head in {"heading", "to", "note", "head"} else head if rest else self.id


def decisions_by_story(decisions: Iterable[Decision]) -> Mapping[str, frozenset[Decision]]:
    """Each story's own decisions, by its name ("" is the home page); stories without any are left out."""
    stories: dict[str, set[Decision]] = defaultdict(set)
    for decision in decisions:
        stories[decision.story].add(decision)
    return {name: frozenset(own) for name, own in stories.items()}


def decisions_text(decisions: Iterable[Decision]) -> str | None:
    """The file's text, sorted; None where nothing was decided."""
    lines = [str(d) for d in sorted(set(decisions))]
    return HEADING + "\n".join(lines) + "\n" if lines else None


def decisions_in(text: str, file: Path | str) -> frozenset[Decision]:
    """The decisions in a file's text.

    Args:
        text: the file's text.
        file: the file, for the error.

    Raises:
        SettingsError: a line is not understood.
    """
    decisions = set()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if not match:
            hint = "Lines read  - deleted: time-3f9a from story/trade.md; after a merge in git, keep the lines of both"
            raise SettingsError("this is not a decision", file=file, line=number, hint=hint)
        decisions.add(Decision(match["page"], DecisionKind(match["kind"]), match["id"], match["to"] or ""))
    return frozenset(decisions)
