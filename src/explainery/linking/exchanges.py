"""Exchanges: who gives what to whom, and how far it has come.

A verb or noun of giving has its sides around it (`deals.py`). Where a sentence leaves one out, it is the other
of the two parties that a story is between, or the partner of the deal that the sentence before told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from explainery.linking.deals import Deal, deals_in
from explainery.linking.giving import GOODS
from explainery.linking.sides import Clause, main_subject
from explainery.linking.statuses import status_of, status_at
from explainery.model import Exchange, Passage

__all__ = ["Parties", "exchanges_of", "status_of"]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who leads what, and the two parties that the story is between (or fewer, where it is not)."""

    led: Mapping[str, str]
    two: tuple[str, ...]

    def other(self, actor: str | None) -> str | None:
        """The other of the two parties."""
        rest = [p for p in self.two if p != actor]
        return rest[0] if len(self.two) == 2 and actor in self.two and rest else None  # noqa: PLR2004


def exchanges_of(passages: Sequence[Passage], parties: Parties, same: Mapping[str, str]) -> tuple[Exchange, ...]:
    """Every exchange, those of one giver, receiver, status and like item as one. `same`: sentence -> claim."""
    found: list[Exchange] = []
    for exchange in _all(passages, parties):
        like = next((i for i, e in enumerate(found) if _alike(e, exchange, same)), None)
        if like is None:
            found.append(exchange)
        else:
            merged = tuple(dict.fromkeys((*found[like].sentences, *exchange.sentences)))
            found[like] = replace(found[like], sentences=merged)
    return tuple(found)


def _alike(a: Exchange, b: Exchange, same: Mapping[str, str]) -> bool:
    """Whether two rows are one: same sides and status, and a shared good or the same claim."""
    if (a.giver, a.receiver, a.status) != (b.giver, b.receiver, b.status):
        return False
    goods = {g.lower() for g in GOODS.findall(a.item)} & {g.lower() for g in GOODS.findall(b.item)}
    return bool(goods) or same.get(a.sentences[0], a.sentences[0]) == same.get(b.sentences[0], b.sentences[0])


def _all(passages: Sequence[Passage], parties: Parties) -> Iterator[Exchange]:
    before: str | None = None
    last = ""
    for passage in passages:
        clause = _clause(passage, parties, before if _follows(last, passage.id) else None)
        yield from _in_sentence(clause, passage, parties)
        before, last = main_subject(clause) or None, passage.id


def _follows(last: str, current: str) -> bool:
    """Whether one sentence stands right after another."""
    article, _, number = last.rpartition(":")
    return current == f"{article}:{int(number) + 1}" if number.isdecimal() else False


def _clause(passage: Passage, parties: Parties, before: str | None) -> Clause:
    start, end = passage.sentence.start, passage.sentence.end
    names = [replace(n, start=n.start - start, end=n.end - start) for n in passage.marked.names_in(passage.sentence)]
    return Clause(passage.article.text[start:end], names, parties.led, before)


def _in_sentence(clause: Clause, passage: Passage, parties: Parties) -> Iterator[Exchange]:
    seen: set[tuple[str, str]] = set()
    for deal in deals_in(clause):
        giver = deal.giver or parties.other(deal.receiver)
        receiver = deal.receiver or parties.other(deal.giver)
        if giver and receiver and giver != receiver and (giver, receiver) not in seen:
            seen.add((giver, receiver))
            yield Exchange(giver, deal.item, receiver, _status(clause, deal, giver, receiver), (passage.id,))
            if DEBUG is not None:
                DEBUG.append((passage.id, deal.frame + ('' if deal.giver and deal.receiver else '*'), giver, receiver, deal.item, passage.sentence.facets))


DEBUG = None


def _status(clause: Clause, deal: Deal, giver: str, receiver: str):
    return status_of(clause.text, by_others=bool({n.actor for n in clause.names} - {giver, receiver}))
