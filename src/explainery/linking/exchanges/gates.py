"""What must hold before an exchange may stand as a row: two parties, a thing that passes, and a status that is told.

A row looks like a finding, so nothing in it is guessed: better no row than one that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from explainery.lexicon.calendar import MONTH, WEEKDAY
from explainery.lexicon.offices import Office, any_noun
from explainery.linking.exchanges.giving import BASES, GOODS, VERBS
from explainery.linking.exchanges.parties import Clause
from explainery.model import Exchange, Status
from explainery.patterns import regex

_DESCRIBED = regex(rf"{any_noun(Office.ACTOR)}$", re.IGNORECASE)
_NO_PARTY = regex(rf"(?:{MONTH}|{WEEKDAY}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?", re.IGNORECASE)
_EMPTY = regex(
    r"(?:access|aid package|help|thing|things|something|anything|nothing|everything|more|less|much|part|half|most|some|word|advice|nod|"
    r"time|chance|way|place|credit|attention|control|power|rise|fall|share|shares? price|calls?|hundreds of calls|\w+ itself)s?",
    re.IGNORECASE,
)
_BARE_NUMBER = regex(r"(?:[\w ]* )?[\d.,]+ ?(?:million|billion|trillion|m|bn|percent|per cent|%)?", re.IGNORECASE)
_RATE = regex(r"^[\d.,]+ ?(?:percent|per cent|%)")
# Not yet so, and not sought by the one who would receive: a condition, a threat, a duty, a plan.
_UNTOLD = frozenset(
    "if unless whether until once should must lest plans planned plan planning intends intended expected expects due "
    "threatened threatens threatening required supposed able".split()
)
_CONDITION = regex(r"(?:^|[,;:] )(?:if|unless|should|were|whether)\b[^,]*$|\bwould have\b", re.IGNORECASE)
_ORDER = (Status.HAPPENED, Status.AGREED, Status.REFUSED, Status.OFFERED, Status.SOUGHT, Status.ALLEGED)


def noun_phrase(item: str, names: Iterable[str] = ()) -> str | None:
    """The item as a noun phrase, without another verb of its subject; None where it is none or says too little.

    `names`: the names in the sentence; one of them alone is nothing that passes.
    """
    words = item.split()
    cut = next((i for i in range(1, len(words)) if words[i - 1] == "and" and _is_verb(words[i])), len(words) + 1)
    item = " ".join(words[: cut - 1]).rstrip(" ,")
    opens = words[0].lower()
    verb = opens in BASES and not GOODS.match(item) and len(words) > 1 and opens not in _NOUN_TOO
    if verb or not item or _EMPTY.fullmatch(item) or (_BARE_NUMBER.fullmatch(item) and not GOODS.search(item)):
        return None
    return None if item in set(names) else item


_NOUN_TOO = frozenset(
    "grant award offer pledge promise order supply claim return share transfer request demand".split()
)


def _is_verb(word: str) -> bool:
    low = word.lower()
    return low in VERBS and low not in _NOUN_TOO and not low.endswith("s")


def names_a_side(item: str, giver: str, receiver: str) -> bool:
    """Whether an item contains the name of who gives or gets it: then the words around the verb were misread."""
    return any(re.search(rf"(?<!\w){re.escape(side)}(?!\w|[’'])", item) for side in (giver, receiver))


def is_party(side: str, clause: Clause) -> bool:
    """Whether a side is somebody: each part a name in the sentence of a body, country or person, or described as one."""
    return all(_is_somebody(part, clause) for part in side.split(" and "))


def _is_somebody(side: str, clause: Clause) -> bool:
    if _NO_PARTY.fullmatch(side):
        return False
    named = {clause.led.get(n.actor, n.actor) for n in clause.names} | {n.actor for n in clause.names}
    if side in named or any(n in side for n in named):
        return True
    head = re.split(r"\s(?:of|in|for|from|at)\s", side)[0]
    return side.lower() in clause.text.lower() and bool(_DESCRIBED.search(head))


def is_told(clause: Clause, verb: int, leads: Sequence[str]) -> bool:
    """Whether the sentence tells of an exchange: not in a question, a condition, a threat or a plan."""
    before = clause.text[: clause.words[verb].start]
    question = clause.text.rstrip("”\"' ").endswith("?")
    return not (question or _UNTOLD & set(leads) or _CONDITION.search(before))


def status_of_all(statuses: Iterable[Status]) -> Status:
    """The status of one row for what several sentences tell: denied where any denies, else what is furthest."""
    told = set(statuses)
    return Status.DENIED if Status.DENIED in told else next(s for s in _ORDER if s in told)


def one_row(a: Exchange, b: Exchange) -> bool:
    """Whether two exchanges are one row: one pair, and a shared good or the same head of the item."""
    if (a.giver, a.receiver) != (b.giver, b.receiver):
        return False
    goods = {g.lower().rstrip("s") for g in GOODS.findall(a.item)} & {
        g.lower().rstrip("s") for g in GOODS.findall(b.item)
    }
    return bool(goods) or a.item.lower().split()[-1].rstrip("s") == b.item.lower().split()[-1].rstrip("s")
