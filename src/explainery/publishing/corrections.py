"""Which changes of a statement are corrections: a person reworded, removed or put back what readers had been told.

What a build changed is none, because the sources changed and not our mind; nor is what a commit changed together with
many other statements, unless its message says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from explainery.publishing.changed_statements import Happened, words_of
from explainery.publishing.reasons import Reason
from explainery.publishing.steps import Change, History

_Place = tuple[str, tuple[str, ...]]  # a citation key and the words of a statement


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction.

    Attributes:
        page: the page, below `docs/`.
        key: the statement's citation key.
        before: what the page said; "" where a statement was put back.
        after: what it says since; "" where the statement was removed.
        time: when it was published.
        commit: the commit that gives the reason.
        reason: why.
    """

    page: str
    key: str
    before: str
    after: str
    time: datetime
    commit: str
    reason: Reason

    @property
    def story(self) -> str:
        """The story whose page it is on."""
        return self.page.split("/", maxsplit=1)[0]


def corrections(history: History) -> tuple[Correction, ...]:
    """Every correction, the newest first; within a commit, in the order of the pages."""
    removed: defaultdict[str, set[_Place]] = defaultdict(set)  # by story: what a correction took away
    by_step = [list(_in_step(step.changes, removed)) for step in reversed(history.steps)]
    return tuple(c for rows in reversed(by_step) for c in rows)


def _in_step(changes: tuple[Change, ...], removed: defaultdict[str, set[_Place]]) -> Iterator[Correction]:
    moved = _moved(changes)
    for change in changes:
        row, reason = change.statement, change.reason
        place = (row.key, words_of(row.before or row.after))
        is_back = row.happened is Happened.ADDED and place in removed[change.story]
        if (row.happened is Happened.ADDED and not is_back) or place in moved:
            continue
        counts = not change.is_bulk if reason.counts is None else reason.counts
        if row.is_generated or not counts:
            continue
        if row.happened is Happened.REMOVED:
            removed[change.story].add(place)
        elif is_back:
            removed[change.story].discard(place)
        yield Correction(row.page, row.key, row.before, row.after, change.time, change.commit, reason)


def _moved(changes: tuple[Change, ...]) -> set[_Place]:
    """Statements that one commit took from a place and put, in the same words, in another."""
    rows = [c.statement for c in changes]
    gone = {(r.key, words_of(r.before)) for r in rows if r.happened is Happened.REMOVED}
    return gone & {(r.key, words_of(r.after)) for r in rows if r.happened is Happened.ADDED}
