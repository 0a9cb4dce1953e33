"""What a pull request changes: the kinds of changes, one change, and the changes of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to a unit."""

    ADDED = "added"
    CHANGED = "changed"
    CITED = "cited"  # its words are the same, and it cites something else
    MOVED = "moved"
    JOINED = "joined"  # put into another sentence
    REMOVED = "removed"


class PageChangeKind(StrEnum):
    """What happened to a page."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RENAMED = "renamed"


class Part(StrEnum):
    """What a unit is to a reader."""

    STATEMENT = "statement"
    DISPUTE = "dispute"  # in the note on where sources differ
    HEADING = "heading"
    FIELD = "page title"  # title or description, which search engines and the browser show
    CITATION = "citation"  # what a footnote says and where it leads
    WORDS = "words"  # of a line that is no statement of its own to the merge
    STRUCTURE = "structure"  # the heading, paragraph, list, table, note or code that a line is in
    LINK = "link"  # where a link leads, or a picture comes from
    TAGS = "tags"  # other tags and attributes in the HTML: emphasis, classes, ids, titles, comments


@dataclass(frozen=True, slots=True)
class StatementChange:
    """One change.

    Attributes:
        kind: what happened; for a unit that was moved, `text` and `before` say whether it was reworded as well.
        part: what it is to a reader.
        key: its citation key, "" without.
        text: its words now, "" where it was removed.
        before: its words before, "" where it is new.
        origin: the page that it was on before, where that is another.
        gained: citation keys that it has now and did not have.
        lost: citation keys that it had and does not have now.
        at: the words of the line where it is, for a change of anything but words.
        line: the line of the page's file, 0 where it is not known.
        count: how many lines in a row change in the same way.
    """

    kind: ChangeKind
    part: Part
    key: str
    text: str
    before: str = ""
    origin: str = ""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    at: str = ""
    line: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class PageChanges:
    """What changed on a page.

    Attributes:
        path: the page, below `docs/`.
        kind: what happened to the page.
        former_path: its path before, where it was renamed.
        changes: what changed on it.
        built: how many footnotes that a build wrote are new on it.
        hosts: the machines that links in those lead to.
        new_hosts: the machines that the page's links lead to and did not before, with the number of those links.
    """

    path: str
    kind: PageChangeKind
    former_path: str = ""
    changes: tuple[StatementChange, ...] = ()
    built: int = 0
    hosts: tuple[str, ...] = ()
    new_hosts: Mapping[str, int] = field(default_factory=dict)
