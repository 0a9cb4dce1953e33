"""Exchanges of a story: giver, item, receiver and status.

The sides of a verb or noun of giving are around it (`deals.py`). If a sentence about trade leaves one out, it is the
only other actor that the sentence names, or the other of the story's two parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from explainery.linking.actors import acting
from explainery.linking.exchanges.deals import Deal, deals_in
from explainery.linking.exchanges.giving import BASES, GOODS, VERBS, Frame
from explainery.linking.exchanges.parties import Clause, is_company, main_subject
from explainery.linking.exchanges.phrases import Tag
from explainery.linking.exchanges.statuses import is_negated, status_at, status_of
from explainery.linking.tuning import TUNING
from explainery.model import MOTIVES, TRADE, Exchange, Name, Passage, Status

__all__ = ["Parties", "exchanges_of", "status_of"]

_TUNING = TUNING.exchanges
_OFFERS = re.compile(r"(?:offer|propos|pledg|promis)")
_IN_PASSING = re.compile(r"\b(?:of|from|in|for|by|with|at|on|to|under|near)\s+(?:the\s+)?$")
_PLAIN = frozenset({Frame.LAY, Frame.FREE, Frame.SEEK, Frame.ASK})


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors that leaders act for, and the two parties of the story (or fewer)."""

    led: Mapping[str, str]
    two: tuple[str, ...]

    def other(self, actor: str | None) -> str | None:
        """The other of the two parties; None if `actor` is not one of two."""
        rest = [p for p in self.two if p != actor]
        return rest[0] if len(self.two) == 2 and actor in self.two and rest else None  # noqa: PLR2004

    def has(self, actor: str) -> bool:
        """Whether an actor is one of the two, by any word of its name."""
        return any(set(party.split()) & set(actor.split()) for party in self.two)


def exchanges_of(passages: Sequence[Passage], parties: Parties, same: Mapping[str, str]) -> tuple[Exchange, ...]:
    """Every exchange. Those with the same giver, receiver, status and item are one. `same`: sentence id -> claim id."""
    exchanges: list[Exchange] = []
    for exchange in _all(passages, parties):
        like = next((i for i, e in enumerate(exchanges) if _alike(e, exchange, same)), None)
        if like is None:
            exchanges.append(exchange)
        else:
            merged = tuple(dict.fromkeys((*exchanges[like].sentences, *exchange.sentences)))
            exchanges[like] = replace(exchanges[like], sentences=merged)
    return tuple(exchanges)


def _alike(a: Exchange, b: Exchange, same: Mapping[str, str]) -> bool:
    """Whether two exchanges are one: same sides and status, and a shared good or the same claim."""
    if (a.giver, a.receiver, a.status) != (b.giver, b.receiver, b.status):
        return False
    goods = {g.lower() for g in GOODS.findall(a.item)} & {g.lower() for g in GOODS.findall(b.item)}
    homes = [same.get(e.sentences[0], e.sentences[0]) for e in (a, b)]
    return bool(goods) or homes[0] == homes[1]


def _all(passages: Sequence[Passage], parties: Parties) -> Iterator[Exchange]:
    """The exchanges of each sentence, which is read with the subject and company of those before it."""
    last: Passage | None = None
    before, company = None, None
    for passage in passages:
        if len(passage.words.split()) > _TUNING.most_words:
            continue
        clause = _clause(passage, parties)
        if last and passage.article.id == last.article.id:
            follows = passage.number == last.number + 1
            clause = replace(clause, before=before if follows else None, company=company)
        yield from _in_sentence(clause, passage, parties)
        last, before, company = passage, main_subject(clause), _last_company(clause)


def _clause(passage: Passage, parties: Parties) -> Clause:
    start, end = passage.sentence.start, passage.sentence.end
    names = [replace(n, start=n.start - start, end=n.end - start) for n in passage.marked.names_in(passage.sentence)]
    return Clause(passage.article.text[start:end], names, parties.led)


def _last_company(clause: Clause) -> str | None:
    """The company last named, here or before, other than in passing ("with Norsea")."""
    acts = (n for n in reversed(clause.names) if is_company(n) and not _in_passing(clause, n))
    return next((n.actor for n in acts), clause.company)


def _in_passing(clause: Clause, name: Name) -> bool:
    return bool(_IN_PASSING.search(clause.text[: name.start]))


