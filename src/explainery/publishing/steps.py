"""The values of a history: commits, what each changed in what stories say, and when each page was changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from explainery.publishing.changed_statements import ChangedStatement
from explainery.publishing.reasons import Reason


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a statement, as a person or a build published it.

    Attributes:
        statement: what changed.
        time: when it was published.
        commit: the commit that gives the reason.
        reason: why.
        is_bulk: whether that commit changed so many statements that it is a revision.
    """

    statement: ChangedStatement
    time: datetime
    commit: str
    reason: Reason
    is_bulk: bool = False

    @property
    def story(self) -> str:
        """The story whose page it is on."""
        return self.statement.page.split("/", maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Step:
    """A commit of the published branch: its hash, when it was committed, and what it changed."""

    name: str
    time: datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What git tells of the pages.

    Attributes:
        steps: the commits that changed pages of stories, the newest first.
        modified: when each page below `docs/` was last changed; without pages that are changed and not committed.
        created: when each was first published; nothing where history is cut off.
        is_known: whether there is a history at all.
        is_whole: whether it goes back to the first commit of the pages.
    """

    steps: tuple[Step, ...] = ()
    modified: Mapping[str, datetime] = field(default_factory=dict)
    created: Mapping[str, datetime] = field(default_factory=dict)
    is_known: bool = True
    is_whole: bool = True
