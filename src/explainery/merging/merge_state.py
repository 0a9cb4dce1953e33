"""The values that a merge takes and gives: a story's state, what a build has for it, what people ask of the build."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from explainery.merging.decisions import Decision
from explainery.merging.memory import Memory
from explainery.merging.proposals import Proposal
from explainery.merging.units import PageText

EMPTY = PageText("", ())
FRONT = "front matter"  # its name, where units have ids
SourcesPage = Callable[[Mapping[str, Sequence[str]]], str]


class Outcome(StrEnum):
    """What a build does with a page."""

    ADDED = "added"
    UPDATED = "updated"
    REMOVED = "removed"
    SAME = "same"
    KEPT = "kept"  # edited by hand; the build has nothing new for it
    GONE = "gone"  # deleted by hand; not made again
    UNKNOWN = "unknown"  # in docs/ without a base: nobody can tell who wrote it


@dataclass(frozen=True)
class State:
    """A story before or after a build.

    Attributes:
        base: its pages as last generated, by path below `docs/`.
        live: its pages as people left them, in the layout of the base.
        decisions: what people decided in this story. Those of other stories stay out: two stories that hold the same
            article cite the same keys.
        proposals: what waits for a decision.
        saved: the live pages that people saved in another layout, as they are on the disk.
        memory: what builds remember of it.
    """

    base: Mapping[str, str] = field(default_factory=dict)
    live: Mapping[str, str] = field(default_factory=dict)
    decisions: frozenset[Decision] = frozenset()
    proposals: tuple[Proposal, ...] = ()
    saved: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)


@dataclass(frozen=True)
class Generated:
    """What this build has for a story.

    Attributes:
        pages: the pages, by path; without the sources page where `sources` is given.
        definitions: the footnote definition of every citation key of the story.
        sources: the path of the sources page, and its text for the keys that each page cites.
        passages: the code of the sentence behind every citation key of the story.
    """

    pages: Mapping[str, str]
    definitions: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, SourcesPage] | None = None
    passages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wishes:
    """What people ask of a build.

    Attributes:
        take: (page, id) of units whose edit is given up for what the build has; also of proposals and front matter.
        drop: (page, id) of units that go, because something else is taken in their place.
        adopt: pages without a base that stay as they are.
        replace: pages whose edits are given up.
    """

    take: frozenset[tuple[str, str]] = frozenset()
    drop: frozenset[tuple[str, str]] = frozenset()
    adopt: frozenset[str] = frozenset()
    replace: frozenset[str] = frozenset()


NONE = Wishes()