def _in_sentence(clause: Clause, passage: Passage, parties: Parties) -> Iterator[Exchange]:
    """The exchanges of a sentence, one for each pair of sides."""
    seen: set[tuple[str, str]] = set()
    for deal in deals_in(clause):
        filled = _filled(deal, clause, passage, parties)
        if (
            not filled.giver
            or not filled.receiver
            or filled.giver == filled.receiver
            or is_negated(_leads(clause, deal))
        ):
            continue
        if (filled.giver, filled.receiver) not in seen:
            seen.add((filled.giver, filled.receiver))
            status = _status(clause, deal, filled.giver, filled.receiver)
            yield Exchange(filled.giver, deal.item, filled.receiver, status, (passage.id,))


def _filled(deal: Deal, clause: Clause, passage: Passage, parties: Parties) -> Deal:
    """The deal with the side that its sentence leaves out; without a giver if it is mentioned in passing."""
    facets = passage.sentence.facets
    trades = not facets or TRADE in facets
    if deal.giver and deal.receiver:
        return (
            deal if trades or _is_wanted(deal, facets) or _weighs(deal, clause, parties) else replace(deal, giver=None)
        )
    known = deal.giver or deal.receiver
    if not known or not parties.two or "" in {deal.giver, deal.receiver}:
        return deal
    needs = clause.low(deal.verb).startswith("need")  # it does not say from whom
    guess = trades or (_is_wanted(deal, facets) and not needs)
    other = (_beside(deal, clause, known) or parties.other(known)) if guess else None
    return replace(deal, receiver=other) if deal.giver else replace(deal, giver=other)


def _is_wanted(deal: Deal, facets: Sequence[str]) -> bool:
    """Whether a deal is part of someone's motives, or turned down."""
    return deal.frame is Frame.REFUSE or (deal.frame in {Frame.SEEK, Frame.ASK} and facets[:1] == (MOTIVES,))


def _weighs(deal: Deal, clause: Clause, parties: Parties) -> bool:
    """Whether a deal counts outside sentences about trade: its verb hardly means anything else, and a party takes part."""
    giving = VERBS.get(clause.low(deal.verb))
    plain = giving is None or not giving.strict or deal.frame in _PLAIN
    ours = not parties.two or any(parties.has(side) for side in (deal.giver, deal.receiver) if side)
    return plain and ours


def _beside(deal: Deal, clause: Clause, known: str) -> str | None:
    """The only other actor that the sentence names, if something is taken or offered."""
    if deal.frame is not Frame.TAKE and not _OFFERS.match(clause.low(deal.verb)):
        return None
    able = (n for n in clause.names if n.kind != "person" or n.actor in clause.led)
    others = {acting(n, clause.led) for n in able} - {known}
    return others.pop() if len(others) == 1 else None


def _leads(clause: Clause, deal: Deal) -> list[str]:
    """The verb of giving, the words that lead to it, and the word that opens its clause."""
    if deal.frame is Frame.NOUN:
        return []
    k, span = clause.chain(deal.verb), clause.subject(deal.verb)
    opens = [clause.low(span[0] - 1)] if span and span[1] == k else []
    lone = ["to"] if k and clause.words[k - 1].tag is Tag.TO else []
    asked = ["asked"] if clause.asker(deal.verb) else []
    return [
        *opens,
        *lone,
        *asked,
        *_shared(clause, k),
        *(w.low for w in clause.words[k : deal.verb + 1] if w.tag is not Tag.TO),
    ]


def _shared(clause: Clause, k: int) -> list[str]:
    """The modal that a verb shares with the one before it: "would lift the duty and | buy grain"."""
    alone = 0 < k < len(clause.words) and clause.words[k - 1].tag is Tag.AND
    if not alone or clause.low(k) not in BASES:
        return []
    before = (w.low for w in reversed(clause.words[: k - 1]) if w.tag in {Tag.MODAL, Tag.TO})
    return list(before)[:1]


def _status(clause: Clause, deal: Deal, giver: str, receiver: str) -> Status:
    others = {acting(n, clause.led) for n in clause.names} - {*giver.split(" and "), *receiver.split(" and ")}
    return status_at(clause.text, deal.frame, _leads(clause, deal), by_others=bool(others))
