"""The verbs and nouns of giving: which side stands where, and what can be given at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Frame(Enum):
    """Where a verb has its sides."""

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
    """A verb's frame; `strict`: said of so much else that only goods and money count as what is given."""

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
    """A verb's forms: the irregular ones as listed, the others by rule."""
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
NOUNS = re.compile(
    r"\b(?:offers?|proposals?|pledges?|loans?|gifts?|grants?|sales?|transfers?|shipments?|suppl(?:y|ies)|deliver(?:y|ies)|payments?|donations?|exports?|provision|purchases?)\b"
)
BARRIERS = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|sanctions?|tax(?:es)?|lev(?:y|ies)|embargo(?:es)?|bans?|quotas?|restrictions?|penalt(?:y|ies)|fines?|curbs?|fees?|preferences)\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"(?:[$€£¥]\s?\d|\b\d[\d.,]* ?(?:(?:million|billion|trillion|bn|m|k|\w+ian|\w+ese|\w+ish)\s+)?(?:dollars?|euros?|pounds?|yen|yuan|crowns?|rubles?|roubles?|rupees?|francs?|pesos?|rials?|percent|per cent|%|tons?|tonnes?|barrels?|cubic))",
    re.IGNORECASE,
)
GOODS = re.compile(
    r"\b(?:weapon\w*|arms|armou?red|ammunition|munitions?|shells?|rockets?|missiles?|drones?|bombs?|rifles?|tanks?|aircraft|jets?|planes?|helicopters?|ships?|boats?|vehicles?|equipment|hardware|"
    r"oil|gas|coal|fuel|crude|cotton|steel|energy|electricity|power|grain|wheat|rice|soybeans|food|medicines?|drugs?|vaccines?|water|raw materials?|metals?|minerals?|cargo(?:es)?|goods|products?|"
    r"technolog\w+|know-how|expertise|intelligence|data|emails?|documents|records|photographs|lists?|satellites?|components?|parts|chips?|software|sensors|"
    r"money|cash|funds?|funding|loans?|credit|credits|guarantees?|investments?|payments?|compensation|damages|reward|ransom|aid|assistance|help with|relief|subsid\w+|wages?|salar\w+|raises?|bonus\w*|dividends?|bribes?|"
    r"donations?|contributions?|royalt\w+|refunds?|discounts?|rebates?|deposit|bail|rent|pensions?|benefits|prize|award|severance|fees?|debts?|"
    r"trucks?|cars?|lorries|machinery|engines?|cranes?|trains?|troops|soldiers|sailors|sales|shipments|deliveries|supplies|exports|purchases|crew|suspects|captives|undertaking|assurances?|gendarmes|agents|team|prisoners|hostages|detainees|extradition|stakes?|shares|stock|assets|contracts?|licen[cs]es?|permits?|visas?|waivers?|warrants?|bonds?|time|\d+ days|"
    r"land|territory|islands?|lease|acres|hectares|base|airfield|port|"
    r"pay|pay rises?|votes?|seats?|concessions?|access|preference|exemptions?|allowance|immunity|pardons?|testimony|support|talks|tariffs?|dut(?:y|ies)|sanctions?|tax(?:es)?|quotas?|restrictions?|embargo|ban|"
    r"[\d.,]+ ?(?:percent|per cent|%))\b|[$€£¥]\s?\d",
    re.IGNORECASE,
)


_NOTHING = re.compile(
    r"(?:^|\s)(?:tribute|attention|ultimatum|opportunit(?:y|ies)|chance|details?|comments?|evidence|account|look|glimpse|hope|insight|explanations?|respects|visits?|speech|address|statement|answers?|"
    r"remarks?|apolog(?:y|ies)|condolences|prayers?|reasons?|way|message|letter|notice|example|case|verdict|blow|rejection|view|advice|guidance|price|toll|fight|heed|lip service|context|proof|calls?|"
    r"warnings?|signals?|testament|ideas?|rise|place|part|power|voice|credence|cover|birth)s?$",
    re.IGNORECASE,
)


def is_good(item: str, *, strict: bool) -> bool:
    """Whether words name what one gives another; `strict`: goods and money only, else any noun phrase."""
    head = re.split(r"\s(?:of|for|in|to|on|that|at)\s", item)[0]
    if _NOTHING.search(head) and not MONEY.search(item):
        return False
    return bool(MONEY.search(item) or GOODS.search(item)) if strict else bool(re.search(r"[A-Za-z]{3,}|\d", item))
