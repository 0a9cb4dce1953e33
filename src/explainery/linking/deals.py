"""Deals in one sentence: the verbs and nouns of giving, each with its sides and what is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from explainery.linking.giving import BARRIERS, NOUNS, VERBS, Frame, Giving, is_good
from explainery.linking.phrases import Tag, at, halves, phrase_from
from explainery.linking.sides import Clause, Span
from explainery.text import MONTHS, one_line

_ITEM_END = re.compile(
    r"\s(?:to|from|for|in|at|as|by|with|because|while|during|through|after|before|since|when|if|unless|that|which|who|under|into|amid|against|over|on|via|or else|including|despite|so|but|not to mention|according|would|could|may|might|will|has|have|had|is|are|was|were|said|says)\b"
    r"|[.;:()“”\"…—–](?!\d)|,\s(?!\d)(?!(?:[\w-]+\s){0,3}[\w-]+(?:,|\sand\b|\sor\b))|,\s(?:and|but|as|while|which|who|the|he|she|it|they)\b|,\s(?=[A-Z])|\sand\s(?=(?:has|have|is|was|will|to|could|may)\b)"
)
_HOLDER = re.compile(r"^(?:the |its |their |his |her |some |any |such |a |an |of |with )+", re.IGNORECASE)
_MOST_ITEM_WORDS = 16
_NO_ITEM = re.compile(
    rf"(?:to|not|that|whether|how|what|than|it|them|him|her|off|up|down|out|back|once|and|or|as|last|next|(?:{'|'.join(MONTHS)})|\w+day)\b",
    re.IGNORECASE,
)
_RETURN = re.compile(r"\b(?:in (?:return|exchange) for|in return)\s+(?=\w)", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:an|ese|ish|ern|ch|i|U\.S\.|US|EU)$")  # "Russian", "Chinese": what follows is theirs
_BE = frozenset("is are was were be been being".split())
_PARTICLES = frozenset("over back up down out away in".split())
_REACH = 22  # words from a verb within which its sides stand
_BARS = frozenset({Tag.STOP, Tag.LINK, Tag.REL, Tag.MODAL})


@dataclass(frozen=True, slots=True)
class Deal:
    """What one place of a sentence says is given. A side that it leaves out is none. `verb`: a word's index."""

    giver: str | None
    item: str
    receiver: str | None
    verb: int
    frame: str
    negated: bool = False

    @property
    def reverse(self) -> Deal:
        """The sides the other way round."""
        return replace(self, giver=self.receiver, receiver=self.giver)


def deals_in(clause: Clause) -> Iterator[Deal]:
    """Every deal of a sentence, those with a side missing too."""
    for v, word in enumerate(clause.words):
        giving = VERBS.get(word.low)
        if giving and _is_verb(clause, v):
            found = _passive(clause, v, giving) if _is_passive(clause, v) else _active(clause, v, giving)
            if found:
                yield found
                yield from _in_return(clause, found)


def _is_verb(clause: Clause, v: int) -> bool:
    """Whether a word that may be a noun ("offer", "supply") is a verb here."""
    if not v:
        return False
    word, before = clause.words[v], clause.words[v - 1]
    if clause.text[word.start].isupper() or before.low.endswith("’s"):
        return False
    return before.tag not in {Tag.DET, Tag.NUM} and (before.tag is not Tag.PREP or word.low.endswith("ing"))


def _is_passive(clause: Clause, v: int) -> bool:
    k = clause.chain(v)
    lead = [w.low for w in clause.words[k:v] if w.tag is not Tag.ADV]
    participle = not clause.words[v].low.endswith(("ing", "s"))
    return participle and bool(lead) and lead[-1] in _BE


def _after(clause: Clause, v: int) -> int:
    """Where the object of a verb begins."""
    k = v + 1
    while k < len(clause.words) and (clause.words[k].tag is Tag.ADV or clause.words[k].low in _PARTICLES):
        k += 1
    return k


