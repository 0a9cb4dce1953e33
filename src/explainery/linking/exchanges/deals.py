"""Deals in one sentence: each verb or noun of giving with its two sides and its item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from explainery.linking.exchanges.giving import BARRIERS, MONEY, NOUNS, VERBS, Frame, Giving, is_good
from explainery.linking.exchanges.objects import after, after_prep, bare, item_at, item_before, objects
from explainery.linking.exchanges.parties import Clause
from explainery.linking.exchanges.phrases import Tag, at, phrase_from, phrase_to
from explainery.linking.exchanges.subjects import OFFERS
from explainery.linking.tuning import REMEMBERED
from explainery.patterns import regex

_RUN = regex(r"\w+")
_RETURN = regex(r"\b(?:in (?:return|exchange) for)\s+(?=\w)", re.IGNORECASE)
_OFFERED = frozenset(
    "offered offers offer agreed agrees promised promises pledged proposed proposes undertook undertaken".split()
)
_BE = frozenset("is are was were be been being".split())
_TO, _WITH, _FROM, _BY, _ON = (frozenset([w]) for w in ("to", "with", "from", "by", "on"))
_FOR, _INTO, _FREED = frozenset({"for", "to"}), frozenset({"into", "in"}), frozenset({"for", "to", "on"})
_AGAINST = frozenset({"on", "against"})
_SOURCE = _FROM | _BY
_TURNS = regex(r"(?P<to>turn(?:ed|s|ing)? to )|in the market for ")


@dataclass(frozen=True, slots=True)
class Deal:
    """One verb or noun of giving with its sides and item; `verb` is a word's index.

    A side is None if the sentence leaves it out, and "" if the words in its place do not name an actor.
    """

    giver: str | None
    item: str
    receiver: str | None
    verb: int
    frame: Frame

    def reverse(self, item: str) -> Deal:
        """The deal in return: the receiver gives `item`."""
        return replace(self, giver=self.receiver, receiver=self.giver, item=item)


@dataclass(frozen=True, slots=True)
class _Place:
    """A verb of giving: its index `v`, the index `k` where its object begins, and its subject's actor."""

    clause: Clause
    v: int
    k: int
    subject: str | None
    giving: Giving

    def item(self, k: int | None = None) -> str | None:
        return item_at(self.clause, self.k if k is None else k, strict=self.giving.strict)

    def side(self, preps: frozenset[str], k: int | None = None) -> str | None:
        return self.clause.side(after_prep(self.clause, self.k if k is None else k, preps))

    def deal(self, giver: str | None, item: str | None, receiver: str | None) -> Deal | None:
        return Deal(giver, item, receiver, self.v, self.giving.frame) if item else None


def deals_in(clause: Clause) -> Iterator[Deal]:
    """Every deal of a sentence, including those that lack a side."""
    for v, word in enumerate(clause.words):
        if not (_gives_or_takes(word.low) or word.low == "in"):  # most words, of which no more need be asked
            continue
        deal = _turns(clause, v) or _verb(clause, v) or _noun(clause, v)
        if deal:
            yield deal
            yield from _in_return(clause, deal)


def may_tell_deals(text: str) -> bool:
    """Whether `deals_in` may find any in a sentence; asked before its words are told apart."""
    return "in the market for " in text or any(map(_gives_or_takes, _RUN.findall(text.lower())))


@lru_cache(REMEMBERED)
def _gives_or_takes(low: str) -> bool:
    """Whether a word in lower case is a verb or noun of giving, or may begin with "turn to"."""
    return low in VERBS or low.startswith("turn") or NOUNS.fullmatch(low) is not None


def _verb(clause: Clause, v: int) -> Deal | None:
    giving = _giving(clause, v)
    if not giving or not _is_verb(clause, v):
        return None
    if _is_passive(clause, v):
        return _passive(_Place(clause, v, after(clause, v), clause.side(clause.subject(v)), giving))
    return _active(_Place(clause, v, after(clause, v), clause.side(clause.subject(v)), giving))


def _giving(clause: Clause, v: int) -> Giving | None:
    """The frame of a verb of giving; "turn" only counts with "down" or "over"."""
    if not clause.low(v).startswith("turn"):
        return VERBS.get(clause.low(v))
    return _TURNED.get(clause.low(v + 1))


_TURNED = {"down": Giving(Frame.REFUSE, strict=True), "over": Giving(Frame.GIVE, strict=True)}


