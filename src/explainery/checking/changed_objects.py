"""What is cut, raised or frozen, and what for: "cut the wages" where the passage says "cut the subsidy"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from explainery.checking.changes import CHANGE
from explainery.checking.word_kin import Word, is_among, words_in

_SKIPPED = frozenset(
    "the a an its his her their our your all some most half this that these those every each any".split()
)
_ENDS = frozenset(
    "by to from in at for on over under after before because while and but or with without as since until when if"
    " which who that than during through into against despite amid about around per is are was were be been has have"
    " had will would can could may might must did does do said says".split()
)
_PASSIVE = frozenset("is are was were be been being".split())
# What an editor calls by another of its names, and no other thing.
_SAME = tuple(
    frozenset(words.split())
    for words in (
        "subsidy grant payment funding support aid contribution spending money fund allowance budget outlay",
        "price fare tariff fee charge cost rate ticket bill",
        "wage pay salary earning income",
        "job post staff workforce worker employee position",
        "output production emission pollution volume",
        "number total count figure amount level",
    )
)
_MOST_WORDS = 24  # behind a verb in which its object and its purpose stand
_LEAST_PURPOSE = 2  # words of weight that a purpose has


@dataclass(frozen=True, slots=True)
class Changed:
    """A change in a sentence.

    Attributes:
        verb: its verb.
        rises: whether something grows by it.
        thing: the words of weight of what is changed, the main one first.
        purpose: the words of weight of what it is done for; none if the sentence does not say.
    """

    verb: Word
    rises: bool
    thing: tuple[Word, ...]
    purpose: tuple[Word, ...]


def changes_in(text: str) -> Iterator[Changed]:
    """The changes of a sentence whose object stands behind the verb."""
    words = words_in(text)
    for i, word in enumerate(words):
        sign = CHANGE.fullmatch(word.text)
        if not sign or (i and (words[i - 1].text in _PASSIVE or words[i - 1].text in _SKIPPED)):
            continue
        thing = _object(words, i + 1, text)
        if thing:
            yield Changed(word, bool(sign["up"]), thing, _purpose(words, i + 1, text))


def _object(words: Sequence[Word], start: int, text: str) -> tuple[Word, ...]:
    """The words of weight of the noun behind a verb, its last word first, and of its "of ..."."""
    found: list[Word] = []
    head: Word | None = None
    for i in range(start, min(start + _MOST_WORDS, len(words))):
        if words[i].text in _ENDS or words[i].is_number or _breaks(words, i, text):
            break
        if words[i].text == "of":
            head = head or (found[-1] if found else None)
        elif words[i].has_weight and words[i].text not in _SKIPPED:
            found.append(words[i])
    head = head or (found[-1] if found else None)
    return (head, *(w for w in found if w is not head)) if head else ()


def _purpose(words: Sequence[Word], start: int, text: str) -> tuple[Word, ...]:
    """The words of weight of the "to close a gap" in the clause behind a verb."""
    for i in range(start, min(start + _MOST_WORDS, len(words) - 1)):
        if _breaks(words, i, text):
            return ()
        behind = words[i + 1]
        if words[i].text == "to" and behind.has_weight and not behind.capital and _is_bare(behind):
            weighty = tuple(w for w in _clause(words, i + 1, text) if w.has_weight)
            return weighty if len(weighty) >= _LEAST_PURPOSE else ()
    return ()


def _is_bare(word: Word) -> bool:
    return not word.text.endswith(("s", "ed", "ing")) and not word.is_number


def _clause(words: Sequence[Word], start: int, text: str) -> Iterator[Word]:
    for i in range(start, min(start + _MOST_WORDS, len(words))):
        if i > start and _breaks(words, i, text):
            return
        yield words[i]


def _breaks(words: Sequence[Word], i: int, text: str) -> bool:
    """Whether a mark stands between a word and the one before it."""
    return i > 0 and any(mark in text[words[i - 1].end : words[i].start] for mark in ",;:.()—–“”")


def other_thing(statement: str, passages: Sequence[str]) -> tuple[str, str] | None:
    """What a statement has changed in place of what its passages have changed, and that; None if they agree."""
    return _replaced(statement, passages, lambda change: change.thing[:1])


def other_purpose(statement: str, passages: Sequence[str]) -> tuple[str, str] | None:
    """The purpose of a change in a statement in place of that which its passages give, and that; None if they agree."""
    return _replaced(statement, passages, lambda change: change.purpose)


def _replaced(
    statement: str, passages: Sequence[str], part: Callable[[Changed], Sequence[Word]]
) -> tuple[str, str] | None:
    """A part of a change of which no passage has a word, where a passage has another that the statement lacks."""
    there = [w.text for p in passages for w in words_in(p)]
    here = [w.text for w in words_in(statement)]
    known = [(change, p) for p in passages for change in changes_in(p)]
    for change in changes_in(statement):
        own = part(change)
        is_known = any(is_among(w.text, there) for w in own) or (len(own) == 1 and _has_twin(own[0].text, there))
        if not own or is_known:
            continue
        others = [(part(k), p) for k, p in known if k.rises == change.rises]
        gone = [(o, p) for o, p in others if o and sum(is_among(w.text, here) for w in o) * 2 < len(o)]
        if gone and len(gone) == len([o for o, _ in others if o]):
            told, passage = gone[0]
            return _stretch(own, statement), _stretch(told, passage)
    return None


def _has_twin(word: str, others: Sequence[str]) -> bool:
    """Whether another name of the same thing is among others."""
    groups = [group for group in _SAME if _single(word) in group]
    return any(_single(other) in group for group in groups for other in others)


def _single(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _stretch(words: Sequence[Word], text: str) -> str:
    return text[min(w.start for w in words) : max(w.end for w in words)]
