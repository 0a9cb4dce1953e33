"""Recorded labels in the place of what linking reads: the same claims, contradictions, exchanges and dated events.

The gates of the built-in reading hold for labels, too: figures and denials of one claim agree, the sides of a
contradiction are two claims, an exchange has two named sides and a thing that passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from explainery.answers.labels import LabelledExchange, Labels
from explainery.citation_keys import sentence_code
from explainery.linking.exchanges.gates import names_a_side, noun_phrase, one_row, status_of_all
from explainery.linking.timeline import dates_told
from explainery.model import Disagreement, Event, Exchange, Passage
from explainery.text import folded

_HALF = 2
Codes = Mapping[str, Sequence[int]]  # the sentences, by number, that have a code


def codes_of(passages: Sequence[Passage]) -> dict[str, list[int]]:
    """The numbers of the sentences by their code: wire copies share one."""
    out: dict[str, list[int]] = {}
    for number, passage in enumerate(passages):
        out.setdefault(sentence_code(passage.words), []).append(number)
    return out


_Pair = tuple[int, int]  # two sentences, by their numbers, the smaller first


def recorded_pairs(codes: Codes, labels: Labels, may_be_same: Callable[[int, int], bool]) -> dict[_Pair, bool]:
    """Whether two sentences say the same, for those that were compared.

    A model that calls everything the same must not make a page cite a source for what it does not say. So a pair of a
    model's group counts only if the rules find something in common, and a group in which they do for less than half
    of the pairs counts as not compared. A person's groups count.

    Args:
        codes: the sentences' numbers by code.
        labels: what is recorded.
        may_be_same: whether two sentences, by number, have enough in common.
    """
    out: dict[_Pair, bool] = {}
    for answer in labels.same:
        groups = [list(_pairs(codes, group)) for group in answer.groups]
        fitting = [pairs if answer.by_hand else [p for p in pairs if may_be_same(*p)] for pairs in groups]
        told = [fits for pairs, fits in zip(groups, fitting, strict=True) if _HALF * len(fits) >= len(pairs)]
        open_pairs = {pair for pairs in groups for pair in pairs}
        out |= {pair: False for pair in _pairs(codes, answer.compared) if pair not in open_pairs}
        out |= {pair: True for fits in told for pair in fits}
    return out


def alike_pairs(codes: Codes, labels: Labels) -> dict[_Pair, str]:
    """The pairs of sentences, by number, that the encoder finds alike, with its name."""
    return {
        (min(a, b), max(a, b)): by
        for (one, two), by in labels.encoded.alike.items()
        for a, b in product(codes.get(one, ()), codes.get(two, ()))
    }


def _pairs(codes: Codes, group: frozenset[str]) -> Iterator[_Pair]:
    for one, two in combinations(sorted(group), 2):
        yield from ((min(a, b), max(a, b)) for a, b in product(codes.get(one, ()), codes.get(two, ())))


def relabelled_disputes(
    built: Sequence[Disagreement], passages: Sequence[Passage], codes: Codes, homes: Mapping[str, str], labels: Labels
) -> tuple[Disagreement, ...]:
    """The disagreements: recorded ones first, then those of the rules among sentences that nobody compared."""
    if not labels.weighed:
        return tuple(built)
    numbers = [(codes.get(c.first, ()), codes.get(c.second, ()), c.about) for c in labels.contradictions]
    found = [
        Disagreement(about, ((passages[one[0]].id,), (passages[two[0]].id,)))
        for one, two, about in numbers
        if one and two
    ]
    told = [d for d in found if len({homes[side[0]] for side in d.sides}) == len(d.sides) and _two_voices(d, passages)]
    weighed = {passages[n].id for code in labels.weighed for n in codes.get(code, ())}
    return (*told, *(d for d in built if not all(side[0] in weighed for side in d.sides)))


def _two_voices(dispute: Disagreement, passages: Sequence[Passage]) -> bool:
    """Whether the sides are told by different articles, or by different people in one."""
    by_id = {p.id: p for p in passages}
    voices = {(p.article.id, p.sentence.voice) for side in dispute.sides for p in (by_id[side[0]],)}
    return len(voices) == len(dispute.sides)


def relabelled_exchanges(
    built: Sequence[Exchange], passages: Sequence[Passage], codes: Codes, labels: Labels
) -> tuple[Exchange, ...]:
    """The exchanges: recorded ones first, then those of the rules in sentences that nobody searched."""
    if not labels.searched:
        return tuple(built)
    rows: list[Exchange] = []
    for label in labels.exchanges:
        for number in codes.get(label.sentence, ()):
            if exchange := _exchange(label, passages[number]):
                _add(rows, exchange)
    searched = {passages[n].id for code in labels.searched for n in codes.get(code, ())}
    return (*rows, *(e for e in built if e.sentences[0] not in searched))


def _exchange(label: LabelledExchange, passage: Passage) -> Exchange | None:
    """A recorded exchange, if it may stand as a row."""
    named = [n.actor for n in passage.marked.names_in(passage.sentence)]
    item = noun_phrase(label.item, named) if label.item.split() and label.item in passage.words else None
    sides = (label.giver, label.receiver)
    if not item or names_a_side(item, *sides) or folded(item) in map(folded, sides) or len(set(sides)) == 1:
        return None
    return Exchange(label.giver, item, label.receiver, label.status, (passage.id,))


def _add(rows: list[Exchange], exchange: Exchange) -> None:
    """Add an exchange, as a further sentence of a row that is there where it is the same."""
    like = next((i for i, row in enumerate(rows) if one_row(row, exchange)), None)
    if like is None:
        rows.append(exchange)
        return
    known = rows[like]
    sentences = tuple(dict.fromkeys((*known.sentences, *exchange.sentences)))
    rows[like] = replace(known, sentences=sentences, status=status_of_all((known.status, exchange.status)))


def recorded_dates(passages: Sequence[Passage], codes: Codes, labels: Labels) -> dict[str, str]:
    """The date of the event that a sentence tells, by its id; "" for one that tells none."""
    numbers = {n: code for code in labels.dated for n in codes.get(code, ())}
    dates = {n: labels.events.get(code, "") for n, code in numbers.items()}
    return {passages[n].id: d if d in dates_told(passages[n]) else "" for n, d in dates.items()}


def relabelled_timeline(built: Sequence[Event], dates: Mapping[str, str]) -> tuple[Event, ...]:
    """The events without the sentences that are recorded to tell none on that date."""
    kept = [replace(e, sentences=tuple(s for s in e.sentences if dates.get(s, e.date) == e.date)) for e in built]
    return tuple(e for e in kept if e.sentences)
