"""Finds a word of a statement whose opposite stands in its passage, said of the same thing.

The two must have a neighbour in common (who rose, or what was opened), and be denied on both sides or on neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from explainery.checking.polarity import Polarity, near, polarity
from explainery.checking.tuning import TUNING
from explainery.checking.word_forms import base
from explainery.checking.word_kin import kin
from explainery.lexicon.opposites import opposites
from explainery.lexicon.stems import STOP_WORDS


class Opposed(NamedTuple):
    """A statement's words, the opposite in a passage, and the number of that passage."""

    said: str
    written: str
    passage: int


class _Place(NamedTuple):
    """Where a listed word stands: the number of its first word, of the word behind it, and the row and side."""

    start: int
    end: int
    row: int


def opposed(statement: str, passages: Sequence[str]) -> Iterator[Opposed]:
    """The words of a statement whose opposites its passages have instead."""
    one, others = polarity(statement), [polarity(p) for p in passages]
    mine, theirs = _places(one), [_places(o) for o in others]
    for row, places in mine.items():
        twin = row ^ 1  # the same row from its other side
        if twin in mine or _is_written(one, places, others, theirs, row):
            continue
        for number, (other, found) in enumerate(zip(others, theirs, strict=True)):
            pairs = [(a, b) for a in places for b in found.get(twin, ()) if _is_same_thing(one, a, other, b)]
            if pairs and not _has_both(one, _called(other, pairs[0][1])):
                yield Opposed(_called(one, pairs[0][0]), _called(other, pairs[0][1]), number)


def _has_both(one: Polarity, written: str) -> bool:
    """Whether a statement has a word that says what the passage says, beside its opposite: "for ... and against"."""
    said = (w for w in one.words if w.text != "according")  # names who says it, and is no accord
    return any(kin(w.text) & kin(written) for w in said)


def _is_written(
    one: Polarity,
    places: Sequence[_Place],
    others: Sequence[Polarity],
    theirs: Sequence[Mapping[int, Sequence[_Place]]],
    row: int,
) -> bool:
    """Whether a passage has these words itself, said of the same thing."""
    return any(
        _is_same_thing(one, a, other, b)
        for other, found in zip(others, theirs, strict=True)
        for a in places
        for b in found.get(row, ())
    )


def _places(text: Polarity) -> dict[int, list[_Place]]:
    """Where the table's words stand in a text, by their row and side."""
    found: dict[int, list[_Place]] = {}
    for i, word in enumerate(text.words):
        for row, rest in (*_table().get(f"~{word.base}", ()), *_table().get(word.text, ())):
            end = i + 1 + len(rest)
            if tuple(w.text for w in text.words[i + 1 : end]) == rest:
                found.setdefault(row, []).append(_Place(i, end, row))
    return found


@cache
def _table() -> Mapping[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """For each first word: the rows, and the words that must follow. The sides of a row differ in the last bit."""
    # A verb counts in every form, so that it stands here by its base, marked with "~".
    table: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for number, row in enumerate(opposites()):
        for entry in row.words:
            first, *rest = entry.split("_")
            table.setdefault(f"~{base(first)}" if row.kind == "v" else first, []).append((number, tuple(rest)))
    return MappingProxyType({word: tuple(rows) for word, rows in table.items()})


def _is_same_thing(one: Polarity, a: _Place, other: Polarity, b: _Place) -> bool:
    """Whether both places speak of the same thing, and are denied alike."""
    if one.is_denied(one.words[a.start]) != other.is_denied(other.words[b.start]):
        return False
    if opposites()[a.row].kind == "n":
        return _next(one, a) == _next(other, b) != ""
    reach = TUNING.opposite_reach_words
    return bool(near(one, a.start, reach, a.end - a.start) & near(other, b.start, reach, b.end - b.start))


def _next(text: Polarity, place: _Place) -> str:
    """The base of the next word that is no article."""
    rest = (w for w in text.words[place.end :] if w.text not in {"the", "a", "an", "its", "their", "of", "in"})
    word = next(rest, None)
    return word.base if word and word.text not in STOP_WORDS else ""


def _called(text: Polarity, place: _Place) -> str:
    return " ".join(w.text for w in text.words[place.start : place.end])
