"""What one commit changed in what the pages say: which statements, and whether a person did it or a build.

The comparison is that of a pull request's summary (`reviewing`): sentences are matched by citation key, so one that
only moved, or was wrapped or marked up anew, did not change. What is left is compared by its words alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from explainery.merging.units import UnitKind, parsed
from explainery.page_format import MARK
from explainery.patterns import regex
from explainery.reviewing.changes import ChangeKind, PageChangeKind, PageChanges, Part, StatementChange
from explainery.reviewing.statement_changes import page_changes, reader_words
from explainery.text import folded, one_line, unmarked, visible

_WORD = regex(r"\w+(?:[.,:/’'-]\w+)*|[%$€£¥]")  # 1,000 and 1.000 are two words
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_CELLS = regex(r"\s*(?<!\\)\|\s*")
_SAID = frozenset((Part.STATEMENT, Part.DISPUTE))
_GONE = frozenset((ChangeKind.REMOVED, ChangeKind.JOINED))


class Happened(StrEnum):
    """What happened to a statement."""

    ADDED = "added"
    REWORDED = "reworded"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """A statement that a commit changed.

    Attributes:
        page: its page, by the path below `docs/` that it has after the commit.
        key: its citation key.
        happened: what happened to it.
        before: what it said, "" where it is new.
        after: what it says, "" where it was removed.
        is_generated: whether a build wrote or removed it.
    """

    page: str
    key: str
    happened: Happened
    before: str
    after: str
    is_generated: bool = False


@dataclass(frozen=True, slots=True)
class Versions:
    """The pages that a commit changed, by path below `docs/`, and what builds had generated for them.

    Attributes:
        old: the pages before.
        new: the pages after.
        old_base: the same pages as generated, before.
        new_base: the same pages as generated, after.
    """

    old: Mapping[str, str]
    new: Mapping[str, str]
    old_base: Mapping[str, str] = field(default_factory=dict)
    new_base: Mapping[str, str] = field(default_factory=dict)


def changed_statements(versions: Versions) -> tuple[list[ChangedStatement], dict[str, str]]:
    """What a commit changed in what the pages say, and the new path of each page that it renamed."""
    pages = page_changes(versions.old, versions.new)
    old_words, new_words = _said(versions.old_base), _said(versions.new_base)
    rows: list[ChangedStatement] = []
    for page in pages:
        for row in _on_page(page):
            came, went = words_of(row.after), words_of(row.before)
            built = came in new_words - old_words if came else went in old_words - new_words
            rows.append(ChangedStatement(row.page, row.key, row.happened, row.before, row.after, built))
    renamed = {p.former_path: p.path for p in pages if p.kind is PageChangeKind.RENAMED}
    return rows, renamed


def words_of(text: str) -> tuple[str, ...]:
    """The words of a statement: without case, punctuation and the kind of quotation marks, dashes and blanks."""
    return tuple(_WORD.findall(folded(text)))


def shown(text: str) -> str:
    """A unit's words as readers see them: without markup, the cells of a row set apart."""
    cells = [c for c in _CELLS.split(text) if c.strip(" -—")]
    return one_line(visible(_ESCAPED.sub(r"\1", unmarked(MARK.sub("", " · ".join(cells))))))


def _said(pages: Mapping[str, str]) -> set[tuple[str, ...]]:
    """The words of everything that pages say with a citation."""
    units = (u for text in pages.values() for u in parsed(text).units)
    return {words_of(shown(reader_words(u))) for u in units if u.keys and u.kind is not UnitKind.DEFINITION}


def _on_page(page: PageChanges) -> Iterator[ChangedStatement]:
    changes = [c for c in page.changes if c.part in _SAID and (c.key or c.gained or c.lost)]
    joined = _joined(changes)
    for change in changes:
        before, after = shown(change.before), shown(change.text)
        if change.kind is ChangeKind.JOINED and joined.get(change.text):
            continue  # told with the sentence that it was put into
        if change.kind is ChangeKind.ADDED:
            yield ChangedStatement(page.path, _key(change), Happened.ADDED, "", after)
        elif change.kind is ChangeKind.REMOVED:
            yield ChangedStatement(page.path, _key(change), Happened.REMOVED, before, "")
        elif change.kind is not ChangeKind.CITED:
            before = " ".join([before, *joined.get(change.text, ())])
            if words_of(before) != words_of(after):
                yield ChangedStatement(page.path, _key(change), Happened.REWORDED, before, after)


def _joined(changes: Sequence[StatementChange]) -> dict[str, list[str]]:
    """What was put into another sentence of the page, by that sentence's text, where that is told as reworded."""
    into = {c.text for c in changes if c.kind in {ChangeKind.CHANGED, ChangeKind.MOVED}}
    texts: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        if change.kind is ChangeKind.JOINED and change.text in into:
            texts[change.text].append(shown(change.before))
    return texts


def _key(change: StatementChange) -> str:
    return change.key or next(iter((*change.gained, *change.lost)), "")