def _objects(clause: Clause, k: int) -> tuple[Span | None, int]:
    """(receiver that stands before the item or none, where the item begins) after a verb."""
    words = clause.words
    if k < len(words) and words[k].tag is Tag.PRON and words[k].low not in {"it", "himself", "itself", "themselves"}:
        return (k, k + 1), k + 1
    j = phrase_from(words, k)
    if j < len(words) and words[j].low == "of" and (of := phrase_from(words, j + 1)) > j + 1:
        cut = halves(words, j + 1, of, _whole(clause))
        if cut < of and halves(words, k, j, _whole(clause)) == j and words[k].tag is Tag.DET:
            return (k, cut), cut
    cut = halves(words, k, j, _whole(clause))
    return ((k, cut), cut) if cut < j else (None, k)


def _whole(clause: Clause) -> frozenset[int]:
    """Indexes of words that follow a name which is no adjective."""
    return frozenset(
        at(clause.words, n.end) for n in clause.names
        if not _ADJECTIVE.search(clause.text[n.start : n.end]) and clause.text[n.end : n.end + 1] == " "
    )  # fmt: skip


def _item(clause: Clause, k: int, giving: Giving) -> str | None:
    """What is given: the words from `k` up to where the clause turns, if they name it."""
    if k >= len(clause.words) or clause.words[k].tag not in {Tag.DET, Tag.NUM, Tag.NOUN, Tag.NAME, Tag.VERB}:
        return None
    rest = clause.text[clause.words[k].start :]
    end = _ITEM_END.search(rest)
    item = _HOLDER.sub("", one_line(rest[: end.start()] if end else rest)).strip(" ,’'")
    short = 0 < len(item.split()) <= _MOST_ITEM_WORDS
    return item if short and not _NO_ITEM.match(item) and is_good(item, strict=giving.strict) else None


def _after_prep(clause: Clause, k: int, preps: frozenset[str]) -> Span | None:
    """The noun phrase after one of `preps`, within the clause that begins at `k`."""
    words = clause.words
    for x in range(k, min(len(words) - 1, k + _REACH)):
        if words[x].tag in _BARS and x > k:
            return None
        if words[x].low in preps:
            j = phrase_from(words, x + 1)
            if preps & _TO and _is_infinitive(clause, x + 1, j):
                continue
            if j > x + 1 and words[x - 1].low not in {"up", "according", "due"}:
                return _with_of(clause, x + 1, j)
            if words[x + 1].tag is Tag.PRON:
                return (x + 1, x + 2)
    return None


def _is_infinitive(clause: Clause, i: int, j: int) -> bool:
    """Whether the words after "to" begin with a verb: "to finance | the company"."""
    words = clause.words
    if i >= j or words[i - 1].low != "to" or words[i].tag is not Tag.NOUN or clause.text[words[i].start].isupper():
        return False
    return any(words[x].tag in {Tag.DET, Tag.NUM, Tag.NAME} for x in range(i + 1, j)) or j == i + 1 and words[i].low[-1] != "s"


def _with_of(clause: Clause, i: int, j: int) -> Span:
    """A noun phrase with what "of" and "and" add to it."""
    words = clause.words
    while j < len(words) - 1 and words[j].low in {"of", "and"}:
        end = phrase_from(words, j + 1)
        if end == j + 1 or (words[j].low == "and" and words[j + 1].tag is not Tag.NAME):
            break
        j = end
    return (i, j)


_TO, _FROM, _BY, _FOR, _ON = (frozenset(x.split()) for x in ("to", "from", "by from", "for to", "on against"))


def _active(clause: Clause, v: int, giving: Giving) -> Deal | None:
    k = _after(clause, v)
    subject = clause.who(clause.subject(v))
    return _ACTIVE[giving.frame](clause, v, k, subject, giving)


