"""The verbs and nouns of giving: where their sides are, and what can be given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from explainery.lexicon.tables import by_group, either
from explainery.patterns import regex


class Frame(Enum):
    """Where the sides of a verb are."""

    GIVE = auto()  # GIVER sells ITEM to RECEIVER, pays RECEIVER ITEM
    FREE = auto()  # GIVER lifts ITEM for RECEIVER
    LAY = auto()  # GIVER imposes ITEM on RECEIVER
    TAKE = auto()  # RECEIVER buys ITEM from GIVER
    SEEK = auto()  # RECEIVER demands ITEM from GIVER
    ASK = auto()  # RECEIVER asks GIVER for ITEM
    REFUSE = auto()  # RECEIVER rejects GIVER's offer of ITEM
    PUT = auto()  # GIVER puts ITEM into RECEIVER
    NOUN = auto()  # GIVER's sale of ITEM to RECEIVER
    FINE = auto()  # RECEIVER fines GIVER ITEM


@dataclass(frozen=True, slots=True)
class Giving:
    """A verb's frame; `strict`: the verb has so many other uses that only goods and money count as its item."""

    frame: Frame
    strict: bool


_IRREGULAR = {
    "give": "gave given giving", "sell": "sold selling", "lend": "lent lending", "pay": "paid paying", "send": "sent sending", "buy": "bought buying",
    "get": "got gotten getting", "seek": "sought seeking", "win": "won winning", "take": "took taken taking", "cut": "cutting", "put": "putting",
    "withhold": "withheld withholding", "hand": "handed handing", "supply": "supplied supplies supplying", "levy": "levied levies levying",
    "transfer": "transferred transferring", "ship": "shipped shipping", "slap": "slapped slapping", "deny": "denied denies denying",
    "drop": "dropped dropping", "swap": "swapped swapping", "bring": "brought bringing",
}  # fmt: skip
_VERBS: tuple[tuple[Frame, bool, str], ...] = (
    (
        Frame.GIVE,
        False,
        "sell lend supply donate award grant repay refund export pay deliver offer provide promise pledge cede owe swap",
    ),
    (
        Frame.GIVE,
        True,
        "give send share transfer ship hand return contribute release extend add issue allocate concede propose bring",
    ),
    (Frame.FREE, True, "lift suspend waive cut drop scrap ease remove lower reduce withhold halt stop freeze withdraw"),
    (Frame.LAY, True, "impose levy slap place put announce order approve adopt tighten widen"),
    (Frame.TAKE, False, "buy purchase borrow import receive"),
    (Frame.TAKE, True, "get obtain acquire accept collect recover gain secure win take earn"),
    (Frame.SEEK, True, "want seek request demand need claim"),
    (Frame.ASK, True, "ask"),
    (Frame.REFUSE, True, "refuse reject decline spurn"),
    (Frame.PUT, True, "invest pour inject"),
    (Frame.FINE, False, "fine"),
)


def _forms(verb: str) -> Iterable[str]:
    """The forms of a verb: irregular ones as listed, others by rule."""
    stem = verb.removesuffix("e")
    regular = _IRREGULAR.get(verb, f"{stem}ed {stem}ing")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return {verb, third, *regular.split()}


VERBS: Mapping[str, Giving] = {
    form: Giving(frame, strict)
    for frame, strict, listed in reversed(_VERBS)
    for verb in listed.split()
    for form in _forms(verb)
}
BASES = frozenset(verb for _, _, listed in _VERBS for verb in listed.split())
NOUNS = regex(
    r"\b(?:offers?|proposals?|pledges?|loans?|gifts?|grants?|sales?|transfers?|shipments?|suppl(?:y|ies)|deliver(?:y|ies)|payments?|donations?|exports?|provision|purchases?)\b"
)
BARRIERS = regex(
    r"\b(?:tariffs?|dut(?:y|ies)|sanctions?|tax(?:es)?|lev(?:y|ies)|embargo(?:es)?|bans?|quotas?|restrictions?|penalt(?:y|ies)|fines?|curbs?|fees?|preferences)\b",
    re.IGNORECASE,
)
_COINS = "dollars?|euros?|pounds?|yen|yuan|crowns?|rubles?|roubles?|rupees?|francs?|pesos?|rials?"
MONEY = regex(
    r"[$€£¥]\s?\d"
    r"|\b\d[\d.,]* ?(?:(?:million|billion|trillion|bn|m|k|\w+ian|\w+ese|\w+ish)\s+)?"  # "5 million", "5 Norlandish"
    rf"(?:{_COINS}|percent|per cent|%|tons?|tonnes?|barrels?|cubic)",
    re.IGNORECASE,
)
_THINGS = by_group("linking/exchanges/things.tsv")
GOODS = regex(rf"\b{either(_THINGS['good'])}\b|[$€£¥]\s?\d", re.IGNORECASE)
_NOTHING = regex(rf"(?:^|\s){either(_THINGS['nothing'])}s?$", re.IGNORECASE)


def is_good(item: str, *, strict: bool) -> bool:
    """Whether words name an item. `strict`: only goods and money count; otherwise any noun phrase does."""
    head = re.split(r"\s(?:of|for|in|to|on|that|at)\s", item)[0]
    if _NOTHING.search(head) and not MONEY.search(item):
        return False
    return bool(MONEY.search(item) or GOODS.search(item)) if strict else bool(re.search(r"[A-Za-z]{3,}|\d", item))
