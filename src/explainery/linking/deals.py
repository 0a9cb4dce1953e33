"""Deals in one sentence: the verbs and nouns of giving, each with its sides and what is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from explainery.linking.giving import BARRIERS, MONEY, NOUNS, VERBS, Frame, Giving, is_good
from explainery.linking.phrases import Tag, at, halves, phrase_from, phrase_to
from explainery.linking.sides import OFFERS, Clause, Span
from explainery.text import MONTHS, one_line

_ITEM_END = re.compile(
    r"(?<!\bup)\s(?:to|from|for|in|at(?! least)|as(?! much)|by|with|because|while|during|through|after|before|since|when|if|unless|that|which|who|under|into|amid|against|over|on|via|or else|including|despite|so|but|not to mention|according|would|could|may|might|will|has|have|had|is|are|was|were|said|says)\b"
    r"|[.;:()“”\"…—–](?!\d)|,\s(?!\d)(?!(?:[\w-]+\s){0,3}[\w-]+(?:,|\sand\b|\sor\b))|,\s(?:and|but|as|while|which|who|the|he|she|it|they)\b|,\s(?=[A-Z])|\sand\s(?=(?:has|have|is|was|will|to|could|may)\b)"
)
_LIST_END = re.compile(_ITEM_END.pattern.replace("(?:and|but|", "(?:but|"))
_HOLDER = re.compile(r"^(?:the |its |their |his |her |some |any |such |a |an |of |with )+", re.IGNORECASE)
_MOST_ITEM_WORDS = 16
_NO_ITEM = re.compile(
    rf"(?:to|not|that|whether|how|what|than|it|them|him|her|off|up|down|out|back|once|and|or|as|last|next|(?:{'|'.join(MONTHS)})|\w+day)\b",
    re.IGNORECASE,
)
_RETURN = re.compile(r"\b(?:in (?:return|exchange) for|in return)\s+(?=\w)", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:an|ese|ish|ern|ch|i|U\.S\.|US|EU)$")  # "Russian", "Chinese": what follows is theirs
_OFFERED = frozenset("offered offers offer agreed agrees promised promises pledged proposed proposes undertook undertaken".split())
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
        if turned := _turns(clause, v) or _demands(clause, v):
            yield turned
        if giving and _is_verb(clause, v):
            found = _passive(clause, v, giving) if _is_passive(clause, v) else _active(clause, v, giving)
            if found:
                yield found
                yield from _in_return(clause, found)


def _turns(clause: Clause, v: int) -> Deal | None:
    """ "Norland turned to Westland for grain", "is in the market for grain"."""
    match = _TURNS.match(clause.text, clause.words[v].start)
    if not match or not v:
        return None
    k = at(clause.words, match.end())
    j = phrase_from(clause.words, k) if match["to"] else k - 1
    item = _item(clause, j + 1, Giving(Frame.ASK, strict=True)) if j < len(clause.words) and clause.words[j].low == "for" else None
    giver = clause.side((k, j)) if match["to"] else None
    return Deal(giver, item, clause.side(clause.subject(v)), v, "seek") if item else None


def _demands(clause: Clause, v: int) -> Deal | None:
    """ "Norland demanded that Westland return the ship", "asked Westland to lift its ban": what another is to do."""
    words = clause.words
    if words[v].low not in _DEMANDS or v + 3 >= len(words):
        return None
    k = v + 1 + (words[v + 1].low in {"that", "on"}) + (words[v + 1].low == "upon")
    j = _with_of(clause, k, phrase_from(words, k))[1] if words[k].tag is not Tag.PRON else k + 1
    if j <= k or j + 1 >= len(words) or (words[k - 1].low != "that") != (words[j].tag is Tag.TO) and words[j].tag is not Tag.MODAL:
        return None
    return _to_do(clause, v, (k, j))


def _to_do(clause: Clause, v: int, span: Span) -> Deal | None:
    k = span[1] + (clause.words[span[1]].tag in {Tag.TO, Tag.MODAL})
    rest = clause.text[clause.words[k].start :]
    end = _DEED_END.search(rest)
    item = one_line(rest[: end.start()] if end else rest)
    giver = clause.who(span)
    if not giver or not 1 < len(item.split()) <= _MOST_ITEM_WORDS or clause.words[k].low in VERBS or not is_good(item, strict=True):
        return None
    return Deal(giver, item, clause.side(clause.subject(v)), v, "demand")


_DEMANDS = frozenset("demanded demand demands demanding insists insisted proposed proposes urged urges urging asked asks ask asking called calls pressed requires required recommends recommended requested".split())
_DEED_END = re.compile(r"[.;:()“”\"—–](?!\d)|,\s|\s(?:because|while|after|before|if|unless|when|as|until|who|which|that|according|so|but|said|and\s(?:to|has|have|is|was|will))\b")
_TURNS = re.compile(r"(?P<to>turn(?:ed|s|ing)? to )|in the market for ")


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
    end = j
    while j > k and end < len(words) and words[end].low in {"of", "and"} and halves(words, k, j, _whole(clause)) == j:
        of = phrase_from(words, end + 1)
        cut = halves(words, end + 1, of, _whole(clause))
        if cut < of and words[k].tag in {Tag.DET, Tag.NOUN}:
            return (k, cut), cut
        if of == end + 1:
            break
        end = of
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
    return next((i for end in (_ITEM_END, _LIST_END) if (i := _cut(rest, end)) and is_good(i, strict=giving.strict)), None)


def _cut(rest: str, ending: re.Pattern[str]) -> str | None:
    """The words up to an ending, where they may be an item."""
    end = ending.search(rest)
    item = _HOLDER.sub("", one_line(rest[: end.start()] if end else rest)).strip(" ,’'")
    item = re.sub(r"\s(?:and|or)$", "", item)
    return item if 0 < len(item.split()) <= _MOST_ITEM_WORDS and not _NO_ITEM.match(item) else None


def _after_prep(clause: Clause, k: int, preps: frozenset[str]) -> Span | None:
    """The noun phrase after one of `preps`, within the clause that begins at `k`."""
    words = clause.words
    for x in range(k, min(len(words) - 1, k + _REACH)):
        if x > k and (words[x].tag in _BARS or (words[x].low in VERBS and words[x].low.endswith("ing"))):
            return None
        if words[x].low in preps:
            j = phrase_from(words, x + 1)
            if preps & _TO and _is_infinitive(clause, x + 1, j):
                continue
            if j > x + 1 and words[x - 1].low not in {"up", "according", "due"}:
                return _apposed(clause, _with_of(clause, x + 1, j))
            if words[x + 1].tag is Tag.PRON:
                return (x + 1, x + 2)
    return None


def _apposed(clause: Clause, span: Span) -> Span:
    """The name that follows a description: "its chief executive, | Jo Roe"."""
    words, j = clause.words, span[1]
    if j + 1 < len(words) and words[j].tag is Tag.COMMA and words[j + 1].tag is Tag.NAME and words[j - 1].tag is Tag.NOUN:
        end = j + 1
        while end < len(words) and words[end].tag is Tag.NAME:
            end += 1
        if end == len(words) or words[end].tag in {Tag.COMMA, Tag.STOP, Tag.AND}:
            return (j + 1, end)
    return span


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


_WITH, _TO, _FROM, _BY, _FOR, _ON = (frozenset(x.split()) for x in ("with", "to", "from", "by from", "for to", "on against"))


def _active(clause: Clause, v: int, giving: Giving) -> Deal | None:
    k = _after(clause, v)
    subject = clause.side(clause.subject(v))
    found = _ACTIVE[giving.frame](clause, v, k, subject, giving)
    if found and found.receiver is None and giving.frame is Frame.GIVE:
        return replace(found, receiver=clause.side(clause.asker(v)))
    return found


def _gives(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    first, start = _objects(clause, k)
    to = _WITH if clause.words[v].low.startswith("shar") else _TO
    receiver = clause.side(_after_prep(clause, start, to))
    receiver = receiver or clause.side(first) or receiver
    item = _item(clause, start, giving)
    whole = (start, phrase_from(clause.words, start))
    if item and not first and not is_good(item, strict=True) and (alone := clause.who(whole)):
        receiver, item = receiver or alone, None
    if not item and (given := _with(clause, k)):
        receiver, item = clause.who((k, given)), _item(clause, given + 1, giving)
    if not receiver:
        receiver = clause.who(_after_prep(clause, start, _FOR)) or clause.who(clause.told(v)) or receiver
    if not item:
        item = _item_before(clause, v)
    return Deal(subject, item, receiver, v, "give") if item else None


def _item_before(clause: Clause, v: int) -> str | None:
    """What is given where it stands before: "the oil | it sells to", "has shells | to offer"."""
    words, span = clause.words, clause.subject(v)
    k = clause.chain(v)
    if span and span[1] == k and words[span[0]].tag in {Tag.PRON, Tag.NAME, Tag.DET}:
        j = span[0] - (words[span[0] - 1].tag is Tag.REL)
    elif k and words[k - 1].tag is Tag.TO or k and words[k - 1].tag is Tag.REL:
        j = k - 1
    else:
        return None
    i = phrase_to(words, j)
    while i > 1 and words[i - 1].low in {"of", "and", ","} and phrase_to(words, i - 1) < i - 1:
        i = phrase_to(words, i - 1)
    thing = _HOLDER.sub("", one_line(clause.cut((i, j))))
    return thing if i < j and is_good(thing, strict=True) else None


def _with(clause: Clause, k: int) -> int | None:
    """Where "with" follows the object: "supplied the rebels with arms"."""
    j = phrase_from(clause.words, k)
    return j if k < j < len(clause.words) and clause.words[j].low == "with" else None


def _for(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    item = _item(clause, k, giving)
    if item and NOUNS.match(item) and not BARRIERS.search(item):
        span = _after_prep(clause, k, _TO)
        return Deal(subject, item, clause.who(span) or clause.whose(span), v, "for") if span else None
    if not item or not BARRIERS.search(item):
        return None
    span = _after_prep(clause, k, frozenset({"for", "to", "on"}))
    return Deal(subject, item, clause.who(span) or clause.whose(span), v, "for")


def _lays(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    item = _item(clause, k, giving)
    if item and MONEY.search(item) and not BARRIERS.search(item):
        return _puts(clause, v, k, subject, giving)
    if not item or not BARRIERS.search(item):
        return None
    span = _after_prep(clause, k, _ON)
    target = clause.who(span) or clause.whose(span) or clause.who(_after_prep(clause, k, _FROM))
    found = Deal(subject, item, target, v, "lay")
    return found.reverse if re.search(r"\b(?:fine|penalty)\b", item) else found


def _takes(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    item = _item(clause, k, giving)
    source = clause.side(_after_prep(clause, k, _FROM))
    if item and not source and giving.frame is Frame.TAKE and not giving.strict and _is_offered(clause, v):
        return Deal(subject, item, None, v, "buy")
    return Deal(source, item, subject, v, "take") if item else None


def _is_offered(clause: Clause, v: int) -> bool:
    """Whether buying is what somebody offers or agrees to: to buy is then to give money."""
    lead = {w.low for w in clause.words[clause.chain(v) : v]}
    if v > 1 and clause.words[v - 2].low in OFFERS:
        return True
    return clause.words[v].low in {"buy", "purchase", "import"} and bool(lead & _OFFERED)


def _seeks(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    found = _takes(clause, v, k, subject, giving)
    return replace(found, frame="seek") if found else None


def _asks(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    words, j = clause.words, phrase_from(clause.words, k)
    if j < len(words) - 1 and words[j].low == "for":
        item = _item(clause, j + 1, giving)
        giver = clause.side((k, j) if j > k else _after_prep(clause, j + 1, _FROM))
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


def _puts(clause: Clause, v: int, k: int, subject: str | None, giving: Giving) -> Deal | None:
    item = _item(clause, k, giving)
    receiver = clause.who(_after_prep(clause, k, frozenset({"into", "in"})))
    return Deal(subject, item, receiver, v, "put") if item and receiver and MONEY.search(item) else None


_ACTIVE: dict[Frame, Callable[[Clause, int, int, str | None, Giving], Deal | None]] = {
    Frame.GIVE: _gives, Frame.FOR: _for, Frame.LAY: _lays, Frame.TAKE: _takes,
    Frame.SEEK: _seeks, Frame.ASK: _asks, Frame.REFUSE: _refuses, Frame.FINE: _fines, Frame.PUT: _puts,
}  # fmt: skip


def _passive(clause: Clause, v: int, giving: Giving) -> Deal | None:
    """ "Families were paid 500 crowns by Norsea", "the mine was sold to Norsea by the state"."""
    k, subject = _after(clause, v), clause.subject(v)
    item, by = _item(clause, k, giving), clause.who(_after_prep(clause, k, frozenset({"by"})))
    source = by or clause.who(_after_prep(clause, k, _FROM))
    if item and k < len(clause.words) and clause.words[k].tag in {Tag.DET, Tag.NUM, Tag.NOUN, Tag.NAME}:
        receiver = clause.side(subject)
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