def _is_verb(clause: Clause, v: int) -> bool:
    """Whether a word that may be a noun ("offer", "supply") is a verb here.

    A verb for what someone is kept from doing ("stopped from selling") does not count.
    """
    if not v or clause.text[clause.words[v].start].isupper() or clause.low(v - 1).endswith("’s"):
        return False
    before = clause.words[v - 1]
    gerund = clause.low(v).endswith("ing") and before.low not in {"from", "against", "stop", "stopped", "on"}
    return before.tag not in {Tag.DET, Tag.NUM} and (before.tag is not Tag.PREP or gerund)


def _is_passive(clause: Clause, v: int) -> bool:
    lead = [w.low for w in clause.words[clause.chain(v) : v] if w.tag is not Tag.ADV]
    return bool(lead) and lead[-1] in _BE and not clause.low(v).endswith(("ing", "s"))


def _active(place: _Place) -> Deal | None:
    deal = _ACTIVE[place.giving.frame](place)
    if deal and deal.receiver is None and deal.frame is Frame.GIVE:
        return replace(deal, receiver=place.clause.side(place.clause.asker(place.v)))
    return deal


def _gives(place: _Place) -> Deal | None:
    clause = place.clause
    first, start = objects(clause, place.k)
    item, receiver = place.item(start), place.side(_WITH if clause.low(place.v).startswith("shar") else _TO, start)
    receiver = receiver or clause.side(first) or receiver
    if item and not first and not is_good(item, strict=True):  # "that it could provide | Westland"
        alone = clause.who((start, phrase_from(clause.words, start)))
        item, receiver = (None, receiver or alone) if alone else (item, receiver)
    if not item and (given := _with(clause, place.k)):
        return place.deal(place.subject, place.item(given + 1), clause.who((place.k, given)))
    if not receiver:
        receiver = clause.who(after_prep(clause, start, _FOR)) or clause.who(clause.told(place.v)) or receiver
    return place.deal(place.subject, item or item_before(clause, place.v), receiver)


def _with(clause: Clause, k: int) -> int | None:
    """Where "with" follows the object: "supplied the rebels | with arms"."""
    j = phrase_from(clause.words, k)
    return j if j > k and clause.low(j) == "with" else None


def _frees(place: _Place) -> Deal | None:
    """Lifting a barrier for someone, or stopping what goes to them."""
    item = place.item()
    if not item or not (BARRIERS.search(item) or NOUNS.match(item)):
        return None
    span = after_prep(place.clause, place.k, _FREED if BARRIERS.search(item) else _TO)
    receiver = place.clause.who(span) or place.clause.whose(span)
    freed = f"{place.clause.low(place.v)} {item}"  # as the sentence says it: to lift a duty is not to give it
    return place.deal(place.subject, freed, receiver) if span or BARRIERS.search(item) else None


def _lays(place: _Place) -> Deal | None:
    """A barrier laid on someone. A fine goes the other way: they give it."""
    item, clause = place.item(), place.clause
    if not item or not BARRIERS.search(item):
        return _puts(place)
    span = after_prep(clause, place.k, _AGAINST)
    target = clause.who(span) or clause.whose(span) or clause.who(after_prep(clause, place.k, _FROM))
    laid = place.deal(place.subject, item, target)
    return laid.reverse(item) if laid and re.search(r"\b(?:fine|penalty)\b", item) else laid


def _puts(place: _Place) -> Deal | None:
    item, receiver = place.item(), place.side(_INTO)
    return place.deal(place.subject, item, receiver) if item and receiver and MONEY.search(item) else None


def _takes(place: _Place) -> Deal | None:
    item, source = place.item(), place.side(_FROM)
    if not source and not place.giving.strict and _is_offered(place.clause, place.v):
        return place.deal(place.subject, item, _origin(place) if item else None)
    return place.deal(_origin(place) if item and source is None else source, item, place.subject)


def _origin(place: _Place) -> str | None:
    """The state whose goods someone buys or wants: "Norlandic grain"."""
    first = next((n for n in place.clause.names if n.start == place.clause.words[place.k].start), None)
    goods = first and first.kind == "place" and re.match(r" [a-z]", place.clause.text[first.end : first.end + 2])
    return first.actor if first and goods else None


def _is_offered(clause: Clause, v: int) -> bool:
    """Whether someone offers or agrees to buy: then buying is what they give."""
    lead = {w.low for w in clause.words[clause.chain(v) : v]}
    buys = clause.low(v) in {"buy", "purchase", "import"}
    return buys and (bool(lead & _OFFERED) or clause.low(v - 2) in OFFERS)


