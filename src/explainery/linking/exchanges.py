"""Exchanges: who gives what to whom, and how far it has come.

A verb or noun of giving has its sides around it (`deals.py`). Where a sentence leaves one out, it is the other
of the two parties that a story is between, or the partner of the deal that the sentence before told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from explainery.linking.actors import acting
from explainery.linking.deals import Deal, deals_in
from explainery.linking.giving import GOODS, VERBS, is_good, Frame
from explainery.linking.sides import Clause, is_company, main_subject
from explainery.linking.statuses import status_of, status_at
from explainery.model import TRADE, Exchange, Passage

__all__ = ["Parties", "exchanges_of", "status_of"]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who leads what, and the two parties that the story is between (or fewer, where it is not)."""

    led: Mapping[str, str]
    two: tuple[str, ...]
    more: tuple[str, ...] = ()

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
    company = None
    partners: list[tuple[str, str]] = []
    for passage in passages:
        clause = _clause(passage, parties, before if _follows(last, passage.id) else None)
        if passage.article.id != last.rpartition(":")[0]: company = None
        clause = replace(clause, company=company)
        yield from _in_sentence(clause, passage, parties, partners)
        company = next((n.actor for n in reversed(clause.names) if is_company(n) and SUBJ(clause, n)), company)
        before, last = main_subject(clause) or None, passage.id


def _follows(last: str, current: str) -> bool:
    """Whether one sentence stands right after another."""
    article, _, number = last.rpartition(":")
    return current == f"{article}:{int(number) + 1}" if number.isdecimal() else False


def _clause(passage: Passage, parties: Parties, before: str | None) -> Clause:
    start, end = passage.sentence.start, passage.sentence.end
    names = [replace(n, start=n.start - start, end=n.end - start) for n in passage.marked.names_in(passage.sentence)]
    return Clause(passage.article.text[start:end], names, parties.led, before)


def _in_sentence(clause: Clause, passage: Passage, parties: Parties, partners) -> Iterator[Exchange]:
    seen: set[tuple[str, str]] = set()
    facets = passage.sentence.facets
    for deal in deals_in(clause):
        guess = not (deal.giver and deal.receiver)
        how = ""
        if guess:
            if facets and TRADE not in facets and not (facets[0] == "motives" and deal.frame in (Frame.SEEK,Frame.ASK)) and not (facets[0] in ("event","motives") and clause.words[deal.verb].low.startswith(("offer","propos","pledg","promis")) and is_good(deal.item, strict=True)): continue
            deal, how = _filled(deal, clause, parties, partners)
        else:
            if facets and TRADE not in facets and (not STRONG(clause.words[deal.verb].low) or not NEAR(deal, parties, facets)): continue
        giver, receiver = deal.giver, deal.receiver
        if giver and receiver and giver != receiver and (giver, receiver) not in seen:
            seen.add((giver, receiver))
            yield Exchange(giver, deal.item, receiver, _status(clause, deal, giver, receiver), (passage.id,))
            if not guess: partners.append((giver, receiver))
            if DEBUG is not None:
                DEBUG.append((passage.id, deal.frame.name + how, giver, receiver, deal.item, passage.sentence.facets, clause.words[deal.verb].low))


MODE=__import__('os').environ.get('MODE','')
def NEAR(deal, parties, facets):
    k=sum(any(set(p.split())&set(x.split()) for p in parties.two) for x in (deal.giver,deal.receiver))
    if MODE=='both': return k==2
    if MODE=='one': return k>=1
    if MODE=='none': return False
    if MODE=='event': return facets[0]=='event'
    if MODE=='eventone': return facets[0]=='event' or k>=1
    return True
def STRONG(low): return low not in VERBS or not VERBS[low].strict or VERBS[low].frame in (Frame.LAY, Frame.FREE)

import os
def SUBJ(clause, n):
    return not re.search(r"\b(?:of|from|in|for|by|with|at|on|to|under)\s+(?:the\s+)?$", clause.text[:n.start])
ORDER = os.environ.get('ORDER','two partner').split()

def _filled(deal, clause, parties, partners):
    known = deal.giver or deal.receiver
    if not known or "" in (deal.giver, deal.receiver): return deal, ''
    for how in ORDER:
        other = None
        if how == 'partner':
            other = next((b if a == known else a for a, b in reversed(partners) if known in (a, b)), None)
        if how == 'top': other = next((p for p in parties.two[:1] if not set(p.split()) & set(known.split())), None)
        if how == 'second': other = next((p for p in parties.two[1:2] if not set(p.split()) & set(known.split())), None)
        if how == 'sentence':
            here = {acting(n, parties.led) for n in clause.names if n.kind != 'person' or n.actor in parties.led} - {known}
            other = next(iter(here)) if len(here) == 1 and (deal.frame is Frame.TAKE or clause.words[deal.verb].low.startswith(('offer','propos','pledg','promis'))) else None
        if how == 'two': other = parties.other(known)
        if how == 'before': other = clause.before if clause.before != known else None
        if other:
            return (replace(deal, receiver=other) if deal.giver else replace(deal, giver=other)), '*' + how
    return deal, ''


DEBUG = None


def _status(clause: Clause, deal: Deal, giver: str, receiver: str):
    return status_of(clause.text, by_others=bool({n.actor for n in clause.names} - {giver, receiver}))
