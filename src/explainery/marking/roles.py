"""Roles: what a text says right beside a name that its bearer is, as a phrase that may follow the name and a comma.

"Odile Kramm, the transport minister," and "Transport Minister Odile Kramm" both give it; an age, a clause ("who leads
the union") and a fragment do not.
"""

from __future__ import annotations

import re

from explainery.lexicon.abbreviations import Abbreviation, any_abbreviation
from explainery.lexicon.gazetteer import gazetteer, places
from explainery.lexicon.name_words import Opener, openers
from explainery.lexicon.offices import Office, any_noun, nouns
from explainery.lexicon.sieve import lowered
from explainery.lexicon.tables import either
from explainery.marking.tuning import TUNING
from explainery.patterns import regex
from explainery.text import one_line

_USES = (Office.ROLE, Office.HELD, Office.BEFORE, Office.AFTER, Office.TITLE, Office.POST, Office.AGENT, Office.EXPERT)
_NOUN = either(any_noun(use) for use in _USES)
_TRADE_ENDS = ("er", "or", "ist", "ian", "man", "woman", "ess", "eer", "wright", "smith")
_TRADE = rf"[a-z]{{3,}}{either(_TRADE_ENDS)}"  # "a docker", "an activist": after an article only
_LAST_WORDS = tuple(sorted({noun.split()[-1] for use in _USES for noun in nouns(use)}))
_HEAD = regex(rf"(?:^|[\s-])(?i:{_NOUN})$")
_ARTICLE = r"(?:the|an?)"
_AGE = r"(?:,\s+(?:aged\s+)?\d{1,3}(?=,))?"
_NOT = regex(
    r"\b(?:who|whom|whose|which|that|said|says|told|is|are|was|were|be|been|has|had|have|will|would|did|do|does|not|but|if|when|while"
    r"|after|before|because|he|she|they|his|her|their|its|my|our|your|him|them|it|including|according|i|we)\b|[“”\"\0;:()—–]|\d{2}",
    re.IGNORECASE,
)
_PREPOSITION = regex(r"\s(?:of|at|for|with|in|to|on|from|and)\s")
_APPOSED = regex(rf"{_AGE},\s+(?P<role>[^,.;:“”\"\0\n()—–]{{3,120}})(?=[,.;:()—–]|\s*$|\s*[“”\"\0\n])")
# Before a name, the words that may qualify an office: those in capitals, and these.
_QUALIFIER = either(
    [
        *(any_noun(use) for use in (Office.LEADS_TITLE, Office.LEADS_POST)),
        *"""former chief senior junior deputy vice acting national federal regional local state city union party press
        security economic presidential military police opposition environment environmental energy health trade
        transport education justice culture labour labor agriculture marketing sales research policy rights founding
        general principal head campaign ministry government company team club science business""".split(),
    ]
)
# "The championship leader Jo Roe", ", zoo director Jo Roe": one word that says of what, behind an article or a comma.
_OF_WHAT = r"(?:(?:(?<=the )|(?<=The )|(?<=, ))(?!(?:said|says|told|and|but|when|where|while|as|by|to|for|with|from)\b)[a-z]{3,}(?<!ing)(?<!ed)(?<!ly)\s+)?"
_LED = regex(
    rf"(?<![\w’'-])(?P<role>{_OF_WHAT}(?:(?:[A-Z][\w.’'&-]*|&|(?i:{_QUALIFIER})|{_NOUN})\s+)*(?:(?i:{_NOUN})))\s+$"
)
_BREAKS = ',;:“”"()—–!?'  # no role before a name goes over these
_OF = regex(
    rf"(?P<role>(?:[A-Z][\w.’'&-]*\s+)*{_ARTICLE}?\s*(?:(?:{_QUALIFIER})\s+)*{_NOUN}\s+(?:of|at|for)\s+[A-Z][^,.;:“”\"\0\n()]*?|"
    rf"(?:(?:[Tt]he|[A-Z][\w.’'&-]*)\s+)*[A-Z][\w.’'&-]*[’']s\s+(?:(?:{_QUALIFIER})\s+)*{_NOUN}),\s+$"
)
# "The grandmaster Jo Roe", "said grandmaster Jo Roe", "Pavilion caretaker Jo Roe": a word that ends like a trade.
_LED_BY_TRADE = regex(
    rf"(?:^|[,“\"] ?|\b(?:[Tt]he|said|says|by|and|to|of|as) )(?P<role>(?:[A-Z][\w’-]+(?<!ed)(?<!ing) )?"
    rf"(?!(?:former|latter|other|over|under|after|older|younger|elder|later|never|ever|rather|together|however|number"
    rf"|letter|for|nor|per|officer|member|leader|however|mother|father|brother|sister|daughter)\b){_TRADE})\s+$"
)
_SHORT_TITLE = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "prof": "professor", "col": "colonel",
                "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "adm": "admiral"}  # fmt: skip
