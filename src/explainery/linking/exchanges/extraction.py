"""Exchanges of a story: giver, item, receiver and status.

The sides of a verb or noun of giving are around it (`deals.py`). A sentence that leaves one out gives no exchange:
nothing in a row is guessed (`gates.py`). Whoever compares a row with its sentence may ask for what is implied, too: the
side left out is then the only other actor that the sentence names, or the other of the story's two parties.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from explainery.linking.actors import acting
from explainery.linking.exchanges.deals import Deal, deals_in, may_tell_deals
from explainery.linking.exchanges.gates import is_party, is_told, names_a_side, noun_phrase, one_row, status_of_all
from explainery.linking.exchanges.giving import BASES, VERBS, Frame
from explainery.linking.exchanges.parties import Clause, is_company
from explainery.linking.exchanges.phrases import Tag
from explainery.linking.exchanges.statuses import is_negated, status_at, status_of
from explainery.linking.tuning import TUNING
from explainery.model import MOTIVES, TRADE, Exchange, Name, Passage, Status
from explainery.patterns import regex
from explainery.text import folded

__all__ = ["Parties", "exchanges_of", "status_of"]

_TUNING = TUNING.exchanges
_OFFERS = regex(r"(?:offer|propos|pledg|promis)")
_DENIED_THAT = regex(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)|disput(?:es|ed))\b"
    r"(?: \w+){0,2} (?:that such|any such|such an?|(?:that|this|the) (?:claim|charge|report|allegation|accusation)s?|(?:it|this|that)(?=[,.;:]| as))\b"
)
_DENIABLE = frozenset({Status.ALLEGED, Status.HAPPENED})
_IN_PASSING = regex(r"\b(?:of|from|in|for|by|with|at|on|to|under|near)\s+(?:the\s+)?$")
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


def exchanges_of(
    passages: Sequence[Passage], parties: Parties, same: Mapping[str, str], *, implied: bool = False
) -> tuple[Exchange, ...]:
    """Every exchange that may stand as a row; one pair and item are one row.

    `same`: sentence id -> claim id. `implied`: those with a side that is only implied, or an item that says little, too.
    """
    exchanges: list[Exchange] = []
    at = {(p.article.id, p.number): p for p in passages}
    by_id = {p.id: p for p in passages}
    for told in _all(passages, parties, implied=implied):
        exchange = _with_denial(told, by_id[told.sentences[0]], at)
        like = next((i for i, e in enumerate(exchanges) if _alike(e, exchange, same)), None)
        if like is None:
            exchanges.append(exchange)
        else:
            known = exchanges[like]
            merged = tuple(dict.fromkeys((*known.sentences, *exchange.sentences)))
            status = status_of_all((known.status, exchange.status))
            exchanges[like] = replace(known, sentences=merged, status=status)
    return tuple(exchanges)


def _with_denial(exchange: Exchange, passage: Passage, at: Mapping[tuple[str, int], Passage]) -> Exchange:
    """The exchange as denied where the sentence after the one that tells it denies it."""
    after = at.get((passage.article.id, passage.number + 1))
    if exchange.status not in _DENIABLE or after is None or not _DENIED_THAT.search(folded(after.words)):
        return exchange
    return replace(exchange, status=Status.DENIED, sentences=(*exchange.sentences, after.id))


def _alike(a: Exchange, b: Exchange, same: Mapping[str, str]) -> bool:
    """Whether two exchanges are one row: one pair and item, or the same claim."""
    homes = [same.get(e.sentences[0], e.sentences[0]) for e in (a, b)]
    return one_row(a, b) or (homes[0] == homes[1] and (a.giver, a.receiver) == (b.giver, b.receiver))


def _all(passages: Sequence[Passage], parties: Parties, *, implied: bool) -> Iterator[Exchange]:
    """The exchanges of each sentence that may tell any, which is read with the subject and company of those before it."""
    last: Passage | None = None
    clause: Clause | None = None
    company: str | None = None
    for passage in passages:
        if len(passage.words.split()) > _TUNING.most_words:
            continue
        at_home = last is not None and passage.article.id == last.article.id
        prior = clause if last is not None and _follows(passage, last) else None
        clause = _clause(passage, parties, prior, company if at_home else None)
        if may_tell_deals(clause.text):
            yield from (_implied if implied else _in_sentence)(clause, passage, parties)
        last, company = passage, _last_company(clause)


def _follows(passage: Passage, last: Passage) -> bool:
    """Whether a sentence stands just behind another in one article."""
    return passage.article.id == last.article.id and passage.number == last.number + 1


def _clause(passage: Passage, parties: Parties, prior: Clause | None, company: str | None) -> Clause:
    start, end = passage.sentence.start, passage.sentence.end
    names = [replace(n, start=n.start - start, end=n.end - start) for n in passage.marked.names_in(passage.sentence)]
    return Clause(passage.article.text[start:end], names, parties.led, prior, company)


def _last_company(clause: Clause) -> str | None:
    """The company last named, here or before, other than in passing ("with Norsea")."""
    acts = (n for n in reversed(clause.names) if is_company(n) and not _in_passing(clause, n))
    return next((n.actor for n in acts), clause.company)


def _in_passing(clause: Clause, name: Name) -> bool:
    return bool(_IN_PASSING.search(clause.text[: name.start]))


def _in_sentence(clause: Clause, passage: Passage, parties: Parties) -> Iterator[Exchange]:
    """The exchanges of a sentence, one for each pair of sides."""
    seen: set[tuple[str, str]] = set()
    names = [clause.text[n.start : n.end] for n in clause.names]
    for deal in deals_in(clause):
        giver, receiver, item = deal.giver, deal.receiver, noun_phrase(deal.item, names)
        if not giver or not receiver or not item or giver == receiver or (giver, receiver) in seen:
            continue
        if names_a_side(item, giver, receiver):
            continue
        if _may_stand(deal, clause, passage, parties) and all(is_party(side, clause) for side in (giver, receiver)):
            seen.add((giver, receiver))
            yield Exchange(giver, item, receiver, _status(clause, deal, giver, receiver), (passage.id,))


def _implied(clause: Clause, passage: Passage, parties: Parties) -> Iterator[Exchange]:
    """The exchanges of a sentence, with the sides that it leaves out."""
    for deal in deals_in(clause):
        known = deal.giver or deal.receiver
        other = (_beside(deal, clause, known) or parties.other(known)) if known else None
        giver, receiver = deal.giver or other, deal.receiver or other
        if giver and receiver and giver != receiver and not is_negated(_leads(clause, deal)):
            yield Exchange(giver, deal.item, receiver, _status(clause, deal, giver, receiver), (passage.id,))


def _beside(deal: Deal, clause: Clause, known: str) -> str | None:
    """The only other actor that the sentence names, if something is taken or offered."""
    if deal.frame is not Frame.TAKE and not _OFFERS.match(clause.low(deal.verb)):
        return None
    able = (n for n in clause.names if n.kind != "person" or n.actor in clause.led)
    others = {acting(n, clause.led) for n in able} - {known}
    return others.pop() if len(others) == 1 else None


def _may_stand(deal: Deal, clause: Clause, passage: Passage, parties: Parties) -> bool:
    """Whether a sentence tells a deal for its own sake: on the page of trade, or plainly enough on another."""
    facets, leads = passage.sentence.facets, _leads(clause, deal)
    if is_negated(leads) or not is_told(clause, deal.verb, leads):
        return False
    return not facets or TRADE in facets or _is_wanted(deal, facets) or _weighs(deal, clause, parties)


def _is_wanted(deal: Deal, facets: Sequence[str]) -> bool:
    """Whether a deal is part of someone's motives, or turned down."""
    return deal.frame is Frame.REFUSE or (deal.frame in {Frame.SEEK, Frame.ASK} and facets[:1] == (MOTIVES,))


def _weighs(deal: Deal, clause: Clause, parties: Parties) -> bool:
    """Whether a deal counts outside sentences about trade: its verb hardly means anything else, and a party takes part."""
    giving = VERBS.get(clause.low(deal.verb))
    plain = giving is None or not giving.strict or deal.frame in _PLAIN
    ours = not parties.two or any(parties.has(side) for side in (deal.giver, deal.receiver) if side)
    return plain and ours


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
