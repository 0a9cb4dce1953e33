"""Who does what to whom: frames of a statement against those of its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from explainery.checking.acting_nouns import is_participant
from explainery.checking.evidence import Evidence
from explainery.checking.frames import Frame, frames_of
from explainery.checking.word_kin import Word, base, kin, words_in
from explainery.marking.entities import entities_in
from explainery.model import Passage

_SAYS = frozenset(map(base, "say tell add announce report note state write explain reply answer go come".split()))
_DIRECTION = frozenset(["to", "from", "by", "into"])
_OPPOSITE = {("to", "from"), ("from", "to"), ("into", "from"), ("from", "into"), ("to", "by"), ("by", "to")}


@dataclass(frozen=True, slots=True)
class Swapped:
    """What a statement says of two sides, and what its passage; `is_sure`: whether both sides changed places."""

    own: str
    told: str
    is_sure: bool


def swapped_sides(text: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Swapped]:
    """The places of a statement in which actor and target are those of its passages exchanged.

    Args:
        text: the statement.
        cited: its passages.
        evidence: the story's sources.
    """
    told = [frame for p in cited for frame in frames_of(p.words)]
    for own in frames_of(text):
        same = [f for f in told if base(f.verb) == base(own.verb)]
        alike = [f for f in told if kin(f.verb) & kin(own.verb)]
        if base(own.verb) in _SAYS:
            continue
        if same and all(_is_turned(own, f) for f in same):
            yield Swapped(_in_words(own), _in_words(same[0]), all(_both_turned(own, f) for f in same))
        elif alike and not same and _is_somebody(own.actor) and all(_both_turned(own, f) for f in alike):
            yield Swapped(_in_words(own), _in_words(alike[0]), is_sure=False)
    yield from _turned_directions(text, cited)
    yield from _exchanged_names(text, cited, evidence)


def _turned_directions(text: str, cited: Sequence[Passage]) -> Iterator[Swapped]:
    """Where "lent by the army" became "lent to the army"."""
    told = {(verb, noun): direction for p in cited for verb, direction, noun in _directions(words_in(p.words))}
    every = {(verb, direction, noun) for p in cited for verb, direction, noun in _directions(words_in(p.words))}
    for verb, direction, noun in _directions(words_in(text)):
        other = told.get((verb, noun))
        if other and (direction, other) in _OPPOSITE and (verb, direction, noun) not in every:
            yield Swapped(f"{direction} {noun}", f"{other} {noun}", is_sure=True)


def _directions(words: Sequence[Word]) -> Iterator[tuple[str, str, str]]:
    """The verb or noun, the word of direction behind it, and the first name or noun of people after that."""
    for i, word in enumerate(words):
        if i and word.text in _DIRECTION:
            noun = next((w for w in words[i + 1 : i + 4] if w.capital or is_participant(w)), None)
            if noun and words[i - 1].has_weight:
                yield base(words[i - 1].text), word.text, noun.text


def _exchanged_names(text: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Swapped]:
    """Two names that have each other's place in a sentence that is otherwise its passage's."""
    names = entities_in(text, {})
    called = list(dict.fromkeys(text[n.start : n.end] for n in names))
    for one, other in combinations(called, 2):
        if evidence.acting_for(one) == evidence.acting_for(other) or one in other or other in one:
            continue
        turned = _exchange(text, one, other)
        if any(_is_kept(turned, p.words) and not _is_kept(text, p.words) for p in cited):
            yield Swapped(f"{one} … {other}", f"{other} … {one}", is_sure=True)


def _exchange(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def _is_kept(text: str, passage: str) -> bool:
    """Whether all words of a text stand in a passage in the same order."""
    there = iter([w.text for w in words_in(passage)])
    return all(w.text in there for w in words_in(text))


def _is_turned(own: Frame, told: Frame) -> bool:
    """Whether the actor of one is the target of the other, and the reverse; of one side, only where both are people."""
    if _both_turned(own, told):
        return True
    acts, suffers = _exchanged(own, told)
    if not told.has_actor or _shares(own.actor, told.actor) or not _is_somebody(own.actor):
        return False
    return (_is_somebody(acts) and _is_somebody(own.target)) or _is_somebody(suffers)


def _both_turned(own: Frame, told: Frame) -> bool:
    shared = any(w.capital for w in own.actor if _has(told.actor, w))
    return not shared and all(_exchanged(own, told))


def _exchanged(own: Frame, told: Frame) -> tuple[list[Word], list[Word]]:
    """The actor's words that only the other's target has, and the target's that only the other's actor has."""
    return _only(own.actor, told.target, told.actor), _only(own.target, told.actor, told.target)


def _only(words: Sequence[Word], there: Sequence[Word], not_there: Sequence[Word]) -> list[Word]:
    return [w for w in words if _has(there, w) and not _has(not_there, w)]


def _has(words: Sequence[Word], word: Word) -> bool:
    return any(base(w.text) == base(word.text) for w in words)


def _shares(one: Sequence[Word], other: Sequence[Word]) -> bool:
    return any(_has(other, w) for w in one)


def _is_somebody(words: Sequence[Word]) -> bool:
    return any(is_participant(w) for w in words)


def _in_words(frame: Frame) -> str:
    sides = (" ".join(w.text for w in side) for side in (frame.actor, frame.target))
    return f" {frame.verb} ".join(sides)