def _gives(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    first, start = _objects(clause, k)
    receiver = clause.who(_after_prep(clause, start, _TO)) or clause.who(first)
    item = _item(clause, start, giving)
    if not item and (given := _with(clause, k)):
        receiver, item = clause.who((k, given)), _item(clause, given + 1, giving)
    receiver = receiver or clause.who(_after_prep(clause, start, _FOR))
    return Deal(subject, item, receiver, v, "give") if item else None


def _with(clause: Clause, k: int) -> int | None:
    """Where "with" follows the object: "supplied the rebels with arms"."""
    j = phrase_from(clause.words, k)
    return j if k < j < len(clause.words) and clause.words[j].low == "with" else None


def _for(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    item = _item(clause, k, giving)
    if not item or not BARRIERS.search(item):
        return None
    return Deal(subject, item, clause.who(_after_prep(clause, k, frozenset({"for", "to", "on"}))), v, "for")


def _lays(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    item = _item(clause, k, giving)
    if not item or not BARRIERS.search(item):
        return None
    found = Deal(subject, item, clause.who(_after_prep(clause, k, _ON)), v, "lay")
    return found.reverse if re.search(r"\b(?:fine|penalty)\b", item) else found


def _takes(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    item = _item(clause, k, giving)
    return Deal(clause.who(_after_prep(clause, k, _FROM)), item, subject, v, "take") if item else None


def _seeks(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    found = _takes(clause, v, k, subject, giving)
    return replace(found, frame="seek") if found else None


def _asks(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    words, j = clause.words, phrase_from(clause.words, k)
    if j < len(words) - 1 and words[j].low == "for":
        item = _item(clause, j + 1, giving)
        giver = clause.who((k, j)) if j > k else clause.who(_after_prep(clause, j + 1, _FROM))
        return Deal(giver, item, subject, v, "ask") if item else None
    return None


def _refuses(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    words, j = clause.words, phrase_from(clause.words, k)
    if not NOUNS.search(clause.cut((k, j))) or (words[v].low.startswith("turn") and words[v + 1].low != "down"):
        return None
    start = j + 1 if j < len(words) and words[j].low in {"of", "for", "from"} else k
    whose = next((x for x in range(k, j) if words[x].low.endswith("’s")), None)
    giver = clause.who(_after_prep(clause, j, _BY)) or (clause.who((k, whose + 1)) if whose else None)
    item = _item(clause, start, giving)
    return Deal(giver, item, subject, v, "refuse") if item else None


def _fines(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    first, start = _objects(clause, k)
    item = _item(clause, start, giving)
    return Deal(clause.who(first), item, subject, v, "fine") if item and first else None


_ACTIVE: dict[Frame, Callable[[Clause, int, int, str | None, Giving], Deal | None]] = {
    Frame.GIVE: _gives, Frame.FOR: _for, Frame.LAY: _lays, Frame.TAKE: _takes,
    Frame.SEEK: _seeks, Frame.ASK: _asks, Frame.REFUSE: _refuses, Frame.FINE: _fines,
}  # fmt: skip


def _passive(clause: Clause, v: int, giving: Giving) -> Deal | None:
    """ "Families were paid 500 crowns by Norsea", "the mine was sold to Norsea by the state"."""
    k, subject = _after(clause, v), clause.subject(v)
    item, by = _item(clause, k, giving), clause.who(_after_prep(clause, k, frozenset({"by"})))
    source = by or clause.who(_after_prep(clause, k, _FROM))
    if item and k < len(clause.words) and clause.words[k].tag in {Tag.DET, Tag.NUM, Tag.NOUN, Tag.NAME}:
        receiver = clause.who(subject)
        if giving.frame is Frame.GIVE:
            return Deal(source, item, receiver, v, "given")
        return Deal(receiver, item, source, v, "fined") if giving.frame is Frame.FINE else None
    thing = one_line(clause.cut(subject)) if subject else ""
    thing = _HOLDER.sub("", thing)
    if not is_good(thing, strict=True):
        return None
    if giving.frame is Frame.GIVE:
        return Deal(source, thing, clause.who(_after_prep(clause, k, _FOR)), v, "given to")
    if giving.frame is Frame.LAY and BARRIERS.search(thing):
        return Deal(by, thing, clause.who(_after_prep(clause, k, _ON)), v, "laid")
    return Deal(clause.who(_after_prep(clause, k, _FROM)), thing, by, v, "taken") if giving.frame is Frame.TAKE else None


def _in_return(clause: Clause, deal: Deal) -> Iterator[Deal]:
    """What comes back: "4 percent in return for longer shifts"."""
    match = _RETURN.search(clause.text, clause.words[deal.verb].end)
    if match:
        item = _item(clause, at(clause.words, match.end()), Giving(Frame.GIVE, strict=False))
        if item:
            yield replace(deal.reverse, item=item, frame="return")
