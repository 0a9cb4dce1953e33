"""What people did with the sentences of a story: which they corrected or deleted, and what else tells the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explainery.merging import Generated, State, Wishes
from explainery.merging.decisions import DecisionKind
from explainery.merging.fates import Edits, Fate
from explainery.merging.parsed_pages import UnitRef
from explainery.merging.story_merge import decided_now
from explainery.merging.units import PageText, Unit, UnitKind, parsed
from explainery.page_format import MARK
from explainery.patterns import regex
from explainery.text import one_line, words
from explainery.writing.labels import CAST_HEADS

PROSE = frozenset({UnitKind.STATEMENT, UnitKind.ITEM})
TELLING = PROSE | {UnitKind.SIDE, UnitKind.ROW}
MARKER = regex(r"\A\s*(?:[-*+]|\d+[.)])\s+(?:\*\*[^*\n]+:\*\*\s+)?")
COPIED = 0.6  # share of a unit's words that are a sentence's, from which it is a copy of it
_MOVED = 0.5  # of the words of a sentence on another page that the moved one had; by taste


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that a person corrected or, where `new` is "", deleted.

    Attributes:
        ref: where it was.
        unit: what it was.
        new: what it is now.
        keys: what it told.
        own: (page, name) of itself, as the last build and as this one has it: it is no copy.
    """

    ref: UnitRef
    unit: Unit
    new: str
    keys: frozenset[str]
    own: frozenset[tuple[str, str]] = frozenset()

    @property
    def in_prose(self) -> bool:
        """Whether it is a sentence of prose, and not a row or a side of a difference."""
        return self.unit.kind in PROSE


def corrections(edits: Edits, wishes: Wishes) -> Iterator[Change]:
    """Sentences that people reworded, where they stood or on another page."""
    for ref, fate in edits.fates.items():
        unit = edits.base_unit(ref)
        if (
            fate not in {Fate.HERE, Fate.AWAY}
            or unit.kind not in TELLING
            or not unit.keys
            or _given_up(ref, unit, wishes)
        ):
            continue
        now = edits.live_unit(ref)
        if fate is Fate.AWAY and likeness(words_of(now), words_of(unit)) < _MOVED:
            continue  # a sentence of their own, which only cites the same: no correction
        if words_of(now) != words_of(unit):
            yield Change(ref, unit, now.text, frozenset(unit.keys) & frozenset(now.keys), _names(ref, unit))


def _given_up(ref: UnitRef, unit: Unit, wishes: Wishes) -> bool:
    return (ref.page, unit.id) in wishes.take or ref.page in wishes.replace


def deletions(edits: Edits, before: State, generated: Generated, wishes: Wishes) -> Iterator[Change]:
    """Sentences of prose that people deleted, and no sentence of theirs tells. A row's deletion is that row's only."""
    built = {(p, u.id): (UnitRef(p, i), u) for p, t in generated.pages.items() for i, u in enumerate(parsed(t).units)}
    told = {key for unit in _own_prose(edits) for key in unit.keys}
    for decision in sorted(decided_now(before, wishes)):
        ref, unit = built.get((decision.page, decision.id), (None, None))
        if decision.kind is DecisionKind.DELETED and ref and unit and unit.kind in PROSE and unit.first not in told:
            yield Change(ref, unit, "", frozenset(unit.keys) - told, _names(ref, unit))


def _names(ref: UnitRef, unit: Unit) -> frozenset[tuple[str, str]]:
    return frozenset({(ref.page, unit.id)})


def _own_prose(edits: Edits) -> Iterator[Unit]:
    """Prose as people have it: their own, and what they reworded or moved to another page."""
    generated = {at: ref for ref, at in edits.matched.at.items()}
    for path, page in edits.live.items():
        for i, unit in enumerate(page.units):
            ref = generated.get(UnitRef(path, i))
            same = ref and ref.page == path and edits.base_unit(ref).text == unit.text
            if unit.kind in PROSE | {UnitKind.SIDE} and not same:
                yield unit


def touched_by(edits: Edits) -> frozenset[tuple[str, str]]:
    """(page, id) of the base units that are not as the build wrote them: whatever a person did, stays."""
    return frozenset((ref.page, edits.base_unit(ref).id) for ref in edits.fates if edits.touched(ref))


def changes_of(unit: Unit, path: str, changes: Iterable[Change]) -> Iterator[Change]:
    """The changes of what a unit may be a copy of."""
    for change in changes:
        if (path, unit.id) not in change.own and change.keys.intersection(unit.keys):
            yield change


def words_of(unit: Unit) -> str:
    """A unit's words, without its list marker and citations."""
    return plain_words(unit.text)


def plain_words(text: str) -> str:
    """The same of a text."""
    return one_line(MARK.sub("", MARKER.sub("", text)))


def table_head(page: PageText, n: int) -> str:
    """The head of the table that a row is in."""
    heads = [u.text.split("\n")[0] for u in page.units[:n] if u.kind is UnitKind.HEAD]
    return heads[-1] if heads else ""


def is_cast(page: PageText, n: int) -> bool:
    """Whether a unit is a row of "Who is who": it tells who somebody is, and not what its source's sentence says."""
    return page.units[n].kind is UnitKind.ROW and table_head(page, n) in CAST_HEADS


def likeness(line: str, sentence: str) -> float:
    """The share of a line's words, 0 to 1, that a sentence has."""
    mine, theirs = (set(words(text.casefold())) - {"description"} for text in (line, sentence))
    return len(mine & theirs) / max(1, len(mine))
