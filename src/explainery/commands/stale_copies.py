"""Copies that do not follow: lines that a person edited, with words that were corrected or deleted elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from explainery.commands.changed_sentences import (
    COPIED,
    TELLING,
    Change,
    changes_of,
    is_cast,
    likeness,
    plain_words,
    words_of,
)
from explainery.commands.corrected_words import gone_facts, gone_numbers, says
from explainery.merging import State
from explainery.merging.units import UnitKind, parsed
from explainery.page_format import OVERVIEW_FILE


@dataclass(frozen=True, slots=True, order=True)
class StaleCopy:
    """A line that a person edited, and that has words which were corrected or deleted elsewhere.

    Attributes:
        page: the page, below `docs/`.
        line: its line, from 1.
        words: the old words.
        where: the page on which they were corrected or deleted.
    """

    page: str
    line: int
    words: str
    where: str


def stale_at_home(text: str, changes: Collection[Change]) -> Iterator[StaleCopy]:
    """The lines about stories on the home page that have the old words; `changes` are those of all stories."""
    page, story = parsed(text), ""
    line = page.front.count("\n") + 1
    for unit in page.units:
        line += unit.gap.count("\n")
        story = unit.name.partition("/")[0] if unit.kind is UnitKind.LINK else story
        yield from _alike(OVERVIEW_FILE, line, unit.text, [c for c in changes if c.ref.page.startswith(f"{story}/")])
        line += unit.text.count("\n")


def stale_copies(
    before: State, built: Mapping[str, str], changes: Collection[Change], touched: Collection[tuple[str, str]]
) -> Iterator[StaleCopy]:
    """The lines of people's own that have the old words."""
    for path, text in before.live.items():
        page, line = parsed(text), parsed(text).front.count("\n") + 1
        for n, unit in enumerate(page.units):
            line += unit.gap.count("\n")
            if unit.kind in TELLING and (path, unit.id) in touched and not is_cast(page, n):
                for change in changes_of(unit, path, changes):
                    yield from (StaleCopy(path, line, w, change.ref.page) for w in _old_words(unit.text, change))
            line += unit.text.count("\n")
        is_own = page.front != parsed(before.base.get(path, "")).front
        yield from _stale_description(path, page.front if is_own else parsed(built.get(path, "")).front, changes)


def _stale_description(path: str, front: str, changes: Collection[Change]) -> Iterator[StaleCopy]:
    for number, line in enumerate(front.split("\n"), 1):
        if line.startswith("description:"):
            yield from _alike(path, number, line, changes)


def _alike(path: str, number: int, line: str, changes: Collection[Change]) -> Iterator[StaleCopy]:
    """What a line without a citation still says, as far as its words are those of a sentence."""
    for change in changes:
        if likeness(line, words_of(change.unit)) >= COPIED:
            yield from (StaleCopy(path, number, w, change.ref.page) for w in _old_words(line, change))


def _old_words(text: str, change: Change) -> Iterator[str]:
    """The corrected words that a text still has; all of a deleted sentence that it tells."""
    old, new = words_of(change.unit), plain_words(change.new)
    if not change.new:
        yield from ([old] if likeness(plain_words(text), old) >= COPIED else [])
        return
    phrases: Mapping[tuple[str, ...], None] = dict.fromkeys(
        [*gone_facts(old, new), *((n,) for n in gone_numbers(old, new))]
    )
    yield from (" ".join(p) for p in phrases if says(plain_words(text), p))