def _asks(place: _Place) -> Deal | None:
    j = phrase_from(place.clause.words, place.k)
    if place.clause.low(j) != "for":
        return None
    giver = place.clause.side((place.k, j)) if j > place.k else place.side(_FROM, j + 1)
    return place.deal(giver, place.item(j + 1), place.subject)


def _refuses(place: _Place) -> Deal | None:
    """As in "refused an offer of 4 percent from Norsea": the one who refuses would receive."""
    clause, k = place.clause, place.k
    j = phrase_from(clause.words, k)
    if not NOUNS.search(clause.cut((k, j))):
        return None
    owner = next((x for x in range(k, j) if clause.low(x).endswith("’s")), None)
    giver = place.side(_SOURCE, j) or (None if owner is None else clause.who((k, owner + 1)))
    return place.deal(giver, place.item(j + 1 if clause.low(j) in {"of", "for", "from"} else k), place.subject)


def _fines(place: _Place) -> Deal | None:
    first, start = objects(place.clause, place.k)
    return place.deal(place.clause.who(first), place.item(start), place.subject) if first else None


_ACTIVE: dict[Frame, Callable[[_Place], Deal | None]] = {
    Frame.GIVE: _gives, Frame.FREE: _frees, Frame.LAY: _lays, Frame.TAKE: _takes, Frame.SEEK: _takes,
    Frame.ASK: _asks, Frame.REFUSE: _refuses, Frame.FINE: _fines, Frame.PUT: _puts,
}  # fmt: skip


def _passive(place: _Place) -> Deal | None:
    """As in "Families were paid 500 crowns by Norsea", "the mine was sold to Norsea by the state"."""
    item = place.item()
    if not item or place.clause.words[place.k].tag is Tag.VERB:
        return _passed_on(place)
    source = place.side(_BY) or place.side(_FROM)
    if place.giving.frame is Frame.FINE:
        return place.deal(place.subject, item, source)
    return place.deal(source, item, place.subject) if place.giving.frame is Frame.GIVE else None


def _passed_on(place: _Place) -> Deal | None:
    """The passive whose subject is the item."""
    clause, span = place.clause, place.clause.subject(place.v)
    item = bare(clause.cut(span)) if span else ""
    if not is_good(item, strict=True):
        return None
    by, frame = place.side(_BY), place.giving.frame
    if frame is Frame.GIVE:
        return place.deal(by or place.side(_FROM), item, clause.who(after_prep(clause, place.k, _FOR)))
    if frame is Frame.LAY and BARRIERS.search(item):
        return place.deal(by, item, clause.who(after_prep(clause, place.k, _AGAINST)))
    return place.deal(place.side(_FROM), item, by) if frame is Frame.TAKE else None


def _noun(clause: Clause, n: int) -> Deal | None:
    """As in "Norland's sale of tanks to Westland", "a loan of 4 million crowns to Roe from Norsea"."""
    if not NOUNS.fullmatch(clause.low(n)) or clause.low(n + 1) != "of" or not n:
        return None
    item = item_at(clause, n + 2, strict=True)
    receiver, source = (clause.who(after_prep(clause, n + 2, p)) for p in (_TO, _SOURCE))
    giver = source or _owner(clause, n)
    return Deal(giver, item, receiver, n, Frame.NOUN) if item and giver and receiver else None


def _owner(clause: Clause, n: int) -> str | None:
    """The owner of a noun of giving: "Norland's sale", "the Norlandic offer"."""
    i = phrase_to(clause.words, n)
    span = next(((i, x + 1) for x in range(n - 1, i - 1, -1) if clause.words[x].tag is Tag.NAME), None)
    return clause.who(span)


def _turns(clause: Clause, v: int) -> Deal | None:
    """As in "Norland turned to Westland for grain", "is in the market for grain"."""
    match = _TURNS.match(clause.text, clause.words[v].start)
    if not match or not v:
        return None
    k = at(clause.words, match.end())
    j = phrase_from(clause.words, k) if match["to"] else k - 1
    item = item_at(clause, j + 1, strict=True) if clause.low(j) == "for" else None
    giver = clause.side((k, j)) if match["to"] else None
    return Deal(giver, item, clause.side(clause.subject(v)), v, Frame.SEEK) if item else None


def _in_return(clause: Clause, deal: Deal) -> Iterator[Deal]:
    """The deal in return: "4 percent in return for longer shifts"."""
    match = _RETURN.search(clause.text, clause.words[deal.verb].end)
    item = item_at(clause, at(clause.words, match.end()), strict=False) if match else None
    if item:
        yield deal.reverse(item)