_ABBREVIATED = regex(rf"(?<![\w.])(?P<title>{any_abbreviation(Abbreviation.RANK)})\.\s+$")
_PORTFOLIOS = frozenset(
    "transport foreign industry interior finance defence defense health energy trade education justice environment culture"
    " agriculture labour labor economy home press police housing".split()
)
_TITLE_WORDS = frozenset(
    w for use in (*_USES, Office.LEADS_TITLE, Office.LEADS_POST) for n in nouns(use) for w in n.split()
) - {"senate", "house", "state", "crown"}
# The only clauses that tell an office: "who leads the union".
_LEADS = regex(
    r"who (?:leads?|led|heads?|headed|runs|ran|chairs?|chaired|directs?|owns?|founded|represents?|manages?|teaches|studies)\b"
)
_OPENERS = openers(Opener.OPENS) | {"Under", "Did", "If"}
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
_ARTICLE_AND_TRADE = regex(rf"{_ARTICLE} (?:[\w’'-]+ ){{0,4}}{_TRADE}")
_ANOTHER = regex(r" and [A-Z][\w’'-]+ (?:[A-Z]\.? )?[A-Z][\w’'-]+$")  # "a backer of Norline and Jo Roe" in a list
# It begins or ends with what is elsewhere: "the company’s head", "and other traders", "director of".
_LOOSE = regex(r"^(?:(?:the )?[a-z]+[’']s|and|or|other)\b|\b(?:of|for|at|and|or|in|to)$")


def role_after(text: str, end: int) -> str:
    """The role between commas behind a name that ends at `end`; "" if there is none."""
    match = _APPOSED.match(text[end : end + TUNING.role_reach])
    return _whole(match["role"]) if match else ""


def role_before(text: str, begin: int, start: int) -> str:
    """The role right before a name that starts at `start`; "" if there is none. `begin`: where its sentence starts."""
    before = text[max(begin, start - TUNING.role_reach) : start]
    end = lowered(before.rstrip()) if before[-1:].isspace() else ""  # no pattern is tried where its end is missing
    if end.endswith(".") and (short := _ABBREVIATED.search(before)):
        return _SHORT_TITLE.get(short["title"].lower(), "")
    if end.endswith(",") and (apposed := _OF.search(before)):
        return _whole(apposed["role"])
    led = _LED.search(before, max(map(before.rfind, _BREAKS)) + 1) if end.endswith(_LAST_WORDS) else None
    if led is None:
        trade = _LED_BY_TRADE.search(before) if end.endswith(_TRADE_ENDS) else None
        return trade["role"] if trade else ""
    role = _lowered(one_line(led["role"]))
    return _in_running_text(role) if led.start() == 0 and begin == start - len(before) else role


def _whole(words: str) -> str:
    """Words between commas as a role, cut where a clause or another person begins; "" where they are none."""
    role = _ANOTHER.sub("", one_line(words))
    if _LEADS.match(role):
        return role if len(role.split()) <= TUNING.most_clause_words and not _NOT.search(role, len("who")) else ""
    if clause := _NOT.search(role):
        role = role[: clause.start()].rstrip() if clause[0].lower() in _RELATIVES else ""
    head = _PREPOSITION.split(role, maxsplit=1)[0]
    if not (_HEAD.search(head) or _ARTICLE_AND_TRADE.fullmatch(head)) or _LOOSE.search(role):
        return ""
    if len(role.split()) > TUNING.most_role_words:
        return ""
    return role[0].lower() + role[1:] if re.match(rf"(?i:{_ARTICLE}) ", role) else role


def _lowered(role: str) -> str:
    """A title before a name as it follows one: "Transport Minister" is "transport minister", "British" stays."""
    words = role.split(" ")
    while words and words[0] in _OPENERS:
        words = words[1:]
    return " ".join(w.lower() if w.lower() in _TITLE_WORDS | _PORTFOLIOS else w for w in words)


def _in_running_text(role: str) -> str:
    """A role that begins a sentence as it stands inside one: "Plant manager Jo Roe" is a "plant manager"."""
    first, _, rest = role.partition(" ")
    is_name = (
        first in gazetteer()
        or first in places()
        or first.isupper()
        or not rest.islower()
        or "’" in first
        or "'" in first
    )
    return role if is_name else f"{first.lower()} {rest}"


def detail(role: str) -> int:
    """How much a role tells: 2 with what or whom it is of, 1 for a title alone, 0 for none."""
    return (
        0
        if not role
        else 1
        if role.startswith("who ")
        else 2
        if len(re.sub(rf"^{_ARTICLE} ", "", role).split()) > 1
        else 1
    )
