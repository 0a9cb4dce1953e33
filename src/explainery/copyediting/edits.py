"""Edits on a passage's words: applying them, keeping them apart, and finding an edited text's places in the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from explainery.curation.page_plan import Edit


@dataclass(frozen=True, slots=True)
class Unfit:
    """A passage that cannot be made a statement that stands alone, and why, in a few words that `inspect` prints."""

    reason: str


def applied(words: str, edits: Iterable[Edit]) -> str:
    """The text that edits make of a passage's words.

    Args:
        words: the passage on one line (`Passage.words`).
        edits: edits that do not overlap, in any order.

    Raises:
        ValueError: two edits overlap, or one lies outside the words.
    """
    pieces, last = [], 0
    for edit in in_order(edits):
        if not last <= edit.start <= edit.end <= len(words):
            raise ValueError(f"an edit at {edit.start} overlaps another or lies outside the words")
        pieces += [words[last : edit.start], edit.after]
        last = edit.end
    return "".join([*pieces, words[last:]])


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits by where they begin; words put in at a place come before words replaced from there on."""
    return tuple(sorted(edits, key=lambda e: (e.start, e.end)))


def apart(edits: Iterable[Edit], start: int, end: int) -> bool:
    """Whether no edit touches the words from `start` to `end`."""
    return all(e.end <= start or e.start >= end for e in edits if e.start != e.end or start < e.start < end)


def without(edits: Iterable[Edit], start: int, end: int) -> tuple[Edit, ...]:
    """The edits that lie outside a stretch of the words."""
    return tuple(e for e in edits if e.end <= start or e.start >= end)


def capitalised(words: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits, changed so that the text begins with a capital where words before its first letter were left out."""
    ordered = list(in_order(edits))
    text = applied(words, ordered)
    if not text[:1].islower() or not ordered or ordered[0].start:
        return tuple(ordered)
    end = 0
    for i, edit in enumerate(ordered):
        if edit.start > end:
            break
        if edit.after:
            ordered[i] = replace(edit, after=edit.after[0].upper() + edit.after[1:])
            return tuple(ordered)
        end, last = edit.end, i
    ordered[last] = replace(ordered[last], end=end + 1, after=words[end].upper())
    return tuple(ordered)


def place_in_words(edits: Sequence[Edit], start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of the edited text lies in the passage's words; None where an edit made part of it.

    Args:
        edits: the edits that made the text.
        start: where the stretch begins in the text.
        end: where it ends there, exclusive.
    """
    shift = 0  # how much farther along the words are than the text
    for edit in in_order(edits):
        begins = edit.start - shift
        if end <= begins:
            break
        if start < begins + len(edit.after):
            return None
        shift += edit.end - edit.start - len(edit.after)
    return start + shift, end + shift


def edit_at(edits: Sequence[Edit], start: int, end: int) -> tuple[Edit, int] | None:
    """The edit whose words a stretch of the text lies in, and where the stretch begins in them."""
    shift = 0
    for edit in in_order(edits):
        begins = edit.start - shift
        if begins <= start and end <= begins + len(edit.after):
            return edit, start - begins
        shift += edit.end - edit.start - len(edit.after)
    return None
