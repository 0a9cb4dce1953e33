"""Merging: the last generated page (base), the page in `docs/` (live) and this build's page (new) become one.

Until blocks are matched one by one, a page is taken whole: a page that only the build changed is written, a
page that only a person changed stays, a page that a person deleted stays deleted, and where both changed it
nothing at all is written. A pure function of texts; `files.py` reads and writes them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What a build does with a page."""

    ADDED = "added"
    UPDATED = "updated"
    REMOVED = "removed"
    SAME = "same"
    KEPT = "kept"  # edited by hand; the build has nothing new for it
    GONE = "gone"  # deleted by hand; not made again
    HELD = "held"  # edited by hand and changed by the build; kept because it was asked for
    REPLACED = "replaced"  # the same; the build's text taken because it was asked for
    CONFLICT = "conflict"
    UNKNOWN = "unknown"  # stands in docs/ without a base: nobody knows who wrote it


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome for every page; `live` and `base` are what is to stand afterwards (None: no file)."""

    outcomes: Mapping[str, Outcome]
    live: Mapping[str, str | None] = field(default_factory=dict)
    base: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The pages because of which nothing may be written."""
        stops = (Outcome.CONFLICT, Outcome.UNKNOWN)
        return tuple(sorted(p for p, o in self.outcomes.items() if o in stops))


def outcome(base: str | None, live: str | None, new: str | None) -> Outcome:
    """What becomes of one page, by the table of the design."""
    if base is None and live is not None and live != new:
        return Outcome.UNKNOWN
    if base is None:
        return Outcome.SAME if live == new else Outcome.ADDED
    if live is None:
        return Outcome.GONE
    if live == new:
        return Outcome.SAME
    if live == base:
        return Outcome.REMOVED if new is None else Outcome.UPDATED
    return Outcome.KEPT if new == base else Outcome.CONFLICT


def merge(
    base: Mapping[str, str],
    live: Mapping[str, str],
    new: Mapping[str, str],
    *,
    keep: Collection[str] = (),
    take: Collection[str] = (),
) -> Merge:
    """The merge of all pages of a build, by path.

    Args:
        base: the pages as last generated.
        live: the pages as they stand, edited or not.
        new: the pages as generated now.
        keep: pages edited by hand that stay as they are although the build has something new for them.
        take: pages whose edits are given up for the build's text.
    """
    paths = sorted({*base, *new})
    outcomes = {p: outcome(base.get(p), live.get(p), new.get(p)) for p in paths}
    outcomes = {p: _as_asked(p, o, keep, take) for p, o in outcomes.items()}
    writes = (Outcome.ADDED, Outcome.UPDATED, Outcome.REMOVED, Outcome.REPLACED)
    return Merge(
        outcomes,
        live={p: new.get(p) for p, o in outcomes.items() if o in writes},
        base={
            p: new.get(p)
            for p, o in outcomes.items()
            # A deleted page's base outlives its sources, so that the page stays deleted when they return.
            if base.get(p) != new.get(p) and not (o is Outcome.GONE and new.get(p) is None)
        },
    )


def _as_asked(path: str, found: Outcome, keep: Collection[str], take: Collection[str]) -> Outcome:
    """The outcome that a person chose for a page that stops the build, or for one that they edited."""
    if found in {Outcome.CONFLICT, Outcome.UNKNOWN} and path in keep:
        return Outcome.HELD
    taken = found in {Outcome.CONFLICT, Outcome.UNKNOWN, Outcome.KEPT} and path in take
    return Outcome.REPLACED if taken else found
